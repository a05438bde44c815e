"""What is told beside the breaches that weigh, so that no side's version is missing: fighting of which no
day is given, and people lost of whom nobody says by whose hand.

Neither weighs. What has no day may have been before the duty bound, and losses name no act. But a side
that was accused and speaks only so would otherwise not be heard at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tregua.compliance.case.reasons import because, on_day, speaker
from tregua.compliance.case.scene import Case
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.breaches import Duty, where_and_when
from tregua.compliance.weighing.deeds import acts_of
from tregua.model.messages import Argument, say
from tregua.model.standing import Incident, Reason
from tregua.model.when import day_of
from tregua.vocabulary.acts import is_a

FIGHTING, LOSSES = "hostile", "loss"


def tell_beside(case: Case, duty: Duty, since: date, weighed: Iterable[str]) -> Iterator[Reason]:
    """A reason for each word in office, of the days from ``since``, that is told beside those ``weighed``
    (claims by their ids); only where the duty is that nobody fights."""
    if FIGHTING not in duty.breaches:
        return
    known = set(weighed)
    scene, days = case.scene, case.obligation.present_days
    words = case.book.words(scene.since, duty.breaches).part("undated", _is_undated)
    for word in scene.sight(words.until(("said", days), lambda one: _said_till(one, days))):
        if word.claim_id not in known and _concerns(case, word):
            yield _undated(word)
    lost = scene.dossier.incidents.part("losses", _is_loss)
    for incident in scene.sight(lost.until(("present", days), lambda one: _lasts_till(one, days))):
        if day_of(incident.latest) >= since and case.may_lie_in_area(incident):
            yield from _losses(case, incident, known)


def _is_undated(word: Word) -> bool:
    """Whether it tells of something and gives no day: a last day alone is the one by which it was told."""
    return word.event.earliest is None and word.affirms and word.said_on is not None


def _said_till(word: Word, days: int) -> int:
    return (word.said_on or date.min).toordinal() + days


def _lasts_till(incident: Incident, days: int) -> int:
    return day_of(incident.latest).toordinal() + days


def _concerns(case: Case, word: Word) -> bool:
    here = not word.place_ids or case.concerns(word.place_ids)
    return here and not case.restates(word) and case.voice(word.said_by) != "outlet"


def _undated(word: Word) -> Reason:
    place: Argument = f"place:{word.place_ids[0]}" if word.place_ids else say("compliance.place_unknown")
    return because(
        "compliance.incident.told_undated",
        (word.claim_id,),
        actor=speaker(word.said_by, word.through),
        act=f"act:{word.event.act}",
        place=place,
        day=on_day(word.said_on),
    )


def _is_loss(incident: Incident) -> bool:
    return all(is_a(act, LOSSES) for act in acts_of(incident))


def _losses(case: Case, incident: Incident, known: set[str]) -> Iterator[Reason]:
    for position in incident.positions:
        spoken = case.voice(position.actor_id) != "outlet" and position.stance != "denies"
        if spoken and position.claim_id not in known:
            args = {**where_and_when(incident), "actor": speaker(position.actor_id)}
            yield because("compliance.incident.told_loss", (position.claim_id,), **args)
