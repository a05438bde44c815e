"""Offices and who is named in them: a title, and a full name beside it.

Only a title of office makes a name an officeholder's: an official, a soldier, a resident has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from tregua.vocabulary.names import speaks_in_office
from tregua.vocabulary.packaged import load_yaml
from tregua.vocabulary.phrases import Atom, Phrase
from tregua.vocabulary.tokens import Token, fold

_STATE = ("name", "demonym", "capital")
_LINKS = ("of", "in", "for", "the", "from")


class HeldOffice(NamedTuple):
    """Words ``start`` to ``end`` of a text by which ``name`` is in the office ``actor_id`` as ``title``, in
    the text's words without the state's."""

    start: int
    end: int
    actor_id: str
    title: str
    name: str


@cache
def _words(kind: str) -> frozenset[str]:
    data: Mapping[str, Any] = load_yaml("lexicon/titles.yaml")
    return frozenset(str(word) for word in data[kind])


def is_of_one(actor_id: str, title: str) -> bool:
    """Whether one person at a time holds this office: by what it is, else by its title. Without a title
    that cannot be told, and it is not taken to be."""
    if actor_id.rpartition("/")[2] in _words("of_one"):
        return True
    words = re.split(r"[\s-]+", fold(title))
    return bool(title) and not any(word in _words("of_several") for word in words)


def hold_office(
    text: str,
    tokens: Sequence[Token],
    atoms: Mapping[int, Atom],
    phrase: Phrase,
    name: tuple[int, int],
    actor_id: str,
) -> HeldOffice | None:
    """The office that ``phrase`` says ``name`` (its words) holds; None where it is no office, one held no
    longer, or no full name."""
    first, last = name
    title = _title(text, tokens, atoms, phrase)
    if not title or last - first < 2 or not speaks_in_office(actor_id):
        return None
    beside = [one.key for one in tokens[max(0, phrase.first - 2) : phrase.last]]
    split = {part for key in beside for part in key.split("-")}
    behind = {one.key for one in tokens[max(phrase.last, last) :][:3]}
    if split & _words("not_in_office") or behind & _words("turning"):
        return None
    start = min(tokens[phrase.first].start, tokens[first].start)
    end = max(tokens[phrase.last - 1].end, tokens[last - 1].end)
    held = text[tokens[first].start : tokens[last - 1].end]
    return HeldOffice(start, end, actor_id, title, " ".join(held.split()))


def _title(text: str, tokens: Sequence[Token], atoms: Mapping[int, Atom], phrase: Phrase) -> str:
    """The phrase without the state that begins or ends it; empty where it holds no title of office."""
    inner = [atom for at, atom in atoms.items() if phrase.first <= at < phrase.last]
    heads = [one for one in inner if one.word.sort == "office" or _is_role(one, tokens)]
    if not heads:
        return ""
    first, last = phrase.first, phrase.last
    states = {at: atom for at, atom in atoms.items() if atom.word.sort in _STATE and first <= at < last}
    if first in states:
        first = states[first].last
    ending = next((atom for atom in states.values() if atom.last == last), None)
    if ending is not None and ending.first > first:
        last = ending.first
        while last > first and (tokens[last - 1].key in _LINKS):
            last -= 1
    if first >= last:
        return ""
    return " ".join(text[tokens[first].start : tokens[last - 1].end].split())


def _is_role(atom: Atom, tokens: Sequence[Token]) -> bool:
    words = " ".join(one.key for one in tokens[atom.first : atom.last])
    return atom.word.sort == "role" and words in _words("roles")
