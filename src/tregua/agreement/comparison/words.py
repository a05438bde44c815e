"""The words by which a page speaks of terms: ``lexicon/accord-words.yaml``, compiled once.

Everything is looked for in folded text (:func:`flatten`), which has the page's own length, so that a place
found there is the same place in the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from tregua.model.records import Record
from tregua.vocabulary.packaged import load_yaml

_APART = {"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "ə": "e", "ı": "i"}


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words of one kind of obligation: those that name its act, those that only name what it is
    about, and those of which one must stand there too (None: none need)."""

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    subject: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon: single patterns by name, words of each kind, and small tables."""

    patterns: Mapping[str, re.Pattern[str]]
    kinds: Mapping[str, KindWords]
    acts: Mapping[str, re.Pattern[str]]
    sorts: Mapping[str, re.Pattern[str]]
    own_words: frozenset[str]
    zones: Mapping[str, re.Pattern[str]]
    force_units: frozenset[str]
    lengths: Mapping[str, float]
    numbers: Mapping[str, float]
    empty: frozenset[str]
    often: tuple[tuple[re.Pattern[str], str], ...]

    def finds(self, name: str, text: str) -> re.Match[str] | None:
        """Where the pattern called ``name`` first stands in folded ``text``."""
        return self.patterns[name].search(text)


_SINGLE = (
    "under", "by_text", "provides", "binding", "wished", "denied", "goes_on", "whole", "ground", "grounds",
    "changed", "part", "calibre_over", "calibre_least", "calibre_upward", "closed", "closed_for", "stated",
    "stated_of", "stated_when", "stated_passive", "stated_bound", "stated_vow", "under_way", "owed_to_be",
    "pays", "promised", "promises", "capped", "opened",
    "weapons", "midnight", "names_a_text", "allowed", "renewal", "notice", "notice_after", "mandate",
)  # fmt: skip


@cache
def load_words() -> Words:
    """The packaged lexicon."""
    table: Mapping[str, Any] = load_yaml("lexicon/accord-words.yaml")
    patterns = {name: _any(table[name]) for name in _SINGLE}
    patterns |= {f"about_{name}": _any(forms) for name, forms in table["about"].items()}
    patterns |= {f"day_{name}": _any(forms) for name, forms in table["day"].items()}
    patterns["denied"] = _any(table["denied"])
    return Words(
        patterns=MappingProxyType(patterns),
        kinds=MappingProxyType({kind: _kind_words(forms) for kind, forms in table["kinds"].items()}),
        acts=_each(table["acts"]),
        sorts=_each(table["sorts"]),
        own_words=frozenset(table["own_words"]),
        zones=_each(table["zones"]),
        force_units=frozenset(table["force_units"]),
        lengths=MappingProxyType({unit: float(km) for unit, km in table["lengths"].items()}),
        numbers=MappingProxyType({word: float(value) for word, value in table["numbers"].items()}),
        empty=frozenset(table["empty"]),
        often=tuple((_any(forms), duration) for duration, forms in table["often"].items()),
    )


def flatten(text: str) -> str:
    """``text`` in small letters, without accents, of the same length; line ends are spaces."""
    return "".join(_flat(letter) for letter in text)


def stems(text: str) -> frozenset[str]:
    """What ``text`` is about, in its words without endings."""
    empty = load_words().empty
    words = re.findall(r"[^\W\d_]{3,}", flatten(text))
    return frozenset(_stem(word) for word in words if word not in empty)


class Measure(Record):
    """A length that a text prints: so many of a unit of length."""

    value: float
    unit: str

    @property
    def km(self) -> float:
        """In kilometres."""
        return self.value * load_words().lengths[self.unit]


def measures_in(text: str, forms: Mapping[str, Iterable[str]]) -> tuple[Measure, ...]:
    """The lengths a text prints. ``forms``: unit id → its forms in print."""
    words = load_words()
    number = rf"(?P<number>\d+(?:\.\d+)?|{'|'.join(words.numbers)})"
    found = []
    for unit in words.lengths:
        names = "|".join(re.escape(form) for form in sorted(forms[unit], key=len, reverse=True))
        for match in re.finditer(rf"\b{number}[ -](?:{names})\b", flatten(text)):
            written = match["number"]
            found.append(Measure(value=words.numbers.get(written) or float(written), unit=unit))
    return tuple(found)


@cache
def _flat(letter: str) -> str:
    if letter.isascii():
        return " " if letter in "\n\r\t" else letter.lower()
    letter = _APART.get(letter.lower(), letter)
    plain = unicodedata.normalize("NFKD", letter)[:1].lower()
    return plain if len(plain) == 1 else letter


def _stem(word: str) -> str:
    for ending in ("ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "al", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word[: -len(ending)]
            doubled = ending in ("ed", "ing") and stem[-1] == stem[-2] and stem[-1] not in "aeiouls"
            return stem[:-1] if doubled else stem
    return word


def _kind_words(forms: Mapping[str, list[str]]) -> KindWords:
    subject = _any(forms["subject"]) if "subject" in forms else None
    return KindWords(_any(forms["strong"]), _any(forms["weak"]), subject)


def _each(table: Mapping[str, list[str]]) -> Mapping[str, re.Pattern[str]]:
    return MappingProxyType({name: _any(forms) for name, forms in table.items()})


def _any(forms: Iterable[str]) -> re.Pattern[str]:
    """One pattern out of several, each beginning at a word; of none, one that is never found."""
    listed = [f"(?:{form})" for form in forms]
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)})" if listed else r"(?!)")
