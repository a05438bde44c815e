"""Writes the JSON Schemas of the ``--json`` answers and of ``accord.yaml`` to
``src/tregua/model/schemas/v1/``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tregua.agreement.schema import build_accord_schema, build_show_schema
from tregua.model.schemas import VERSION, build_schemas
from tregua.reporting.messages import Catalogue

FOLDER = Path(__file__).parent.parent / "src/tregua/model/schemas" / VERSION


def meaning(model: str, field: str) -> str:
    """What a key of the accord means, from the catalogue. KeyError where it is not told."""
    entries = Catalogue.load().entries
    return entries.get(f"accord.key.{model}.{field}") or entries[f"accord.key.{field}"]


def all_schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its file's name."""
    return {
        **build_schemas(),
        "accord": build_accord_schema(meaning),
        "show": build_show_schema(meaning),
    }


def main() -> None:
    """Writes every schema and removes those no longer built."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    schemas = all_schemas()
    for path in FOLDER.glob("*.json"):
        if path.stem not in schemas:
            path.unlink()
    for name, schema in schemas.items():
        (FOLDER / f"{name}.json").write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
