"""What is asked of a passphrase: that it is long, that nobody would guess it, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

from tregua.model.errors import BadArgument, Where
from tregua.model.messages import say
from tregua.vocabulary.packaged import read_text

SHORTEST, LONGEST = 12, 512
"""In characters."""
_LEET = str.maketrans("013457@$!", "oleastasi")
_ROWS = (
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "abcdefghijklmnopqrstuvwxyz",
    "йцукенгшщзхъ",
)
_FEWEST = 5
"""Different characters."""


def plain(passphrase: str) -> str:
    """A passphrase as it is kept: typed on another keyboard, the same letters are the same."""
    return unicodedata.normalize("NFKC", passphrase)


def check_passphrase(passphrase: str, names: tuple[str, ...]) -> str:
    """The passphrase as it is to be kept; ``names`` are those that must not be all it says.

    Raises BadArgument ``people.short_passphrase``, ``people.long_passphrase``, ``people.common_passphrase``,
    ``people.name_in_passphrase``.
    """
    where = Where(field="passphrase")
    given = plain(passphrase)
    if len(given) < SHORTEST:
        raise BadArgument(say("people.short_passphrase", least=SHORTEST), where)
    if len(given) > LONGEST:
        raise BadArgument(say("people.long_passphrase", most=LONGEST), where)
    folded = given.casefold()
    if any(_is_little_more_than(folded, name.casefold()) for name in names):
        raise BadArgument(say("people.name_in_passphrase"), where)
    if is_common(given):
        raise BadArgument(say("people.common_passphrase"), where)
    return given


def _is_little_more_than(passphrase: str, name: str) -> bool:
    """Whether a name stands in it and few letters besides: with the year of birth behind it, say."""
    mine = _letters(name)
    return (
        bool(mine) and mine in _letters(passphrase) and len(_letters(passphrase).replace(mine, "")) < _FEWEST
    )


def is_common(passphrase: str) -> bool:
    """Whether it is one of those that are tried first: a common word with figures behind it or twice over,
    keys
    that lie in a row, few different characters."""
    folded = passphrase.casefold()
    if len(set(folded)) < _FEWEST or _in_a_row(folded):
        return True
    stem = re.sub(r"[\W\d_]+$", "", folded)  # what figures and marks behind it hide
    shapes = {_letters(folded), _letters(stem.translate(_LEET)), re.sub(r"[\s_.-]", "", folded)}
    return any(_is_of_common_words(one) for one in shapes if _letters(one))


def _is_of_common_words(text: str) -> bool:
    """Whether nothing is left of it but the commonest words, figures and marks."""
    rest = text
    for word in _common():
        rest = rest.replace(word, "")
    return not _letters(rest)


def _in_a_row(text: str) -> bool:
    """Whether most of its steps go from a key to the next, or to the same."""
    steps = {pair for row in _ROWS for pair in pairwise(row)}
    going = sum((a, b) in steps or (b, a) in steps or a == b for a, b in pairwise(text))
    return going >= 0.7 * (len(text) - 1)


def _letters(text: str) -> str:
    return "".join(one for one in text if one.isalpha())


@cache
def _common() -> tuple[str, ...]:
    """The commonest words, the longest first."""
    words = [one for one in read_text("lexicon/passphrases.txt").splitlines() if not one.startswith("#")]
    return tuple(sorted(filter(None, words), key=lambda one: (-len(one), one)))
