"""Parts of a register asked of the database: how many, of which days, the newest, by whom on which lines."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, TextClause, text

from tregua.model.standing import Entry, Register
from tregua.registers.entries.parts import Dated, Part, Voice
from tregua.registers.entries.posting import LineKey, Posting, keeps_stretches
from tregua.store.database import Words, words_for
from tregua.store.tables import View, seen_as, shown_as

_VOICES = text(
    "SELECT voice, line, speaker, meant FROM voices WHERE register = :register AND (seen_by & :audience) <> 0"
)
_TOLD = "NOT (SELECT voices.meant FROM voices WHERE voices.voice = e.voice)"
_LAST_FIGURE = (
    "AND e.figure AND e.day = (SELECT l.day FROM entries AS l"  # noqa: S608 - our own words
    f" WHERE l.voice = given.value AND l.day > '' AND l.day <= :last AND {seen_as('l')}"
    " AND l.figure ORDER BY l.day DESC LIMIT 1)"
)
_NEWEST_FIRST = "ORDER BY e.day DESC, e.entry_id DESC"

_POSTINGS = "SELECT e.number, voices.line, voices.speaker, voices.meant, e.day, e.until, e.entry FROM voices"
_OF_LAST_DAY = (
    "(SELECT l.day FROM entries AS l WHERE l.voice = voices.voice"  # noqa: S608 - our own words
    f" AND l.day > '' AND l.day <= :until AND {seen_as('l')} ORDER BY l.day DESC LIMIT 1)"
)
_OF_REGISTER = f"WHERE voices.register = :register AND {shown_as('voices')} AND {seen_as('e')}"


@cache
def last_words(words: Words) -> TextClause:
    """Each voice of the register, then its last day by two seeks in entries_by_day."""
    return text(
        f"{_POSTINGS} {words.in_order} entries AS e ON e.voice = voices.voice AND e.day = {_OF_LAST_DAY}"
        f" {_OF_REGISTER}"
    )


@cache
def lasting(words: Words) -> TextClause:
    """The stretches that speak of that day, by one seek more in entries_that_last."""
    return text(
        f"{_POSTINGS} {words.in_order} entries AS e ON e.voice = voices.voice AND e.until >= {_OF_LAST_DAY}"
        f" AND e.day <= :until {_OF_REGISTER}"
    )


class _Asked(NamedTuple):
    """From where and under which conditions the rows ``e`` of a part come, with the values they name."""

    tables: str
    conditions: str
    values: dict[str, Any]


class Kept:
    """What the database keeps of the registers, as ``view`` sees them; see
    :class:`tregua.registers.entries.parts.Entered`."""

    def __init__(self, connection: Connection, view: View) -> None:
        self._connection, self._view = connection, view
        self._words = words_for(connection)
        self._by_voice = (
            f"{self._words.given('voices', 'bigint')} {self._words.in_order} entries AS e"
            " ON e.voice = given.value"
        )

    def last_words(self, register: Register, on: date) -> tuple[Posting, ...]:
        """Of each voice the entries of its last day up to ``on``, with the stretches that speak of it."""
        asked = {"register": register, "until": on.isoformat(), **self._view._asdict()}
        rows = self._connection.execute(last_words(self._words), asked).all()
        if keeps_stretches(register):
            known = {row.number for row in rows}
            longer = self._connection.execute(lasting(self._words), asked)
            rows = [*rows, *(one for one in longer if one.number not in known)]
        lines: dict[str, LineKey] = {}
        found = []
        for _, line, speaker, meant, day, until, told in rows:
            key = lines.get(line) or lines.setdefault(line, _line_of(line))
            entry = Entry.model_validate_json(told)
            found.append(Posting(entry, key, speaker, bool(meant), day, until or ""))
        return tuple(found)

    def take(self, part: Part) -> tuple[Dated, ...]:
        """The entries of the part, without order."""
        return tuple(one for half in self._halves(part) for one in self._entries("", half))

    def count(self, part: Part) -> int:
        """How many there are."""
        return sum(int(self._rows("count(*)", "", half).scalar_one()) for half in self._halves(part))

    def newest(self, part: Part, start: int, length: int) -> tuple[Dated, ...]:
        """The last of the part in order of day and id, the newest first."""
        rest = f"{_NEWEST_FIRST} LIMIT :length OFFSET :start"
        found: tuple[Dated, ...] = ()
        for half in self._halves(part):
            found += self._entries(rest, half, start=start, length=length - len(found))
            if part.reaching and len(found) < length:
                start = max(start - int(self._rows("count(*)", "", half).scalar_one()), 0)
        return found

    def day_after(self, part: Part, length: int) -> date | None:
        """The day of the entry that is ``length`` entries on in order of day; None where there are fewer."""
        rest = "AND e.day > '' ORDER BY e.day LIMIT 1 OFFSET :length"
        found = self._rows("e.day", rest, self._asked(part), length=length).scalar()
        return date.fromisoformat(found) if found else None

    def days(self, part: Part, length: int, *, last_first: bool = False) -> tuple[date, ...]:
        """The first days of which something is entered, ascending; or the last, descending."""
        order = "DESC" if last_first else "ASC"
        rest = f"AND e.day > '' GROUP BY e.day ORDER BY e.day {order} LIMIT :length"
        found = self._rows("e.day", rest, self._asked(part), length=length)
        return tuple(date.fromisoformat(day) for day in found.scalars())

    def voices(self, part: Part) -> dict[Voice, int]:
        """Who speaks on what line in this part, with how many entries have a day."""
        known = self._voices(part.register)
        rest = "AND e.day > '' GROUP BY e.voice"
        counts: Counter[Voice] = Counter()
        for half in self._halves(part._replace(told=False)):
            for number, counted in self._rows("e.voice, count(*)", rest, half):
                counts[known[number]] += int(counted)
        return {voice: count for voice, count in counts.items() if not (part.told and voice.meant)}

    def newest_figures(self, part: Part, each: int) -> dict[Voice, tuple[Dated, ...]]:
        """Of each voice of the part its last ``each`` figures told as facts, in order of day and id."""
        rest = f"AND e.day > '' AND e.figure {_NEWEST_FIRST} LIMIT :each"
        found = {}
        for number, voice in self._voices(part.register).items():
            if not voice.meant and _wants(part, voice):
                mine: tuple[Dated, ...] = ()
                for half in self._halves_of([number], part):
                    mine += self._entries(rest, half, each=each - len(mine))
                if mine:
                    found[voice] = mine[::-1]
        return found

    def last_figures(self, part: Part) -> tuple[Dated, ...]:
        """Of each voice every figure told as a fact of the last day of which it told one, without order."""
        last = part.last or date.max
        numbers = [
            number for number, voice in self._voices(part.register).items()
            if not voice.meant and _wants(part, voice)
        ]  # fmt: skip
        return self._entries(_LAST_FIGURE, self._of_voices(numbers, part._replace(last=last)))

    def _voices(self, register: Register) -> dict[int, Voice]:
        """Every voice of the register that is seen, by its number."""
        found = self._connection.execute(_VOICES, {"register": register, "audience": self._view.audience})
        return {number: Voice(_line_of(line), speaker, bool(meant)) for number, line, speaker, meant in found}

    def _asked(self, part: Part) -> _Asked:
        if part.wants is None:
            condition = f"e.register = :register AND {_TOLD}" if part.told else "e.register = :register"
            return self._bounded(_Asked("entries AS e", condition, {"register": part.register}), part)
        voices = self._voices(part.register).items()
        return self._of_voices([number for number, one in voices if _wants(part, one)], part)

    def _halves(self, part: Part) -> tuple[_Asked, ...]:
        """What is seen within the part's days; then the stretches that reach them, where it takes these."""
        voices = self._voices(part.register).items() if part.reaching else ()
        return (
            self._asked(part),
            *self._reaching([number for number, one in voices if _wants(part, one)], part),
        )

    def _halves_of(self, numbers: list[int], part: Part) -> tuple[_Asked, ...]:
        return (self._of_voices(numbers, part), *self._reaching(numbers, part))

    def _reaching(self, numbers: list[int], part: Part) -> tuple[_Asked, ...]:
        """By a seek a voice in entries_that_last: no index knows a day with something appended."""
        if not part.reaching or part.first is None:
            return ()
        within = f"e.until >= :first AND e.day || '' < :first AND e.day || '' <= :last AND {seen_as('e')}"
        values = {"voices": self._words.values(numbers), **self._view._asdict()}
        days = {"first": part.first.isoformat(), "last": (part.last or date.max).isoformat()}
        return (_Asked(self._by_voice, within, values | days),)

    def _of_voices(self, numbers: list[int], part: Part) -> _Asked:
        return self._bounded(_Asked(self._by_voice, "TRUE", {"voices": self._words.values(numbers)}), part)

    def _bounded(self, asked: _Asked, part: Part) -> _Asked:
        """The same within the days of the part, as the view sees them."""
        conditions = [asked.conditions, seen_as("e")]
        values = {**asked.values, **self._view._asdict()}
        if part.first is not None:
            conditions.append("e.day >= :first")
            values["first"] = part.first.isoformat()
        if part.last is not None:
            conditions.append("e.day <= :last")  # what has no day has an empty one, before all
            values["last"] = part.last.isoformat()
        return _Asked(asked.tables, " AND ".join(conditions), values)

    def _rows(self, columns: str, rest: str, asked: _Asked, **values: int) -> Any:
        query = f"SELECT {columns} FROM {asked.tables} WHERE {asked.conditions} {rest}"  # noqa: S608 - our words
        return self._connection.execute(text(query), {**asked.values, **values})

    def _entries(self, rest: str, asked: _Asked, **values: int) -> tuple[Dated, ...]:
        found = self._rows("e.day, e.entry", rest, asked, **values)
        return tuple(Dated(day, Entry.model_validate_json(entry)) for day, entry in found)


def _line_of(text: str) -> LineKey:
    measure, actor, to, place_ids, *rest = json.loads(text)
    return LineKey(measure, actor, to, tuple(place_ids), *rest)


def _wants(part: Part, voice: Voice) -> bool:
    return not (part.told and voice.meant) and (part.wants is None or part.wants(voice))
