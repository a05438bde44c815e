"""The daily report as a record: finished text, figures and citations, one section after another.

A report is frozen at its cut-off. It holds everything needed to show it: no names, no texts and
no claims are looked up later, so that the same report gives the same bytes wherever it is shown.
"""

from __future__ import annotations

from datetime import date, datetime

from pydantic import SerializeAsAny

from tregua.model.records import Record


class Stamp(Record):
    """The state of the joint record that the report was made from. ``root`` is hex."""

    origin: str
    size: int
    root: str


class Cite(Record):
    """A reference to one piece of evidence, numbered in order of first mention in the report."""

    number: int
    evidence_id: str


class Ground(Record):
    """One sentence and the evidence it rests on."""

    text: str
    cites: tuple[Cite, ...] = ()


class Section(Record):
    """One part of the report. ``name`` is its module in ``sections/`` and its anchor."""

    name: str
    title: str


class DailyReport(Record):
    """One day's report. ``as_of`` is the cut-off with its offset; ``edition`` counts from 1."""

    language: str
    title: str
    day: date
    as_of: datetime
    zone: str
    edition: int
    agreement_title: str
    demonstration: bool
    reconstructed: bool
    tier: str
    checkpoint: Stamp | None = None
    sections: tuple[SerializeAsAny[Section], ...]

    def section(self, name: str) -> Section | None:
        """The section of this name, or None where the day has none."""
        return next((part for part in self.sections if part.name == name), None)
