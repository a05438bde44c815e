"""How names of persons are compared: as keys, by which somebody is known again, and as they stand in a text.

As a key a name is exact: what tells two persons apart (a figure, an accent) stays. In a text it is looked
for broadly: without marks and characters that do not print, in its inflected forms, run together with others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SHORTEST = 3
_STEMS_FROM = 4
_INSIDE_FROM = 6
_ENDING = 3
"""Letters that an inflected form may add where its stem ends in what was a vowel."""
_COMPARED = 40
"""As many letters of a word tell it from every other; a longer one is not compared beyond them, so that a
text of one long word is looked through in the time of any other."""
_VOWELS = frozenset("aeiouyаеёиоуыэюяііїէեըիոօա")
_FILLERS = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0"))
_MARKS = ("Cf", "Mn", "Mc", "Me")
_ALIKE = str.maketrans("ıłđøə", "ildoe")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as its key: without case, order or characters that do not print; figures stay."""
    plain = unicodedata.normalize("NFKC", _without(name, "Cf")).casefold()
    return tuple(sorted("".join(c if _is_of_word(c) else " " for c in plain).split()))


def has_letters(name: str) -> bool:
    """Whether anything in it can be a name."""
    return any(char.isalpha() for char in name.translate(_FILLERS))


def folded(text: str) -> list[str]:
    """The words of a text as names are looked for among them, in order: letters alone, without marks."""
    # marks first: setting thousands of them in order behind one letter takes as many times as long
    plain = unicodedata.normalize("NFKD", _without(text.translate(_FILLERS), *_MARKS)).casefold()
    plain = unicodedata.normalize("NFKD", plain)
    return re.findall(r"[^\W\d_]+", _without(plain, *_MARKS).translate(_ALIKE))


def _without(text: str, *categories: str) -> str:
    return text if text.isascii() else "".join(c for c in text if unicodedata.category(c) not in categories)


def _is_of_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


class Sought:
    """Names that are looked for in texts."""

    def __init__(self, names: Iterable[str]) -> None:
        parts = [folded(name) for name in names]
        words = {word for one in parts for word in one}
        self._words = {word for word in words if len(word) >= _SHORTEST}
        self._stems = {stem[:_COMPARED] for word in self._words if (stem := _stem(word))}
        self._roots = {root for word in self._words if (root := _root(word))}
        self._inside = {word[:_COMPARED] for word in self._words if len(word) >= _INSIDE_FROM}
        self._inside_lengths = sorted({len(word) for word in self._inside})
        self._heads = {word[:_INSIDE_FROM] for word in self._inside}
        # a name with a longer word is told by that word already
        self._whole = {tuple(sorted(one)) for one in parts if one and self._words.isdisjoint(one)}
        self._lengths = {len(one) for one in self._whole}
        self._told: dict[tuple[str, bool], bool] = {}

    def stands_in(self, text: str, *, inflected: bool = True) -> bool:
        """Whether a text holds a word of a name, or a whole name of short words, in any order; where
        ``inflected``, also a word that looks like a form of one or holds one."""
        key = (text, inflected)
        if key not in self._told:
            self._told[key] = self._find(folded(text), inflected)
        return self._told[key]

    def _find(self, words: list[str], inflected: bool) -> bool:
        if not self._words.isdisjoint(words):
            return True
        if any(
            tuple(sorted(words[at : at + length])) in self._whole
            for length in self._lengths
            for at in range(len(words) - length + 1)
        ):
            return True
        return inflected and any(self._is_form(word) for word in words)

    def _is_form(self, word: str) -> bool:
        if any(word[:end] in self._stems for end in range(_STEMS_FROM, min(len(word), _COMPARED) + 1)):
            return True
        ends = range(max(_STEMS_FROM, len(word) - _ENDING), len(word) + 1)
        if any(word[:end] in self._roots for end in ends):
            return True
        return any(
            word[start : start + length] in self._inside
            for start in range(len(word) - _INSIDE_FROM + 1)
            if word[start : start + _INSIDE_FROM] in self._heads
            for length in self._inside_lengths
        )


def holds_whole(text: str, name: str) -> bool:
    """Whether all words of a name stand together in a text, in any order."""
    found, words = folded(text), sorted(folded(name))
    length = len(words)
    return bool(words) and any(
        sorted(found[at : at + length]) == words for at in range(len(found) - length + 1)
    )


def _stem(word: str) -> str:
    """What every form of a long word begins with; nothing for a short one."""
    if len(word) < _STEMS_FROM:
        return ""
    return word[: -2 if len(word) > 6 else -1 if len(word) == 6 else None]


def _root(word: str) -> str:
    """A word without the vowels in which it ends, at most two, where enough is left."""
    short = word
    while len(word) - len(short) < 2 and short[-1:] in _VOWELS:
        short = short[:-1]
    return short if _STEMS_FROM <= len(short) < len(word) else ""
