"""One text's actors: phrases found word by word, then what only the whole text can tell.

Two passes: the first takes every phrase that names its state and every holder named with it; the
second gives bare offices, bare institutions and bare surnames what the text has taught.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tregua.model.ids import digest_bytes
from tregua.model.records import ActorMention
from tregua.vocabulary.institutions import Word
from tregua.vocabulary.phrases import Atom, Phrase, Phrases
from tregua.vocabulary.tokens import FormTable, Token, joined, tokenise

_LOCATIVES = frozenset(
    "in inside within across throughout into near around outside through via at over toward towards beyond".split()
)
_CAPITAL_LOCATIVES = _LOCATIVES | frozenset(
    "to from of leave left visit visited reach reached capital city via".split()
)
_SPEAKING = frozenset(
    "said says say saying told tells added adds stated states reported reports announced announces confirmed confirms "
    "denied denies claimed claims accused accuses insisted insists warned warns argued wrote writes noted notes "
    "stressed demanded demands agreed rejected condemned declared called complained recalled explained asked".split()
)
_NOT_NAMES = frozenset(
    "the a an this that these those he she it they we i you in on at of for by from to with and but or as if when while "
    "after before since until under over monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "some many most both all no not his her its their our my your there here what who which where why how photo tags "
    "earlier later meanwhile however also according yesterday today".split()
)
_AFTER_CAPITAL = re.compile(
    r"\s*,?\s*(?:time|region|oblast|airport|street|bureau|summit|\(|,\s*the capital|[,–—-]+\s*\(?\d|[,–—-]+\s*[A-Z][a-z]+\.? \d)"
)
_AGE_BEFORE = re.compile(r"\d{1,3}[-‑ ]year[-‑ ]old(?:\s+[\w-]+){0,3}\s+$")
_AGE_AFTER = re.compile(r",\s*\d{1,3}\b\s*,")
_COMMA = re.compile(r"\s*,\s*(?:the\s+)?$")
_NAME_PARTICLES = frozenset({"van", "von", "de", "der", "bin", "al", "el", "ben", "ter", "da", "di"})
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s|\n")


class Document:
    """The actors of one text."""

    def __init__(self, text: str, tables: tuple[FormTable[Word], ...], persons: Mapping[str, str]) -> None:
        self._text = text
        self._tokens = tokenise(text)
        self._tables = tables
        self._atoms = self._find_atoms()
        self._phrases = Phrases(text, self._tokens, self._atoms)
        self._persons: dict[tuple[str, ...], str] = {}
        self._surnames: dict[str, tuple[str, frozenset[str]]] = {}
        self._taken: list[tuple[int, int, str]] = []
        self._last: dict[str, str] = {}
        for name, actor_id in persons.items():
            self._remember(tuple(t.text for t in tokenise(name)), actor_id)

    def mentions(self) -> list[ActorMention]:
        """Every actor named, in order."""
        pending = self._explicit()
        self._bare_heads(pending)
        self._private_persons()
        self._bare_names()
        self._taken.sort()
        return [self._mention(first, last, actor_id) for first, last, actor_id in self._taken]

    # -- words -----------------------------------------------------------------------------------

    def _find_atoms(self) -> dict[int, Atom]:
        atoms: dict[int, Atom] = {}
        at = 0
        while at < len(self._tokens):
            best: tuple[int, Word] | None = None
            for table in self._tables:
                found = table.longest(self._tokens, at, self._text)
                if found is not None and (best is None or found[0] > best[0]):
                    best = found
            if best is None or self._lower_acronym(at, best):
                at += 1
                continue
            atoms[at] = Atom(at, at + best[0], best[1])
            at += best[0]
        return atoms

    def _lower_acronym(self, at: int, found: tuple[int, Word]) -> bool:
        """``us`` and ``Us`` are no United States."""
        token = self._tokens[at]
        short = found[0] == 1 and len(token.text.replace(".", "")) <= 3
        return (
            short
            and found[1].sort in ("name", "actor", "outlet")
            and not token.text.isupper()
            and token.text != "dpa"
        )

    # -- first pass ------------------------------------------------------------------------------

    def _explicit(self) -> list[Phrase]:
        """Take phrases that name their state; give back those that do not."""
        pending: list[Phrase] = []
        at = 0
        while at < len(self._tokens):
            phrase = self._phrases.at(at)
            if phrase is None:
                at += 1
                continue
            if phrase.id and phrase.sort not in ("name", "demonym", "capital"):
                at = self._take(phrase)
            elif phrase.sort in ("name", "capital"):
                if self._acts(phrase):
                    self._add(phrase.first, phrase.last, phrase.id)
                at = phrase.last
            elif phrase.sort == "demonym":
                self._shared_institution(phrase)
                at = phrase.last
            else:
                pending.append(phrase)
                at = phrase.last
        return pending

    def _take(self, phrase: Phrase) -> int:
        last, name = phrase.last, ()
        if phrase.sort == "outlet" and not phrase.holder and self._is_member(phrase):
            return last
        if phrase.holder:
            last, name = self._holder(phrase.last)
        if (
            phrase.actor_id
            and not phrase.holder
            and self._tokens[phrase.last - 1 :][1:2]
            and self._is_member(phrase)
        ):
            return last
        self._add(phrase.first, last, phrase.id)
        if name:
            self._remember(name, phrase.id)
        elif phrase.holder:
            self._apposition(phrase)
        return max(last, phrase.last)

    def _is_member(self, phrase: Phrase) -> bool:
        """``NATO member Turkey`` speaks of Turkey."""
        following = self._tokens[phrase.last : phrase.last + 1]
        return (
            bool(following)
            and following[0].key in ("member", "members", "ally", "allies")
            and not phrase.holder
        )

    def _holder(self, at: int) -> tuple[int, tuple[str, ...]]:
        """The name that follows an office: where it ends, and its words."""
        here = at
        while here in self._atoms and self._atoms[here].word.sort == "rank" and self._follows(here):
            here = self._atoms[here].last
        end = self._name_end(here)
        if end > here and self._follows(here):
            return end, tuple(t.text for t in self._tokens[here:end])
        return at, ()

    def _apposition(self, phrase: Phrase) -> None:
        """``Sergei Lavrov, the Russian foreign minister,`` and ``the Russian foreign minister, Sergei Lavrov,``."""
        before = self._tokens[phrase.first - 1] if phrase.first else None
        if before is not None and before.key == "the" and phrase.first > 1:
            before = self._tokens[phrase.first - 2]
        if before is not None and before.capital:
            index = self._tokens.index(before, max(0, phrase.first - 3))
            if _COMMA.fullmatch(self._text[before.end : self._tokens[phrase.first].start]):
                start = index
                while start and self._name_token(start - 1) and self._follows(start) and index - start < 2:
                    start -= 1
                if start < index and self._name_end(start) > index:
                    self._named(start, index + 1, phrase.id)
                    return
        at = phrase.last
        if at < len(self._tokens) and re.fullmatch(
            r"\s*,\s*", self._text[self._tokens[at - 1].end : self._tokens[at].start]
        ):
            last, name = self._holder_after_comma(at)
            if len(name) > 1:
                self._named(at, last, phrase.id)

    def _holder_after_comma(self, at: int) -> tuple[int, tuple[str, ...]]:
        end = self._name_end(at)
        return end, tuple(t.text for t in self._tokens[at:end])

    def _named(self, first: int, last: int, actor_id: str) -> None:
        if not self._overlaps(first, last):
            self._add(first, last, actor_id)
            self._remember(tuple(t.text for t in self._tokens[first:last]), actor_id)

    def _shared_institution(self, phrase: Phrase) -> None:
        """``Russian and Turkish defence ministries``: the first state shares what the second names."""
        at = phrase.last
        for _ in range(3):
            if at < len(self._tokens) and self._tokens[at].key in ("and", "or"):
                at += 1
            follower = self._phrases.at(at) if at < len(self._tokens) else None
            if follower is None or self._text[self._tokens[at - 1].end : self._tokens[at].start].strip(" ,"):
                return
            if follower.sort != "demonym":
                if (
                    at > phrase.last
                    and follower.state
                    and follower.code
                    and follower.sort in ("institution", "office")
                ):
                    self._add(phrase.first, phrase.last, f"{phrase.state}/{follower.code}")
                elif at > phrase.last and follower.sort == "side":
                    self._add(phrase.first, phrase.last, phrase.state)
                return
            at = follower.last

    # -- bare states -----------------------------------------------------------------------------

    def _acts(self, phrase: Phrase) -> bool:
        """Whether a bare country or capital is meant as an actor."""
        before = self._word_before(phrase.first)
        following = self._tokens[phrase.last].key if phrase.last < len(self._tokens) else ""
        speaks = following in _SPEAKING and self._follows(phrase.last)
        if phrase.state == "nk":
            return phrase.sort == "name" and speaks
        if phrase.sort == "capital":
            rest = self._text[self._tokens[phrase.last - 1].end : self._tokens[phrase.last - 1].end + 60]
            return (
                before not in _CAPITAL_LOCATIVES and not _AFTER_CAPITAL.match(rest) and self._in_prose(phrase)
            )
        return before not in _LOCATIVES

    def _in_prose(self, phrase: Phrase) -> bool:
        """Whether a lower-case word stands close by: a capital in a list or title is a place."""
        return any(t.text[0].islower() for t in self._tokens[phrase.last : phrase.last + 2])

    def _word_before(self, at: int) -> str:
        """The word that governs this one: past ``the``, adjectives and a co-ordinated name."""
        here = at - 1
        steps = 0
        while here >= 0 and steps < 6:
            key = self._tokens[here].key
            if not self._same_sentence(here, at):
                return ""
            if key in ("the", "both", "neighbouring", "neighboring", "western", "eastern", "northern", "southern", "and") or (
                here in self._atoms and self._atoms[here].word.sort in ("name", "capital") and key != "and"
                and self._next_is_and(here)
            ):  # fmt: skip
                here -= 1
                steps += 1
                continue
            return key
        return ""

    def _next_is_and(self, at: int) -> bool:
        return at + 1 < len(self._tokens) and (
            self._tokens[at + 1].key == "and"
            or self._text[self._tokens[at].end : self._tokens[at].end + 1] == ","
        )

    def _same_sentence(self, left: int, right: int) -> bool:
        return not _SENTENCE_END.search(self._text, self._tokens[left].end, self._tokens[right].start)

    # -- second pass -----------------------------------------------------------------------------

    def _bare_heads(self, pending: list[Phrase]) -> None:
        """Give offices and institutions without a state the state the text speaks of."""
        for phrase in pending:
            if self._overlaps(phrase.first, phrase.last):
                continue
            if phrase.holder:
                last, name = self._holder(phrase.last)
                if name:
                    actor_id = self._known(name) or self._with_state(phrase)
                    if actor_id:
                        self._add(phrase.first, last, actor_id)
                        self._remember(name, actor_id)
                    continue
            actor_id = self._same_institution(phrase)
            if actor_id and self._definite(phrase):
                self._add(phrase.first, phrase.last, actor_id)

    def _with_state(self, phrase: Phrase) -> str:
        state = self._state_around(phrase.first)
        return f"{state}/{phrase.code}" if state and phrase.code else ""

    def _same_institution(self, phrase: Phrase) -> str:
        """The last actor of the same institution named before, or the only one named at all."""
        ids = [
            (first, actor_id)
            for first, _, actor_id in sorted(self._taken)
            if actor_id.partition("/")[2] == phrase.code
        ]
        before = [actor_id for first, actor_id in ids if first < phrase.first]
        if before:
            return before[-1]
        if phrase.code == "opposition":
            return self._with_state(phrase)
        known = {actor_id for _, actor_id in ids}
        return known.pop() if len(known) == 1 and phrase.code not in ("mil", "gov", "public") else ""

    def _definite(self, phrase: Phrase) -> bool:
        """Whether a bare institution points at one known: ``the ministry``, ``its army``, ``peacekeepers``."""
        if phrase.code in ("gov", "public", "media", "embassy", "court") and not phrase.holder:
            return self._before(phrase) == "the" and self._tokens[phrase.first].key in (
                "government",
                "authorities",
            )
        if phrase.code in ("peacekeepers", "opposition"):
            return True
        return self._before(phrase) == "the"

    def _before(self, phrase: Phrase) -> str:
        return self._tokens[phrase.first - 1].key if phrase.first else ""

    def _state_around(self, at: int) -> str:
        """The state a sentence speaks of: its first that is no possessor, else the nearest before."""
        same, earlier = [], []
        for atom in self._atoms.values():
            if atom.first >= at:
                break
            if atom.word.sort in ("name", "capital", "demonym", "people"):
                if self._same_sentence(atom.last - 1, at):
                    same.append(atom)
                else:
                    earlier.append(atom)
        free = [a for a in same if not self._tokens[a.last - 1].possessive and a.word.sort == "name"]
        for group in (free[:1], same[-1:], earlier[-1:]):
            for atom in group:
                return atom.word.value
        return ""

    # -- persons ---------------------------------------------------------------------------------

    def _name_token(self, at: int) -> bool:
        token = self._tokens[at]
        return (
            token.capital
            and token.key not in _NOT_NAMES
            and not token.text[0].isdigit()
            and at not in self._atoms
        )

    def _name_end(self, at: int) -> int:
        """Where a person's name that begins here ends; ``at`` itself where there is none."""
        here = at
        while here < len(self._tokens) and here - at < 4:
            token = self._tokens[here]
            if here > at and (not self._follows(here) or self._tokens[here - 1].possessive):
                break
            if not self._name_token(here) and not (here > at and token.key in _NAME_PARTICLES):
                break
            here += 1
        while here > at and not self._tokens[here - 1].capital:
            here -= 1
        return here

    def _private_persons(self) -> None:
        """Full names without an office, beside an age or a verb of speaking."""
        at = 0
        while at < len(self._tokens):
            end = self._name_end(at)
            if end - at < 2 or self._overlaps(at, end):
                at = max(end, at + 1)
                continue
            if self._speaks_here(at, end):
                name = tuple(t.text for t in self._tokens[at:end])
                actor_id = self._known(name)
                if not actor_id:
                    actor_id = "person/" + digest_bytes(" ".join(name).encode())[:8]
                    self._remember(name, actor_id)
                self._add(at, end, actor_id)
            at = end

    def _speaks_here(self, first: int, last: int) -> bool:
        start, stop = self._tokens[first].start, self._tokens[last - 1].end
        if _AGE_BEFORE.search(self._text[max(0, start - 80) : start]) or _AGE_AFTER.match(self._text, stop):
            return True
        before = self._tokens[first - 1] if first else None
        if before is not None and before.key in _SPEAKING and self._follows(first):
            return True
        return last < len(self._tokens) and self._tokens[last].key in _SPEAKING and self._follows(last)

    def _bare_names(self) -> None:
        """Names already learnt, whole or by surname alone."""
        at = 0
        taken = {index for first, last, _ in self._taken for index in range(first, last)}
        while at < len(self._tokens):
            if at in taken or not self._tokens[at].capital:
                at += 1
                continue
            end = self._name_end(at)
            if end == at:
                at += 1
                continue
            free = next((i for i in range(at, end) if i in taken), end)
            actor_id = self._known(tuple(t.text for t in self._tokens[at:free]))
            if actor_id:
                self._add(at, free, actor_id)
            at = max(free, at + 1)

    def _remember(self, name: tuple[str, ...], actor_id: str) -> None:
        if not name:
            return
        self._persons[name] = actor_id
        known = self._surnames.get(name[-1])
        if known is None or known[0] == actor_id:
            first_names = (known[1] if known else frozenset()) | frozenset(name[:-1])
            self._surnames[name[-1]] = (actor_id, first_names)

    def _known(self, name: tuple[str, ...]) -> str:
        """The actor of a name seen before; a surname counts alone or with a first name seen with it."""
        if name in self._persons:
            return self._persons[name]
        actor_id, first_names = self._surnames.get(name[-1], ("", frozenset())) if name else ("", frozenset())
        return actor_id if all(word in first_names for word in name[:-1]) else ""

    # -- places in the list ----------------------------------------------------------------------

    def _follows(self, at: int) -> bool:
        return 0 < at < len(self._tokens) and joined(self._text, self._tokens[at - 1], self._tokens[at])

    def _add(self, first: int, last: int, actor_id: str) -> None:
        self._taken.append((first, last, actor_id))

    def _overlaps(self, first: int, last: int) -> bool:
        return any(a < last and first < b for a, b, _ in self._taken)

    def _mention(self, first: int, last: int, actor_id: str) -> ActorMention:
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        return ActorMention(start=start, end=end, text=self._text[start:end], actor_id=actor_id)


def ordered(mentions: Iterable[ActorMention]) -> list[ActorMention]:
    """Mentions in order of appearance."""
    return sorted(mentions, key=lambda mention: (mention.start, mention.end))
