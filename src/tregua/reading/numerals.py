"""Numbers as print writes them: ``1,960``, ``1 960``, ``2.3``, ``twenty-seven thousand``, ``1.2 million``."""

from __future__ import annotations

import re

_UNITS = """zero one two three four five six seven eight nine ten
eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"""
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: n for n, word in enumerate(_UNITS.split())}
_TENS = {word: 10 * n for n, word in enumerate(_ROUND.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12,
           "m": 10**6, "mln": 10**6, "bn": 10**9, "k": 1000}  # fmt: skip

_WORD = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
_SPELT = rf"(?:{_WORD})(?:[-\s](?:{_WORD}))?"
_SCALE = r"(?:hundred|thousand|million|billion|dozen|mln|bn)"

#: Digits: grouped by commas or thin, no-break or plain blanks, or plain; with decimals.
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[   ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"

#: Any number, not anchored: digits with an optional scale word, or number words, or ``a dozen``.
NUMBER = (
    rf"(?:(?:{DIGITS})(?:[-\s]{_SCALE}\b)?"
    rf"|(?:{_SPELT})(?:[-\s](?:{_SCALE})(?:[-\s](?:and[-\s])?(?:{_SPELT})\b)?)*"
    rf"|(?:a|half\sa)[-\s]{_SCALE}\b)"
)
_NUMBER = re.compile(rf"\b{NUMBER}", re.IGNORECASE)

#: Words with which a number can begin, in lower case.
FIRST_WORDS = frozenset((*_ONES, *_TENS, "a", "half"))


def number_at(text: str, start: int, end: int | None = None) -> tuple[int, float] | None:
    """Where a number that begins at ``start`` ends, and its value; None where none begins there."""
    match = _NUMBER.match(text, start, len(text) if end is None else end)
    if match is None:
        return None
    value = parse_number(match.group())
    stop = match.end()
    boundary = stop >= len(text) or not (text[stop - 1].isalpha() and text[stop].isalpha())
    return (stop, value) if value is not None and boundary else None


def parse_number(text: str) -> float | None:
    """The value of a number as printed; None where it is none."""
    total, current, seen = 0.0, 0.0, False
    for word in re.findall(r"[\d][\d,.   ]*|[a-z]+", text.lower()):
        if word[0].isdigit():
            try:
                current += float(re.sub(r"[,   ]", "", word).rstrip("."))
            except ValueError:
                return None
        elif word in _ONES:
            current += _ONES[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "half":
            current = 0.5
        elif word in _SCALES:
            scale = _SCALES[word]
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif word not in ("and", "a"):
            return None
        seen = seen or word not in ("and", "a")
    return total + current if seen else None
