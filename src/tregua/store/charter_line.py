"""The line of centre.toml that says where the database is."""

from __future__ import annotations

import json
import re

_TABLE = re.compile(r"^\s*\[", re.M)
_STORE = re.compile(r"""^(store\s*=\s*)("(?:[^"\\\n]|\\.)*"|'[^'\n]*')""", re.M)


def with_store(charter: str, store: str) -> str:
    """The charter's text with ``store`` said in it; every other line and comment stays as it is."""
    table = _TABLE.search(charter)
    end = table.start() if table else len(charter)
    head, tail = charter[:end], charter[end:]
    value = json.dumps(store, ensure_ascii=False)
    if _STORE.search(head):
        return _STORE.sub(lambda found: f"{found[1]}{value}", head, count=1) + tail
    if head and not head.endswith("\n"):
        head += "\n"
    kept = head.rstrip("\n")
    return f"{kept}\nstore = {value}\n{head[len(kept) + 1 :]}{tail}" if kept else f"store = {value}\n{tail}"
