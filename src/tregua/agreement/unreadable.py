"""What a YAML parser stumbles over, in a drafter's words and at the line that is to be mended."""

from __future__ import annotations

from typing import Any

import yaml

from tregua.model.errors import BadAccord, Where
from tregua.model.messages import Message, say

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTED = "while scanning a quoted scalar"
_BLOCK_TEXT = "while scanning a block scalar"
_REFERRING = ("while scanning an anchor", "while scanning an alias")
_COLON = "mapping values are not allowed"
_PROBLEMS = {
    _COLON: "accord.problem.colon",
    "did not find expected key": "accord.problem.no_key",
    "did not find expected ',' or": "accord.problem.no_bracket",
    "did not find expected '-' indicator": "accord.problem.no_dash",
}


def explain(error: Any, text: str, file: str) -> BadAccord:
    """The parser's error (a ``yaml.MarkedYAMLError``) about ``text`` as a fault of the accord."""
    mark, context = error.problem_mark or error.context_mark, str(error.context or "")
    problem = str(error.problem or "")
    if context == _QUOTED and "end of stream" in problem:
        return _at(error.context_mark, say("accord.quote_open"), file)
    opened = _quote_open_before(text, mark)
    if opened is not None:
        return _at(opened, say("accord.quote_open"), file)
    if context == _BLOCK_TEXT or context in _REFERRING:
        sign = _character(text, error.context_mark)
        return _at(error.context_mark, say("accord.bad_start", sign=sign), file)
    found = _character(text, mark)
    if found == "\t" or "tab character" in problem:
        return _at(mark, say("accord.tab"), file)
    tab = _tab_in_front(text, mark)
    if tab is not None:
        return BadAccord(say("accord.tab"), Where(file, mark.line + 1, tab + 1))
    if "cannot start any token" in problem:
        return _at(mark, say("accord.bad_start", sign=found), file)
    if found == ":" and _has_colon_before(text, mark):
        return _at(mark, say("accord.second_colon"), file)
    told: Message | str = next((say(code) for start, code in _PROBLEMS.items() if start in problem), problem)
    return _at(mark, say("accord.not_yaml", problem=told), file)


def _quote_open_before(text: str, mark: Any) -> Any:
    """Where a quote began that ends just before ``mark``, on a later line: it was never closed, and runs
    on to the next quote that opens. None where there is none."""
    last: Any = None
    try:
        for token in yaml.scan(text, Loader=_Loader):
            if mark is None or (token.start_mark.line, token.start_mark.column) >= (mark.line, mark.column):
                break
            last = token
    except yaml.YAMLError:
        pass  # the scanner stumbles where the parser did
    if not isinstance(last, yaml.ScalarToken) or last.plain or mark is None:
        return None
    first, end = last.start_mark, last.end_mark
    between = _line(text, mark)[end.column : mark.column]
    ends_here = end.line == mark.line and not between.strip()
    return first if ends_here and first.line < end.line else None


def _at(mark: Any, message: Message, file: str) -> BadAccord:
    return BadAccord(message, Where(file, mark.line + 1, mark.column + 1) if mark else Where(file))


def _line(text: str, mark: Any) -> str:
    lines = text.split("\n")
    return lines[mark.line] if mark and mark.line < len(lines) else ""


def _character(text: str, mark: Any) -> str:
    return _line(text, mark)[mark.column : mark.column + 1] if mark else ""


def _tab_in_front(text: str, mark: Any) -> int | None:
    """Where in the line a tab stands before anything else does; None where none does."""
    line = _line(text, mark)
    at = line.find("\t", 0, len(line) - len(line.lstrip()))
    return at if at >= 0 else None


def _has_colon_before(text: str, mark: Any) -> bool:
    return ": " in _line(text, mark)[: mark.column]
