"""Tables of persons' names in what is kept as it came: a page, a text, a published table.

What is no register sheet is kept whole, so that nothing in it may be meant as one: no line ``# register:``
below other text, no table, form or data with a column of names. A name in a sentence is not looked for.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import get_args

from tregua.model.errors import BadRow, Where
from tregua.model.messages import say
from tregua.model.standing import Register
from tregua.reading.sheets_persons import is_like_person
from tregua.reading.sheets_words import role_of, sheet_words

_LONGEST = 40
"""Characters that a heading has at most: a sentence with as many commas is none."""
_LINES = 3
"""How many lines below its heading a table's first row may stand."""
_FORM = 6
"""Over how many lines a form asks for one person."""
_MARKS = (",", ";", "\t", "|")
_GAP = re.compile(r"\s{2,}")
_RULE = re.compile(r"[\s|+:=_-]+")
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)) | {
    wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)
}
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KEY = re.compile(r"[\W_]{0,10}([^\W\d_][^:=\n]{1,38})[:=][\W_]*[^\W\d_]")
_DATA_KEY = re.compile(r"[\"']([^\"'\n]{2,40})[\"']\s*:\s*[\"'\[{]\s*[^\s\"'\]}]")
_DATA_TAG = re.compile(r"<([^<>/!?\s]{2,40})(?:\s[^<>]*)?>\s*[^<>\s]")
_REGISTER = re.compile(
    rf"[\W_]*#[\W_]*register[\W_]*[:=]|[\W_]*register\s*[:=,;\t]\s*\W*(?:{'|'.join(get_args(Register))})\W*$",
    re.IGNORECASE,
)
_BEGINS = 200
"""Within how many characters a line says what it is; a line may be as long as a file."""
_SCRIPT = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</(?:script|style)\b", re.IGNORECASE)
_CELL = re.compile(r"</?t[dh]\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|em|font|i|mark|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")


def check_no_names(text: str, name: str, *, markup: bool = False) -> None:
    """Refuses what holds a table of persons' names or a register sheet below other text; ``markup``: a web
    page as it came. Raises BadRow ``table.names_of_persons``, ``table.register_below``, with the line."""
    for shown in _shown(text) if markup else (text.translate(_UNSEEN),):
        lines = shown.splitlines()
        for at, line in enumerate(lines):
            if _REGISTER.match(line.lstrip()[:_BEGINS]):
                raise BadRow(say("table.register_below"), Where(file=name, line=None if markup else at + 1))
        for at in _telling(lines):
            if heading := _heading_at(lines, at):
                where = Where(name, None if markup else at + 1, None, heading)
                raise BadRow(say("table.names_of_persons", value=heading), where)


def is_heading_of_names(heading: str) -> bool:
    """Whether a column of this name holds persons' names, or what else a person is known by."""
    plain = _plain(heading)
    return role_of(plain) == "person" or plain in _names() or _is_certain(plain)


def _shown(text: str) -> Iterator[str]:
    """A page's text, in the lines as it is written, and in the rows of its tables."""
    bare = _without_scripts(text)
    yield html.unescape(_TAG.sub("", _CELL.sub("\t", bare))).translate(_UNSEEN)
    rows = _INLINE.sub(
        "", _CELL.sub("\t", " ".join(bare.split())).replace("\t \t", "\t").replace("\t\t", "\t")
    )
    yield html.unescape(_TAG.sub("\n", rows)).translate(_UNSEEN)


def _without_scripts(text: str) -> str:
    """A page without what it does not show; what does not end is left where it is."""
    kept, at = [], 0
    while (found := _SCRIPT.search(text, at)) and (end := _SCRIPT_END.search(text, found.end())):
        kept.append(text[at : found.start()])
        at = end.start()
    return "\n".join([*kept, text[at:]])


def _telling(lines: Sequence[str]) -> Iterator[int]:
    """The lines in which something is called as a column of names may be."""
    looked_for = _words()
    return (at for at, line in enumerate(lines) if looked_for.search(line))


def _heading_at(lines: Sequence[str], at: int) -> str:
    """The heading under which persons' names stand, where this line has it; else nothing."""
    for keys in (_DATA_KEY, _DATA_TAG):
        for found in keys.finditer(lines[at]):
            if is_heading_of_names(found[1]):
                return found[1]
    return _of_columns(lines, at) or _of_one_column(lines, at) or _of_form(lines, at)


def _of_columns(lines: Sequence[str], at: int) -> str:
    below = [one for one in lines[at + 1 : at + 1 + 2 * _LINES] if one.strip() and not _RULE.fullmatch(one)]
    for mark in (*_MARKS, ""):
        cells = _cells(lines[at], mark)
        if len(cells) < 2 or any(len(cell) > _LONGEST for cell in cells):
            continue
        told = next((cell for cell in cells if is_heading_of_names(cell)), "")
        if told and any(len(_cells(one, mark)) == len(cells) for one in below[:_LINES]):
            return told
    return ""


def _of_one_column(lines: Sequence[str], at: int) -> str:
    """A heading that stands alone has a name below; one that may be a title as well, two."""
    alone = lines[at].strip(" \t\"'#*|:,;")
    if not is_heading_of_names(alone):
        return ""
    below = [one.strip(" \t\"'*|,;-") for one in lines[at + 1 : at + 1 + 2 * _LINES] if one.strip()]
    needed = 1 if _is_certain(_plain(alone)) or role_of(_plain(alone)) == "person" else 2
    found = below[:needed]
    return alone if len(found) == needed and all(map(is_like_person, found)) else ""


def _of_form(lines: Sequence[str], at: int) -> str:
    """What is asked for by name, line by line, for one person."""
    asked = [found[1] for one in lines[at : at + _FORM] if (found := _KEY.match(one.lstrip()[:_BEGINS]))]
    names = [one for one in asked if is_heading_of_names(one) or role_of(_plain(one)) == "born"]
    certain = [one for one in names if _is_certain(_plain(one)) or role_of(_plain(one)) == "person"]
    return certain[0] if certain and len({_plain(one) for one in names}) > 1 else ""


def _cells(line: str, mark: str) -> list[str]:
    """The cells of a line, between marks or, without one, wherever two blanks are."""
    if not mark:
        return [one for one in _GAP.split(line.strip()) if one]
    if mark not in line:
        return [line]
    if mark == "|":
        line = line.strip().strip("|")
    try:
        cells = next(csv.reader([line], delimiter=mark), [])
    except csv.Error:  # a cell as long as a page
        cells = line.split(mark)
    return [cell.strip().strip("\"'") for cell in cells]


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", _HUMPS.sub(" ", heading[: _LONGEST + 1]))).casefold()


@cache
def _names() -> frozenset[str]:
    return frozenset(map(_plain, sheet_words()["columns_of_names"]))


@cache
def _certain() -> tuple[str, ...]:
    """What is in no heading but one of names, whatever stands beside it."""
    return tuple(map(_plain, sheet_words()["words_of_names"]))


def _is_certain(plain: str) -> bool:
    return any(f" {one} " in f" {plain} " for one in _certain())


@cache
def _words() -> re.Pattern[str]:
    forms = {*_names(), *_certain(), *map(_plain, sheet_words()["columns"]["person"])}
    each = (r"[\W_]*".join(map(re.escape, form.split())) for form in sorted(forms))
    return re.compile("|".join(each), re.IGNORECASE)
