"""Names of persons in a sheet, found and taken out before anything of it is kept.

A sheet that names somebody is written out anew from what is read of it, with a pseudonym for each name and
no year of birth: what a reader passes over (a comment, a column without a heading) may hold the name as
well, and is left out. Rows keep their line numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import get_args

from tregua.model.errors import BadRow, Where
from tregua.model.messages import say
from tregua.model.person import PSEUDONYM, NamedPerson
from tregua.model.standing import OF_PERSONS, Register
from tregua.model.tiers import INTERNAL, TIERS, Tier
from tregua.reading.person_words import Sought, folded, has_letters
from tregua.reading.sheets_layout import Cell, Layout, Row, header_of, is_sheet, lay_out
from tregua.reading.sheets_tiers import said_tier
from tregua.reading.sheets_words import role_of, sheet_of, sheet_words, simple, word_of
from tregua.vocabulary.units import UNITS

_BORN = re.compile(r"(?:18|19|20)\d\d")
_FREE = ("name", "note", "category", "through")
"""Columns in which anything may stand: not even a form of a name may."""
_FIXED = ("register", "what", "unit", "basis", "stance", "tier")
"""Columns in which the sheet's own words stand; a name that is one of them is told by none."""
_LEFT_OUT = ("person", "born")
_NAMED_LIKE = re.compile(r"(?:[^\W\d_]\.?[^\W\d_]*[\s,'’-]+)+[^\W\d_]+\.?")
_YEAR = re.compile(r"\W*\b(?:b\.|born\b|in\b|\s)*\W*\b(?:18|19|20)\d\d\b\)?", re.IGNORECASE)
_MOST_WORDS = 5
_LONGEST_NAME = 150
"""Characters that a person's name has at most: what is longer was not meant as one."""
_UNNAMED: Tier = INTERNAL.name
"""For whom a name is where the sheet does not say: the centre alone."""


def tier_of_names(text: str) -> Tier:
    """For whom a sheet's names are: what the sheet says, and the centre alone where it says nothing."""
    return said_tier(lay_out(text, "")) or _UNNAMED


def withhold_names(
    text: str, name: str, pseudonym: Callable[[NamedPerson], str]
) -> tuple[str, tuple[tuple[str, NamedPerson], ...]]:
    """The sheet with a pseudonym in place of each name, and whose they are, in order.

    Raises BadRow: ``sheet.born`` for what is no year, ``sheet.several_persons``, ``sheet.long_name``,
    ``sheet.no_name`` for a name without a letter, and ``sheet.name_elsewhere`` where a part of a name stands
    in anything else that is written out (another column or head line, the title) or in the file's own name.
    A sheet with faults of its own is returned as it is: nothing of it is taken in.
    """
    layout = lay_out(text, name)
    found: dict[str, NamedPerson] = {}
    given: dict[int, str] = {}
    if layout.faults:
        return text, ()
    for number, row, cell in _open_names(layout):
        named = NamedPerson(name=" ".join(cell.text.split()), born=_born(row, name))
        if len(named.name) > _LONGEST_NAME:
            message = say("sheet.long_name", limit=_LONGEST_NAME)
            raise BadRow(message, Where(name, cell.line, None, cell.field))
        if not has_letters(named.name):
            raise BadRow(say("sheet.no_name"), Where(name, cell.line, None, cell.field))
        if ";" in named.name:
            raise BadRow(say("sheet.several_persons"), Where(name, cell.line, None, cell.field))
        given[number] = pseudonym(named)
        found[given[number]] = named
    if not found:
        return text, ()
    _check_elsewhere(layout, name, Sought(one.name for one in found.values()))
    return _write(layout, given), tuple(found.items())


def check_heading(text: str, name: str) -> None:
    """Refuses a published table with a column of persons' names, which would be kept with it. Raises BadRow
    ``table.names_of_persons``."""
    if is_sheet(text):
        return
    number, cells = header_of(text)
    for cell in cells:
        if role_of(cell) == "person" or is_like_names(cell):
            raise BadRow(say("table.names_of_persons", value=cell), Where(file=name, line=number, field=cell))


def is_like_names(heading: str) -> bool:
    """Whether a column of this name holds persons' names, though not under the name by which it is known."""
    return simple(heading) in sheet_words()["columns_of_names"]


def is_like_person(text: str, *, of_one: bool = False) -> bool:
    """Whether the name of a thing looks like a person's: two words or more without a figure, each with a
    capital. Where a row is ``of_one`` person, also a title before a word, a word and a year, and two to
    five plain words of which none tells what thing it is; what is longer than any name is not let through
    there. Of a surname alone see :func:`is_like_surname`."""
    if len(text) > _LONGEST_NAME:
        return of_one
    words = re.split(r"[\s,]+", text.strip())
    if _NAMED_LIKE.fullmatch(text.strip()) and all(word[:1].isupper() for word in words):
        return True
    return of_one and _is_like_one(text)


def _is_like_one(text: str) -> bool:
    without = _YEAR.sub(" ", text)
    words = folded(without)
    if any(char.isdigit() for char in without) or not set(words).isdisjoint(sheet_words()["things"]):
        return False
    at_least = 1 if without != text or (words[:1] and words[0] in sheet_words()["titles"]) else 2
    return at_least <= len(words) <= _MOST_WORDS


def is_like_surname(text: str) -> bool:
    """Whether the name of a thing is one plain word that tells no thing. It may be a place's or an actor's as
    well: whoever knows these asks them first."""
    words = folded(text)
    return (
        len(words) == 1
        and len(text) <= _LONGEST_NAME
        and not any(char.isdigit() for char in text)
        and words[0] not in sheet_words()["things"]
    )


def like_person(row: Row, register: Register, is_known: Callable[[str], bool]) -> Cell | None:
    """The name of a row without a person, where it looks like a person's in place of a thing's. ``is_known``
    tells the names of places and actors, which a word alone may be."""
    named, figure = row.get("name"), row.get("figure")
    if named is None or row.get("person") is not None or register not in OF_PERSONS:
        return None
    of_one = figure is None or figure.text == "1"
    alone = of_one and row.get("unit") is None and is_like_surname(named.text)
    is_like = is_like_person(named.text, of_one=of_one) or (alone and not is_known(named.text))
    return named if is_like else None


def _open_names(layout: Layout) -> Iterator[tuple[int, Row, Cell]]:
    """The rows that name somebody, with their places among the rows."""
    for number, row in enumerate(layout.rows):
        cell = row.get("person")
        if cell is not None and not PSEUDONYM.fullmatch(cell.text):
            yield number, row, cell


def _born(row: Row, name: str) -> str:
    cell = row.get("born")
    if cell is None:
        return ""
    if not _BORN.fullmatch(cell.text):
        raise BadRow(say("sheet.born"), Where(name, cell.line, None, cell.field))
    return cell.text


def _check_elsewhere(layout: Layout, name: str, sought: Sought) -> None:
    """Refuses a sheet of which another part that is kept tells a name. The reader takes known words alone in
    most columns, but not in a row that is struck, of which it reads little: there nothing is left to it."""
    for cells in (layout.head, *(row.cells for row in layout.rows)):
        stance = cells.get("stance")
        struck = stance is not None and word_of("stances", stance.text) == "struck"
        for role, cell in cells.items():
            if role in _LEFT_OUT or (role in _FIXED and _is_fixed(cell.text)):
                continue
            if sought.stands_in(cell.text, inflected=struck or role in _FREE):
                raise BadRow(say("sheet.name_elsewhere"), Where(name, cell.line, None, cell.field))
    if sought.stands_in(layout.title):
        raise BadRow(say("sheet.name_elsewhere"), Where(file=name, field="title"))
    if sought.stands_in(name.rsplit("/", 1)[-1].rpartition(".")[0] or name):
        raise BadRow(say("sheet.name_elsewhere"), Where(file=name))


def _is_fixed(text: str) -> bool:
    return set(folded(text)) <= _fixed_words()


@cache
def _fixed_words() -> frozenset[str]:
    """Every word that a sheet knows under the columns that take known words."""
    data = sheet_words()
    steps = [step for register in get_args(Register) for step in sheet_of(register).steps]
    said = [word for step in steps for word in (*step.words, step.act)]
    said += [form for unit in UNITS.values() for form in (unit.unit_id, *unit.forms)]
    said += [
        form for kind in ("stances", "bases") for one, forms in data[kind].items() for form in (one, *forms)
    ]
    said += [*get_args(Register), *TIERS, "delegation"]
    return frozenset(word for one in said for word in folded(one))


# ---- written anew ---------------------------------------------------------------------------------------


def _write(layout: Layout, given: Mapping[int, str]) -> str:
    """The sheet from its cells, each row on the line on which it began."""
    lines = dict(_head_lines(layout, given))
    columns = _columns(layout)
    header = layout.rows[0].line.number - 1
    free = next(number for number in range(1, header + 1) if number not in lines)
    if layout.title and free < header:
        lines[free] = f"# title: {_plain(layout.title)}"
    lines[header] = _row(_heading(role) for role in columns)
    for number, row in enumerate(layout.rows):
        cells = {**_own(row, layout), **({"person": given[number]} if number in given else {})}
        if row.get("person") is layout.head.get("person"):
            cells.pop("person", None)
        lines[row.line.number] = _row(cells.get(role, "") for role in columns)
    return "".join(f"{lines.get(number, '')}\n" for number in range(1, max(lines) + 1))


def _head_lines(layout: Layout, given: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """What the head says for all rows, by line."""
    for role, cell in layout.head.items():
        told = cell.text
        if role == "person":
            named = [given[n] for n, row in enumerate(layout.rows) if row.get(role) is cell and n in given]
            told = named[0] if named else "" if not PSEUDONYM.fullmatch(told) else told
        if role != "born" and told:
            yield cell.line, f"# {_heading(role)}: {_plain(told)}"


def _columns(layout: Layout) -> list[str]:
    """What stands in columns; a column of persons first, so that no row begins like a comment."""
    used = {role for row in layout.rows for role in _own(row, layout)}
    order = [role for role in sheet_words()["columns"] if role in used]
    return sorted(order, key=lambda role: role != "person") or ["what"]


def _own(row: Row, layout: Layout) -> dict[str, str]:
    """A row's own cells: not the head's, and no year of birth."""
    cells = row.cells.items()
    return {
        role: _plain(cell.text)
        for role, cell in cells
        if cell is not layout.head.get(role) and role != "born"
    }


def _heading(role: str) -> str:
    return str(sheet_words()["columns"][role][0])


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(list(cells))
    return out.getvalue()


def _plain(text: str) -> str:
    return " ".join(text.split())
