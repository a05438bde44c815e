"""How a place or link is, as people read it in a terminal: laid out once, for areas as for links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from tregua.cli.layout import Row
from tregua.model.messages import Message
from tregua.model.register import State, StateWord
from tregua.reporting.letters import capital
from tregua.reporting.messages import Renderer
from tregua.reporting.register_words import tell_speakers
from tregua.reporting.state_words import (
    alike_words,
    are_one,
    tell_end,
    tell_lapsed,
    tell_said,
    tell_standing,
    tell_when,
)


def state_rows(renderer: Renderer, head: str, state: State) -> list[Row]:
    """A row where all say the same, of several days each its own; else how it stands, and below it a row for
    what is said in each way. ``head`` stands before the first."""
    ordered = sorted(state.words, key=lambda one: (one.since or date.min, one.value, one.manner))
    rows = _rows(renderer, tell_said, tell_when, alike_words(ordered))
    if not are_one(state.words):
        rows.insert(0, ("", capital(renderer.text(tell_standing(state))), "", ""))
    return _headed(head, rows)


def lapsed_rows(renderer: Renderer, head: str, words: Iterable[StateWord]) -> list[Row]:
    """A row for what is said to have been until a day that is past."""
    return _headed(head, _rows(renderer, tell_lapsed, tell_end, alike_words(words)))


def _rows(
    renderer: Renderer,
    tell: Callable[[StateWord], Message],
    tell_days: Callable[[StateWord], Message | None],
    groups: Iterable[Sequence[StateWord]],
) -> list[Row]:
    rows: list[Row] = []
    for words in groups:
        days = tell_days(words[0])
        told = capital(renderer.text(tell(words[0])))
        whose = capital(renderer.text(tell_speakers(words)))
        rows.append(("", told, renderer.text(days) if days else "", whose))
    return rows


def _headed(head: str, rows: list[Row]) -> list[Row]:
    return [(head, *rows[0][1:]), *rows[1:]] if rows else []
