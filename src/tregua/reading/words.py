"""The words the reader knows: how verbs inflect, which words are of a class, what a pattern matches.

A pattern is a lemma followed by literal words: ``a|b`` alternatives, ``[x]`` a word that may be
missing, ``_`` up to :data:`GAP` words without punctuation, ``<class>`` a word of a class. All of it
comes from the packaged lexicons; nothing here knows a particular act or cue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from tregua.vocabulary.packaged import load_yaml, rows

GAP = 7
"""How many words ``_`` may stand for."""

_VOWELS = "aeiou"
_BETWEEN = frozenset(
    {
        "now",
        "already",
        "back",
        "fully",
        "officially",
        "also",
        "again",
        "currently",
        "still",
        "all",
        "since",
        "today",
        "completely",
        "partly",
        "jointly",
    }
)
"""Words that may stand between the words of a pattern."""


class Word(Protocol):
    """What a pattern looks at: a lower-case word and whether it is a word at all."""

    @property
    def low(self) -> str:
        """The word in lower case."""
        ...

    @property
    def is_word(self) -> bool:
        """Whether it is no punctuation mark."""
        ...


@dataclass(frozen=True)
class Form:
    """One reading of a word as a verb. ``tag``: base, s, past, part, ing (past and part may be both)."""

    lemma: str
    tag: str


def inflect(
    lemma: str, irregular: Mapping[str, Sequence[str]], doubling: frozenset[str]
) -> list[tuple[str, str]]:
    """Every (form, tag) of a verb's lemma."""
    if lemma in irregular:
        third, past, part, ing = irregular[lemma]
        forms = [(lemma, "base")]
        forms += [(one, "s") for one in third.split("|")]
        forms += [(one, "past") for one in past.split("|")]
        forms += [(one, "part") for one in part.split("|")]
        forms += [(one, "ing") for one in ing.split("|")]
        return forms
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    stem = lemma + lemma[-1] if lemma in doubling else lemma
    if lemma.endswith("e"):
        past, ing = lemma + "d", (lemma if lemma.endswith(("ee", "ye")) else lemma[:-1]) + "ing"
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = stem + "ed", stem + "ing"
    return [(lemma, "base"), (third, "s"), (past, "past"), (past, "part"), (ing, "ing")]


def singulars(word: str) -> tuple[str, ...]:
    """The word and what it may be the plural or possessive of."""
    found = [word]
    if word.endswith(("'s", "’s")):
        word = word[:-2]
        found.append(word)
    if word.endswith("ies") and len(word) > 4:
        found.append(word[:-3] + "y")
    if word.endswith("es") and len(word) > 3:
        found.append(word[:-2])
    if word.endswith("s") and len(word) > 2:
        found.append(word[:-1])
    return tuple(found)


@dataclass(frozen=True)
class Step:
    """One element of a pattern after its first word."""

    words: frozenset[str] = frozenset()
    gap: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Pattern:
    """The steps after the first word, which the index is keyed by."""

    first: frozenset[str]
    steps: tuple[Step, ...]

    @property
    def fixed(self) -> int:
        """How many words it fixes: of two patterns at one word the longer is the more telling."""
        return 1 + sum(1 for step in self.steps if not step.gap)

    def match(self, tokens: Sequence[Word], at: int, end: int) -> int | None:
        """The index after the match that begins at ``at`` (its first word already matched)."""
        return _follow(self.steps, 0, tokens, at + 1, end)


def _follow(steps: tuple[Step, ...], index: int, tokens: Sequence[Word], at: int, end: int) -> int | None:
    if index == len(steps):
        return at
    step = steps[index]
    if step.gap:
        for skip in range(GAP + 1):
            here = at + skip
            if here >= end or (skip and not tokens[here - 1].is_word):
                return None
            found = _follow(steps, index + 1, tokens, here, end)
            if found is not None:
                return found
        return None
    if at < end and tokens[at].low in step.words:
        found = _follow(steps, index + 1, tokens, at + 1, end)
        if found is not None:
            return found
    if step.optional:
        found = _follow(steps, index + 1, tokens, at, end)
        if found is not None:
            return found
    if at + 1 < end and tokens[at].low in _BETWEEN:
        return _follow(steps, index, tokens, at + 1, end)
    return None


class Lexicon:
    """The packaged verbs and classes, ready to look up."""

    def __init__(self) -> None:
        verbs = load_yaml("lexicon/verbs.yaml")
        self.frames_data: dict[str, Any] = load_yaml("lexicon/frames.yaml")
        self.cues_data: dict[str, Any] = load_yaml("lexicon/cues.yaml")
        self._irregular: dict[str, list[str]] = verbs["irregular"]
        self._doubling = frozenset(verbs["doubling"])
        self.forms: dict[str, tuple[Form, ...]] = {}
        self.classes: dict[str, frozenset[str]] = {
            **{name: _with_plurals(words) for name, words in self.frames_data["classes"].items()},
            **{name: frozenset(words) for name, words in self.frames_data["words"].items()},
        }
        self.demonyms: dict[str, str] = {
            word.lower(): row["code"]
            for row in rows("lexicon/states.tsv")
            for word in row["demonyms"].split("|")
            if word
        }
        self.capitals: dict[str, str] = {
            word: row["code"]
            for row in rows("lexicon/states.tsv")
            for word in row["capitals"].split("|")
            if word
        }
        self.add_verbs([*self._irregular, *verbs["plain"]])
        for frame in self.frames_data["frames"]:
            self.add_verbs(pattern.split()[0] for pattern in frame.get("verbs", ()))
        for cues in self.cues_data["verbs"].values():
            self.add_verbs(pattern.split()[0] for pattern in cues)

    def add_verbs(self, lemmas: Iterable[str]) -> None:
        """Learn the forms of these verbs (``a|b`` is two)."""
        for lemma in (one for many in lemmas for one in many.split("|")):
            for form, tag in inflect(lemma, self._irregular, self._doubling):
                known = self.forms.get(form, ())
                if Form(lemma, tag) not in known:
                    self.forms[form] = (*known, Form(lemma, tag))

    def pattern(self, text: str) -> Pattern:
        """A pattern from its notation."""
        first, *rest = text.split()
        return Pattern(self._words(first), tuple(self._step(one) for one in rest))

    def _step(self, text: str) -> Step:
        if text == "_":
            return Step(gap=True)
        if text.startswith("["):
            return Step(self._words(text[1:-1]), optional=True)
        return Step(self._words(text))

    def _words(self, text: str) -> frozenset[str]:
        found: set[str] = set()
        for word in text.split("|"):
            found |= self.classes[word[1:-1]] if word.startswith("<") else {word}
        return frozenset(found)


def _with_plurals(words: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        found.add(word)
        if not word.endswith("s"):
            found.add(word[:-1] + "ies" if word.endswith("y") and word[-2] not in _VOWELS else word + "s")
    return frozenset(found)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The packaged lexicon; read once."""
    return Lexicon()
