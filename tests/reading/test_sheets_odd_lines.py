"""Register sheets as they come: lines as long as a file, marks of byte order, other ends of lines."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tregua.reading.sheets import faults_of_sheet, is_sheet, read_sheet
from tregua.reading.sheets_layout import lay_out
from tregua.vocabulary.lexicon import load_vocabulary

WORDS = load_vocabulary()
SHEET = "# register: forces\n# said by: ru/mod\nwhat,figure,name,day\n"
LINES: dict[str, Callable[[int], str]] = {
    "blanks": lambda n: "#" + " " * n + "x",
    "blanks alone": lambda n: " " * n,
    "empty cells": lambda n: "# a: b" + "," * n + "x",
    "empty cells behind": lambda n: "# a: b" + " ," * n,
    "hashes": lambda n: "#" * n,
    "blanks around": lambda n: "# a" + " " * n + ":" + " " * n + "b" + " " * n,
    "quotation marks": lambda n: "#" + '"' * n,
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_line_of_any_length_is_passed_over_once(line: Callable[[int], str]) -> None:
    def seconds(length: int) -> float:
        text = f"{line(length)}\n{SHEET}posts,12,,2020-11-18\n"
        began = time.process_time()
        assert is_sheet(text)
        assert len(lay_out(text, "").rows) == 1
        return time.process_time() - began

    seconds(100)
    assert seconds(40_000) <= 20 * max(min(seconds(4_000) for _ in range(3)), 0.005)


def test_a_mark_of_byte_order_is_no_part_of_a_line() -> None:
    text = SHEET.replace("what", "\ufeffwhat") + '\ufeff"posts",12,,2020-11-18\n'
    assert is_sheet("\ufeff# title: x\n\ufeffregister,what\n")
    [claim] = read_sheet(text, WORDS, "joined.csv").claims
    [figure] = claim.quantities
    assert (text[figure.start : figure.end], claim.row) == ("12", 4)


@pytest.mark.parametrize("apart", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1e"])
def test_rows_end_with_cr_and_lf_alone(apart: str) -> None:
    rows = lay_out(f"{SHEET}posts,1,Post{apart}7,2020-11-18\r\nposts,x,,2020-11-18\rposts,13,,", "").rows
    text = f"{SHEET}posts,1,Post\u20287,2020-11-18\r\nposts,x,,2020-11-18\r"
    [fault] = faults_of_sheet(text, WORDS, "lines.csv")
    assert (fault.message.code, fault.where.line, fault.where.field) == ("sheet.not_a_number", 5, "figure")
    assert [row.line.number for row in rows if row.cells.get("figure")][-1] == 6


@pytest.mark.parametrize("columns", [[f"c{n}" for n in range(100_000)], ["day"] * 100_000])
def test_a_header_of_columns_without_end_is_one_fault(columns: list[str]) -> None:
    text = f"# register: forces\nwhat,{','.join(columns)}\nposts,12\n"
    began = time.process_time()
    (fault,) = faults_of_sheet(text, WORDS, "wide.csv")
    assert time.process_time() - began < 3
    assert (fault.code, fault.where.line) == ("sheet.too_many_columns", 2)


def test_empty_columns_of_a_spreadsheet_count_for_none() -> None:
    text = SHEET.replace("day\n", "day" + "," * 1_024 + "\n") + "posts,12,,2020-11-18\n"
    assert faults_of_sheet(text, WORDS, "wide.csv") == ()
