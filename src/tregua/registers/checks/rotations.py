"""Who comes for whom: a rotation leaves the level as it is, so that as many come as go. And how many of those
announced have come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from tregua.model.bounds import bounds, can_agree, say_figure
from tregua.model.messages import Argument, say
from tregua.model.register import Flag, Line, Page, Word
from tregua.registers.checks.flag_words import tell_speaker
from tregua.vocabulary.steps import split_step

_SIDES = ("arrive", "depart", "rotate")
DAYS_OF_A_ROTATION = timedelta(days=14)
"""Within how many days those who come and those who go are taken to be of one rotation."""


def flag_rotations(page: Page) -> Iterator[Flag]:
    """A rotation of which one speaker says that more came than went, or fewer: of two running totals, of
    figures of one day, and of those of days that are not far apart, where other parts of it may have been
    told on days that a page no longer shows. Without a name only where one of them is told to be of one."""
    told: dict[tuple[str, str, str, str, str], list[tuple[Line, Word]]] = {}
    for line in page.lines:
        side, unit = split_step(line.measure)
        if side in _SIDES:
            for word in line.words:
                if word.is_standing_figure:
                    key = (word.entry.speaker, line.actor or "", line.about, unit, line.category)
                    told.setdefault(key, []).append((line, word))
    for (_, _, about, unit, _), found in sorted(told.items()):
        for (line, one), (beside, other) in combinations(found, 2):
            steps = {split_step(line.measure)[0], split_step(beside.measure)[0]}
            is_one = len(steps) == 2 and (bool(about) or "rotate" in steps)
            if is_one and line.basis == beside.basis and not can_agree(one.entry, other.entry):
                yield from _apart(line, one, beside, other, unit)


def _apart(line: Line, one: Word, beside: Line, other: Word, unit: str) -> Iterator[Flag]:
    is_same = line.basis == "total" or one.since == other.since
    if not is_same and not _is_near(one, other):
        return
    days: dict[str, Argument] = {} if is_same else {"day": one.since or "", "other": other.since or ""}
    yield Flag(
        text=say(
            "registers.flag.rotation" if is_same else "registers.flag.rotation.days",
            actor=tell_speaker(one.entry.speaker),
            about=line.about or say("registers.flag.rotation.nameless"),
            unit=f"unit:{unit}",
            first=say_figure(one.entry),
            first_side=f"unit:{line.measure}",
            second=say_figure(other.entry),
            second_side=f"unit:{beside.measure}",
            **days,
        ),
        evidence=_claims(one, other),
    )


def _is_near(one: Word, other: Word) -> bool:
    """Whether the days of both are known and may be those of one rotation."""
    if one.since is None or other.since is None:
        return False
    return abs(one.since - other.since) <= DAYS_OF_A_ROTATION


def flag_arrivals(page: Page) -> Iterator[Flag]:
    """More said to have come in all than the same speaker said were to come."""
    for line in page.lines:
        if line.basis != "total" or split_step(line.measure)[0] != "arrive":
            continue
        meant = [word for word in line.words if word.manner == "planned" and _is_counted(word)]
        for word in line.words:
            for plan in meant if word.is_standing_figure else ():
                is_own = plan.entry.speaker == word.entry.speaker
                if is_own and bounds(word.entry)[0] > bounds(plan.entry)[1]:
                    yield Flag(
                        text=say(
                            "registers.flag.more_arrived",
                            measure=f"unit:{line.measure}",
                            came=say_figure(word.entry),
                            whole=say_figure(plan.entry),
                        ),
                        evidence=_claims(word, plan),
                    )


def _is_counted(word: Word) -> bool:
    return word.entry.low is not None or word.entry.high is not None


def _claims(*words: Word) -> tuple[str, ...]:
    return tuple(sorted({word.entry.claim_id for word in words}))
