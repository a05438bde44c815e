"""A page as the reader sees it: its text, the mentions found in it, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tregua.model.records import (
    ActorMention,
    Mentions,
    PlaceMention,
    QuantityMention,
    Span,
    TimeMention,
)
from tregua.reading.syntax import Clause, Token, VerbGroup, clauses, tokenize, verb_groups
from tregua.reading.words import Lexicon

M = TypeVar("M", bound=Span)

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Shelf(Sequence[M]):
    """Mentions of one kind in order, and those within a stretch of text in logarithmic time."""

    def __init__(self, mentions: Sequence[M]) -> None:
        self._mentions = tuple(sorted(mentions, key=lambda m: (m.start, -m.end)))
        self._starts = [mention.start for mention in self._mentions]

    def __len__(self) -> int:
        return len(self._mentions)

    def __getitem__(self, index):  # type: ignore[no-untyped-def] # as in Sequence
        return self._mentions[index]

    def within(self, start: int, end: int) -> list[M]:
        """The mentions that lie wholly in ``start``..``end``."""
        found = []
        for index in range(bisect_left(self._starts, start), len(self._mentions)):
            mention = self._mentions[index]
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return found


@dataclass(frozen=True)
class Scene:
    """What every step of a reading looks at. ``published`` is a day or minute as printed, or None;
    ``peacekeepers`` the one peacekeeping force that the accord knows, if it knows just one."""

    text: str
    mentions: Mentions
    lexicon: Lexicon
    published: str | None
    peacekeepers: str | None = None
    times: Shelf[TimeMention] = field(init=False)
    places: Shelf[PlaceMention] = field(init=False)
    quantities: Shelf[QuantityMention] = field(init=False)
    actors: Shelf[ActorMention] = field(init=False)
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "times", Shelf(self.mentions.times))
        object.__setattr__(self, "places", Shelf(self.mentions.places))
        object.__setattr__(self, "quantities", Shelf(self.mentions.quantities))
        object.__setattr__(self, "actors", Shelf(self.mentions.actors))
        object.__setattr__(self, "words", frozenset(_WORD.findall(self.text.lower())))

    @property
    def today(self) -> str | None:
        """The day of publication."""
        return self.published[:10] if self.published else None

    def parse(self, start: int, end: int, gap: Span | None = None) -> Sentence:
        """The words, verb groups and clauses of ``text[start:end]``, those within ``gap`` left out."""
        tokens = tokenize(self.text, start, end)
        if gap is not None:
            tokens = [t for t in tokens if t.end <= gap.start or t.start >= gap.end]
        groups = verb_groups(tokens, self.lexicon)
        return Sentence(start, end, tokens, groups, clauses(tokens, groups) if tokens else [])

    def without(self, gap: Span) -> Scene:
        """The scene as if ``gap`` named nobody and nothing."""
        mentions = {
            name: tuple(m for m in getattr(self.mentions, name) if m.end <= gap.start or m.start >= gap.end)
            for name in ("times", "places", "quantities", "actors")
        }
        return Scene(
            self.text,
            self.mentions.model_copy(update=mentions),
            self.lexicon,
            self.published,
            self.peacekeepers,
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text taken apart."""

    start: int
    end: int
    tokens: list[Token]
    groups: list[VerbGroup]
    clauses: list[Clause]
