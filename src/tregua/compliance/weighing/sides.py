"""An obligation that several sides owe, judged side by side: each against its own share, its own line.

Judged alone, a side owes; everybody else who is bound or is owed is owed it. So the other side's
acknowledgement counts, and its complaint is an adversary's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tregua.agreement.terms import Obligation
from tregua.compliance.case.reasons import because
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.weighing.places import slowest
from tregua.model.messages import Argument, say


def weigh_each_side(case: Case, weigh: Callable[[Case, str], Standing]) -> Standing:
    """The standing over every side that owes it: the slowest side's phase, every side's reasons.

    Where several do, a reason says where each stands.
    """
    sides = case.obligation.obligors or ("",)
    standings = [weigh(alone(case, side), side) for side in sides]
    if len(sides) < 2:
        return slowest(standings)
    told = [_headed(side, standing) for side, standing in zip(sides, standings, strict=True)]
    return slowest(told)


def alone(case: Case, side: str) -> Case:
    """The case of one side among those that owe it."""
    kept = case.scene.dossier.shelf(case.obligation)
    if ("alone", side) not in kept:
        kept["alone", side] = _owed_by(case.obligation, side)
        case.scene.dossier.keep(kept["alone", side])
    return replace(case, obligation=kept["alone", side])


def _owed_by(obligation: Obligation, side: str) -> Obligation:
    owed = dict.fromkeys((*obligation.beneficiaries, *obligation.obligors))
    others = tuple(one for one in owed if one != side)
    return obligation.model_copy(update={"obligors": (side,), "beneficiaries": others})


def part_of_side(case: Case, side: str) -> Argument:
    """How a question says that it is asked of one side of several; nothing where only one owes it."""
    return say("compliance.ask.part", part=f"party:{side}") if len(case.obligation.obligors) > 1 else ""


def _headed(side: str, standing: Standing) -> Standing:
    head = because("compliance.side", side=f"party:{side}", phase=f"phase:{standing.phase}")
    return replace(standing, reasons=(head, *standing.reasons))
