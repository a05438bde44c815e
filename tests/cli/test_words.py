"""What the command line says is in the catalogue: headings and summaries, none missing, none left over."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tregua.reporting.messages import Catalogue

CLI = Path(__file__).parents[2] / "src/tregua/cli"


def calls(name: str) -> Iterator[ast.Call]:
    for path in sorted(CLI.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield node


def test_every_heading_and_summary_has_its_words() -> None:
    headings = {
        f"cli.column.{ast.literal_eval(column)}"
        for call in calls("print_table")
        if isinstance(call.args[1], ast.Tuple)
        for column in call.args[1].elts
    }
    summaries = {
        code
        for name in ("word", "say")
        for call in calls(name)
        if isinstance(call.args[0], ast.Constant)
        and (code := str(ast.literal_eval(call.args[0]))).startswith("cli.")
    }
    assert len(headings) > 20
    assert len(summaries) > 12
    entries = {code for code in Catalogue.load().entries if code.startswith("cli.")}
    advice = {code for code in entries if code.endswith(".do")}
    assert entries - advice == headings | summaries
    assert {code.removesuffix(".do") for code in advice} <= summaries
