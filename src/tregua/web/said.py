"""A register's words as a page shows them: the same word of several speakers or outlets told once.

Nothing is joined but what is told alike: manner, figure and day. Who says it, through whom, and the
place where the words stand are kept for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tregua.model.messages import Message
from tregua.model.register import Line, Manner, Owed, Scope, State, StateWord, Word
from tregua.registers.accounts import account_of
from tregua.reporting.owed_words import tell_owed
from tregua.reporting.register_words import (
    alike,
    tell_day,
    tell_line,
    tell_manner,
    tell_scopes,
    tell_state,
)
from tregua.reporting.state_words import (
    alike_words,
    are_one,
    tell_end,
    tell_lapsed,
    tell_standing,
    tell_when,
)
from tregua.web.view import View

MANNERS: tuple[Manner, ...] = (
    "announced", "acknowledged", "alleged", "observed", "told", "ended", "denied", "demanded", "planned",
)  # fmt: skip

MEANT: tuple[Manner, ...] = ("planned", "demanded")
"""Not told as so and not denied."""


@dataclass
class Voice:
    """Whose word it is, and where it stands: each outlet it came through with the first claim there."""

    actor_id: str | None
    pages: list[tuple[str | None, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """One word and everybody whose it is: in what manner, what, of which day, all in words."""

    manner: Manner
    how: str
    what: str
    dated: str
    voices: dict[str, Voice] = field(default_factory=dict)

    def add(self, said_by: str | None, through: str | None, claim_id: str) -> None:
        """Somebody else, or another page, says the same."""
        voice = self.voices.setdefault(said_by or through or "", Voice(said_by or through))
        outlet = through if through != voice.actor_id else None
        if all(outlet != other for other, _ in voice.pages):
            voice.pages.append((outlet, claim_id))

    @property
    def choirs(self) -> tuple[tuple[Voice, ...], ...]:
        """The voices, those that came through the same outlets together."""
        found: dict[tuple[str | None, ...], list[Voice]] = {}
        for voice in self.voices.values():
            found.setdefault(tuple(outlet for outlet, _ in voice.pages), []).append(voice)
        return tuple(tuple(voices) for voices in found.values())


@dataclass(frozen=True)
class StateOnPage:
    """A place, link or position, how it is in words, and everybody's word of it."""

    state: State
    value: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class LineOnPage:
    """A line: what is counted with the figure, what else it is of, its words, what the accord asks of it."""

    line: Line
    heading: str
    parts: tuple[Message, ...]
    said: tuple[Said, ...]
    asked: tuple[tuple[Owed, str], ...]
    scopes: tuple[str, ...] = ()

    @property
    def only_meant(self) -> bool:
        """Whether all there is are plans and demands: nobody tells it as so, nobody denies it."""
        return all(one.manner in MEANT for one in self.said)


def lay_out(lines: Iterable[Line], view: View) -> tuple[LineOnPage, ...]:
    """The lines of a page in their order; of whom alone figures are, at length where it first stands."""
    seen: set[Scope] = set()
    found = []
    for line in lines:
        found.append(_lay_out(line, seen, view))
        seen.update(line.scopes)
    return tuple(found)


def _lay_out(line: Line, seen: set[Scope], view: View) -> LineOnPage:
    lasts = account_of(line.words[0].entry.register_name).lasts
    heading, *parts = tell_line(line, lasts=lasts)
    return LineOnPage(
        line=line,
        heading=view.say(heading),
        parts=tuple(parts),
        said=gather(line.words, view),
        asked=tuple((one, view.say(tell_owed(one, line))) for one in line.owed),
        scopes=tuple(view.say(one) for one in tell_scopes(line, seen)),
    )


def gather(words: Iterable[Word], view: View) -> tuple[Said, ...]:
    """The words, those told alike together: by manner, then the newest first. The unit of a figure is told
    where it is not what the line counts."""
    found = []
    for group in alike(words):
        first = group[0]
        one = Said(
            manner=first.manner,
            how=view.say(tell_manner(first)),
            what=_figure(first, view),
            dated=", ".join(view.say(one) for one in tell_day(first)),
        )
        for word in group:
            one.add(word.entry.said_by, word.entry.through, word.entry.claim_id)
        found.append(one)
    found.reverse()
    return tuple(sorted(found, key=lambda one: MANNERS.index(one.manner)))


def _figure(word: Word, view: View) -> str:
    entry = word.entry
    if entry.low is None and entry.high is None:
        return ""
    return view.figure(entry) if entry.unit in ("", entry.measure) else view.entry_figure(entry)


def lay_out_states(states: Iterable[State], view: View) -> tuple[StateOnPage, ...]:
    """States with their words, in their order."""
    return tuple(
        StateOnPage(one, view.say(tell_standing(one)), gather_states(one.words, view)) for one in states
    )


def gather_states(told: Sequence[StateWord], view: View) -> tuple[Said, ...]:
    """The words on a state, likewise, in their order; what each says it is only where they differ."""
    differ = not are_one(told)
    return tuple(
        _said(words, view.say(tell_state(words[0].value)) if differ else "", tell_when(words[0]), view)
        for words in alike_words(told)
    )


def gather_lapsed(told: Sequence[StateWord], view: View) -> tuple[Said, ...]:
    """Words on what was so until a day that is past."""
    return tuple(
        _said(words, view.say(tell_lapsed(words[0])), tell_end(words[0]), view) for words in alike_words(told)
    )


def _said(words: Sequence[StateWord], what: str, when: Message | None, view: View) -> Said:
    manner = words[0].manner
    dated = view.say(when) if when else view.t("web.day.untold")
    one = Said(manner=manner, how=view.t(f"register.manner.{manner}"), what=what, dated=dated)
    for word in words:
        one.add(word.said_by, word.through, word.claim_id)
    return one
