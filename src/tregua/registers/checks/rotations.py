"""Who comes for whom: a rotation leaves the level as it is, so that as many come as go. And how many of those
announced have come."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tregua.model.bounds import bounds, can_agree, say_figure
from tregua.model.messages import say
from tregua.model.register import Flag, Line, Page, Word
from tregua.registers.checks.flag_words import tell_speaker

_SIDES = ("arrive", "depart", "rotate")


def flag_rotations(page: Page) -> Iterator[Flag]:
    """A rotation with a name of which one speaker says that more came than went, or fewer. Only figures of
    one day, or two running totals, are of the same: people come and go in several parts."""
    named: dict[tuple[str, str, str, str, str], list[tuple[Line, Word]]] = {}
    for line in page.lines:
        side, _, unit = line.measure.partition("-")
        if side in _SIDES and unit and line.about:
            for word in line.words:
                if word.is_standing_figure:
                    key = (word.entry.speaker, line.actor or "", line.about, unit, line.category)
                    named.setdefault(key, []).append((line, word))
    for (speaker, _, about, unit, _), told in sorted(named.items()):
        for (line, one), (beside, other) in combinations(told, 2):
            is_same = line.basis == beside.basis and (line.basis == "total" or one.since == other.since)
            if line.measure != beside.measure and is_same and not can_agree(one.entry, other.entry):
                yield Flag(
                    text=say(
                        "registers.flag.rotation",
                        actor=tell_speaker(speaker),
                        about=about,
                        unit=f"unit:{unit}",
                        first=say_figure(one.entry),
                        first_side=f"unit:{line.measure}",
                        second=say_figure(other.entry),
                        second_side=f"unit:{beside.measure}",
                    ),
                    evidence=_claims(one, other),
                )


def flag_arrivals(page: Page) -> Iterator[Flag]:
    """More said to have come in all than the same speaker said were to come."""
    for line in page.lines:
        if line.basis != "total" or line.measure.partition("-")[0] != "arrive":
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
