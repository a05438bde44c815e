"""What follows on the day: the phase in words, its score, whose word it rests on, what is in doubt, and
what it hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from tregua.agreement.terms import Agreement, Obligation
from tregua.compliance.explaining.ahead import is_only_to_begin
from tregua.compliance.explaining.in_force import tell_phase
from tregua.model.explanation import Told
from tregua.model.messages import Argument, Message, say
from tregua.model.standing import DAILY, Phase, Reason, Status, Step

DOUBTFUL = (
    "compliance.contested",
    "compliance.contradicted",
    "compliance.said_not_done",
    "compliance.told_differently",
    "compliance.incident.denied",
    "compliance.incident.may_be",
    "compliance.incident.older",
    "compliance.incident.weapon_un",
    "compliance.incident.distance_unsure",
    "compliance.incident.area_unsure",
    "compliance.finding.dissent",
    "compliance.finding.deadlock",
    "compliance.finding.not_substantiated",
    "compliance.finding.though_permitted",
    "compliance.deploy.gainsaid",
    "compliance.deploy.rival",
    "compliance.passed_back",
    "compliance.deploy.leaves_open",
    "compliance.distance.maybe",
    "compliance.distance.no_line",
    "compliance.distance.place_unknown",
    "compliance.distance.unmeasured",
    "compliance.enact.which",
    "compliance.report.which",
    "compliance.report.whose",
    "compliance.exchange.days_differ",
    "compliance.exchange.direction_unclear",
    "compliance.exchange.no_",
    "compliance.link.may_be_permitted",
    "compliance.return.flow_too_large",
    "compliance.return.one_series",
    "compliance.watch.",
)
"""Reasons that tell of dispute, doubt or what was not watched, by the beginning of their code."""

HANGS = ("compliance.event_", "compliance.parallel.", "compliance.waits.")
"""Reasons that tell what it hangs on."""

_OF_THE_TEXT = ("compliance.amended.", "compliance.contested")
"""Reasons that tell of a change of the text, not of what was done."""

TOLD_ELSEWHERE = (
    "compliance.amended.",
    "compliance.depends.",
    "compliance.due",
    "compliance.note",
    "compliance.reading",
)
"""Reasons that other parts of an explanation tell in full."""


def tell_outcome(
    obligation: Obligation, status: Status, day: date, *, admitted: bool = False
) -> tuple[Told, ...]:
    """The phase on ``day`` and what it means, the score, how late it is, and on whose word.

    ``admitted``: nobody but those who owe it says that it is not kept."""
    phase = tell_phase(status.phase, status.overdue_days)
    meaning = "admitted" if admitted else _meaning(obligation, status, day)
    names = tuple(f"actor:{one}" for one in status.rests_on)
    whose = say("explain.rests_on", actors=names) if names else say("explain.rests_on.nobody")
    return (
        Told(about="standing", text=say("explain.therefore", phase=phase)),
        Told(about="standing", text=say(f"explain.meaning.{meaning}")),
        Told(about="score", text=say(f"explain.score.{_score(status)}")),
        Told(about="whose", text=whose),
    )


def tell_because(status: Status) -> Message | None:
    """The one reason to be told beside a standing: the first, or, where each side that owes it is judged for
    itself, the first of the side that decides, with its name. None where there is none."""
    side: Argument = ""
    for reason in status.reasons:
        if reason.text.code == "compliance.side":
            decides = reason.text.args["phase"] == f"phase:{status.phase}"
            side = reason.text.args["side"] if decides else ""
        elif side:
            return say("explain.because.of_side", side=side, told=reason.text)
        elif status.reasons[0].text.code != "compliance.side":
            return reason.text
    return status.reasons[0].text if status.reasons else None


def is_admitted(agreement: Agreement, obligation: Obligation, status: Status, steps: Iterable[Step]) -> bool:
    """Whether a dispute is the own word of those who owe it that it is not kept, and nobody else's.

    Of what several owe to each other one side's word may be about the other; a way said to be shut is
    shut whoever of them says so.
    """
    if status.phase != "disputed" or not status.rests_on:
        return False
    sides = {agreement.side_of(one) or one for one in status.rests_on}
    owing = {agreement.side_of(one) or one for one in obligation.obligors}
    shut = any(step.question.code == "compliance.ask.shut_observed" for step in steps)
    return sides <= owing and (shut or (obligation.kind in DAILY and len(owing) == 1))


def tell_no_doubts(status: Status, *, admitted: bool) -> tuple[Told, ...]:
    """What to say among the doubts of a dispute whose words are all told as grounds."""
    if status.phase != "disputed":
        return ()
    return (Told(text=say("explain.doubts.admitted" if admitted else "explain.doubts.above")),)


_OF_REPORTS = frozenset({"overdue", "in_progress", "respected"})
"""Phases that mean something of their own where a report falls due again and again."""


def _meaning(obligation: Obligation, status: Status, day: date) -> str:
    """What the phase means; a term that runs or has gone on is told in its own words."""
    if _is_of_the_text(status):
        return "disputed_text"
    if obligation.kind == "report" and obligation.every and status.phase in _OF_REPORTS:
        return f"report.{status.phase}"
    if is_only_to_begin(status, day):
        return "overdue_to_begin"
    if status.kind == "renew" and status.phase in ("not_yet_due", "in_progress"):
        return "term_runs" if status.phase == "not_yet_due" else "term_gone_on"
    if status.phase == "not_yet_due" and any(_is_awaiting(one) for one in status.reasons):
        return "not_yet_owed"
    if status.kind in DAILY and status.phase in ("not_yet_due", "not_started"):
        return "not_yet_binding" if status.phase == "not_yet_due" else "nothing_said"
    if status.kind != "renew" and status.phase == "lapsed":
        return "window_over"
    if status.phase == "fulfilled" and status.due_on is not None:
        return "fulfilled_in_time"
    return status.phase


def _is_of_the_text(status: Status) -> bool:
    """Whether it is disputed only because a change of its text is."""
    codes = {one.text.code for one in status.reasons[:1]}
    return status.phase == "disputed" and codes == {"compliance.contested"}


def _is_awaiting(reason: Reason) -> bool:
    """Whether it tells of an event or an obligation that must be first."""
    code = reason.text.code
    return code == "compliance.event_unknown" or code.startswith("compliance.waits.")


def _score(status: Status) -> str:
    """By the phase, which says what the number stands for; of a term that runs there is nothing to do."""
    if status.score is None:
        return "none"
    if _is_of_the_text(status):
        return "disputed_text"
    if status.phase == "disputed" and status.kind in DAILY and not _is_answered(status):
        return "disputed_told"
    return "term_runs" if status.kind == "renew" and status.phase == "not_yet_due" else status.phase


_ANSWERS = frozenset(
    {"compliance.incident.denied", "compliance.conduct.said_to_hold", "compliance.conduct.observed_to_hold"}
)


def _is_answered(status: Status) -> bool:
    """Whether word stands against word: what is told of a breach is denied, the duty said to be kept, or each
    of two accuses the other of the same."""
    accused: dict[str, set[str]] = {}
    for reason in status.reasons:
        if reason.text.code == "compliance.incident.alleged":
            args = reason.text.args
            state = str(args.get("accused", "")).partition("/")[0]
            accused.setdefault(str(args.get("incident")), set()).add(state)
    crossed = any(len(named - {""}) > 1 for named in accused.values())
    return crossed or any(reason.text.code in _ANSWERS for reason in status.reasons)


def sort_reasons(
    reasons: Iterable[Reason], binds_from: date
) -> tuple[tuple[Told, ...], tuple[Told, ...], tuple[Told, ...]]:
    """The reasons of a standing as grounds, as doubts, and as what it hangs on; what other parts tell
    is left out. Nobody was to look at anything before ``binds_from``."""
    grounds: list[Told] = []
    doubts: list[Told] = []
    hangs: list[Told] = []
    side: Argument = ""
    reasons = tuple(reasons)
    amended = any(one.evidence for one in reasons if one.text.code.startswith(_OF_THE_TEXT))
    for reason in reasons:
        code = reason.text.code
        if code.startswith(TOLD_ELSEWHERE):
            continue
        side = reason.text.args["side"] if code == "compliance.side" else side
        text = _reworded(reason.text, side, binds_from)
        if amended and text.code == "compliance.nothing_said":
            text = say("explain.nothing_said.but_of_text")
        told = Told(text=text, evidence=reason.evidence)
        part = doubts if code.startswith(DOUBTFUL) else hangs if code.startswith(HANGS) else grounds
        part.append(told)
    return _without_silence(grounds), tuple(doubts), tuple(hangs)


def _reworded(text: Message, side: Argument, binds_from: date) -> Message:
    """A reason as an explanation tells it: silence with the side whose part it is of, a stretch of days
    from the day on which it binds, and what goes in parallel without naming again where that stands."""
    if text.code == "compliance.nothing_said" and side:
        return say("explain.nothing_said.of_side", side=side)
    if text.code in ("compliance.parallel.ahead", "compliance.parallel.behind"):
        return say(f"explain.{text.code.removeprefix('compliance.')}", other=text.args["other"])
    if text.code == "compliance.incident.older_counted" and text.args["first"] == text.args["last"]:
        return say("explain.older_counted", **text.args)
    since = text.args.get("since")
    if text.code in _LOOKING_BACK and isinstance(since, date) and since < binds_from:
        return say(text.code, **{**text.args, "since": binds_from})
    return text


_LOOKING_BACK = frozenset({"compliance.conduct.silence", "compliance.watch.not_own"})


def _without_silence(grounds: Sequence[Told]) -> tuple[Told, ...]:
    """Without *no item says anything* beside something that an item says."""
    if not any(one.evidence for one in grounds):
        return tuple(grounds)
    silent = ("compliance.nothing_said", "explain.nothing_said.but_of_text")
    return tuple(one for one in grounds if one.text.code not in silent)


def tell_depends(
    agreement: Agreement, obligation: Obligation, phase_of: Callable[[str], Phase] | None
) -> tuple[Told, ...]:
    """What it comes after or hangs on, what waits for it, and the events it makes happen. ``phase_of``
    tells where another obligation stands; None where nothing is judged."""
    listed = {one.id for one in agreement.obligations}
    pairs = [(f"explain.depends.{one.relation}", one.on) for one in obligation.depends if one.on in listed]
    mutual = {one.on for one in obligation.depends}
    pairs += [
        (f"explain.awaited.{dependency.relation}", other.id)
        for other in agreement.obligations
        for dependency in other.depends
        if dependency.on == obligation.id and other.id not in mutual
    ]
    hangs = [
        say(code, other=f"obligation:{other}", standing=_standing(phase_of, other)) for code, other in pairs
    ]
    events = [
        say("explain.makes_event", event=event.title)
        for event in agreement.events
        if event.obligation == obligation.id
    ]
    return tuple(Told(text=text) for text in (*hangs, *events))


def _standing(phase_of: Callable[[str], Phase] | None, other: str) -> Argument:
    return say("explain.which_is", phase=f"phase:{phase_of(other)}") if phase_of else ""
