"""A register for programs, as JSON in the exported shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from tregua.cli.register_asked import Asked, Strand
from tregua.cli.show import print_json, print_json_each, renderer_for
from tregua.model.answers import (
    KnownLaterAnswer,
    LineAnswer,
    NoteAnswer,
    OwedAnswer,
    PointAnswer,
    ReasonAnswer,
    RegisterAnswer,
    RegisterSeriesAnswer,
    SeriesAnswer,
    StateAnswer,
)
from tregua.model.messages import Message, say
from tregua.model.records import Record
from tregua.model.register import Line, State
from tregua.registers.pages.by_line import claims_of
from tregua.reporting.owed_words import tell_owed
from tregua.reporting.register_words import tell_line, tell_state

_Render = Callable[[Message], str]


def _render(asked: Asked) -> _Render:
    return renderer_for(asked.centre.agreement, asked.centre.vocabulary).text


def _fields(of: Record, *but: str) -> dict[str, Any]:
    return {name: getattr(of, name) for name in type(of).model_fields if name not in but}


def print_page(asked: Asked) -> None:
    """The page as a RegisterAnswer."""
    shown, render = asked.shown, _render(asked)
    page = shown.page
    answer = RegisterAnswer(
        **_fields(page, "lines", "states", "flags"),
        as_of=asked.known,
        lines=tuple(_line(line, render, lasts=asked.lasts) for line in page.lines),
        states=tuple(_state(one, render) for one in page.states),
        flags=tuple(ReasonAnswer(text=render(one.text), evidence=one.evidence) for one in page.flags),
        balances=asked.balances(),
        persons=asked.persons(),
        notices=asked.notified(),
        handovers=shown.handovers,
        links=shown.links,
        actors=asked.who_is_who(),
        known_later=None if page.lines else _known_later(asked),
        notes=_notes(asked, page.lines),
    )
    print_json(answer.model_dump(mode="json"))


def _known_later(asked: Asked) -> KnownLaterAnswer | None:
    found = asked.known_later()
    return KnownLaterAnswer(count=found[0], since=found[1]) if found else None


def _line(line: Line, render: _Render, *, lasts: bool) -> LineAnswer:
    owed = tuple(OwedAnswer(**_fields(one), text=render(tell_owed(one, line))) for one in line.owed)
    text = _joined(tell_line(line, lasts=lasts), render)
    return LineAnswer(**_fields(line, "owed"), owed=owed, text=text)


def _state(state: State, render: _Render) -> StateAnswer:
    parts = (say("register.about", about=f"place:{state.about}"), tell_state(state.value))
    return StateAnswer(**_fields(state), text=_joined(parts, render))


def _joined(parts: Iterable[Message], render: _Render) -> str:
    return " · ".join(render(part) for part in parts)


def _notes(asked: Asked, lines: Iterable[Line] = ()) -> tuple[NoteAnswer, ...]:
    return tuple(NoteAnswer(obligation_id=one.id, text=one.note or "") for one in asked.notes(lines))


def print_series(asked: Asked) -> None:
    """The figures as a RegisterSeriesAnswer."""
    strands, render = asked.strands(), _render(asked)
    answer = RegisterSeriesAnswer(
        register_name=asked.name,
        first=asked.first if asked.first != date.min else None,
        last=asked.on,
        as_of=asked.known,
        series=tuple(_series(one, render) for one in strands),
        intervals=asked.intervals(),
        spells=asked.spells(),
        notes=_notes(asked) if strands else (),
    )
    print_json(answer.model_dump(mode="json"))


def _series(strand: Strand, render: _Render) -> SeriesAnswer:
    line = strand.figures.line
    return SeriesAnswer(
        measure=line.measure,
        actor=line.actor,
        to=line.to,
        place_ids=line.place_ids,
        about=line.about,
        category=line.category,
        scopes=line.scopes,
        text=_joined(strand.title, render),
        points=tuple(PointAnswer(**_fields(one, "to", "about", "category")) for one in strand.figures.points),
        remarks=tuple(
            ReasonAnswer(text=render(one), evidence=claims_of(one)) for one in strand.figures.remarks
        ),
    )


def print_entries(asked: Asked) -> None:
    """The entries as they are kept, written as they are read; those that stand no longer come last, and say
    so."""
    print_json_each(one.model_dump(mode="json") for one in asked.entered())
