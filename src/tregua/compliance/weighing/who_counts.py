"""Who counts in an exchange, by each reading; and who says that some of them are still held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from tregua.agreement.terms import Obligation
from tregua.compliance.case.reasons import because, of_figure, without_reasons
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.model.standing import Entry, Phase, Reason
from tregua.vocabulary.acts import is_a

COUNTED = ("prisoner", "body")
"""What is exchanged, as the register of exchanges has it."""
_HELD = {"prisoner": ("prisoner", "person", "serviceman", "civilian"), "body": ("body", "missing")}


def still_held(case: Case) -> tuple[Entry, ...]:
    """Of each side its last figures, above nought, of its own people in the other's hands who count. Where a
    reading leaves somebody out, a figure of no sort does not say that one who counts is among them."""
    last: dict[str, list[Entry]] = {}
    for entry in case.sort_entries(_label_held, "exchanges")["held"]:
        told = last.setdefault(entry.to or "", [])
        if told and told[0].on != entry.on:
            told.clear()
        told.append(entry)
    return tuple(entry for told in last.values() for entry in told if _are_some(case, entry))


def _label_held(case: Case, entry: Entry) -> str | None:
    """What a side says of its own people, of whom the exchange is."""
    own = entry.to in case.obligors and case.scene.side_of(entry.said_by) == entry.to
    if not own or not entry.is_figure or not is_a(entry.act, "account.held"):
        return None
    meant = {unit for what in COUNTED if _is_about(case.obligation, what) for unit in _HELD[what]}
    counts = case.obligation.may_count(entry.category)
    return "held" if counts and entry.measure.rpartition("-")[2] in meant else None


def _is_about(obligation: Obligation, what: str) -> bool:
    act = {"prisoner": "exchange.prisoners", "body": "exchange.bodies"}[what]
    return not obligation.acts or any(is_a(act, one) for one in obligation.acts)


def _are_some(case: Case, entry: Entry) -> bool:
    known = bool(entry.category) or not tells_apart(case.obligation)
    return known and (entry.low or 0) > 0


def sides_saying_all(case: Case, complete: Iterable[Word], held: Sequence[Entry]) -> set[str | None]:
    """The sides that say that all were exchanged, and do not say of that day or a later one that some are
    still held."""
    found = set()
    for word in complete:
        side = case.scene.side_of(word.said_by)
        since = [one for one in held if one.to == side]
        if not any(word.last is None or one.on is None or one.on >= word.last for one in since):
            found.add(side)
    return found


def tell_held(held: Iterable[Entry]) -> tuple[Reason, ...]:
    """A reason for each such figure."""
    return tuple(of_figure("compliance.exchange.held", entry) for entry in held)


def tells_apart(obligation: Obligation) -> bool:
    """Whether it says of what sort those are who count."""
    return bool(obligation.leaves_out or obligation.counts_only)


def tell_readings(case: Case, phase: Phase, judge: Callable[[Case], Standing]) -> tuple[Reason, ...]:
    """Whose figures do not count by which reading; and where all the same it comes to one standing, that it
    does. Where it comes to several, the standing tells of each by itself."""
    readings = case.obligation.readings
    read = [(one, case.obligation.under(one)) for one in readings]
    if not any(tells_apart(under) for _, under in read):
        return ()
    figures = case.sort_entries(_label_told, "exchanges")
    told = tuple(
        of_figure("compliance.exchange.left_out", entry, reading=f"reading:{one.id}", category=entry.category)
        for one, under in read
        for entry in figures["sorted"]
        if not under.may_count(entry.category)
    )
    with without_reasons():
        phases = {judge(replace(case, obligation=under, _asked=[])).phase for _, under in read}
    if phases != {phase} or not (figures["sorted"] or figures["unsorted"]):
        return told
    code = "compliance.exchange.same" if figures["sorted"] else "compliance.exchange.not_apart"
    names = tuple(f"reading:{one.id}" for one, _ in read)
    return (*told, because(code, (), readings=names, phase=f"phase:{phase}"))


def _label_told(case: Case, entry: Entry) -> str | None:
    """A figure of those given, or held, with or without their sort."""
    if not entry.is_figure:
        return None
    given = entry.measure in COUNTED and any(is_a(entry.act, act) for act in case.acts("exchange"))
    held = is_a(entry.act, "account.held") and case.scene.side_of(entry.said_by) == entry.to
    return ("sorted" if entry.category else "unsorted") if given or held else None
