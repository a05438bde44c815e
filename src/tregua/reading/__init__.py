"""Item → claims: the article, what is mentioned, who says what, which acts, which commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tregua.reading.page import read_page
    from tregua.reading.sheets import read_sheet
    from tregua.reading.tables import read_table

__all__ = ["read_page", "read_sheet", "read_table"]

_WHERE = {"read_page": "page", "read_sheet": "sheets", "read_table": "tables"}


def __getattr__(name: str) -> Any:
    """The readers, loaded when one is asked for: a command that reads nothing does without their words."""
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
