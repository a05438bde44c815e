"""The package's own data files: lexicons and tables, read once, duplicate keys rejected."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(path: str) -> str:
    """The UTF-8 text of ``tregua/data/<path>``."""
    return files("tregua").joinpath("data", *path.split("/")).read_text(encoding="utf-8")


def load_yaml(path: str) -> Any:
    """The value of a packaged YAML file; ValueError where a key stands twice in one mapping."""
    text = read_text(path)
    _reject_duplicates(yaml.compose(text, Loader=_Loader), path)
    return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader, in C where there is one)


def rows(path: str) -> Iterator[dict[str, str]]:
    """The rows of a packaged TSV file as dictionaries; lines that begin with ``#`` are comments."""
    lines = (line for line in read_text(path).splitlines() if line and not line.startswith("#"))
    header = next(lines).split("\t")
    for line in lines:
        yield dict(zip(header, line.split("\t"), strict=True))


def _reject_duplicates(node: yaml.Node | None, path: str) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise ValueError(f"{path}:{key.start_mark.line + 1}: {key.value} stands twice")
            seen.add(key.value)
            _reject_duplicates(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _reject_duplicates(child, path)
