"""What stands in one cell of a register sheet: a figure, a day, an actor, a place.

A cell is taken as a whole or not at all: what stands beside a number, a name or a date and is not
understood makes it another word than the officer meant.
"""

from __future__ import annotations

import re
from datetime import date

from tregua.model.records import Comparator, PlaceMention, QuantityMention
from tregua.model.when import FIRST_YEAR, LAST_YEAR, day_of
from tregua.reading.headers import slug_outlet
from tregua.reading.quantities import find_quantities
from tregua.reading.sheets_words import sheet_words
from tregua.reading.times import find_times
from tregua.vocabulary.gazetteer import Gazetteer
from tregua.vocabulary.lexicon import Vocabulary
from tregua.vocabulary.names import NamedPlace
from tregua.vocabulary.tokens import tokenise
from tregua.vocabulary.units import DURATIONS


class NotRead(ValueError):
    """A cell that cannot be taken; its argument is the fault's code."""


#: How an empty cell may be written.
EMPTY = frozenset({"", "-", "–", "—", "−", "n/a", "n.a.", "?", "unknown", "not given"})
_LARGEST = 1e12
"""More than anything a register counts."""
_SIGNED = re.compile(r"[-−]\s*(?=\d)")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:(?:,\d{3})+|(?:[ \u00a0\u202f'’]\d{3})+)(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_UNCLEAR = re.compile(r"(?<!\d)(?:\d{1,3}(?:\.\d{3})+|\d+,\d{4,})(?!\d)")
_NUMBER = re.compile(r"\d[\d.,'’ \u00a0\u202f]*\d|\d")
_SIGNS: dict[str, str] = {">=": "at least ", "≥": "at least ", "<=": "at most ", "≤": "at most ",
                          ">": "more than ", "<": "fewer than ", "~": "about ", "≈": "about "}  # fmt: skip
_TURNED: dict[Comparator, Comparator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "<~": "~"}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2}))?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_OUTLET = re.compile(r"outlet/[a-z0-9][a-z0-9-]*")


def is_formula(cell: str, *, counts: bool = False) -> bool:
    """Whether a spreadsheet would take the cell for a formula of its own; where it ``counts``, a sign may
    stand before the number."""
    return cell[:1] in (("=", "@", "\t") if counts else ("=", "@", "\t", "+", "-"))


def read_figure(cell: str) -> QuantityMention:
    """A figure with its bounds, and its unit where the cell names one; offsets are those of the cell.

    A count below nothing is kept as it is. Raises NotRead ``sheet.not_a_number``, ``sheet.unclear_number``.
    """
    if _UNCLEAR.search(cell):
        raise NotRead("sheet.unclear_number")
    plain = _spelt(cell)
    sign = _SIGNED.match(plain)
    body = plain[sign.end() :] if sign else plain
    for text in (body, f"{body} people"):
        found = [one for one in find_quantities(text) if _is_whole(one, text)]
        if found:
            unit = found[0].unit if text == body else ""
            return _bounded(found[0], cell, unit, negative=sign is not None)
    raise NotRead("sheet.not_a_number")


def _spelt(cell: str) -> str:
    """The cell with its numbers as ``1960.5`` and signs of comparison as words."""
    plain = cell.strip()
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


def _is_whole(found: QuantityMention, text: str) -> bool:
    """Whether nothing but the figure stands in the text."""
    before = text[: found.start].strip().casefold()
    return (
        before in ("", "between", "from", "exactly", "a total of")
        and not text[found.end :].strip()
        and (found.low is not None or found.high is not None)
        and found.unit not in DURATIONS
        and not any(end is not None and end > _LARGEST for end in (found.low, found.high))
    )


def _bounded(found: QuantityMention, cell: str, unit: str, *, negative: bool) -> QuantityMention:
    low, high, comparator = found.low, found.high, found.comparator
    if negative:
        low, high = (None if high is None else -high), (None if low is None else -low)
        comparator = _TURNED.get(comparator, comparator)
    return QuantityMention(
        start=0, end=len(cell), text=cell, low=low, high=high, unit=unit, comparator=comparator
    )


def looks_like_day(cell: str) -> bool:
    """Whether a cell holds a date in figures."""
    plain = cell.strip()
    return any(form.fullmatch(plain) for form in (_ISO, _DOTTED, _SLASHED))


def read_day(cell: str) -> tuple[str, str]:
    """The first and last day or minute a cell names. Raises NotRead ``sheet.impossible_day``,
    ``sheet.unclear_day`` where it is not clear which figure is the day and which the month."""
    plain = cell.strip()
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


def read_places(text: str, start: int, end: int, vocabulary: Vocabulary) -> tuple[PlaceMention, ...]:
    """The places between two offsets, several separated by semicolons, the most particular first.
    Raises NotRead ``sheet.unknown_place``."""
    found = []
    for part in re.finditer(r"[^;]+", text[start:end]):
        name = part.group().strip()
        if name:
            at = start + part.start() + part.group().index(name)
            found.append(_mention(_place(name, vocabulary.places), name, at))
    once = {one.place_id: one for one in reversed(found)}.values()
    return tuple(sorted(once, key=lambda one: (one.radius_km or 0.0, one.place_id)))


def _place(name: str, places: Gazetteer) -> NamedPlace:
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
