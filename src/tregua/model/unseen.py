"""Characters that are not seen and yet change what is: controls of a terminal, and those that turn the
direction in which a text is shown. In words taken from others they are made visible."""

from __future__ import annotations

import re

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def has_unseen(text: str) -> bool:
    """Whether one of them stands in the text. Tabs and ends of lines are none."""
    return _UNSEEN.search(text) is not None


def show_unseen(text: str) -> str:
    """The text with each of them by its number: ``⟨U+001B⟩``."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def escape_unseen(json_text: str) -> str:
    """A text in JSON with each of them in JSON's own way; it means the same."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", json_text)
