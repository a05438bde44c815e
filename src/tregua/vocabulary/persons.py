"""Names learnt in a text or given by an accord, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping

from tregua.model.ids import digest_bytes
from tregua.vocabulary.tokens import tokenise

Name = tuple[str, ...]


class KnownPersons:
    """Persons by full name, and by surname alone once the full name is known.

    A surname that two persons share names neither of them alone any more than the first."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._ids: dict[Name, str] = {}
        self._surnames: dict[str, tuple[str, frozenset[str]]] = {}
        for name, actor_id in given.items():
            self.remember(tuple(token.text for token in tokenise(name)), actor_id)

    def remember(self, name: Name, actor_id: str) -> None:
        """From here on this name, and its surname alone, is this actor."""
        if not name:
            return
        self._ids[name] = actor_id
        known = self._surnames.get(name[-1])
        if known is None or known[0] == actor_id:
            first_names = (known[1] if known else frozenset()) | frozenset(name[:-1])
            self._surnames[name[-1]] = (actor_id, first_names)

    def known(self, name: Name) -> str:
        """The actor of a name: the whole, or a surname alone or with a first name seen with it."""
        if not name:
            return ""
        if name in self._ids:
            return self._ids[name]
        actor_id, first_names = self._surnames.get(name[-1], ("", frozenset()))
        return actor_id if all(word in first_names for word in name[:-1]) else ""


def pseudonym(name: Name) -> str:
    """The id of a private person: ``person/`` and 8 hex digits of the name's SHA-256."""
    return "person/" + digest_bytes(" ".join(name).encode())[:8]
