"""Sorts of people and of links, by the words that are used for them (``lexicon/sorts.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tregua.vocabulary.packaged import load_yaml


@cache
def _words(of: str) -> Mapping[str, str]:
    """The sort for each word."""
    data: Mapping[str, list[str]] = load_yaml("lexicon/sorts.yaml")[of]
    return {word: sort for sort, words in data.items() for word in words}


def sort_of_people(word: str) -> str | None:
    """The one form of a sort of people, by a word for it in the singular or the plural, or by the unit they
    are counted in; None for any other word."""
    return _words("people").get(word.casefold().removesuffix("s"))


def sort_of_link(word: str) -> str | None:
    """What a link is by a word for it; None for any other word."""
    return _words("links").get(word.casefold())
