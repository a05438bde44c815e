"""The daily report as a record: finished text, figures and citations, one section after another.

A report is frozen at its cut-off. It holds everything needed to show it: no names, no texts and
no claims are looked up later, so that the same report gives the same bytes wherever it is shown.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import SerializeAsAny, field_validator
from pydantic.json_schema import models_json_schema

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

    @field_validator("sections", mode="before")
    @classmethod
    def _restore(cls, value: object) -> object:
        """Sections read back from JSON become the records they were."""
        if not isinstance(value, list | tuple):
            return value
        from tregua.reporting.sections import section_types

        types = section_types()
        return tuple(
            types[part["name"]].model_validate(part) if isinstance(part, dict) else part for part in value
        )

    def section(self, name: str) -> Section | None:
        """The section of this name, or None where the day has none."""
        return next((part for part in self.sections if part.name == name), None)


def report_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a report, each section by its name."""
    from tregua.reporting.sections import section_types

    types = section_types()
    own = DailyReport.model_json_schema()
    refs, definitions = models_json_schema([(kind, "validation") for kind in types.values()])
    options = [
        {"allOf": [refs[(kind, "validation")], {"properties": {"name": {"const": name}}}]}
        for name, kind in sorted(types.items())
    ]
    own["properties"]["sections"]["items"] = {"oneOf": options}
    own["$defs"] = {**own.get("$defs", {}), **definitions.get("$defs", {})}
    own["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return own
