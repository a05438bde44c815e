"""One text's actors: phrases found word by word, then what only the whole text can tell.

Two passes: the first takes every phrase that names its state and every holder named with it; the
second gives bare offices, bare institutions and bare surnames what the text has taught.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Mapping

from tregua.model.records import ActorMention
from tregua.vocabulary.institutions import Word
from tregua.vocabulary.packaged import load_yaml
from tregua.vocabulary.persons import KnownPersons, pseudonym
from tregua.vocabulary.phrases import Atom, Phrase, Phrases
from tregua.vocabulary.titles import HeldOffice, hold_office
from tregua.vocabulary.tokens import FormTable, joined, tokenise

_CONTEXT = load_yaml("lexicon/actor-context.yaml")
_LOCATIVES = frozenset(_CONTEXT["locatives"])
_CAPITAL_LOCATIVES = _LOCATIVES | frozenset(_CONTEXT["capital_locatives"])
_SPEAKING = frozenset(_CONTEXT["speaking"])
_NOT_NAMES = frozenset(_CONTEXT["not_names"])
_PASSED_OVER = frozenset(_CONTEXT["passed_over"])
_AFTER_CAPITAL = re.compile(
    r"\s*,?\s*(?:time|region|oblast|airport|street|bureau|summit|\(|,\s*the capital"
    r"|[,–—-]+\s*\(?\d|[,–—-]+\s*[A-Z][a-z]+\.? \d)"
)
_AGE_BEFORE = re.compile(r"\d{1,3}[-‑ ]year[-‑ ]old(?:\s+[\w-]+){0,3}\s+$")
_AGE_AFTER = re.compile(r",\s*\d{1,3}\b\s*,")
_COMMA = re.compile(r"\s*,\s*(?:the\s+)?$")
_CLOSING = frozenset(",.;)–—")
_STATED = ("name", "capital", "demonym", "people")
_LOOK_BACK = 40
_NAME_PARTICLES = frozenset(_CONTEXT["particles"])
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s|\n")


class Document:
    """The actors of one text."""

    def __init__(self, text: str, tables: tuple[FormTable[Word], ...], persons: Mapping[str, str]) -> None:
        self._text = text
        self._tokens = tokenise(text)
        self._tables = tables
        self._atoms = self._find_atoms()
        self._phrases = Phrases(text, self._tokens, self._atoms)
        self._persons = KnownPersons(persons)
        self._taken: list[tuple[int, int, str]] = []
        self._covered = bytearray(len(self._tokens))
        self._sentences = self._number_sentences()
        self._stated = [a.first for a in self._atoms.values() if a.word.sort in _STATED]
        self._by_code: dict[str, list[tuple[int, str]]] = {}
        self._in_office: list[tuple[Phrase, tuple[int, int], str]] = []

    def mentions(self) -> list[ActorMention]:
        """Every actor named, in order."""
        pending = self._explicit()
        self._bare_heads(pending)
        self._private_persons()
        self._bare_names()
        self._taken.sort()
        return [self._mention(first, last, actor_id) for first, last, actor_id in self._taken]

    def offices(self) -> list[HeldOffice]:
        """Every full name that stands beside a title of office, in order; asked after the mentions."""
        found = (
            hold_office(self._text, self._tokens, self._atoms, phrase, name, actor_id)
            for phrase, name, actor_id in self._in_office
        )
        return sorted(one for one in found if one is not None)

    def _number_sentences(self) -> list[int]:
        """Which sentence each word stands in."""
        ends = [match.end() for match in _SENTENCE_END.finditer(self._text)]
        numbers, at = [], 0
        for token in self._tokens:
            while at < len(ends) and ends[at] <= token.start:
                at += 1
            numbers.append(at)
        return numbers

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
                if not self._covered[phrase.first] and self._acts(phrase):
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
        """Take a phrase that names its state, with the name of who holds the office; where it ends."""
        if phrase.actor_id and self._is_member(phrase):
            return phrase.last
        last, name = self._holder(phrase.last) if phrase.holder else (phrase.last, ())
        self._add(phrase.first, last, phrase.id)
        if name:
            self._persons.remember(name, phrase.id)
            self._in_office.append((phrase, (last - len(name), last), phrase.id))
        elif phrase.holder:
            self._apposition(phrase)
        self._share(phrase)
        return last

    def _share(self, phrase: Phrase) -> None:
        """``the foreign ministers of Armenia and Azerbaijan``: the further states share the office."""
        plural = any(t.key.endswith("s") for t in self._tokens[phrase.first : phrase.first + 2])
        at = phrase.last
        if not (plural and phrase.code and phrase.sort in ("institution", "office")):
            return
        while at < len(self._tokens):
            gap = self._text[self._tokens[at - 1].end : self._tokens[at].start].strip()
            if self._tokens[at].key == "and" and gap in ("", ","):
                at += 1
            elif gap != ",":
                return
            further = self._phrases.at(at) if at < len(self._tokens) else None
            if further is None or further.sort not in ("name", "capital"):
                return
            self._add(further.first, further.last, f"{further.state}/{phrase.code}")
            at = further.last

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
        """A name set off by a comma, before the office or after it: ``X, the Russian foreign minister``."""
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
                    self._named(start, index + 1, phrase)
                    return
        at = phrase.last
        if at < len(self._tokens) and re.fullmatch(
            r"\s*,\s*", self._text[self._tokens[at - 1].end : self._tokens[at].start]
        ):
            last = self._name_end(at)
            if last - at > 1:
                self._named(at, last, phrase)

    def _named(self, first: int, last: int, phrase: Phrase) -> None:
        if not self._overlaps(first, last):
            self._add(first, last, phrase.id)
            self._persons.remember(tuple(t.text for t in self._tokens[first:last]), phrase.id)
            closing = self._text[self._tokens[max(last, phrase.last) - 1].end :][:1]
            if closing in _CLOSING:
                self._in_office.append((phrase, (first, last), phrase.id))

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
            atom = self._atoms.get(here)
            co_ordinated = (
                atom is not None and atom.word.sort in ("name", "capital") and self._and_follows(here)
            )
            if not (key in _PASSED_OVER or co_ordinated):
                return key
            here -= 1
            steps += 1
        return ""

    def _and_follows(self, at: int) -> bool:
        return at + 1 < len(self._tokens) and (
            self._tokens[at + 1].key == "and"
            or self._text[self._tokens[at].end : self._tokens[at].end + 1] == ","
        )

    def _same_sentence(self, left: int, right: int) -> bool:
        return self._sentences[left] == self._sentences[right]

    # -- second pass -----------------------------------------------------------------------------

    def _bare_heads(self, pending: list[Phrase]) -> None:
        """Give offices and institutions without a state the state the text speaks of."""
        for phrase in pending:
            if self._overlaps(phrase.first, phrase.last):
                continue
            if phrase.holder:
                last, name = self._holder(phrase.last)
                if name:
                    known = self._persons.known(name)
                    actor_id = known or self._with_state(phrase)
                    if known and known.rpartition("/")[2] == phrase.code:
                        self._in_office.append((phrase, (last - len(name), last), known))
                    if actor_id:
                        self._add(phrase.first, last, actor_id)
                        self._persons.remember(name, actor_id)
                    continue
            actor_id = self._same_institution(phrase)
            if actor_id and self._definite(phrase):
                self._add(phrase.first, phrase.last, actor_id)

    def _with_state(self, phrase: Phrase) -> str:
        state = self._state_around(phrase.first)
        return f"{state}/{phrase.code}" if state and phrase.code else ""

    def _same_institution(self, phrase: Phrase) -> str:
        """The last actor of the same institution named before, or the only one named at all."""
        ids = self._by_code.get(phrase.code, [])
        index = bisect_left(ids, (phrase.first, ""))
        if index:
            return ids[index - 1][1]
        if phrase.code == "opposition":
            return self._with_state(phrase)
        known = {actor_id for _, actor_id in ids[:50]}
        return known.pop() if len(known) == 1 and phrase.code not in ("mil", "gov", "public") else ""

    def _definite(self, phrase: Phrase) -> bool:
        """Whether a bare institution points at one known: ``the ministry``, ``peacekeepers``."""
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
        index = bisect_left(self._stated, at)
        near = [self._atoms[first] for first in self._stated[max(0, index - _LOOK_BACK) : index]]
        same = [atom for atom in near if self._same_sentence(atom.first, at)]
        free = [a for a in same if a.word.sort == "name" and not self._tokens[a.last - 1].possessive]
        for group in (free[:1], same[-1:], near[-1:]):
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
                actor_id = self._persons.known(name)
                if not actor_id:
                    actor_id = pseudonym(name)
                    self._persons.remember(name, actor_id)
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
        taken = bytes(self._covered)
        while at < len(self._tokens):
            if taken[at] or not self._tokens[at].capital:
                at += 1
                continue
            end = self._name_end(at)
            if end == at:
                at += 1
                continue
            free = next((i for i in range(at, end) if taken[i]), end)
            actor_id = self._persons.known(tuple(t.text for t in self._tokens[at:free]))
            if actor_id:
                self._add(at, free, actor_id)
            at = max(free, at + 1)

    # -- places in the list ----------------------------------------------------------------------

    def _follows(self, at: int) -> bool:
        return 0 < at < len(self._tokens) and joined(self._text, self._tokens[at - 1], self._tokens[at])

    def _add(self, first: int, last: int, actor_id: str) -> None:
        self._taken.append((first, last, actor_id))
        self._covered[first:last] = b"\x01" * (last - first)
        insort(self._by_code.setdefault(actor_id.partition("/")[2], []), (first, actor_id))

    def _overlaps(self, first: int, last: int) -> bool:
        return any(self._covered[first:last])

    def _mention(self, first: int, last: int, actor_id: str) -> ActorMention:
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        return ActorMention(start=start, end=end, text=self._text[start:end], actor_id=actor_id)
