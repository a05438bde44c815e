"""Displaced people come back. Counts are shown as given; no single series shows that all could.

The last total is the measure, beside the last flow; a flow that the totals leave no room for, and
outlets that differ, are told. Where no number is owed, one community's series is progress, never
fulfilment. What is of a part alone (a sort, a way; or as the accord's data says of a speaker's figures)
is told as that, and reaches no number that is owed of the whole. Where a total is owed, the count that
reaches it decides, by whose it is. Where so many are owed in each month or week (``quantity.per``), the
last one that is over is measured: by one speaker's arrivals in it, or by the difference of its totals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tregua.agreement.amounts import Quantity
from tregua.agreement.held import hold_against
from tregua.agreement.terms import PublishedSeries
from tregua.compliance.case.reasons import (
    because,
    figure,
    is_telling,
    of_figure,
    on_day,
    others,
    speaker,
    tell,
    tell_rest,
)
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.case.whose_word import STRENGTH
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Together
from tregua.compliance.weighing.completion import not_done
from tregua.compliance.weighing.counting import claims_of, count_of_entry, tally_seen, weigh_count
from tregua.compliance.weighing.figures import latest_of_day, level
from tregua.compliance.weighing.flows import Flow, flows_between
from tregua.compliance.weighing.periods import periods_of
from tregua.model.bounds import bounds, say_count
from tregua.model.messages import Argument, say
from tregua.model.standing import Entry, Kind, Reason

KIND: Kind = "return"


def judge(case: Case) -> Standing:
    """The standing of a return."""
    piles = case.sort_entries(_label, "returns")
    totals, flows = piles["total"], piles["period"]
    total, flow = latest_of_day(case, totals), latest_of_day(case, flows)
    unclear = None if totals else latest_of_day(case, piles["unclear"])
    best = total or flow or unclear
    counts = Together(totals, flows, piles["unclear"])
    steps = _steps(case, Together(counts, piles["step"]))
    case.asks("compliance.ask.figure", best, [best] if best else ())
    if best is None:
        return _of_parts(piles["part"]) or not_done(case, steps, tell("compliance.step", steps))
    measured, owed = level(best, "person"), case.obligation.quantity
    if owed is not None:
        standing = _weigh_flow(case, counts, owed, steps) if owed.per else _weigh_total(case, owed, steps)
    else:
        open_end = because("compliance.return.one_series")
        names = (best.speaker,) if best.speaker else ()
        standing = Standing("in_progress", rests_on=names, reasons=(open_end,))
    standing = replace(standing, measured=measured)
    if not is_telling():
        return standing
    told = (
        *_figure_reason("compliance.return.total", total),
        *_figure_reason("compliance.return.flow", flow),
        *_figure_reason("compliance.return.count", unclear),
        *_whose_series(case, [one for one in (total, flow, unclear) if one is not None]),
        *_tell_parts(piles["part"]),
        *_flow_against_total(list(totals), flow),
        *_differing(list(totals), total),
    )
    reasons = (*standing.reasons, *told) if owed is not None else (*told, *standing.reasons)
    told_of = Together(counts, piles["part"])
    reasons = (*reasons, *others((entry.claim_id for entry in told_of), reasons))
    return replace(standing, reasons=(*reasons, *tell_rest(steps, reasons)))


def _label(case: Case, entry: Entry) -> str | None:
    """A figure by what it counts; anything else that says people came is a step."""
    if not entry.is_fact or (entry.place_ids and not case.concerns(entry.place_ids)):
        return None
    if entry.measure != "person" or not entry.is_figure:
        return "step"
    is_declared = case.obligation.quantity is not None and bool(_series_of(case, entry))
    return "part" if entry.about or entry.category or is_declared else entry.basis or "unclear"


def _series_of(case: Case, entry: Entry) -> tuple[PublishedSeries, ...]:
    """What the accord's data says of whom alone this speaker's figures are, where the figure does not."""
    if entry.about or entry.category:
        return ()
    listed = case.scene.agreement.series
    return tuple(one for one in listed if one.tells("returns", entry.measure, entry.speaker))


def _whose_series(case: Case, shown: Sequence[Entry]) -> tuple[Reason, ...]:
    """Of whom alone the figures shown are, each series once."""
    series = {one.id: (one, entry) for entry in reversed(shown) for one in _series_of(case, entry)}
    return tuple(
        because(
            "compliance.return.series_of",
            (entry.claim_id,),
            actor=f"actor:{entry.speaker}",
            of=one.of,
            note=one.note,
            source=one.source,
        )
        for one, entry in series.values()
    )


def _of_parts(parts: Sequence[Entry]) -> Standing | None:
    """Where there are figures of parts alone: in progress, and nothing measured."""
    if not parts:
        return None
    names = tuple(sorted({entry.speaker for entry in parts if entry.speaker}))
    reasons = (*_tell_parts(parts), because("compliance.return.one_series")) if is_telling() else ()
    return Standing("in_progress", rests_on=names, reasons=reasons)


def _tell_parts(parts: Sequence[Entry]) -> tuple[Reason, ...]:
    """The last figure of each part by each speaker: of whom, by which way."""
    last: dict[tuple[str, str, str, str], Entry] = {}
    for entry in sorted(parts, key=lambda one: (str(one.on or ""), one.entry_id)):
        last[(entry.speaker, entry.about.casefold(), entry.category.casefold(), entry.basis or "")] = entry
    return tuple(
        of_figure(
            "compliance.return.part",
            entry,
            part=", ".join(one for one in (entry.category, entry.about) if one)
            or say("compliance.return.some"),
        )
        for _, entry in sorted(last.items())
    )


def _steps(case: Case, entries: Sequence[Entry]) -> tuple[Word, ...]:
    """The words behind the entries that say that people came."""
    entered = {entry.claim_id for entry in entries}
    told = case.sort_words(_label_word, "return")["told"]
    return tuple(word for word in told if word.claim_id in entered)


def _label_word(case: Case, word: Word) -> str | None:
    return "told" if word.affirms and not case.restates(word) else None


def _weigh_total(case: Case, owed: Quantity, steps: tuple[Word, ...]) -> Standing:
    counted = case.sort_entries(_label_count, "returns")["count"]
    tallies = tally_seen(case, counted, lambda entry: (count_of_entry(entry),), adds_unclear=False)
    return weigh_count(case, tallies, owed, steps)


def _label_count(case: Case, entry: Entry) -> str | None:
    return "count" if _label(case, entry) in ("total", "period", "unclear") else None


def _weigh_flow(case: Case, counts: Sequence[Entry], owed: Quantity, steps: tuple[Word, ...]) -> Standing:
    """By the last period that is over: its figure by the strongest voice that gives one."""
    periods = periods_of(case, owed.per)
    passed = periods.passed(case.day) if periods else 0
    if periods is None or not case.asks("compliance.ask.flow_period_passed", passed):
        return replace(not_done(case, steps), reasons=(because("compliance.return.no_period_yet"),))
    since, until = periods.begins(passed - 1), periods.due[passed - 1]
    flows = flows_between(counts, since, until, is_first=passed == 1)
    args: dict[str, Argument] = {
        "owed": say_count(owed.value, owed.value, owed.comparator), "since": since, "due": until
    }  # fmt: skip
    told = tuple(_flow_reason(one, args) for one in flows)
    if not case.asks("compliance.ask.flow_known", flows, claims_of(flows), **args):
        silent = because("compliance.return.no_flow", (), **args)
        return replace(not_done(case, steps), reasons=(silent,))
    strongest = max(STRENGTH[case.voice(one.said_by)] for one in flows)
    heard = [one for one in flows if STRENGTH[case.voice(one.said_by)] == strongest]
    names = tuple(sorted({name for one in heard if (name := one.said_by or one.through)}))
    enough = [one for one in heard if hold_against(owed, one) == "met"]
    if not case.asks("compliance.ask.flow_enough", enough, claims_of(heard), **args):
        short = because("compliance.return.flow_short", [c for one in heard for c in one.claim_ids], **args)
        return Standing("in_progress", rests_on=names, reasons=(*told, short))
    if case.asks("compliance.ask.figure_credible", strongest == STRENGTH["independent"], claims_of(enough)):
        return Standing("respected", rests_on=names, reasons=told)
    if case.asks("compliance.ask.figure_own", case.voice(enough[0].said_by) == "obligor", claims_of(enough)):
        return Standing("claimed", rests_on=names, reasons=told)
    return Standing("in_progress", rests_on=names, reasons=told)


def _flow_reason(one: Flow, args: dict[str, Argument]) -> Reason:
    return because(
        "compliance.return.in_period",
        one.claim_ids,
        actor=speaker(one.said_by, one.through),
        figure=say_count(one.low, one.high),
        **args,
    )


def _figure_reason(code: str, entry: Entry | None) -> tuple[Reason, ...]:
    return (of_figure(code, entry),) if entry is not None else ()


def _flow_against_total(totals: list[Entry], flow: Entry | None) -> tuple[Reason, ...]:
    """Whether the last flow fits between the totals before and at its day."""
    if flow is None or (day := flow.on) is None:
        return ()
    before = [e for e in totals if (on := e.on) is not None and on < day]
    after = [e for e in totals if (on := e.on) is not None and on >= day]
    if not before or not after:
        return ()
    first, second = before[-1], after[0]
    room = bounds(second)[1] - bounds(first)[0]
    code = "compliance.return.flow_fits" if bounds(flow)[0] <= room else "compliance.return.flow_too_large"
    return (
        because(
            code,
            (first.claim_id, second.claim_id, flow.claim_id),
            flow=figure(flow),
            first=figure(first),
            second=figure(second),
            since=on_day(first.on),
            day=on_day(second.on),
        ),
    )


def _is_same_day(one: Entry, other: Entry) -> bool:
    """Of one day, or printed on one day by different outlets."""
    if one.on == other.on:
        return True
    printed = (one.published_at or "")[:10], (other.published_at or "")[:10]
    return bool(printed[0]) and printed[0] == printed[1] and one.through != other.through


def _differing(totals: list[Entry], total: Entry | None) -> tuple[Reason, ...]:
    if total is None:
        return ()
    key = (total.low, total.high, total.comparator)
    differing = [e for e in totals if _is_same_day(e, total) and (e.low, e.high, e.comparator) != key]
    return tuple(
        because(
            "compliance.told_differently",
            (total.claim_id, other.claim_id),
            figure=figure(total),
            other=figure(other),
            actor=speaker(other.through or other.said_by),
            day=on_day(total.on),
        )
        for other in differing
    )
