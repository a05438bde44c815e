"""Messages become text; nothing a message holds can break a report."""

from __future__ import annotations

import ast
import string
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

import tregua
from tregua.agreement.terms import Agreement
from tregua.model.errors import BadFile, Where
from tregua.model.messages import Message, say
from tregua.model.records import Basis, Claim
from tregua.model.standing import Entry, Finding, Phase, Position, Register, Watch
from tregua.reporting.messages import Catalogue, Renderer, merge_sources
from tregua.reporting.names import Names
from tregua.reporting.phases import MARKS, PHASES, TONES
from tregua.vocabulary.acts import ACTS
from tregua.vocabulary.units import UNITS

SOURCE = Path(tregua.__file__).parent


def renderer(**entries: str) -> Renderer:
    codes = {code.replace("__", "."): text for code, text in entries.items()}
    return Renderer(Catalogue("en", {**Catalogue.load().entries, **codes}))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2020, 12, 1), "1 December 2020"),
        (datetime.fromisoformat("2020-12-11T20:40"), "11 December 2020, 20:40"),
        ("2020-12-01", "1 December 2020"),
        ("2020-12-11T20:40", "11 December 2020, 20:40"),
        ("2020-13-01", "2020-13-01"),
        (1960, "1,960"),
        (1191.3, "1,191.3"),
        (-0.0001, "0"),
        (("a", "b", "c"), "a, b and c"),
        (("a",), "a"),
        ((), ""),
        ("unit:serviceman", "servicemen"),
        ("act:handover.enter", "units entering"),
        ("phase:fulfilled_late", "fulfilled late"),
        ("actor:person/0a1b2c3d", "a private person (0a1b2c3d)"),
        ("actor:outlet/news-am", "News Am"),
        ("place:nowhere-known", "nowhere-known"),
        ("https://example.org/a", "https://example.org/a"),
        (say("count.more", number=27000), "more than 27,000"),
    ],
)
def test_an_argument_is_written_by_what_it_is(value: object, text: str) -> None:
    assert renderer(x="{v}").text(say("x", v=value)) == text  # type: ignore[arg-type]


def test_a_count_brings_its_word_in_the_right_number() -> None:
    words = renderer(x="{n:day|days}")
    assert words.text(say("x", n=1)) == "1 day"
    assert words.text(say("x", n=1960)) == "1,960 days"


def test_ordinary_formats_still_work() -> None:
    assert renderer(x="{p:.0%}").text(say("x", p=0.5)) == "50%"


def test_an_unknown_code_shows_itself_and_its_arguments() -> None:
    assert renderer().text(say("no.such", b=2, a="place:x")) == "no.such (a: x, b: 2)"


def test_a_missing_argument_shows_the_code() -> None:
    assert renderer(x="{a} {b}").text(say("x", a=1)) == "x (a: 1)"


def test_an_argument_cannot_reach_into_python() -> None:
    assert "class" not in renderer(x="{a.__class__}").text(say("x", a="v")).replace("__class__", "")
    assert renderer(x="{a}").text(say("x", a="{b.__class__}")) == "{b.__class__}"


def test_an_error_says_what_where_and_what_to_do() -> None:
    words = renderer(e="the file is empty", e__do="give one with text")
    error = BadFile(say("e"), Where(file="a.txt", line=3))
    assert words.render_error(error) == "e: the file is empty — a.txt:3 — give one with text"
    assert words.render_error(BadFile(say("e"))) == "e: the file is empty — give one with text"


def test_a_code_that_stands_twice_is_an_error() -> None:
    text = 'msgid "a"\nmsgstr "x"\n'
    with pytest.raises(BadFile) as caught:
        merge_sources("en", {"one.po": text, "two.po": text})
    assert caught.value.code == "messages.duplicate"
    assert caught.value.where.file == "two.po"
    assert "one.po" in Renderer().render_error(caught.value)


@pytest.mark.parametrize("locale", ["xx", "../en", ""])
def test_an_unknown_language_is_told(locale: str) -> None:
    with pytest.raises(BadFile) as caught:
        Catalogue.load(locale)
    assert caught.value.code == "messages.no_locale"


arguments = st.recursive(
    st.one_of(st.text(), st.integers(), st.floats(allow_nan=True), st.dates(), st.datetimes()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.builds(
            lambda args: Message(code="x", args=args), st.dictionaries(st.text(max_size=4), inner, max_size=2)
        ),
    ),
    max_leaves=5,
)


@given(
    st.sampled_from(sorted(Catalogue.load().entries)),
    st.dictionaries(st.text(max_size=6), arguments, max_size=4),
)
def test_no_message_breaks_a_report(code: str, args: dict[str, object]) -> None:
    assert isinstance(Renderer().text(Message(code=code, args=args)), str)  # type: ignore[arg-type]


@given(st.dates(), st.integers(), st.sampled_from(["place:agdam", "2020-12-01", "plain words"]))
def test_a_message_read_back_from_json_says_the_same(day: date, number: int, text: str) -> None:
    message = say("x", day=day, number=number, text=text, nested=(say("count.about", number=number), "b"))
    words = renderer(x="{day} {number} {text} {nested}")
    assert words.text(Message.model_validate_json(message.model_dump_json())) == words.text(message)


def _said() -> list[tuple[str, str, set[str] | None]]:
    """Every ``say("code", …)`` in the source: where, the code, and the argument names if all are plain."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            codes = node.args[0]
            options = [codes.body, codes.orelse] if isinstance(codes, ast.IfExp) else [codes]
            for code in options:
                if name == "say" and isinstance(code, ast.Constant) and isinstance(code.value, str):
                    plain = all(keyword.arg for keyword in node.keywords)
                    names = {keyword.arg for keyword in node.keywords if keyword.arg} if plain else None
                    found.append((f"{path.relative_to(SOURCE)}:{node.lineno}", code.value, names))
    return found


def test_every_code_said_in_the_source_has_an_entry() -> None:
    entries = Catalogue.load().entries
    assert [(where, code) for where, code, _ in _said() if code not in entries] == []


def test_every_entry_finds_the_arguments_it_names() -> None:
    entries = Catalogue.load().entries
    missing = []
    for where, code, names in _said():
        wanted = {field for _, field, _, _ in string.Formatter().parse(entries.get(code, "")) if field}
        if names is not None and wanted - names:
            missing.append((where, code, sorted(wanted - names)))
    assert missing == []


def test_names_show_every_form_and_take_no_side(agreement: Agreement) -> None:
    names = Names(agreement)
    assert names.place("shusha") == "Shusha (Şuşa / Shushi)"
    assert names.place("stepanakert") == "Xankəndi / Stepanakert"
    assert names.place("hadrut") == "Hadrut"
    assert names.actor("am/mod") == "Armenian defence ministry"
    assert names.actor("ru/peacekeepers") == "Russian peacekeeping contingent"
    assert names.party("am") == "Armenia"
    assert names.reading("az-en") == "Azerbaijan"
    assert names.obligation("hand-over-agdam") == "Hand over Agdam district"


def test_the_order_of_names_is_the_centres(agreement: Agreement) -> None:
    turned = Names(agreement.model_copy(update={"name_order": ("am", "az")}))
    assert turned.place("shusha") == "Shusha (Shushi / Şuşa)"


def test_a_brief_renderer_repeats_only_what_is_contested(agreement: Agreement) -> None:
    words = Renderer(names=Names(agreement), brief=True)
    assert [words.value("place:agdam") for _ in range(2)] == ["Agdam (Ağdam / Akna)", "Agdam"]
    assert len({words.value("place:shusha") for _ in range(2)}) == 1


def _options(record: type[BaseModel], field: str) -> list[str]:
    return [one for one in get_args(record.model_fields[field].annotation) if isinstance(one, str)]


def test_every_value_a_record_can_hold_has_its_word() -> None:
    codes = {f"phase.{phase}" for phase in get_args(Phase)}
    codes |= {f"act.{act}" for act in ACTS} | {f"unit.{unit}" for unit in UNITS}
    codes |= {
        f"report.evidence.{stance}.{mode}"
        for stance in _options(Claim, "stance")
        for mode in _options(Claim, "mode")
    }
    for stance in _options(Position, "stance"):
        codes |= {f"report.incidents.{stance}", f"report.incidents.{stance}.accusing"}
    codes |= {f"report.incidents.finding.{state}" for state in _options(Finding, "state")}
    codes |= {f"report.coverage.outcome.{outcome}" for outcome in _options(Watch, "outcome")}
    codes |= {f"report.register.{name}" for name in get_args(Register)}
    codes |= {f"report.figures.modality.{one}" for one in _options(Entry, "modality") if one != "actual"}
    codes |= {f"report.figures.basis.{basis}" for basis in get_args(Basis)}
    codes |= {f"month.{month}" for month in range(1, 13)}
    assert len(codes) > 150
    assert sorted(codes - set(Catalogue.load().entries)) == []


def test_every_phase_has_a_tone_and_a_mark_of_its_own() -> None:
    assert set(TONES) == set(MARKS) == set(PHASES) == set(get_args(Phase))
    assert len(set(MARKS.values())) == len(MARKS)
