"""The cue lexicon ready to look up: verbs of saying, *according to* and its kin, role nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tregua.model.records import Stance
from tregua.reading.syntax import Token, VerbGroup
from tregua.reading.words import Pattern, load_lexicon


@dataclass(frozen=True)
class Cues:
    """``verbs``: lemma → (stance, pattern); ``phrases``: first word → (words, names a carrier)."""

    verbs: dict[str, list[tuple[Stance, Pattern]]]
    phrases: dict[str, list[tuple[tuple[str, ...], bool]]]
    needs_clause: frozenset[str]
    noun_content: frozenset[str]
    participles: frozenset[str]
    attitudes: frozenset[str]
    pronouns: frozenset[str]
    back_roles: frozenset[str]
    groups: frozenset[str]
    nouns: frozenset[str]
    roles: tuple[tuple[str, str], ...]

    def verb_at(self, tokens: Sequence[Token], group: VerbGroup) -> tuple[Stance, str, int] | None:
        """The stance, the lemma and the end of the cue that a verb group is; the longest pattern wins."""
        best: tuple[int, Stance, str, int] | None = None
        for lemma in group.lemmas:
            for stance, pattern in self.verbs.get(lemma, ()):
                gapped = any(step.gap for step in pattern.steps)
                last = pattern.match(tokens, group.last, len(tokens))
                if last is not None and (best is None or pattern.fixed > best[0]):
                    best = (pattern.fixed, stance, lemma, group.last + 1 if gapped else last)
        return None if best is None else best[1:]

    def phrase_at(self, tokens: Sequence[Token], at: int) -> tuple[int, bool] | None:
        """The token after the longest *according to* phrase at ``at``, and whether it names a carrier."""
        best: tuple[int, bool] | None = None
        for words, carrier in self.phrases.get(tokens[at].low, ()):
            last = at + len(words)
            longer = last <= len(tokens) and (best is None or last > best[0])
            if longer and all(tokens[at + i].low == word for i, word in enumerate(words)):
                best = (last, carrier)
        return best


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The packaged cues; read once."""
    lexicon = load_lexicon()
    data = lexicon.cues_data
    verbs: dict[str, list[tuple[Stance, Pattern]]] = {}
    for stance, patterns in data["verbs"].items():
        for text in patterns:
            pattern = lexicon.pattern(text)
            for lemma in pattern.first:
                verbs.setdefault(lemma, []).append((stance, pattern))
    carriers = set(data["carriers"])
    phrases: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for text in dict.fromkeys([*data["according"], *data["carriers"]]):
        words = tuple(text.split())
        phrases.setdefault(words[0], []).append((words, text in carriers))
    roles = tuple(sorted(data["roles"].items(), key=lambda pair: (-len(pair[0]), pair[0])))
    return Cues(
        verbs=verbs,
        phrases=phrases,
        needs_clause=frozenset(data["needs_clause"]),
        noun_content=frozenset(data["noun_content"]),
        participles=frozenset(data["participles"]),
        attitudes=frozenset(data["attitudes"]),
        pronouns=frozenset(data["pronouns"]),
        back_roles=frozenset(data["back_roles"]),
        groups=frozenset(data["groups"]),
        nouns=frozenset(data["nouns"]),
        roles=roles,
    )
