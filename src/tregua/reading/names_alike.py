"""Whether a short text holds a name in another spelling: spaced or run together, with another ending, in the
letters of another script, with a letter more, less or other.

This is wider than :class:`~tregua.reading.person_words.Sought`: it refuses another word now and then, which a
sentence somebody is about to write can bear. Initials, nicknames and what is disguised on purpose it cannot
know.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from tregua.reading.person_words import Sought, folded


def _table(letters: str, plain: str) -> dict[str, str]:
    return dict(zip(letters, plain.replace("_", "").split(" "), strict=True))


_CYRILLIC = _table(
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўјһғәөүҹҝ",
    "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh sch _ y _ e yu ya i yi ye g u j h g e o u j g",
)
_ARMENIAN = _table(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev",
)
_GEORGIAN = _table(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
)
_OTHER = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
_LATIN = str.maketrans({**_CYRILLIC, **_ARMENIAN, **_GEORGIAN, **_OTHER})
_SPELT = {
    "sch": "sh",
    "tch": "ch",
    "dzh": "j",
    "ou": "u",
    "oo": "u",
    "ee": "i",
    "kh": "h",
    "gh": "g",
    "zh": "j",
    "ph": "f",
    "th": "t",
    "ts": "c",
    "tz": "c",
    "ck": "k",
    "x": "h",
    "q": "k",
    "w": "v",
    "y": "i",
}
"""Spellings of one sound, in the order in which they are taken."""
_VOWELS = re.compile(r"[aeiou]")
_DOUBLE = re.compile(r"(.)\1+")
_ALIKE = 0.8
_SPELLED_FROM = 3
_LIKE_FROM = 5
_SOUNDS_FROM = 3
_MORE = 3


def is_comparable(text: str) -> bool:
    """Whether all its letters are of scripts that are compared: Latin, Cyrillic, Armenian, Georgian."""
    return all(word.isascii() for word in _words(text))


def holds_alike(text: str, name: str) -> bool:
    """Whether ``text`` holds a word of ``name``, or what looks or sounds like one."""
    if Sought([name]).stands_in(text):
        return True
    tokens = [_spelt(word) for word in _words(text)]
    sought = {_spelt(word) for word in _words(name) if len(word) >= _SPELLED_FROM}
    if Sought([" ".join(sought)]).stands_in(" ".join(tokens)):
        return True
    if any(_stands_run_together("".join(tokens), one) for one in sought):
        return True
    longest = max(map(len, sought), default=0) + _MORE
    return any(_is_alike(joined, one) for joined in _joined(tokens, longest) for one in sought)


def _words(text: str) -> list[str]:
    """The words in Latin letters, those of a script that is not known as they stand."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return folded(composed.translate(_LATIN))


def _spelt(word: str) -> str:
    for one, other in _SPELT.items():
        word = word.replace(one, other)
    return _DOUBLE.sub(r"\1", word)


def _stands_run_together(letters: str, sought: str) -> bool:
    return len(sought) >= _LIKE_FROM and sought in letters


def _joined(tokens: list[str], longest: int) -> set[str]:
    """Every run of words that could be one word spaced out."""
    found = set()
    for at in range(len(tokens)):
        run = ""
        for token in tokens[at:]:
            run += token
            if len(run) > longest:
                break
            found.add(run)
    return found


def _is_alike(word: str, sought: str) -> bool:
    if word == sought:
        return True
    sounds = _VOWELS.sub("", sought)
    if len(sounds) >= _SOUNDS_FROM and sounds == _VOWELS.sub("", word) and word[0] == sought[0]:
        return True
    if min(len(word), len(sought)) < _LIKE_FROM:
        return False
    return SequenceMatcher(None, word, sought, autojunk=False).ratio() >= _ALIKE
