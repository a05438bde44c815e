"""A register sheet of one row, written from a form or a command line; and a row as it is typed, written from
an entry that is to be corrected, which a sheet's reader reads as the same again."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from tregua.model.records import Claim
from tregua.model.standing import Entry, Register
from tregua.reading.sheets_words import sheet_of, sheet_words

_BEFORE = {"~": "about ", "<": "fewer than ", "<=": "at most ", ">": "more than ", ">=": "at least ",
           "<~": "nearly "}  # fmt: skip


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


def cells_of(
    entry: Entry, claim: Claim, places: Mapping[str, str], actors: Mapping[str, str]
) -> dict[str, str]:
    """The row of an entry and its claim; ``places`` and ``actors`` are the names to type, by id. When the
    correction is said is left open: that is the new word's."""
    step = next((one for one in sheet_of(entry.register_name).steps if one.act == entry.act), None)
    to = _to(entry, claim)
    cells = {
        "what": step.words[0] if step else "",
        "figure": write_figure(entry),
        "unit": entry.unit,
        "basis": {"period": "that day", "total": "total"}.get(entry.basis or "", ""),
        "category": entry.category,
        "name": entry.about,
        "person": entry.person,
        "place": "; ".join(places.get(one, one) for one in entry.place_ids),
        "whose": actors.get(entry.actor or "", entry.actor or ""),
        "to": actors.get(to, to),
        "said_by": actors.get(entry.said_by or "", entry.said_by or ""),
        "through": entry.through or "",
        "stance": "denies" if entry.negated else entry.told,
        "corrects": entry.claim_id,
        **_days(entry),
    }
    return {role: text for role, text in cells.items() if text}


def _to(entry: Entry, claim: Claim) -> str:
    """To whom, as the row names it: an entry has the side of an office."""
    named = next((one.target for one in claim.events if one.act == entry.act and one.target), None)
    return named or entry.to or ""


def write_figure(entry: Entry) -> str:
    """A figure as it is typed: ``12``, ``30-50``, ``about 200``; empty where the entry gives none."""
    ends = [one for one in (entry.low, entry.high) if one is not None]
    if not ends:
        return ""
    before = _BEFORE.get(entry.comparator, "")
    if entry.low is not None and entry.high is not None and entry.low != entry.high and before != "nearly ":
        return f"{before}{entry.low:.12g}-{entry.high:.12g}"
    return f"{before}{ends[-1]:.12g}"


def _days(entry: Entry) -> dict[str, str]:
    if entry.earliest and entry.earliest == entry.latest:
        return {"day": entry.earliest[:16]}
    return {"since": (entry.earliest or "")[:16], "until": (entry.latest or "")[:16]}
