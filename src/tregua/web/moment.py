"""The two clocks of a page: the day asked about, and the day whose evening's knowledge answers.

Read from the address (``?on=…&as_of=…``) and written back into every link, so that a page can be
sent to somebody else and shows them the same thing. As on the command line, ``as_of`` is the last
day of the centre unless given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from tregua.model.errors import BadArgument, Where
from tregua.model.messages import say


@dataclass(frozen=True)
class Moment:
    """A day asked about (``on``) and a day's knowledge (``as_of``), among the centre's ``days``."""

    on: date
    as_of: date
    days: tuple[date, ...]

    @property
    def projected(self) -> bool:
        """Whether the day asked about lies after what was known."""
        return self.on > self.as_of

    @property
    def known_then(self) -> bool:
        """Whether the page shows what was known on the evening of the day itself."""
        return self.on == self.as_of

    @property
    def first(self) -> date:
        """The centre's first day."""
        return self.days[0]

    @property
    def last(self) -> date:
        """The centre's last day."""
        return self.days[-1]

    @property
    def before(self) -> Moment | None:
        """The day before, known then; None on the first day."""
        day = self.on - timedelta(days=1)
        if day < self.first:
            return None
        return Moment(on=day, as_of=day if self.known_then else self.as_of, days=self.days)

    @property
    def after(self) -> Moment | None:
        """The day after; None on the last day."""
        day = self.on + timedelta(days=1)
        if day > self.last:
            return None
        return Moment(on=day, as_of=day if self.known_then else self.as_of, days=self.days)

    def at(self, on: date, as_of: date | None = None) -> Moment:
        """The same centre on another day, known that evening unless said otherwise."""
        return Moment(on=on, as_of=as_of or on, days=self.days)

    def link(self, path: str, /, **query: str | None) -> str:
        """``path`` with the two clocks and whatever else is asked."""
        fields = {"on": self.on.isoformat(), "as_of": self.as_of.isoformat()}
        fields.update({key: value for key, value in query.items() if value})
        path, mark, anchor = path.partition("#")
        return f"{path}?{urlencode(fields)}{mark}{anchor}"


def read_moment(query: Mapping[str, str], days: Sequence[date]) -> Moment:
    """The moment an address asks for. Raises BadArgument for a day that is none, or not the centre's."""
    if not days:
        raise BadArgument(say("web.days.none"))
    if "on" not in query and "as_of" not in query:
        return Moment(on=days[-1], as_of=days[-1], days=tuple(days))
    as_of = _read_day(query, "as_of", days) or days[-1]
    on = _read_day(query, "on", days) or as_of
    return Moment(on=on, as_of=as_of, days=tuple(days))


def _read_day(query: Mapping[str, str], field: str, days: Sequence[date]) -> date | None:
    text = query.get(field)
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadArgument(say("web.day.impossible", given=text), Where(field=field)) from None
    if not days[0] <= day <= days[-1]:
        raise BadArgument(say("web.day.outside", day=day, first=days[0], last=days[-1]), Where(field=field))
    return day
