"""Writes the JSON Schemas of the ``--json`` answers to ``src/tregua/model/schemas/v1/``."""

from __future__ import annotations

import json
from pathlib import Path

from tregua.model.schemas import VERSION, build_schemas

FOLDER = Path(__file__).parent.parent / "src/tregua/model/schemas" / VERSION


def main() -> None:
    """Writes every schema and removes those no longer built."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    schemas = build_schemas()
    for path in FOLDER.glob("*.json"):
        if path.stem not in schemas:
            path.unlink()
    for name, schema in schemas.items():
        (FOLDER / f"{name}.json").write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
