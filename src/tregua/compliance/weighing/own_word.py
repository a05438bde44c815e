"""A speaker's later word about the same thing replaces his earlier one.

- A later denial takes back that it was done, where it is of that day or after; a later word that it was
  done by then takes back a denial. What is taken back weighs neither for nor against.
- A later other day of a thing that is done once replaces the earlier day, unless it was told to have been
  undone between the two: then it was done twice.

That is no dispute: nobody contradicts himself, he is heard as he speaks last. Which of two words came
later must be known. Words taken back are told, each with the word that does it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate

from tregua.compliance.case.reasons import because, is_telling, on_day, speaker
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Sight, Together
from tregua.compliance.over_time.today import NEVER
from tregua.model.standing import Reason
from tregua.vocabulary.acts import is_a

Speaker = tuple[str, str]
Replacing = Callable[[Word], Word | None]
"""Gives for a word the later one of its speaker that replaces it."""

_ONCE = ("handover", "weapons.withdrawn", "establish", "link.open")
"""Acts that are done once, so that another day of one is no second time. People meet again and again."""


def speaker_of(word: Word) -> Speaker | None:
    """Whose word it is; the page's where it names no source, None where nobody is known."""
    if word.said_by is not None:
        return (word.said_by, "")
    return ("", word.through) if word.through else None


def still_said(
    done: Sequence[Word], undone: Sequence[Word], reversals: Sequence[Word] = ()
) -> Sequence[Word]:
    """The words that something is done which their speakers did not take back, nor tell of another day.
    ``reversals`` are words that it was undone again."""
    left = _kept(done, ("denied since", _key(undone)), _denied_since(undone))
    return _kept(left, ("redated", _key(done), _key(reversals)), _redated(done, reversals))


def still_denied(undone: Sequence[Word], done: Sequence[Word]) -> Sequence[Word]:
    """The denials that their speakers did not take back."""
    return _kept(undone, ("owned since", _key(done)), _owned_since(done))


def tell_replaced(
    done: Sequence[Word], undone: Sequence[Word], reversals: Sequence[Word] = ()
) -> tuple[Reason, ...]:
    """A reason for each word that its speaker replaced, with both claims."""
    if not is_telling():
        return ()
    denied, redated, owned = _denied_since(undone), _redated(done, reversals), _owned_since(done)
    pairs: dict[tuple[str, str, str], Reason] = {}
    seen_until = max((word.seen_from for word in (*done, *undone)), default=0)
    for word in done:
        if (later := denied(word)) is not None and _from_day(word, later) <= seen_until:
            pairs["withdrawn", word.claim_id, later.claim_id] = _replaced("withdrawn", word, later)
        elif (later := redated(word)) is not None:
            pairs["redated", word.claim_id, later.claim_id] = _replaced("redated", word, later)
    for word in undone:
        if (later := owned(word)) is not None:
            pairs["owned", word.claim_id, later.claim_id] = _replaced("denial_withdrawn", word, later)
    return tuple(pairs[key] for key in sorted(pairs))


def _replaced(code: str, word: Word, later: Word) -> Reason:
    return because(
        f"compliance.{code}",
        (word.claim_id, later.claim_id),
        actor=speaker(word.said_by, word.through),
        act=f"act:{word.event.act}",
        day=on_day(word.last),
        said=on_day(later.said_on),
        now=on_day(later.last),
    )


def _kept(words: Sequence[Word], key: Hashable, replacing: Replacing) -> Sequence[Word]:
    if isinstance(words, Together):
        return Together(*(_kept(part, key, replacing) for part in words.parts))

    def until(word: Word) -> int:
        later = replacing(word)
        return NEVER if later is None else _from_day(word, later)

    if isinstance(words, Sight):
        return words.of(words.strand.until(("own word", key), until))
    return tuple(word for word in words if replacing(word) is None)


def _from_day(word: Word, later: Word) -> int:
    """The number of the day from which a word no longer weighs: at no time, unless it is denied only for
    a day of its own further on."""
    is_further_on = later.denies and later.event.earliest is not None and _first(later) > _last(word)
    return later.seen_from if is_further_on else 0


def _all(words: Sequence[Word]) -> Iterable[Word]:
    """All of them, on whatever day they are seen: what is known to be corrected is so for every day."""
    if isinstance(words, Together):
        return (word for part in words.parts for word in _all(part))
    return words.strand.items if isinstance(words, Sight) else words


def _key(words: Sequence[Word]) -> Hashable:
    if isinstance(words, Together):
        return tuple(_key(part) for part in words.parts)
    return words.strand if isinstance(words, Sight) else tuple(words)


def _first(word: Word) -> date:
    return word.first or word.last or date.min


def _last(word: Word) -> date:
    return word.last or date.max


def _by_speaker(words: Sequence[Word]) -> dict[Speaker, list[Word]]:
    found: dict[Speaker, list[Word]] = {}
    for word in _all(words):
        who = speaker_of(word)
        if who is not None:
            found.setdefault(who, []).append(word)
    return found


class _InTurn:
    """One speaker's words by their days; those up to a day, or from it on, that were said after a word."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.rows = sorted(words, key=lambda one: (_last(one), one.said_at, one.claim_id))
        self.days = [_last(one) for one in self.rows]
        said = [one.said_at[:10] for one in self.rows]
        self.upto = list(accumulate(said, max))
        self.since = list(accumulate(reversed(said), max))[::-1]

    def from_day(self, word: Word) -> Iterator[Word]:
        """Said later, of its day or after."""
        for at in range(bisect_left(self.days, word.last or date.min), len(self.rows)):
            if self.since[at] < word.said_at[:10]:
                return
            if self.rows[at].said_after(word):
                yield self.rows[at]

    def until_day(self, word: Word) -> Iterator[Word]:
        """Said later, of its day or before."""
        for at in range(bisect_right(self.days, _last(word)) - 1, -1, -1):
            if self.upto[at] < word.said_at[:10]:
                return
            if self.rows[at].said_after(word):
                yield self.rows[at]


def _denied_since(undone: Sequence[Word]) -> Replacing:
    known: dict[Speaker, _InTurn] | None = None

    def find(word: Word) -> Word | None:
        nonlocal known
        if known is None:
            known = {who: _InTurn(words) for who, words in _by_speaker(undone).items()}
        own = known.get(speaker_of(word) or ("", ""))
        found: Word | None = None
        for later in own.from_day(word) if own else ():
            if _from_day(word, later) == 0:
                return later
            found = found or later
        return found

    return find


def _owned_since(done: Sequence[Word]) -> Replacing:
    known: dict[Speaker, _InTurn] | None = None

    def find(word: Word) -> Word | None:
        nonlocal known
        if known is None:
            known = {who: _InTurn(words) for who, words in _by_speaker(done).items()}
        own = known.get(speaker_of(word) or ("", ""))
        return next(own.until_day(word), None) if own else None

    return find


def _redated(done: Sequence[Word], reversals: Sequence[Word]) -> Replacing:
    """Only a word with a day of its own gives another day, and all that its speaker says last agree."""
    known: dict[Hashable, list[Word]] | None = None

    def find(word: Word) -> Word | None:
        nonlocal known
        if not any(is_a(word.event.act, act) for act in _ONCE):
            return None
        if known is None:
            known = _said_last(done)
        last = known.get(_doing(word), ())
        if not last or not all(one.said_after(word) and _is_another_day(word, one) for one in last):
            return None
        twice = any(_last(word) <= _last(back) <= _first(last[0]) for back in _all(reversals))
        return None if twice else last[0]

    return find


def _doing(word: Word) -> Hashable:
    return (speaker_of(word), word.event.act, tuple(sorted(word.place_ids)))


def _said_last(done: Sequence[Word]) -> dict[Hashable, list[Word]]:
    groups: dict[Hashable, list[Word]] = {}
    for word in _all(done):
        if word.event.earliest is not None and speaker_of(word) is not None:
            groups.setdefault(_doing(word), []).append(word)
    found: dict[Hashable, list[Word]] = {}
    for key, words in groups.items():
        latest = max(words, key=lambda one: (one.said_at[:10], one.said_at, one.claim_id))
        spans: dict[Hashable, Word] = {}
        for one in words:
            if not latest.said_after(one):
                spans.setdefault((one.first, one.last, one.said_at[:10], "T" in one.said_at), one)
        found[key] = list(spans.values())
    return found


def _is_another_day(word: Word, later: Word) -> bool:
    """Whether the later word cannot be of the same day. A word without a day of its own is of any until it
    was said."""
    return _first(later) > _last(word) or (word.event.earliest is not None and _last(later) < _first(word))
