"""A register sheet of one row, written from a form or a command line."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from tregua.model.standing import Register
from tregua.reading.sheets_words import sheet_words


def column_names() -> dict[str, str]:
    """What a row may hold, in the usual order, and what the column is called; the register apart."""
    columns: Mapping[str, list[str]] = sheet_words()["columns"]
    return {role: forms[0] for role, forms in columns.items() if role != "register"}


def write_row(register: Register, cells: Mapping[str, str]) -> bytes:
    """The sheet whose row holds ``cells``, by what they are (the keys of :func:`column_names`). The same
    cells are the same bytes, in whatever order they are given; empty ones are left out."""
    plain = {role: " ".join(cells.get(role, "").split()) for role in column_names()}
    filled = [role for role, text in plain.items() if text]
    if not {"what", "corrects"} & set(filled):  # so that it is the row which lacks it, and not the header
        filled.append("what")
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow([column_names()[role] for role in filled])
    writer.writerow([plain[role] for role in filled])
    return f"# register: {register}\n{written.getvalue()}".encode()
