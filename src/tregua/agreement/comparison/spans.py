"""Spans of time and hours of a day, in a page and in an accord: read without ever failing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tregua.agreement.calendar import Duration, parse_duration
from tregua.agreement.comparison.words import load_words
from tregua.model.errors import TreguaError
from tregua.model.messages import Message, say

_BROKEN = re.compile(r"P(\d+\.\d+)Y")
_MANY = 100
_DAY = 24
_MONTH = 30
_HOUR = r"(?P<h{0}>[012]?\d)(?:[:.](?P<m{0}>[0-5]\d))? ?(?P<half{0}>a\.?m\.?|p\.?m\.?)?"
_HOURS = re.compile(
    rf"(?<![\w.:]){_HOUR.format('')} ?(?:to|until|till|and|-) ?{_HOUR.format('2')}(?![\w:]|[.]\d)"
)
_LAST_HOUR = 24
_UNITS = (("hour", "PT{}H"), ("day", "P{}D"), ("week", "P{}W"), ("month", "P{}M"), ("year", "P{}Y"))


def read_span(text: str | None) -> Duration | None:
    """An ISO 8601 duration, a broken count of years in months; None where there is none, or one that no
    accord can have (minutes, ten thousand years)."""
    if not text:
        return None
    broken = _BROKEN.fullmatch(text)
    if broken and float(broken[1]) < _MANY and (float(broken[1]) * 12).is_integer():
        text = f"P{int(float(broken[1]) * 12)}M"
    try:
        return parse_duration(text)
    except TreguaError:
        return None


def same_span(one: str | None, other: str | None) -> bool:
    """Whether both are as long: 72 hours are three days; a month is not thirty days."""
    left, right = read_span(one), read_span(other)
    if left is None or right is None:
        return False
    return (left.months, _hours(left)) == (right.months, _hours(right))


def alike_span(one: str | None, other: str | None) -> bool:
    """Whether both may be as long: one in months, the other in days, no further apart than months are."""
    left, right = read_span(one), read_span(other)
    if left is None or right is None or bool(left.months) == bool(right.months):
        return False
    months, days = (left.months, _hours(right)) if left.months else (right.months, _hours(left))
    return 28 * months <= days / _DAY <= 31 * months


def shorter(one: str | None, other: str | None) -> bool:
    """Whether the first is the shorter one, a month taken for thirty days; False where one is unreadable."""
    left, right = read_span(one), read_span(other)
    if left is None or right is None:
        return False
    return left.months * _MONTH * _DAY + _hours(left) < right.months * _MONTH * _DAY + _hours(right)


def write_duration(text: str) -> Message:
    """An ISO 8601 duration in words: *1 year and 6 months*, *72 hours*; as it is where it cannot be read."""
    told = read_span(text)
    if told is None:
        return say("compare.list", what=(text,))
    years, months = divmod(told.months, 12)
    counts = (
        (years, "compare.years"),
        (months, "compare.months"),
        (told.days, "compare.days"),
        (told.hours, "compare.hours"),
    )
    return say("compare.list", what=tuple(say(code, count=count) for count, code in counts if count))


def spans_in(flat: str) -> Iterator[str]:
    """The spans of time that folded text prints (*six months*, *up to 6 hours*), as ISO 8601."""
    numbers = load_words().numbers
    for match in re.finditer(
        rf"(?<!\w)(?P<n>\d+|{'|'.join(numbers)})[ -](?P<unit>hour|day|week|month|year)s?(?!\w)", flat
    ):
        form = next(form for unit, form in _UNITS if unit == match["unit"])
        yield form.format(int(numbers.get(match["n"]) or float(match["n"])))


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a day that text prints, each as *HH:MM*, and where they stand."""

    first: str
    last: str
    start: int
    end: int

    @property
    def message(self) -> Message:
        """Both hours, as the accord's clock has them."""
        return say("compare.hours.span", first=self.first, last=self.last)


def hours_in(flat: str) -> Iterator[Hours]:
    """The hours from … to … that folded text prints: *06:00 to 18:00*, *6 am to 6 pm*."""
    for match in _HOURS.finditer(flat):
        first = _clock(match["h"], match["m"], match["half"] or "")
        last = _clock(match["h2"], match["m2"], match["half2"] or "")
        plain = match["m"] or match["half"] or match["half2"]
        if first and last and plain:
            yield Hours(first, last, match.start(), match.end())


def _clock(hour: str, minute: str | None, half: str) -> str:
    """*HH:MM*; empty where there is no such hour."""
    number = int(hour) % 12 + (12 if half.startswith("p") else 0) if half else int(hour)
    return f"{number:02}:{minute or '00'}" if number <= _LAST_HOUR else ""


def _hours(span: Duration) -> int:
    return span.days * _DAY + span.hours
