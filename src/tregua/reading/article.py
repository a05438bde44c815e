"""A page's parts."""

from __future__ import annotations

from tregua.model.records import Article


def read_article(text: str) -> Article:
    """The parts."""
    return Article()
