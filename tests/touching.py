"""Which test files open a centre's database, and which measure time: told by what they, and the test modules
they import, import and call."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parent
_DOORS = ("tregua.wiring", "tregua.store.database", "tregua.store.state", "tregua.cli.app", "subprocess")
"""Whoever has one of these can open a database; a command in a process of its own can too."""
_CLOCKS = {"perf_counter", "process_time", "thread_time", "monotonic", "getrusage"}


@cache
def touches_the_store(path: Path) -> bool:
    """Whether the tests in this file may open a centre's database."""
    return any(one.startswith(_DOORS) or one == "tregua.cli" for one in _all_imports(path))


@cache
def measures_time(path: Path) -> bool:
    """Whether the tests in this file hold times against one another: nothing should run beside them."""
    calls = ast.walk(ast.parse(path.read_text("utf-8")))
    return any(isinstance(one, ast.Attribute | ast.Name) and _name_of(one) in _CLOCKS for one in calls)


def _name_of(node: ast.Attribute | ast.Name) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id


def _all_imports(path: Path) -> set[str]:
    """What this file imports, and what the test modules imported by it import in their turn."""
    found: set[str] = set()
    waiting, seen = [path], set[Path]()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        names = _imports(one)
        found |= names
        waiting += [_modules()[name] for name in names if name in _modules()]
    return found


@cache
def _modules() -> dict[str, Path]:
    return {path.stem: path for path in TESTS.rglob("*.py") if path.name != "conftest.py"}


@cache
def _imports(path: Path) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return frozenset(found)
