"""One obligation on one day, explained to somebody who has seen neither the rules nor the code.

Pure: the accord, what was known, and a day in; an :class:`~tregua.model.explanation.Explanation` out.
It judges nothing itself. What it tells is what the rule asked, what it was answered, and what followed.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from tregua.agreement.terms import Agreement, Obligation, ReadingOf
from tregua.agreement.versions import Version
from tregua.compliance.evidence.words import Evidence
from tregua.compliance.explaining.ahead import known_by, tell_ahead, tell_lifts
from tregua.compliance.explaining.in_force import tell_in_force
from tregua.compliance.explaining.outcome import (
    is_admitted,
    sort_reasons,
    tell_depends,
    tell_no_doubts,
    tell_outcome,
)
from tregua.compliance.explaining.owed import tell_owed, tell_rule
from tregua.compliance.explaining.unweighed import tell_from_afar, tell_undisputed, without_silence
from tregua.compliance.judging.court import Court
from tregua.model.errors import BadArgument, Where
from tregua.model.explanation import Explanation, Told, Voice
from tregua.model.ids import item_of
from tregua.model.messages import Argument, say
from tregua.model.standing import Phase, Step
from tregua.model.when import day_of

PROMISED: Mapping[str, str] = MappingProxyType(
    {"compliance.planned": "explain.promised", "compliance.deploy.planned": "explain.promised.figure"}
)
"""Reasons whose day is the one that somebody promised, and how they are told with the day it was said."""


def explain(
    agreement: Agreement,
    evidence: Evidence | None,
    obligation_id: str,
    on: date,
    as_of: date | None = None,
    reading: str = "",
) -> Explanation:
    """How ``obligation_id`` stands on ``on`` by what was known at the end of ``as_of`` (by default the
    same day), and why.

    Without ``evidence``: what is owed and how it would be judged. ``reading`` is the id of one of its
    readings, or the party or language whose reading it is; the accord's default where empty.
    BadArgument ``explain.no_obligation``, ``explain.no_reading``, ``explain.not_signed``.
    """
    known_on = as_of or on
    own = find_obligation(agreement, obligation_id)
    if agreement.signed(own) > max(known_on, agreement.signed_on):
        message = say("explain.not_signed", obligation=own.title, signed=agreement.signed(own))
        raise BadArgument(message, Where(field="--on" if as_of is None else "--as-of"))
    chosen = _find_reading(own, reading)
    read = _as_read(agreement, own, chosen)
    heard = evidence if evidence is not None else Evidence()
    court = Court(read, heard, on, known_on)
    judged = read.obligation(own.id)
    bench, status, day = court.bench(judged), court.status(judged), min(on, known_on)
    told = Explanation(
        obligation_id=own.id,
        title=own.title,
        clause=own.clause,
        kind=own.kind,
        on=on,
        as_of=known_on,
        reading=chosen.id if chosen else "",
        projected=status.projected,
        due_on=status.due_on,
        owed=_in_order(
            (
                *tell_owed(agreement, bench.obligation, partial(court.day_of, counting=judged), day),
                *_set_by(judged, bench.obligation, bench.in_force),
            )
        ),
        in_force=tell_in_force(
            agreement, own, Court(agreement, heard, on, known_on).bench(own), known_on, chosen,
            judged=evidence is not None,
        ),
        rule=tuple(Told(text=text) for text in tell_rule(bench.obligation)),
        depends=tell_depends(
            agreement,
            own,
            (lambda other: court.status(read.obligation(other)).phase) if evidence is not None else None,
        ),
        ahead=tell_ahead(
            read, bench.obligation, day, status, _phase_ahead(read, known_by(heard, day), judged, known_on)
        ),
        lifts=tell_lifts(agreement, bench.obligation, status, day),
    )  # fmt: skip
    if evidence is None:
        return told
    grounds, doubts, hangs = sort_reasons(status.reasons, read.binds_from(bench.obligation))
    steps = bench.steps()
    admitted = is_admitted(agreement, bench.obligation, status, steps)
    grounds = without_silence(grounds, told.in_force, steps)
    claims = [one for told_so in (*grounds, *doubts) for one in told_so.evidence]
    claims += [one for step in steps for one in step.evidence]
    doubts = (*doubts, *tell_from_afar(agreement, evidence, status.rests_on, claims))
    none = tell_no_doubts(status, admitted=admitted) or tell_undisputed(told.in_force, steps)
    told = told.model_copy(
        update={
            "phase": status.phase,
            "score": status.score,
            "overdue_days": status.overdue_days,
            "rests_on": status.rests_on,
            "steps": steps,
            "outcome": tell_outcome(bench.obligation, status, day, admitted=admitted),
            "grounds": grounds,
            "doubts": doubts or none,
            "depends": (*told.depends, *hangs),
        }
    )
    voices = _voices(told, evidence)
    return told.model_copy(
        update={
            "voices": voices,
            "steps": _by_day(told.steps, voices),
            "grounds": tuple(_said_when(one, voices) for one in told.grounds),
        }
    )


def find_obligation(agreement: Agreement, given: str) -> Obligation:
    """The obligation with this id; BadArgument ``explain.no_obligation`` names the nearest one,
    ``explain.provision`` tells what a provision says, which nobody owes."""
    listed = {one.id: one for one in agreement.obligations}
    provision = next((one for one in agreement.provisions if one.id == given), None)
    if provision is not None and given not in listed:
        clause = next((one.reference for one in agreement.clauses if one.id == provision.clause), "")
        kind = say(f"explain.provision.{provision.kind}")
        args: dict[str, Argument] = {"title": provision.title, "clause": clause, "kind": kind}
        message = say("explain.provision", text=provision.text.rstrip("."), **args)
        raise BadArgument(message, Where(field="OBLIGATION"))
    if given not in listed:
        near = difflib.get_close_matches(given, listed, n=1, cutoff=0.0)
        raise BadArgument(
            say("explain.no_obligation", given=given, nearest=near[0] if near else ""),
            Where(field="OBLIGATION"),
        )
    return listed[given]


def _find_reading(obligation: Obligation, given: str) -> ReadingOf | None:
    if not given:
        return None
    for one in obligation.readings:
        if given in (one.id, one.whose):
            return one
    known = tuple(one.id for one in obligation.readings)
    code = "explain.no_reading" if known else "explain.no_readings"
    raise BadArgument(say(code, given=given, known=known), Where(field="--reading"))


def _as_read(agreement: Agreement, obligation: Obligation, chosen: ReadingOf | None) -> Agreement:
    """The accord with this one obligation as ``chosen`` reads it, and every other as it was."""
    if chosen is None:
        return agreement
    read = obligation.under(chosen).model_copy(update={"readings": ()})
    others = tuple(read if one.id == obligation.id else one for one in agreement.obligations)
    return agreement.model_copy(update={"obligations": others})


def _set_by(signed: Obligation, in_force: Obligation, version: Version | None) -> tuple[Told, ...]:
    """Which amendment set the days just told, where one did."""
    if version is None or version.amendment is None or signed.window == in_force.window:
        return ()
    if version.amendment.window is None:
        return ()
    return (Told(about="when", text=say("explain.when.amended", version=f"version:{version.id}")),)


def _in_order(told: tuple[Told, ...]) -> tuple[Told, ...]:
    """What is about the same together, in the order in which each came first."""
    order = list(dict.fromkeys(one.about for one in told))
    return tuple(sorted(told, key=lambda one: order.index(one.about)))


def _phase_ahead(
    agreement: Agreement, known: Evidence, obligation: Obligation, as_of: date
) -> Callable[[date], Phase]:
    amendments = tuple(one for one in agreement.amendments if one.known_on <= as_of)
    as_known = agreement.model_copy(update={"amendments": amendments})

    def phase_on(coming: date) -> Phase:
        court = Court(as_known, known, coming, max(coming, as_of))
        return court.bench(obligation).standing().phase

    return phase_on


def _by_day(steps: tuple[Step, ...], voices: Mapping[str, Voice]) -> tuple[Step, ...]:
    """The steps with the words each rests on in the order in which they were said."""

    def said(claim_id: str) -> tuple[str, str]:
        return (voices[claim_id].said_at or "" if claim_id in voices else ""), claim_id

    return tuple(one.model_copy(update={"evidence": tuple(sorted(one.evidence, key=said))}) for one in steps)


def _said_when(told: Told, voices: Mapping[str, Voice]) -> Told:
    """A promise with the day on which it was said beside the day that it names."""
    days = sorted(when for one in told.evidence if one in voices and (when := voices[one].said_at))
    code = PROMISED.get(told.text.code)
    if code is None or not days:
        return told
    said, promised = day_of(days[0]), told.text.args.get("day")
    if promised == said:
        code = f"{code}.that_day"
    elif not isinstance(promised, date):
        code = f"{code}.no_day"
    return told.model_copy(update={"text": say(code, **told.text.args, said=said)})


def _voices(told: Explanation, evidence: Evidence) -> dict[str, Voice]:
    """Whose word each claim is that the explanation rests on."""
    ids = {one for part in (*told.in_force, *told.grounds, *told.doubts) for one in part.evidence}
    ids |= {one for step in told.steps for one in step.evidence}
    return {
        claim.claim_id: Voice(
            item_id=claim.item_id or item_of(claim.claim_id),
            said_by=claim.said_by,
            through=claim.through,
            said_at=claim.published_at,
        )
        for claim in sorted(evidence.claims, key=lambda one: one.claim_id)
        if claim.claim_id in ids
    }
