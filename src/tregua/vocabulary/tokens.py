"""Words with their offsets, and the longest known form that begins at a word.

A *form* is a phrase of one or more words (``ministry of defence``). Forms are compared folded
(case, diacritics, ə, typographic apostrophes and dashes); where a form has a capital the text must
have one too, so that ``Trend`` is an agency and ``trend`` is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

Value = TypeVar("Value")

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’ʼ.&/\-‐‑–][^\W_]+)*")
_FOLD = str.maketrans(
    {"ə": "e", "Ə": "e", "ı": "i", "’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "ß": "ss"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: ``key`` is its folded form without a possessive ending."""

    start: int
    end: int
    text: str
    key: str
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """``text`` without case, diacritics or typographic variants."""
    plain = unicodedata.normalize("NFKD", text.translate(_FOLD)).casefold()
    return plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of ``text[start:end]`` in order; punctuation lies between them."""
    tokens = []
    limit = len(text) if end is None else end
    for match in _WORD.finditer(text, start, limit):
        word, stop = match.group(), match.end()
        possessive = word.endswith(("'s", "’s", "'S", "’S")) and len(word) > 2
        if possessive:
            word, stop = word[:-2], stop - 2
        elif word[-1] in "sS" and text[stop : stop + 1] in ("'", "’"):
            possessive = True
        tokens.append(Token(match.start(), stop, word, fold(word), possessive))
    return tokens


class FormTable(Generic[Value]):
    """Phrases and what each stands for; the longest one at a word wins, the earliest given among equals."""

    def __init__(self, forms: Iterable[tuple[str, Value]] = ()) -> None:
        self._forms: dict[str, list[tuple[tuple[str, ...], tuple[bool, ...], Value]]] = {}
        self._seen: set[tuple[tuple[str, ...], tuple[bool, ...]]] = set()
        for form, value in forms:
            self.add(form, value)

    def add(self, form: str, value: Value) -> None:
        """Add a phrase; one already present keeps its first value."""
        tokens = tokenise(form)
        keys = tuple(t.key + ("'s" if t.possessive else "") for t in tokens)
        capitals = tuple(t.capital for t in tokens)
        if not keys or (keys, capitals) in self._seen:
            return
        self._seen.add((keys, capitals))
        bucket = self._forms.setdefault(tokens[0].key, [])
        bucket.append((keys, capitals, value))
        bucket.sort(key=lambda entry: -len(entry[0]))

    def longest(self, tokens: list[Token], at: int, text: str) -> tuple[int, Value] | None:
        """The number of words and the value of the longest form at ``tokens[at]``, or None."""
        for keys, capitals, value in self._forms.get(tokens[at].key, ()):
            if self._fits(tokens, at, text, keys, capitals):
                return len(keys), value
        return None

    @staticmethod
    def _fits(
        tokens: list[Token], at: int, text: str, keys: tuple[str, ...], capitals: tuple[bool, ...]
    ) -> bool:
        if at + len(keys) > len(tokens):
            return False
        last = len(keys) - 1
        for offset, (key, capital) in enumerate(zip(keys, capitals, strict=True)):
            token = tokens[at + offset]
            plain = key[:-2] if key.endswith("'s") and token.possessive else key
            if token.possessive and plain == key and offset < last:
                return False
            if token.key != plain or (capital and not token.capital):
                return False
            if offset and not joined(text, tokens[at + offset - 1], token):
                return False
        return True


def joined(text: str, left: Token, right: Token) -> bool:
    """Whether only a blank (and a possessive ending) stands between two neighbouring words."""
    gap = text[left.end : right.start]
    if left.possessive:
        gap = gap.lstrip("'’").removeprefix("s").removeprefix("S")
    return not gap.strip(" \t\u00a0\u202f") and "\n" not in gap
