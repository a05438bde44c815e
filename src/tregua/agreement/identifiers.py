"""What an accord's ids may look like: one rule for all of them.

An id is typed at a prompt, cited in a report, and stands in addresses and file names. So it is made of the
letters a to z (small or capital), digits, ``-`` and ``_``, beginning and ending with a letter or digit. An
actor's has one or more such parts with ``/`` between them: ``az/mod``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tregua.model.messages import Argument

PATTERN = r"^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$"
ACTOR_PATTERN = r"^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?(/[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?)*$"
LONGEST = 80
"""Characters; a file is named after an id."""

_ALLOWED = re.compile(r"[A-Za-z0-9_-]")
_END = re.compile(r"[A-Za-z0-9]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def wrong_sign(text: str, *, is_actor: bool = False) -> str | None:
    """The first sign that cannot stand where it does in an id that is not empty; None where all can."""
    parts = text.split("/") if is_actor else [text]
    for part in parts:
        if not part:
            return "/"
        for at, sign in enumerate(part):
            at_end = at in (0, len(part) - 1)
            if not (_END if at_end else _ALLOWED).match(sign):
                return sign
    return None


def spell(sign: str) -> str:
    """A sign as it can be printed: itself, or its number (``U+0007``) where nothing would be seen."""
    return sign if sign.isprintable() and not sign.isspace() else f"U+{ord(sign):04X}"


def is_reserved(text: str) -> bool:
    """Whether an amendment of this id could not be told from the original, or from the accord of a day."""
    return text == "original" or bool(_DAY.match(text))


def amiss(text: str, *, is_actor: bool = False) -> Iterator[tuple[str, dict[str, Argument]]]:
    """The code and the arguments of what is wrong with an id, if anything is."""
    if not text:
        yield "accord.empty_id", {}
    elif len(text) > LONGEST:
        yield "accord.long_id", {"most": LONGEST}
    elif (sign := wrong_sign(text, is_actor=is_actor)) is not None:
        yield "accord.bad_id", {"id": "".join(map(spell, text)), "sign": spell(sign)}
