"""Registers in words: what a line, a word and a day are told as."""

from __future__ import annotations

import pytest

from tregua.model.register import Word
from tregua.model.standing import Entry
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.names import Names
from tregua.reporting.register_words import tell_day

RENDERER = Renderer(Catalogue.load(), Names(), brief=True)


def entry(**given: object) -> Entry:
    fields: dict[str, object] = {
        "entry_id": "e", "claim_id": "c", "register_name": "notices", "measure": "exercise",
        "act": "notice.exercise", "said_by": "az/mod",
    }  # fmt: skip
    return Entry.model_validate(fields | given)


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2021-01-05", "2021-01-10", "for 5 January 2021 · to 10 January 2021"),
        ("2021-01-10", "2021-01-10", "for 10 January 2021"),
        ("2021-01-05", None, "from 5 January 2021"),
        (None, "2021-01-10", "by 10 January 2021"),
    ],
)
def test_what_is_announced_for_several_days_is_told_with_all_of_them(
    since: str | None, until: str | None, told: str
) -> None:
    word = Word(manner="planned", since=None, entry=entry(earliest=since, latest=until, modality="planned"))
    assert " · ".join(RENDERER.text(one) for one in tell_day(word)) == told
