"""How the words that name an actor combine: a state with an institution, in any common order.

* state first: ``Azerbaijan's defence ministry``, ``the Armenian army general staff``;
* institution first: ``the Ministry of Defence of the Republic of Azerbaijan``, ``the Foreign Ministry
  in Yerevan``, ``spokesman for the Kremlin``, ``MOD Azerbaijan``;
* an office or a role, and the name of who holds it: ``Kremlin spokesman Dmitry Peskov``;
* several states, one institution: ``the Russian and Turkish defence ministries``.

A role (spokesman, official) speaks for what stands beside it; of two institutions the special one
counts (peacekeepers before forces, border guard before security service).
"""

from __future__ import annotations

from dataclasses import dataclass

from tregua.vocabulary.institutions import Word, adjectival_before, qualifiers
from tregua.vocabulary.tokens import Token, joined

_GENERIC = frozenset({"mil", "gov", "public", "security", "mod", ""})
_OF = frozenset({"of", "for", "at", "from", "in"})
_CAPITAL_LINKS = frozenset({"in", "of", "at"})
_STATE = ("name", "demonym", "capital")
_HEAD = ("institution", "office", "role")


@dataclass(frozen=True, slots=True)
class Atom:
    """One form in the text: words ``first`` to ``last`` (exclusive) and what they stand for."""

    first: int
    last: int
    word: Word


@dataclass(frozen=True, slots=True)
class Phrase:
    """An actor phrase over words ``first`` to ``last``. ``state`` may be empty where the phrase
    names none; ``code`` is the institution, ``holder`` whether a person's name may follow."""

    first: int
    last: int
    state: str
    code: str
    actor_id: str = ""
    holder: bool = False
    sort: str = ""

    @property
    def id(self) -> str:
        """``state/institution``, the whole id of a body, or nothing where no state is named."""
        if self.actor_id:
            return self.actor_id
        return f"{self.state}/{self.code}" if self.state and self.code else self.state


class Phrases:
    """The actor phrases of a run of words."""

    def __init__(self, text: str, tokens: list[Token], atoms: dict[int, Atom]) -> None:
        self._text = text
        self._tokens = tokens
        self._atoms = atoms

    def at(self, first: int, depth: int = 0) -> Phrase | None:
        """The phrase that begins at this word."""
        atom = self._atoms.get(first)
        if atom is None:
            return None
        sort = atom.word.sort
        if sort in _STATE:
            return self._state_first(atom)
        if sort == "people":
            return Phrase(atom.first, atom.last, atom.word.value, "public", sort="people")
        if sort in _HEAD:
            return self._head_first(atom, depth)
        if sort in ("actor", "outlet"):
            return self._whole(atom)
        return None

    def _whole(self, atom: Atom) -> Phrase:
        """A body or outlet by name, with what may follow: ``Kremlin spokesman``, ``RIA news agency``."""
        last, holder = atom.last, False
        for _ in range(3):
            follower = self._next(last)
            if follower is None:
                break
            if follower.word.sort == "role" or (follower.word.sort == "office" and atom.word.sort == "actor"):
                holder = True
            elif not (atom.word.sort == "outlet" and follower.word.value == "media"):
                break
            last = follower.last
        return Phrase(atom.first, last, "", "", atom.word.value, holder, atom.word.sort)

    def _state_first(self, atom: Atom) -> Phrase:
        state, code, holder, last = atom.word.value, "", False, atom.last
        sort: str = atom.word.sort
        reach = last
        for _ in range(6):
            reach = self._skip_qualifiers(last) if self._linked(last) else last
            follower = self._next(reach) if self._linked(last) else None
            if follower is None:
                if self._side(reach):
                    return Phrase(atom.first, reach + 1, state, "", sort="side")
                break
            named = code in ("", "media") and (code or self._tokens[last - 1].possessive)
            if follower.word.sort in ("actor", "outlet") and named:
                body = self._whole(follower)
                return Phrase(atom.first, body.last, "", "", body.actor_id, body.holder, body.sort)
            if follower.word.sort not in _HEAD or self._is_adjective(follower):
                break
            code, holder = combine(code, follower.word), follower.word.sort != "institution"
            last = follower.last
            sort = follower.word.sort
        if code:
            return Phrase(atom.first, last, state, code, holder=holder, sort=sort)
        return Phrase(atom.first, atom.last, state, "", sort=atom.word.sort)

    def _head_first(self, atom: Atom, depth: int) -> Phrase:
        code, holder, last = combine("", atom.word), atom.word.sort != "institution", atom.last
        sort: str = atom.word.sort
        for _ in range(3):  # heads side by side: defence ministry spokesman
            follower = self._next(last) if self._linked(last) else None
            if follower is None or follower.word.sort not in _HEAD:
                break
            code, holder, last = (
                combine(code, follower.word),
                follower.word.sort != "institution",
                follower.last,
            )
            sort = follower.word.sort
        inner = self._complement(last, depth)
        if inner is None:
            if self._tokens[last - 1].text.isupper():  # MOD Azerbaijan
                follower = self._next(last)
                if follower is not None and follower.word.sort == "name":
                    return Phrase(
                        atom.first, follower.last, follower.word.value, code, holder=holder, sort=sort
                    )
            return Phrase(atom.first, last, "", code, holder=holder, sort=sort)
        if inner.actor_id:
            role = atom.word.sort == "role" or inner.state == ""
            return Phrase(atom.first, inner.last, "", "", inner.actor_id, holder or role, sort)
        if code == "peacekeepers" and self._tokens[last].key == "in":  # where they stand, not whose they are
            return Phrase(atom.first, last, "", code, holder=holder, sort=sort)
        if inner.code and (atom.word.sort == "role" or code in _GENERIC):
            code = inner.code
        return Phrase(atom.first, inner.last, inner.state, code, holder=holder, sort=sort)

    def _complement(self, last: int, depth: int) -> Phrase | None:
        """What follows ``of``, ``for``, ``in``: an actor phrase that names a state or a body."""
        if (
            depth > 3
            or last >= len(self._tokens)
            or self._tokens[last].key not in _OF
            or not self._linked(last)
        ):
            return None
        link, at = self._tokens[last].key, last + 1
        if at < len(self._tokens) and self._tokens[at].key == "the":
            at += 1
        at = self._skip_qualifiers(at)
        inner = self.at(at, depth + 1)
        if inner is None or not (inner.state or inner.actor_id) or inner.sort in ("people", "outlet"):
            return None
        if inner.sort == "capital" and link not in _CAPITAL_LINKS:
            return None
        if inner.sort == "demonym" or (link in ("from", "in") and inner.sort not in _STATE):
            return None
        return inner

    def _next(self, at: int) -> Atom | None:
        return self._atoms.get(at)

    def _linked(self, last: int) -> bool:
        """Whether the word at ``last`` follows its neighbour without punctuation."""
        return 0 < last < len(self._tokens) and joined(self._text, self._tokens[last - 1], self._tokens[last])

    def _skip_qualifiers(self, at: int) -> int:
        """The first word after up to three that may stand before an institution."""
        here = at
        for _ in range(3):
            if here >= len(self._tokens) or (here > at and not self._linked(here)):
                return at
            if here in self._atoms and self._atoms[here].word.sort in _HEAD:
                return here
            if self._tokens[here].key not in qualifiers():
                break
            here += 1
        return here if here in self._atoms or self._side(here) else at

    def _is_adjective(self, atom: Atom) -> bool:
        """Whether ``military`` here only describes the noun after it."""
        return (
            self._tokens[atom.last - 1].key == "military"
            and atom.last < len(self._tokens)
            and self._linked(atom.last)
            and self._tokens[atom.last].key in adjectival_before()
        )

    def _side(self, at: int) -> bool:
        return at < len(self._tokens) and self._tokens[at].key == "side" and self._linked(at)


def combine(code: str, word: Word) -> str:
    """The institution meant by a further head beside one already read."""
    if word.sort == "role":
        if code in ("president", "presidency"):
            return "presidency"
        return code or "gov"
    if not code or code in _GENERIC:
        return word.value if not (code and word.value in ("mil", "gov", "public")) else code
    if word.sort == "office" and code not in _GENERIC:
        return code
    return code
