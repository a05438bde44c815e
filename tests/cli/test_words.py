"""What the command line says is in the catalogue: headings and summaries, none missing, none left over."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from tregua.agreement.terms import Agreement, Obligation, Overrides, Party
from tregua.reporting.messages import Catalogue

CLI = Path(__file__).parents[2] / "src/tregua/cli"
BESIDE = tuple(CLI.parent / one for one in ("store/asking.py", "store/lock.py", "wiring.py"))


def calls(name: str) -> Iterator[ast.Call]:
    for path in (*sorted(CLI.glob("*.py")), *BESIDE):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield node


def codes_of(asked: ast.expr) -> list[ast.Constant]:
    """The code that is said, or those of which one is."""
    if isinstance(asked, ast.IfExp):
        return [*codes_of(asked.body), *codes_of(asked.orelse)]
    return [asked] if isinstance(asked, ast.Constant) else []


def assigned(name: str) -> Iterator[ast.expr]:
    for path in sorted(CLI.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
                yield node.value


def tables() -> Iterator[ast.Call]:
    """Calls that print a table, at once or where there is something to put into it."""
    yield from calls("print_table")
    yield from calls("_print_some")


def told_by_show() -> set[str]:
    """What ``agreement show`` puts together: its tables' titles, an obligation's fields, a party's role."""
    titles = {str(ast.literal_eval(call.args[0])) for call in calls("_print_some")}
    fields = {*Obligation.model_fields, *Overrides.model_fields}
    roles = get_args(Party.model_fields["role"].annotation)
    known = [*titles, *(f"field.{one}" for one in fields), *(f"role.{one}" for one in roles)]
    compared = {f"cli.diff_about.{one}" for one in Agreement.model_fields}
    return {*(f"cli.show.{one}" for one in (*known, "asked_by", "consented_by")), *compared}


def test_every_heading_and_summary_has_its_words() -> None:
    headings = {
        f"cli.column.{ast.literal_eval(column)}"
        for columns in (*(call.args[1] for call in tables()), *assigned("columns"))
        if isinstance(columns, ast.Tuple)
        for column in columns.elts
        if isinstance(column, ast.Constant)
    }
    summaries = {
        code
        for name in ("word", "say", "ask_new", "text_of_prompt")
        for call in calls(name)
        for told in codes_of(call.args[0])
        if (code := str(ast.literal_eval(told))).startswith("cli.")
    }
    assert len(headings) > 20
    assert len(summaries) > 12
    entries = {code for code in Catalogue.load().entries if code.startswith("cli.")}
    advice = {code for code in entries if code.endswith(".do")}
    shown = told_by_show() & entries
    families = tuple(
        str(asked.values[0].value)
        for call in calls("word")
        if isinstance(asked := call.args[0], ast.JoinedStr) and isinstance(asked.values[0], ast.Constant)
    )
    shown |= {
        code for code in entries if code.startswith(tuple(one for one in families if one.count(".") > 1))
    }
    assert entries - advice == headings | summaries | shown
    assert {code.removesuffix(".do") for code in advice} <= summaries
