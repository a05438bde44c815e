"""Where things stand in a register sheet: what its head says for all rows, its columns, its rows.

A sheet is told apart from a published series by ``register``, as a line ``# register: forces`` above the
header row or as a column. A line ``# published: 2020-11-20`` gives every row what a column would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tregua.model.errors import BadRow, Where
from tregua.model.messages import say
from tregua.model.unseen import has_unseen, show_unseen
from tregua.reading.cells import BYTE_ORDER_MARK, MARKS, Line, read_rows, split_lines
from tregua.reading.sheets_cells import EMPTY, looks_like_day
from tregua.reading.sheets_words import role_of, sheet_words, simple

_HEAD = re.compile(r'[\s"\ufeff]*+#([^:=#]*+)[:=]')
_LONGEST_NAME = 40
_TRAILING = ',;|"'
"""What a spreadsheet leaves behind a line of the head."""
_SHOWN = 60
_MOST_COLUMNS = 200
"""Beyond these, which is many times what a sheet knows, a header row is told as such and not cell by cell."""


@dataclass(frozen=True)
class Cell:
    """A cell that is not empty: its text, where it stands, and what its column (or head line) is called."""

    text: str
    start: int
    end: int
    line: int
    field: str


@dataclass(frozen=True)
class Row:
    """A row: its line and its cells by what they hold, those of the head included."""

    line: Line
    cells: Mapping[str, Cell]

    def get(self, role: str) -> Cell | None:
        """The cell that holds this, unless it is empty."""
        return self.cells.get(role)


@dataclass(frozen=True)
class Layout:
    """A sheet laid out: its title, its head, its rows; ``faults`` of the header row and of whole rows."""

    title: str
    head: Mapping[str, Cell]
    rows: tuple[Row, ...]
    faults: tuple[BadRow, ...]


def is_sheet(text: str) -> bool:
    """Whether a table is a register sheet."""
    for line in _lines(text):
        if not line.lstrip('"').startswith("#"):
            return any(role_of(cell) == "register" for cell in _split(line, _mark(text)))
        found = _head_line(line, 0, len(line))
        if found and role_of(found[0]) == "register":
            return True
    return False


def is_marked_sheet(text: str) -> bool:
    """Whether a text says itself that it is a register sheet, whatever the file is called: by a line of its
    head, or by a column ``register`` beside one that no sheet is without."""
    if not is_sheet(text):
        return False
    header = next((line for line in _lines(text) if not line.lstrip('"').startswith("#")), "")
    roles = {role_of(cell) for cell in _split(header, _mark(text))}
    return "register" not in roles or not roles.isdisjoint({"what", "corrects"})


def _lines(text: str) -> Iterator[str]:
    """The lines that are not blank, stripped."""
    return (line for raw in split_lines(text) if (line := raw.lstrip(BYTE_ORDER_MARK).strip()))


def _head_line(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """What a line of the head is called, and from where to where its value stands; None of any other line.
    A line may be as long as a file: each part of it is passed over once."""
    found = _HEAD.match(text, start, end)
    name = found[1].strip() if found else ""
    if found is None or not 0 < len(name) <= _LONGEST_NAME:
        return None
    first, last = found.end(), end
    while last > first and (text[last - 1].isspace() or text[last - 1] in _TRAILING):
        last -= 1
    return name, last - len(text[first:last].lstrip()), last


def _split(line: str, mark: str) -> list[str]:
    """The first cells, as far as they can be known columns."""
    return [cell.strip().strip('"') for cell in line.split(mark, _MOST_COLUMNS)[:_MOST_COLUMNS]]


def _mark(text: str) -> str:
    """What stands between the cells: the mark that parts the header row into the most known columns."""
    header = next((line for line in _lines(text) if not line.lstrip('"').startswith("#")), "")
    return max(
        MARKS, key=lambda mark: (len([1 for cell in _split(header, mark) if role_of(cell)]), mark == ",")
    )


def header_of(text: str) -> tuple[int | None, tuple[str, ...]]:
    """The number of a table's header row and its cells; none where it has no row."""
    found = next((line for line in read_rows(text, _mark(text)) if not _is_comment(line)), None)
    return (found.number, found.cells) if found else (None, ())


def lay_out(text: str, name: str) -> Layout:
    """The sheet's parts. Nothing is raised: what is wrong is among the faults."""
    lines = read_rows(text, _mark(text))
    at = next((n for n, line in enumerate(lines) if not _is_comment(line)), len(lines))
    head, title = _read_head(text, lines[:at])
    unseen = [fault for line in lines[:at] if (fault := _unseen(line, name)) is not None]
    if at == len(lines):
        return Layout(title, head, (), (*unseen, _fault("sheet.no_rows", name, None)))
    roles, faults = _columns(lines[at], name)
    faults[:0] = unseen
    rows = []
    for line in lines[at + 1 :]:
        if _is_comment(line) or not any(line.cells):
            continue
        if (wrong := _wrong_row(line, len(lines[at].cells), name)) is not None:
            faults.append(wrong)
        else:
            rows.append(Row(line, {**head, **_cells(line, lines[at], roles)}))
    if not rows and not faults:
        faults.append(_fault("sheet.no_rows", name, lines[at]))
    return Layout(title, head, tuple(rows), tuple(faults))


def _is_comment(line: Line) -> bool:
    return line.cells[0].lstrip().startswith("#")


def _read_head(text: str, lines: Sequence[Line]) -> tuple[dict[str, Cell], str]:
    head: dict[str, Cell] = {}
    title = ""
    for line in lines:
        name, start, end = _head_line(text, line.start, line.end) or ("", 0, 0)
        value, role = text[start:end], role_of(name)
        if role is not None and value.casefold() not in EMPTY:
            head[role] = Cell(value, start, end, line.number, name)
        elif value and name.casefold() == "title":
            title = value
    return head, title


def _columns(line: Line, name: str) -> tuple[list[str], list[BadRow]]:
    """What each column holds (empty: nothing), and what is wrong with the header row."""
    if (columns := sum(1 for cell in line.cells if cell)) > _MOST_COLUMNS:
        return [], [_fault("sheet.too_many_columns", name, line, columns=columns, limit=_MOST_COLUMNS)]
    roles: list[str] = []
    faults: list[BadRow] = []
    for cell in line.cells:
        role = role_of(cell) if cell else ""
        if role is None and simple(cell) in sheet_words()["columns_of_names"]:
            faults.append(_fault("sheet.names_of_persons", name, line, cell))
        elif role is None:
            known = tuple(forms[0] for forms in sheet_words()["columns"].values())
            faults.append(_fault("sheet.unknown_column", name, line, cell, known=known))
        elif role and role in roles:
            faults.append(_fault("sheet.column_twice", name, line, cell))
        roles.append(role or "")
    if not {"what", "corrects"} & set(roles) and not faults:
        faults.append(_fault("sheet.no_columns", name, line))
    return roles, faults


def _wrong_row(line: Line, columns: int, name: str) -> BadRow | None:
    if line.unclosed:
        return _fault("sheet.unclosed_quote", name, line, line.cells[-1])
    if len(line.cells) > columns:  # even if empty: a figure's comma moves every cell behind it
        return _fault("sheet.too_many_cells", name, line, count=len(line.cells), columns=columns)
    return _unseen(line, name)


def _unseen(line: Line, name: str) -> BadRow | None:
    cell = next((one for one in line.cells if has_unseen(one)), None)
    return None if cell is None else _fault("sheet.unseen", name, line, show_unseen(cell))


def _cells(line: Line, header: Line, roles: Sequence[str]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for role, text, (start, end), field in zip(roles, line.cells, line.spans, header.cells, strict=False):
        plain = text.strip()
        if not role or plain.casefold() in EMPTY:
            continue
        held = {"whose": "since", "to": "until"}.get(role, role) if looks_like_day(plain) else role
        cells[held] = Cell(plain, start, end, line.number, field)
    return cells


def _fault(code: str, name: str, line: Line | None, cell: str = "", **args: int | tuple[str, ...]) -> BadRow:
    shown = cell if len(cell) <= _SHOWN else f"{cell[: _SHOWN - 1]}…"
    number = line.number if line else None
    return BadRow(say(code, value=shown, **args), Where(file=name, line=number, field=shown or None))
