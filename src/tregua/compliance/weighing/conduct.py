"""Standing duties: to cease, to refrain, to hold, to guarantee. Weighed day by day.

On a day the look goes back ``present_days``. Within it:

- a finding that a breach happened and by whom: violated;
- an independent observation of a breach that names who: indicated;
- one that names nobody: its occurrence is indicated, each side's standing disputed;
- a side's word against another, or a side's own admission: disputed;
- no breach told, and independently observed to hold: respected, on that word;
- no breach told, and the centre itself watched: respected, on its own watch;
- only the obligors say that it holds: claimed;
- nothing: not observed, which is never *no violation*.

A breach told of that is older and that no finding settles stays in the reasons. An incident that
may have begun before the duty did does not weigh. What single incidents and words come to, and what
is exempted, is in :mod:`tregua.compliance.weighing.breaches`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tregua.compliance.case.reasons import because, is_telling, names_of, tell
from tregua.compliance.case.scene import Case, Piles, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Sight
from tregua.compliance.over_time.today import NEVER
from tregua.compliance.weighing.beside import tell_beside
from tregua.compliance.weighing.breaches import Duty, where_and_when
from tregua.compliance.weighing.completion import SILENCE
from tregua.compliance.weighing.deeds import deed_told, distance_fits, tells_no_weapon, weapon_fits
from tregua.compliance.weighing.docket import GRAVITY, Docket, docket_of
from tregua.compliance.weighing.watching import own_watches, tell_gaps, tell_watches
from tregua.model.messages import say
from tregua.model.standing import Incident, Phase, Reason

Keeps = Callable[[Case, Word], bool]
"""Whether a word says that a duty is kept. It looks at the obligation, never at the day."""


def since_of(case: Case) -> date:
    """The first of the days a lasting duty is weighed over."""
    return case.day - timedelta(days=case.obligation.present_days - 1)


def present(case: Case, seen: Sight[Word]) -> Sight[Word]:
    """Those of the words seen that are of the present days, or of no day that is known."""
    days = case.obligation.present_days

    def leaves(word: Word) -> int:
        return word.last.toordinal() + days if word.last is not None else NEVER

    return seen.of(seen.strand.until(("present", days), leaves))


def binds(case: Case) -> bool:
    """Whether the duty binds on the day; the first question of every lasting duty."""
    starts = case.starts_at.date()
    return case.asks("compliance.ask.binds", case.day >= starts, day=starts)


def not_yet(case: Case) -> Standing:
    """The standing of a lasting duty before it binds."""
    return Standing("not_yet_due", reasons=(because("compliance.starts", day=case.starts_at.date()),))


@dataclass(frozen=True)
class Kept:
    """Who says within the present days that a duty is kept. ``undated`` are credible words of no day."""

    credible: Sight[Word]
    undated: Sight[Word]
    own: Sight[Word]
    adversary: Sight[Word]
    outlet: Sight[Word]

    def tell(self) -> tuple[Reason, ...]:
        """A reason for each speaker."""
        return (
            *tell("compliance.conduct.observed_to_hold", (*self.credible, *self.undated)),
            *tell("compliance.conduct.outlet_says_holds", self.outlet),
            *tell("compliance.conduct.said_to_hold", (*self.own, *self.adversary)),
        )


def _sort(case: Case, acts: tuple[str, ...], keeps: Keeps) -> Kept:
    piles: Piles[Word] = case.sort_words(_said_to_hold, *acts, args=(keeps,))
    names = ("credible", "undated", "own", "adversary", "outlet")
    return Kept(*(present(case, piles[name]) for name in names))


def _said_to_hold(case: Case, word: Word, keeps: Keeps) -> str | None:
    """By whom a word says that the duty is kept; None where it does not."""
    if not keeps(case, word) or not _is_of_the_duty(case, word):
        return None
    voice = case.voice(word.said_by)
    if voice in ("independent", "beneficiary"):
        return "credible" if word.last is not None else "undated"
    return "own" if voice == "obligor" else voice


def _is_of_the_duty(case: Case, word: Word) -> bool:
    """Whether a word that the duty is kept speaks of its time, its area, its weapons and its distance."""
    if word.last is not None and word.last < case.starts_at.date():
        return False
    places = word.place_ids
    if places and not case.concerns(places):
        return False
    deed = deed_told(case, word)
    armed = weapon_fits(case.obligation.weapons, deed) != "no" or tells_no_weapon(deed)
    return armed and (not places or distance_fits(case, deed) != "no")


def weigh_conduct(
    case: Case, duty: Duty, acts: tuple[str, ...], keeps: Keeps, silent: Phase = "not_observed"
) -> Standing:
    """The standing of a lasting duty.

    Among the words of ``acts``, those that ``keeps`` picks out say that it is kept; ``silent`` is the
    phase where nobody said anything. An incident whose place is vague weighs, unless the duty says
    otherwise.
    """
    if not binds(case):
        return not_yet(case)
    docket, kept = docket_of(case, duty), _sort(case, acts, keeps)
    reasons = _tell(case, duty, docket, kept) if is_telling() else ()
    if is_telling() and (case.obligation.exceptions or case.scene.agreement.permitted):
        permitted = list(docket.permitted(case))
        case.asks("compliance.ask.permitted", permitted, permitted, days=case.obligation.present_days)
    for phase in GRAVITY:
        support = docket.supports(case, phase)
        grounds = support.grounds() if is_telling() else ()
        if case.asks(f"compliance.ask.{phase}", support, grounds, days=case.obligation.present_days):
            return Standing(phase, rests_on=support.names, reasons=reasons)
    return _held(case, kept, reasons, silent)


def _tell(case: Case, duty: Duty, docket: Docket, kept: Kept) -> tuple[Reason, ...]:
    since, charges = since_of(case), docket.present(case)
    weighed = (claim for one in charges for claim in one.claims)
    return (
        *(reason for one in charges for reason in one.reasons),
        *tell_beside(case, duty, since, weighed),
        *_doubts([one.incident for one in charges if one.incident is not None]),
        *kept.tell(),
        *docket.older(since),
        *tell_watches(case, since),
    )


def _held(case: Case, kept: Kept, reasons: tuple[Reason, ...], silent: Phase) -> Standing:
    days = case.obligation.present_days
    if case.asks("compliance.ask.observed_to_hold", kept.credible, kept.credible, days=days):
        gaps = tell_gaps(case, since_of(case), kept.credible)
        return Standing("respected", rests_on=names_of(kept.credible), reasons=(*reasons, *gaps))
    own = own_watches(case)
    if case.asks("compliance.ask.centre_watched", own, own, days=days):
        names = tuple(sorted({one.watch.observer or one.watch.watch_id for one in own}))
        seen = because("compliance.conduct.nothing_seen", [one.claim_id for one in own])
        gaps = tell_gaps(case, since_of(case), ())
        return Standing("respected", rests_on=names, reasons=(seen, *reasons, *gaps))
    if case.asks("compliance.ask.said_to_hold", kept.own, kept.own, days=days):
        return Standing("claimed", rests_on=names_of(kept.own), reasons=reasons)
    if not is_telling():
        return Standing(silent)
    silence = (
        because("compliance.conduct.silence", since=since_of(case), day=case.day)
        if silent == "not_observed"
        else SILENCE
    )
    return Standing(silent, reasons=(silence, *reasons))


def _doubts(incidents: list[Incident]) -> Iterator[Reason]:
    shown = {incident.incident_id: incident for incident in incidents}
    for incident in incidents:
        for doubt in sorted(incident.doubts, key=lambda d: d.other_id):
            other = shown.get(doubt.other_id)
            if other is None or doubt.other_id < incident.incident_id:
                continue
            claims = [report.claim_id for one in (incident, other) for report in one.reports]
            yield because(
                "compliance.incident.may_be_one",
                claims,
                incident=say("compliance.incident.short", **where_and_when(incident)),
                other=say("compliance.incident.short", **where_and_when(other)),
                probability=round(doubt.probability, 3),
            )
