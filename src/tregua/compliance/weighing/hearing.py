"""What is asked of many words at once: whose they are, which of them still stand, the first day they tell of.

Given what a strand shows on a day, each question is answered from what was worked out for all days; given
any other sequence, by going through it. The answers are the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import accumulate

from tregua.compliance.case.scene import Case
from tregua.compliance.case.whose_word import Voice
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Sight, Strand, Together
from tregua.compliance.over_time.today import NEVER


def voiced(case: Case, words: Sequence[Word], *voices: Voice) -> Sequence[Word]:
    """Those of the words that are of one of these voices on the obligation."""
    if isinstance(words, Together):
        return Together(*(voiced(case, part, *voices) for part in words.parts))
    if isinstance(words, Sight):
        key = ("voices", voices, case.obligors, case.beneficiaries)
        return words.of(words.strand.part(key, lambda word: case.voice(word.said_by) in voices))
    return tuple(word for word in words if case.voice(word.said_by) in voices)


def credible(case: Case, words: Sequence[Word]) -> Sequence[Word]:
    """Those of the words that are of somebody to whom it is owed, or of an independent observer."""
    return voiced(case, words, "beneficiary", "independent")


def of_side(case: Case, words: Sequence[Word], side: str) -> Sequence[Word]:
    """Those of the words that one side says."""
    if isinstance(words, Together):
        return Together(*(of_side(case, part, side) for part in words.parts))
    if isinstance(words, Sight):
        return words.of(
            words.strand.part(("side", side), lambda word: case.scene.side_of(word.said_by) == side)
        )
    return tuple(word for word in words if case.scene.side_of(word.said_by) == side)


def last_first(words: Sequence[Word]) -> date | None:
    """The earliest of the last days that words tell of; None where none of them has one."""
    if isinstance(words, Together):
        days = [last_first(part) for part in words.parts]
        return min((day for day in days if day is not None), default=None)
    if isinstance(words, Sight):
        found = words.look(words.strand.least(_last_of))
        return date.fromordinal(found) if found is not None else None
    return min((word.last for word in words if word.last is not None), default=None)


def _last_of(word: Word) -> int | None:
    return word.last.toordinal() if word.last is not None else None


def unstruck(words: Sequence[Word], denials: Sequence[Word]) -> Sequence[Word]:
    """The words that no later denial strikes, which says that it was not so on that day or after."""
    return _weighing_until("struck", _struck_from, words, denials)


def undenied(words: Sequence[Word], denials: Sequence[Word]) -> Sequence[Word]:
    """The words that no denial of that day or after strikes: somebody else's, whenever it was said, or the
    speaker's own, said later."""
    return _weighing_until("denied", _denied_from, words, denials)


def _weighing_until(
    key: str,
    first_days: Callable[[Iterable[Word]], Callable[[Word], int]],
    words: Sequence[Word],
    denials: Sequence[Word],
) -> Sequence[Word]:
    """The words without those that a denial strikes: ``first_days`` makes of the denials what gives for a
    word the first day of one that does, and ``key`` tells its ways of striking apart."""
    if isinstance(words, Together):
        return Together(*(_weighing_until(key, first_days, part, denials) for part in words.parts))
    against = _strands(denials)
    if isinstance(words, Sight) and against is not None:
        first_day = first_days(word for strand in against for word in strand.items)
        return words.of(words.strand.until((key, against), first_day))
    if not denials:
        return words
    first_day = first_days(denials)
    return tuple(word for word in words if first_day(word) == NEVER)


def _denied_from(denials: Iterable[Word]) -> Callable[[Word], int]:
    """Gives for a word the number of the first day on which a denial of it can be seen, in whatever order
    the two were said."""
    rows = sorted(denials, key=lambda denial: denial.last or date.max)
    lasts = [denial.last or date.max for denial in rows]
    in_turn = not any(denial.plans for denial in rows)

    def first_day(word: Word) -> int:
        found = NEVER
        for at in range(bisect_left(lasts, word.last or date.min), len(rows)):
            if _is_another(rows[at], word) or rows[at].said_after(word):
                found = min(found, rows[at].seen_from)
                if in_turn:
                    break
        return found

    return first_day


def _is_another(denial: Word, word: Word) -> bool:
    """Whether somebody else speaks."""
    return (denial.said_by, denial.said_by or denial.through) != (word.said_by, word.said_by or word.through)


def _strands(words: Sequence[Word]) -> tuple[Strand[Word], ...] | None:
    """The strands the words come from, where all do and none of their words ever ceases to weigh."""
    if isinstance(words, Sight):
        return (words.strand,) if words.strand.leave is None else None
    if isinstance(words, Together):
        found = [_strands(part) for part in words.parts]
        return None if None in found else tuple(one for part in found for one in part or ())
    return None if words else ()


def _struck_from(denials: Iterable[Word]) -> Callable[[Word], int]:
    """Gives for a word the number of the first day on which a denial that strikes it can be seen."""
    rows = sorted(denials, key=lambda denial: denial.last or date.max)
    lasts = [denial.last or date.max for denial in rows]
    latest_said = list(accumulate((denial.said_at[:10] for denial in reversed(rows)), max))[::-1]
    in_turn = not any(denial.plans for denial in rows)  # a plan is seen before the day it is of

    def first_day(word: Word) -> int:
        found = NEVER
        for at in range(bisect_left(lasts, word.last or date.min), len(rows)):
            if latest_said[at] < word.said_at[:10]:
                break
            if rows[at].said_after(word):
                found = min(found, rows[at].seen_from)
                if in_turn:
                    break
        return found

    return first_day
