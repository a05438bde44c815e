"""Published series as tables: each row a claim of what was counted on a day, or by then.

Wide: a column a figure (``date, that day, total``). Long: ``date, measure, value, basis, place``.
Lines before the header row (comments, or ``Outlet: …``) are the note's head. Columns are known by
their words, never by their order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tregua.model.errors import BadRow, Where
from tregua.model.ids import claim_id, content_id
from tregua.model.messages import say
from tregua.model.records import (
    Article,
    Basis,
    Claim,
    ClaimSource,
    Event,
    Mentions,
    PlaceMention,
    QuantityMention,
    Reading,
    Span,
    TimeMention,
    first_told,
)
from tregua.reading.cells import Line, read_rows
from tregua.reading.headers import Header, read_header
from tregua.reading.quantities import find_quantities
from tregua.reading.times import find_times
from tregua.vocabulary.lexicon import Vocabulary
from tregua.vocabulary.packaged import load_yaml

_NONE = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        "−",
        "n/a",
        "na",
        "none",
        "n.a.",
        "..",
        "...",
        "…",
        "nil",
        "null",
        "?",
        "x",
        "n/k",
        "unknown",
        "not given",
        "not reported",
    }
)
_DIGITS = re.compile(r"\d[\d,. \u00a0\u202f']*")
_ISO = re.compile(r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$")
_EXPONENT = re.compile(r"\d[eE][+-]?\d")
_LARGEST = 1e12
"""More than anything a register counts."""
_SHOWN = 60
_NUMERIC_DAY = re.compile(r"^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*$")


@dataclass(frozen=True)
class Column:
    """What a column holds. ``role``: date, place, value, measure, basis, unit, said_by, through, other."""

    index: int
    name: str
    role: str
    unit: str = ""
    basis: Basis | None = None


def read_table(
    text: str, vocabulary: Vocabulary, name: str, published: str | None = None, item_id: str = ""
) -> Reading:
    """Read a series. Raises BadRow with the file, the line and the field.

    Faults: ``table.no_columns``, ``table.impossible_date``, ``table.unknown_place``, ``table.not_a_number``,
    ``table.unclosed_quote``.
    """
    words = load_yaml("lexicon/columns.yaml")
    lines = read_rows(text)
    at, columns = _find_columns(lines, words, name)
    head = text[: lines[at].start]
    actors = vocabulary.actors.find(text)
    header = read_header(head, [m for m in actors if m.end <= len(head)])
    if published is None and header.published is not None:
        published = next(
            (
                m.earliest
                for m in find_times(text, None, header.published.start, header.published.end)
                if m.earliest
            ),
            None,
        )
    since = _starts(head + text[lines[at].start : lines[at].end], published, words)
    if header.reported is None:
        named = next((m for m in actors if m.end <= len(head) and not m.actor_id.startswith("outlet/")), None)
        if named is not None:
            reported = ClaimSource(start=named.start, end=named.end, actor_id=named.actor_id)
            header = replace(header, reported=reported)
    default = _unit_of(f"{name.rsplit('.', 1)[0]} {head}", words) or ""
    reader = _Rows(text, vocabulary, name, words, columns, header, published, since, default, item_id)
    claims = [claim for line in lines[at + 1 :] if (claim := reader.claim(line)) is not None]
    mentions = Mentions(
        times=tuple(reader.times),
        places=tuple(reader.places),
        quantities=tuple(reader.quantities),
        actors=tuple(actors),
    )
    return Reading(
        item=Article(title=_title(head), published_at=published), mentions=mentions, claims=tuple(claims)
    )


def _title(head: str) -> str:
    for line in head.splitlines():
        plain = line.strip(" #*\t")
        if plain.lower().startswith("title:"):
            return plain.partition(":")[2].strip()
    for line in head.splitlines():
        plain = line.strip(" #*\t")
        if plain and ":" not in plain:
            return plain
    return ""


# ---- columns ------------------------------------------------------------------------------------------


def _find_columns(
    lines: Sequence[Line], words: Mapping[str, list[str]], name: str
) -> tuple[int, list[Column]]:
    """The header row: the first line with something counted, by day or by what is measured.

    A table of one day needs no column for it: its figures are of the day it was published."""
    for at, line in enumerate(lines):
        if len(line.cells) < 2 or line.cells[0].lstrip().startswith("#"):
            continue
        columns = [_column(index, cell, words) for index, cell in enumerate(line.cells)]
        roles = {column.role for column in columns}
        if "value" in roles and roles & {"date", "measure"}:
            return at, columns
    line_number = lines[0].number if lines else 1
    raise BadRow(say("table.no_columns", file=name), Where(file=name, line=line_number))


def _column(index: int, name: str, words: Mapping[str, list[str]]) -> Column:
    low = " ".join(re.sub(r"[_/()\[\].:]+", " ", name.lower()).split())
    tokens = set(low.replace("-", " ").split())
    for role in ("date", "place", "measure", "basis", "said_by", "through"):
        if low in words[role]:
            return Column(index, name, role)
    if low in words["unit"]:
        return Column(index, name, "unit")
    basis: Basis | None = None
    if _mentions(low, tokens, words["total"]):
        basis = "total"
    elif _mentions(low, tokens, words["period"]):
        basis = "period"
    unit = _unit_of(low, words)
    if unit or basis or low in words["value"]:
        return Column(index, name, "value", unit or "", basis)
    for role in ("date", "place"):
        if tokens & set(words[role]):
            return Column(index, name, role)
    return Column(index, name, "other")


def _mentions(low: str, tokens: set[str], words: Sequence[str]) -> bool:
    return any(word in tokens if " " not in word else word in low for word in words)


def _unit_of(text: str, words: Mapping[str, list[str]]) -> str | None:
    """The unit whose words stand first in the text."""
    low = re.sub(r"[_\-/#]+", " ", text.lower())
    best: tuple[int, str] | None = None
    units: Mapping[str, Sequence[str]] = words["units"]  # type: ignore[assignment]
    for unit, forms in units.items():
        for form in forms:
            match = re.search(rf"\b{re.escape(form)}\b", low)
            if match and (best is None or match.start() < best[0]):
                best = (match.start(), unit)
    return best[1] if best else None


_SINCE = re.compile(r"\b(?:since|from|counted from|starting)\s+", re.IGNORECASE)


def _starts(text: str, published: str | None, words: Mapping[str, list[str]]) -> dict[str, str]:
    """The day from which a total is counted, by unit; under ``""`` where no unit stands beside it."""
    found: dict[str, str] = {}
    for clause in re.finditer(r"[^;\n]+", text):
        for match in _SINCE.finditer(clause[0]):
            start = clause.start() + match.end()
            times = find_times(text, published, start, min(clause.end(), start + 40))
            day = next((m.earliest for m in times if m.earliest and m.start - start <= 4), None)
            if day:
                found.setdefault(_unit_of(clause[0], words) or "", day)
    return found


# ---- rows ---------------------------------------------------------------------------------------------


def _bare_figure(cell: str, start: int) -> list[QuantityMention]:
    """A figure without a unit, read as one of people and given none."""
    return [
        q.model_copy(
            update={
                "start": start + q.start,
                "end": start + min(q.end, len(cell)),
                "text": cell[q.start : min(q.end, len(cell))].strip(),
                "unit": "",
            }
        )
        for q in find_quantities(f"{cell.rstrip()} people")
        if q.start < len(cell) and (q.low is not None or q.high is not None)
    ]


class _Rows:
    """Reads the rows of one table; keeps the mentions it met."""

    def __init__(
        self,
        text: str,
        vocabulary: Vocabulary,
        name: str,
        words: Mapping[str, list[str]],
        columns: Sequence[Column],
        header: Header,
        published: str | None,
        since: Mapping[str, str],
        default: str,
        item_id: str,
    ) -> None:
        self.text, self.vocabulary, self.name, self.words = text, vocabulary, name, words
        self.columns, self.header, self.published, self.since = columns, header, published, since
        self.default, self.item_id = default, item_id
        self.item = item_id or content_id("page", text)
        self.times: list[TimeMention] = []
        self.places: list[PlaceMention] = []
        self.quantities: list[QuantityMention] = []

    def claim(self, line: Line) -> Claim | None:
        """The claim of a row; None for a comment or a row that gives nothing."""
        if line.cells[0].lstrip().startswith("#") or not any(line.cells):
            return None
        if line.unclosed:
            column = self.columns[min(len(line.cells), len(self.columns)) - 1]
            raise self._fault("table.unclosed_quote", line, column, line.cells[-1])
        day = self._day(line)
        places = self._places(line)
        quantities = self._quantities(line)
        source, through = self._source(line)
        if not quantities:
            return None
        self.quantities.extend(q for q, _ in quantities)
        events = self._events(line, day, places, quantities)
        if not events:
            return None
        return Claim(
            claim_id=claim_id(self.item, line.number, [line.start, line.end]),
            item_id=self.item_id,
            source=source,
            through=through,
            content=(Span(start=line.start, end=line.end),),
            **first_told(events),
            row=line.number,
            published_at=self.published or day[1],
        )

    def _cell(self, line: Line, role: str) -> tuple[Column, str, tuple[int, int]] | None:
        for column in self.columns:
            if column.role == role and column.index < len(line.cells):
                return column, line.cells[column.index], line.spans[column.index]
        return None

    def _day(self, line: Line) -> tuple[str | None, str | None]:
        found = self._cell(line, "date")
        if found is None:
            return None, None
        column, cell, (start, end) = found
        if cell.strip().lower() in _NONE:
            return None, None
        numeric = _ISO.match(cell) or _NUMERIC_DAY.match(cell)
        if numeric:
            parts = [int(part) for part in numeric.groups()]
            year, month, day = parts if _ISO.match(cell) else parts[::-1]
            try:
                iso = date(year, month, day).isoformat()
            except ValueError:
                raise self._fault("table.impossible_date", line, column, cell) from None
            self.times.append(TimeMention(start=start, end=end, text=cell, earliest=iso, latest=iso))
            return iso, iso
        times = [m for m in find_times(self.text, self.published, start, end) if m.earliest or m.latest]
        if not times:
            raise self._fault("table.impossible_date", line, column, cell)
        whole = max(times, key=lambda m: m.end - m.start)
        self.times.append(whole)
        return whole.earliest, whole.latest

    def _places(self, line: Line) -> tuple[PlaceMention, ...]:
        found = self._cell(line, "place")
        if found is None or found[1].strip().lower() in _NONE:
            return ()
        column, cell, (start, end) = found
        mentions = [
            m.model_copy(update={"start": m.start + start, "end": m.end + start})
            for m in self.vocabulary.places.find(self.text[start:end])
        ]
        if not mentions:
            raise self._fault("table.unknown_place", line, column, cell)
        self.places.extend(mentions)
        return tuple(
            sorted(mentions, key=lambda m: (m.radius_km if m.radius_km is not None else 1e6, m.start))
        )

    def _source(self, line: Line) -> tuple[ClaimSource | None, str | None]:
        source, through = self.header.reported, self.header.through
        for role in ("said_by", "through"):
            found = self._cell(line, role)
            if found is None or not found[1].strip():
                continue
            start, end = found[2]
            for mention in self.vocabulary.actors.find(self.text[start:end]):
                if mention.actor_id.startswith("outlet/"):
                    through = mention.actor_id
                else:
                    source = ClaimSource(
                        start=start + mention.start, end=start + mention.end, actor_id=mention.actor_id
                    )
        return source, through

    def _quantities(self, line: Line) -> list[tuple[QuantityMention, TimeMention | None]]:
        measure = self._cell(line, "measure")
        basis_cell = self._cell(line, "basis")
        unit_cell = self._cell(line, "unit")
        row_unit = (
            _unit_of(f"{unit_cell[1] if unit_cell else ''} {measure[1] if measure else ''}", self.words) or ""
        )
        row_basis: Basis | None = None
        said = f"{basis_cell[1] if basis_cell else ''} {measure[1] if measure else ''}".lower()
        if _mentions(said, set(said.split()), self.words["total"]):
            row_basis = "total"
        elif _mentions(said, set(said.split()), self.words["period"]):
            row_basis = "period"
        out = []
        for column in self.columns:
            if column.role != "value" or column.index >= len(line.cells):
                continue
            cell = line.cells[column.index]
            if cell.strip().lower() in _NONE:
                continue
            quantity, when = self._value(line, column, cell)
            unit = column.unit or row_unit or quantity.unit or ("" if measure else self.default)
            if unit in ("person", "refugee", "displaced", "civilian"):
                unit = "returnee" if self.default in ("", "returnee") else unit
            basis = column.basis or row_basis
            out.append((quantity.model_copy(update={"unit": unit, "basis": basis}), when))
        return out

    def _value(self, line: Line, column: Column, cell: str) -> tuple[QuantityMention, TimeMention | None]:
        quantity, when = self._figure(line, column, cell)
        if any(one is not None and one > _LARGEST for one in (quantity.low, quantity.high)):
            raise self._fault("table.not_a_number", line, column, cell)
        return quantity, when

    def _figure(self, line: Line, column: Column, cell: str) -> tuple[QuantityMention, TimeMention | None]:
        if _EXPONENT.search(cell):
            raise self._fault("table.not_a_number", line, column, cell)
        start, end = line.spans[column.index]
        inner = next((m for m in find_times(self.text, self.published, start, end) if m.earliest), None)
        limit = end
        if inner is not None and _DIGITS.search(cell) and inner.start > start:
            limit = inner.start
        else:
            inner = None
        found = [
            q for q in find_quantities(self.text, start, limit) if q.low is not None or q.high is not None
        ]
        found = found or _bare_figure(re.split(r"[(\[;]|\son\s|\sas of\s", self.text[start:limit])[0], start)
        if not found:
            number = _DIGITS.fullmatch(cell.strip())
            if number is None:
                raise self._fault("table.not_a_number", line, column, cell)
            value = float(re.sub(r"[, \u00a0\u202f']", "", cell.strip()))
            return QuantityMention(start=start, end=end, text=cell, low=value, high=value), None
        return found[0], inner

    def _events(
        self,
        line: Line,
        day: tuple[str | None, str | None],
        places: tuple[PlaceMention, ...],
        quantities: list[tuple[QuantityMention, TimeMention | None]],
    ) -> tuple[Event, ...]:
        acts: Mapping[str, str] = self.words["acts"]  # type: ignore[assignment]
        grouped: dict[tuple[str, str | None, str | None, str | None], list[QuantityMention]] = {}
        for quantity, when in quantities:
            counted = self.default if quantity.unit in self.words["with"] else quantity.unit
            act = acts.get(counted)
            if act is None:
                continue  # nothing the centre keeps an account of; the row stays in the evidence
            key: tuple[str, str | None, str | None, str | None]
            if quantity.basis == "total":
                since = self.since.get(counted, self.since.get(""))
                key = (act, quantity.basis, since, day[1] or self.published)
            elif when is not None:
                key = (act, quantity.basis, when.earliest, when.latest)
            elif day == (None, None):
                key = (act, quantity.basis, self.published, self.published)
            else:
                key = (act, quantity.basis, *day)
            grouped.setdefault(key, []).append(quantity)
        return tuple(
            Event(
                start=line.start,
                end=line.end,
                act=act,
                earliest=earliest,
                latest=latest,
                places=places,
                quantities=tuple(group),
            )
            for (act, _, earliest, latest), group in grouped.items()
        )

    def _fault(self, code: str, line: Line, column: Column, cell: str) -> BadRow:
        shown = cell if len(cell) <= _SHOWN else f"{cell[: _SHOWN - 1]}…"
        return BadRow(
            say(code, value=shown, field=column.name, line=line.number),
            Where(file=self.name, line=line.number, field=column.name),
        )
