"""An area of several places, judged place by place: as far along as its slowest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from tregua.compliance.case.reasons import because, is_telling
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.weighing.completion import SILENCE
from tregua.model.messages import Argument, say
from tregua.model.standing import Phase, Reason

PROGRESS: tuple[Phase, ...] = (
    "violated",
    "indicated",
    "overdue",
    "not_started",
    "not_yet_due",
    "in_progress",
    "disputed",
    "claimed",
    "respected",
    "fulfilled_late",
    "fulfilled",
)
"""Phases of a thing to be done once or again and again, the least far first."""


def weigh_each_place(case: Case, weigh: Callable[[str | None], Standing]) -> Standing:
    """The standing over the obligation's whole area: the slowest place's phase, every place's reasons.

    Where the obligation names no area, ``weigh`` is asked once, with None.
    """
    area: tuple[str | None, ...] = case.obligation.area or (None,)
    standings = [weigh(area_id) for area_id in area]
    if not is_telling() or all(SILENCE in one.reasons for one in standings):
        return slowest(standings)
    return slowest([_silent_of(area_id, one) for area_id, one in zip(area, standings, strict=True)])


def _silent_of(area_id: str | None, standing: Standing) -> Standing:
    """The same, where the silence is told of one place, because of others something is said."""
    if SILENCE not in standing.reasons:
        return standing
    silent = because("compliance.nothing_said.of", place=f"place:{area_id}")
    reasons = tuple(silent if one == SILENCE else one for one in standing.reasons)
    return replace(standing, reasons=reasons)


def slowest(standings: Sequence[Standing]) -> Standing:
    """One standing of several parts: the phase of the least far, every part's reasons and words."""
    if len(standings) == 1:
        return standings[0]
    last = min(standings, key=lambda standing: PROGRESS.index(standing.phase))
    reasons = _each_once(reason for standing in standings for reason in standing.reasons)
    names = tuple(sorted({name for standing in standings for name in standing.rests_on}))
    begun = any(standing.phase not in ("not_started", "not_yet_due") for standing in standings)
    phase: Phase = "in_progress" if begun and last.phase in ("not_started", "not_yet_due") else last.phase
    days = max(standing.overdue_days for standing in standings)
    finished = [standing.done_on for standing in standings if standing.done_on is not None]
    return Standing(
        phase,
        overdue_days=days if phase in ("overdue", "fulfilled_late") else 0,
        rests_on=names,
        reasons=reasons,
        done_on=max(finished) if phase in ("fulfilled", "fulfilled_late") else None,
    )


def _each_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons in order, each once. Only those of one message and the same claims can be the same."""
    alike: dict[tuple[str, tuple[str, ...]], list[Reason]] = {}
    kept = []
    for reason in reasons:
        known = alike.setdefault((reason.text.code, reason.evidence), [])
        if reason not in known:
            known.append(reason)
            kept.append(reason)
    return tuple(kept)


def part_of(case: Case, place_id: str | None) -> Argument:
    """How a question says that it is asked of one place of several; nothing where there is only one."""
    if place_id is None or len(case.obligation.area) < 2:
        return ""
    return say("compliance.ask.part", part=f"place:{place_id}")
