"""What stands in one cell of a register sheet: a figure, a day, an actor, a place.

A cell is taken as a whole or not at all: what stands beside a number, a name or a date and is not
understood makes it another word than the officer meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import chain, pairwise
from typing import get_args

from tregua.model.records import Comparator, PlaceMention, QuantityMention
from tregua.model.when import FIRST_YEAR, LAST_YEAR, day_of
from tregua.reading.headers import slug_outlet
from tregua.reading.sheets_words import sheet_words, unit_of
from tregua.reading.times import find_times
from tregua.vocabulary.gazetteer import Gazetteer
from tregua.vocabulary.lexicon import Vocabulary
from tregua.vocabulary.names import NamedPlace
from tregua.vocabulary.packaged import load_yaml
from tregua.vocabulary.tokens import tokenise
from tregua.vocabulary.units import DURATIONS


class NotRead(ValueError):
    """A cell that cannot be taken; its argument is the fault's code."""


#: How an empty cell may be written.
EMPTY = frozenset({"", "-", "–", "—", "−", "n/a", "n.a.", "?", "unknown", "not given"})
_LARGEST = 1e12
"""More than anything a register counts."""
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:(?:,\d{3})+|(?:[ \u00a0\u202f'’]\d{3})+)(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_UNCLEAR = re.compile(r"(?<!\d)(?:\d{1,3}(?:\.\d{3})+|\d+,\d{4,})(?!\d)")
_NUMBER = re.compile(r"\d[\d.,'’ \u00a0\u202f]*\d|\d")
_SIGNS: dict[str, str] = {">=": "at least ", "≥": "at least ", "<=": "at most ", "≤": "at most ",
                          ">": "more than ", "<": "fewer than ", "~": "about ", "≈": "about "}  # fmt: skip
_WORDS = load_yaml("lexicon/quantity-words.yaml")
_TIMES = {"": 1.0, "thousand": 1e3, "million": 1e6}


def _any_of(forms: Iterable[str]) -> str:
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in ordered)


_EXACTLY = ("exactly", "a total of")
_SPANNING = ("between", "from")
"""Before a figure and another; ``from`` before one alone tells the least."""
_BEFORE = _any_of([*chain.from_iterable(_WORDS["comparators"].values()), *_EXACTLY, *_SPANNING])
_AFTER = _any_of(chain.from_iterable(_WORDS["after"].values()))
_FIGURE = re.compile(
    rf"(?:(?P<before>{_BEFORE})\s*)?(?P<first>[-−]?\s?\d+(?:\.\d+)?)"
    r"(?:\s*(?:[-‐‑–—]|to|and)\s*(?P<last>[-−]?\d+(?:\.\d+)?))?"
    rf"(?:\s*(?P<times>thousand|million))?(?:\s*(?P<after>{_AFTER})(?!\w))?(?:\s+(?P<unit>\D.*))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2}))?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_OFFSET = re.compile(r"\d:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*[-+−‐‑–—]\s*\d")
_CALENDAR = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
                       "mon", "tue", "wed", "thu", "fri", "sat", "sun"})  # fmt: skip
"""How words in capitals begin that are no zones."""
_OUTLET = re.compile(r"outlet/[a-z0-9][a-z0-9-]*")


def is_formula(cell: str, *, counts: bool = False) -> bool:
    """Whether a spreadsheet would take the cell for a formula of its own; where it ``counts``, a sign may
    stand before the number."""
    return cell[:1] in (("=", "@", "\t") if counts else ("=", "@", "\t", "+", "-"))


def read_figure(cell: str) -> QuantityMention:
    """A figure with its bounds, and its unit where the cell names one; offsets are those of the cell.

    A count below nothing is kept as it is. Raises NotRead ``sheet.not_a_number``, ``sheet.unclear_number``.
    """
    match = _FIGURE.fullmatch(_spelt(cell))
    unit = unit_of(match["unit"]) if match and match["unit"] else ""
    if match is None or unit is None or unit in DURATIONS:
        raise NotRead("sheet.not_a_number")
    first = _value(match["first"], match["times"])
    last = _value(match["last"], match["times"]) if match["last"] else first
    if last < first or max(abs(first), abs(last)) > _LARGEST:
        raise NotRead("sheet.not_a_number")
    comparator = _comparator(match)
    if comparator is None:
        raise NotRead("sheet.not_a_number")
    low = None if comparator in ("<", "<=") else first
    high = None if comparator in (">", ">=") else last
    return QuantityMention(
        start=0, end=len(cell), text=cell, low=low, high=high, unit=unit, comparator=comparator
    )


def _spelt(cell: str) -> str:
    """The cell with its numbers as ``1960.5`` and signs of comparison as words."""
    plain = cell.strip()
    if _UNCLEAR.search(plain):
        raise NotRead("sheet.unclear_number")
    for sign, words in _SIGNS.items():
        if plain.startswith(sign):
            plain = words + plain[len(sign) :].strip()
            break
    return _NUMBER.sub(_number, plain)


def _number(match: re.Match[str]) -> str:
    text = match.group()
    if _GROUPED.fullmatch(text):
        return re.sub(r"[, \u00a0\u202f'’]", "", text)
    if _DECIMAL_COMMA.fullmatch(text):
        return text.replace(",", ".")
    if _PLAIN.fullmatch(text):
        return text
    raise NotRead("sheet.not_a_number")


def _value(digits: str, times: str | None) -> float:
    return float(digits.replace("−", "-").replace(" ", "")) * _TIMES[(times or "").casefold()]


def _comparator(match: re.Match[str]) -> Comparator | None:
    """How the figure stands to what is counted; None where the words beside it do not go together: a bound
    of a span, two bounds, ``between`` one number."""
    before, after, spans = _bound(match, "before"), _bound(match, "after"), match["last"] is not None
    if match["before"] and match["after"]:
        return None
    if _simple(match["before"]) in _SPANNING:
        return "=" if spans else ">=" if _simple(match["before"]) == "from" else None
    told = before or after or "="
    return told if not spans or told in ("=", "~") else None


def _bound(match: re.Match[str], side: str) -> Comparator | None:
    of, plain = _WORDS["comparators" if side == "before" else "after"], _simple(match[side])
    return next((one for one in get_args(Comparator) if plain in map(str.casefold, of.get(one, ()))), None)


def _simple(words: str | None) -> str:
    return " ".join((words or "").split()).casefold()


def looks_like_day(cell: str) -> bool:
    """Whether a cell holds a date in figures."""
    plain = cell.strip()
    return any(form.fullmatch(plain) for form in (_ISO, _DOTTED, _SLASHED))


def read_day(cell: str) -> tuple[str, str]:
    """The first and last day or minute a cell names, by the centre's clock. Raises NotRead
    ``sheet.impossible_day``; ``sheet.unclear_day`` where it is not clear which figure is the day and which
    the month; ``sheet.zone`` where it is told by whose clock."""
    plain = cell.strip()
    if _names_zone(plain):
        raise NotRead("sheet.zone")
    if match := _ISO.fullmatch(plain):
        year, month, day = map(int, match.groups()[:3])
        clock = (int(match[4]), int(match[5])) if match[4] else None
        return (_day(year, month, day, clock),) * 2
    if match := _DOTTED.fullmatch(plain):
        day, month, year = map(int, match.groups())
        return (_day(year, month, day, None),) * 2
    if match := _SLASHED.fullmatch(plain):
        first, second, year = map(int, match.groups())
        if first <= 12 and second <= 12 and first != second:
            raise NotRead("sheet.unclear_day")
        day, month = (first, second) if second <= 12 else (second, first)
        return (_day(year, month, day, None),) * 2
    found = [one for one in find_times(plain, None) if one.earliest and one.latest and not one.duration]
    whole = next((one for one in found if (one.start, one.end) == (0, len(plain))), None)
    if whole is None or not any(char.isdigit() for char in plain):
        raise NotRead("sheet.impossible_day")
    return _within(str(whole.earliest)), _within(str(whole.latest))


def _names_zone(plain: str) -> bool:
    """Whether an offset, or a word for a zone (``Z``, ``MSK``, ``Moscow time``), stands with a time."""
    words = re.findall(r"[^\W\d_]+", plain)
    clocks = any(
        one.casefold() == "z"
        or (3 <= len(one) <= 5 and one.isupper() and one[:3].casefold() not in _CALENDAR)
        for one in words
    )
    named = any(two.casefold() == "time" and one.casefold() != "local" for one, two in pairwise(words))
    return clocks or named or _OFFSET.search(plain) is not None


def _day(year: int, month: int, day: int, clock: tuple[int, int] | None) -> str:
    try:
        found = date(year, month, day)
    except ValueError:
        raise NotRead("sheet.impossible_day") from None
    if clock is not None and not (clock[0] < 24 and clock[1] < 60):
        raise NotRead("sheet.impossible_day")
    return _within(found.isoformat()) + (f"T{clock[0]:02d}:{clock[1]:02d}" if clock else "")


def _within(text: str) -> str:
    if not FIRST_YEAR <= day_of(text).year <= LAST_YEAR:
        raise NotRead("sheet.impossible_day")
    return text


def read_actor(cell: str, vocabulary: Vocabulary) -> str:
    """The actor of an id (``az/mod``) or of a name that is the whole cell. Raises NotRead
    ``sheet.unknown_actor``."""
    plain = cell.strip()
    if not plain.startswith("person/") and vocabulary.actors.by_id(plain) is not None:
        return plain
    found = vocabulary.actors.find(plain)
    one = found[0] if len(found) == 1 else None
    if one and not one.actor_id.startswith("person/") and not _words_beside(plain, one.start, one.end):
        return one.actor_id
    raise NotRead("sheet.unknown_actor")


def read_outlet(cell: str, vocabulary: Vocabulary) -> str:
    """The actor or outlet a word came through; an outlet nobody knows yet gets the id of its name.
    Raises NotRead ``sheet.unknown_actor``."""
    try:
        return read_actor(cell, vocabulary)
    except NotRead:
        plain = cell.strip()
        made = plain if _OUTLET.fullmatch(plain) else None if "/" in plain else slug_outlet(plain)
        if made is None:
            raise
        return made


def read_places(
    text: str, start: int, end: int, place_of: Callable[[str], NamedPlace]
) -> tuple[PlaceMention, ...]:
    """The places between two offsets, several separated by semicolons, the most particular first;
    ``place_of`` gives the place of a name."""
    found = []
    for part in re.finditer(r"[^;]+", text[start:end]):
        name = part.group().strip()
        if name:
            at = start + part.start() + part.group().index(name)
            found.append(_mention(place_of(name), name, at))
    once = {one.place_id: one for one in reversed(found)}.values()
    return tuple(sorted(once, key=lambda one: (one.radius_km or 0.0, one.place_id)))


def read_place(name: str, places: Gazetteer) -> NamedPlace:
    """The place of an id, or of a name that is the whole text. Raises NotRead ``sheet.unknown_place``."""
    known = places.by_id(name) or next(iter(places.by_name(name)), None)
    if known is not None:
        return known
    found = places.find(name)
    place = places.by_id(found[0].place_id) if len(found) == 1 else None
    if place is None or _words_beside(name, found[0].start, found[0].end):
        raise NotRead("sheet.unknown_place")
    return place


def _mention(place: NamedPlace, name: str, at: int) -> PlaceMention:
    return PlaceMention(
        start=at, end=at + len(name), text=name, name=place.name, place_id=place.place_id,
        latitude=place.latitude, longitude=place.longitude, radius_km=place.radius_km,
    )  # fmt: skip


def _words_beside(text: str, start: int, end: int) -> bool:
    """Whether words stand beside what was found that say more than it does."""
    said = set(sheet_words()["beside"])
    tokens = tokenise(text)
    return any(not start <= one.start < end and one.key not in said for one in tokens)
