"""One rule says what an id may be, and it is the same for the reader and for the published schema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from agreement_texts import spoilt, write_accord
from hypothesis import given
from hypothesis import strategies as st

from tregua.agreement.identifiers import ACTOR_PATTERN, LONGEST, PATTERN, amiss, is_reserved, spell
from tregua.agreement.load import bundled_accords, find_faults, load_accord
from tregua.agreement.terms import LISTS, Agreement
from tregua.model.records import Record

GOOD = ["1", "a", "pm-4", "hand_over-2", "Z9", "a" * LONGEST]
BAD = [" a", "a b", "a:b", "a/b", "a.b", "-a", "a-", "_", "ä", "вв", "a\x07", "a\u200b", "a\n", "٣"]


@pytest.mark.parametrize("text", GOOD)
def test_what_an_id_may_be(text: str) -> None:
    assert not list(amiss(text))


@pytest.mark.parametrize("text", BAD)
def test_what_no_id_may_be(text: str) -> None:
    ((code, args),) = amiss(text)
    assert code == "accord.bad_id"
    assert str(args["id"]).isprintable()


def test_an_id_is_there_and_short() -> None:
    assert [code for code, _ in amiss("")] == ["accord.empty_id"]
    assert [code for code, _ in amiss("a" * (LONGEST + 1))] == ["accord.long_id"]


def test_an_actor_speaks_for_whom_stands_before_the_slash() -> None:
    assert not list(amiss("az/mod/press", is_actor=True))
    for text in ("az/", "/mod", "az//mod", "az mod", "/"):
        assert [code for code, _ in amiss(text, is_actor=True)] == ["accord.bad_id"]


@given(st.text(st.characters(codec="utf-8"), max_size=8) | st.text("aZ0-_/ .", max_size=8))
def test_reader_and_schema_agree(text: str) -> None:
    for pattern, is_actor in ((PATTERN, False), (ACTOR_PATTERN, True)):
        fits = re.fullmatch(pattern.replace("$", r"\Z"), text) is not None
        assert fits == (not list(amiss(text, is_actor=is_actor)))


def test_what_cannot_be_seen_is_spelt() -> None:
    assert [spell(one) for one in "a:\x07\u200b "] == ["a", ":", "U+0007", "U+200B", "U+0020"]


def test_an_amendment_is_not_named_after_a_version() -> None:
    assert is_reserved("original")
    assert is_reserved("2031-03-18")
    assert not is_reserved("ford-2031-03-18")


@pytest.mark.parametrize("name", bundled_accords())
def test_every_list_is_told_apart_by_a_field_it_has(name: str) -> None:
    accord = load_accord(Path(name))
    lists = {
        key for key, value in accord if isinstance(value, tuple) and value and isinstance(value[0], Record)
    }
    assert lists <= set(LISTS) <= set(Agreement.model_fields)
    for key, field in LISTS.items():
        assert all(getattr(one, field) for one in getattr(accord, key))


def test_whom_an_actor_speaks_for_is_an_id_too(tmp_path: Path) -> None:
    text = spoilt("role: party, actors: [south]", "role: party, actors: ['south side']")
    (fault,) = find_faults(write_accord(tmp_path, text))
    assert (fault.code, fault.where.field) == ("accord.bad_id", "parties.south.actors.0")


def test_an_office_named_by_one_party_does_not_speak_for_the_state_s(tmp_path: Path) -> None:
    for north in ("[un, north]", "[north, un]"):
        accord = load_accord(
            write_accord(
                tmp_path,
                spoilt("role: party, actors: [north]", f"role: party, actors: {north}").replace(
                    "actors: [south]", "actors: [south, un/mission]"
                ),
            )
        )
        sides = [
            accord.side_of(one) for one in ("un", "un/other", "un/mission", "un/mission/head", "unx", None)
        ]
        assert sides == ["north", "north", "south", "south", None, None]
