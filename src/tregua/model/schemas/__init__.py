"""JSON Schemas of the ``--json`` answers made of the model's records, in ``v1/`` and held there by a test."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from tregua.model.answers import (
    AuditAnswer,
    EnteredAnswer,
    ExplanationAnswer,
    HistoryAnswer,
    RegisterAnswer,
    RegisterSeriesAnswer,
    StatusAnswer,
)
from tregua.model.columns import ColumnsAnswer
from tregua.model.comparison import ComparisonAnswer
from tregua.model.drafting import CalendarAnswer, CheckAnswer, DifferenceAnswer, ProblemAnswer
from tregua.model.person import NameTold, PersonAnswer
from tregua.model.records import Claim, Item, Reading
from tregua.model.standing import Incident

VERSION = "v1"

_ANSWERS: dict[str, Any] = {
    "read": Reading,
    "status": list[StatusAnswer],
    "history": list[HistoryAnswer],
    "explain": ExplanationAnswer,
    "check": CheckAnswer,
    "calendar": CalendarAnswer,
    "diff": DifferenceAnswer,
    "compare": ComparisonAnswer,
    "items": list[Item],
    "claims": list[Claim],
    "incidents": list[Incident],
    "register": RegisterAnswer,
    "register-entries": list[EnteredAnswer],
    "register-series": RegisterSeriesAnswer,
    "audit": AuditAnswer,
    "columns": list[ColumnsAnswer],
    "persons": list[PersonAnswer],
    "persons-reads": list[NameTold],
    "error": ProblemAnswer,
}


def build_schemas() -> dict[str, dict[str, Any]]:
    """Answer name → JSON Schema (2020-12), as pydantic writes what it serialises."""
    schemas = {}
    for name, shape in sorted(_ANSWERS.items()):
        schema = TypeAdapter(shape).json_schema(mode="serialization")
        schemas[name] = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"tregua {name} --json",
            **{key: value for key, value in schema.items() if key != "title"},
        }
    return schemas
