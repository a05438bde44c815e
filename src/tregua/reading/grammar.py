"""The little words the reader goes by, from ``lexicon/grammar.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from tregua.vocabulary.packaged import load_yaml


def words_of(name: str) -> frozenset[str]:
    """The words of one list; KeyError if there is none of this name."""
    return frozenset(_lists()[name])


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = load_yaml("lexicon/grammar.yaml")
    return lists
