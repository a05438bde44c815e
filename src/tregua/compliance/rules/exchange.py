"""Prisoners or bodies change hands. Each side's count stays its own; none is added to another's word.

Where the accord gives no number, only both sides' word that all were exchanged for all makes it more
than progress: nobody's number of those held is agreed, so that no count can show it. Where it says how
many each side gives (``shares``), each side is judged by the count of what it gave: by the other side's
or an independent count that reaches its share, or by its own; the slowest side counts.

What is weighed are the entries of the register of exchanges. Where readings differ in who counts
(``leaves_out``, ``counts_only``), each weighs its own balance: without the figures of the sorts that do not
count by it, and without what is said of them. Of whom no sort is told, he counts by every reading. Two sides
that say *all for all* are held to it: who says of the same day or later that some who count are still held
does not say it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from tregua.agreement.amounts import Quantity
from tregua.compliance.case.reasons import (
    because,
    figure,
    is_telling,
    names_of,
    of_figure,
    on_day,
    speaker,
    tell,
    tell_rest,
)
from tregua.compliance.case.scene import Case, Piles, Standing
from tregua.compliance.case.whose_word import STRENGTH
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.completion import finished, in_office, not_done
from tregua.compliance.weighing.counting import Tally, count_of_entry, tally_seen, weigh_count
from tregua.compliance.weighing.figures import latest_of_day, level
from tregua.compliance.weighing.sides import part_of_side, weigh_each_side
from tregua.compliance.weighing.who_counts import (
    COUNTED,
    sides_saying_all,
    still_held,
    tell_held,
    tell_readings,
)
from tregua.model.standing import Entry, Kind, Level, Reason
from tregua.vocabulary.acts import is_a

KIND: Kind = "exchange"


def judge(case: Case) -> Standing:
    """The standing of an exchange."""
    standing = _judge(case)
    if not is_telling():
        return standing
    return replace(standing, reasons=(*standing.reasons, *tell_readings(case, standing.phase, _judge)))


def _judge(case: Case) -> Standing:
    words = case.sort_words(_label, *case.acts("exchange"))
    affirmed = words["done"]
    if not case.asks("compliance.ask.exchanged", affirmed, affirmed):
        denied = words["undone"]
        told = (*tell("compliance.planned", words["plan"]), *tell("compliance.said_not_done", denied))
        return not_done(case, (), told)
    counts = list(case.sort_entries(_label_count, "exchanges")["count"])
    by_receiver = _by_receiver(counts)
    complete = affirmed.of(affirmed.strand.part("all", lambda word: word.says_all))
    held = still_held(case)
    measured, reasons = _measure(case, by_receiver, counts)
    if is_telling():
        reasons = (*reasons, *_told(by_receiver, affirmed, complete), *tell_held(held))
    sides = sides_saying_all(case, complete, held)
    all_say_all = bool(case.obligors) and case.obligors <= sides
    if case.asks("compliance.ask.all_for_all", all_say_all, complete):
        return replace(finished(case, complete, reasons), measured=measured)
    if case.obligation.shares or case.obligation.quantity:
        owed = _weigh_numbers(case, affirmed)
        return replace(owed, measured=measured, reasons=(*owed.reasons, *reasons))
    open_end = because("compliance.exchange.no_whole")
    return replace(not_done(case, affirmed, (*reasons, open_end)), measured=measured)


def _label(case: Case, word: Word) -> str | None:
    if not _is_here(case, word.place_ids) or not case.obligation.may_count(word.event.category):
        return None
    if word.affirms:
        return None if case.restates(word) else "done"
    return "plan" if word.plans else "undone" if word.denies else None


def _label_count(case: Case, entry: Entry) -> str | None:
    meant = entry.is_figure and any(is_a(entry.act, act) for act in case.acts("exchange"))
    if not meant or entry.measure not in COUNTED or not case.obligation.may_count(entry.category):
        return None
    return "count" if _is_here(case, entry.place_ids) else None


def _label_given(case: Case, entry: Entry) -> str | None:
    """Under the side that gave, and what; for a number owed by all together, under what alone."""
    if _label_count(case, entry) is None:
        return None
    return entry.measure if not case.obligation.shares else f"{entry.measure} {_giver(case, entry)}"


def _told(
    by_receiver: dict[str, list[Entry]], affirmed: Sequence[Word], complete: Sequence[Word]
) -> tuple[Reason, ...]:
    reasons = (
        *(reason for side in sorted(by_receiver) for reason in _count_reasons(side, by_receiver[side])),
        *_differences(by_receiver),
        *_days(list(affirmed)),
        *tell("compliance.exchange.all_for_all", complete),
    )
    return (*reasons, *tell_rest(affirmed, reasons))


def _weigh_numbers(case: Case, affirmed: Sequence[Word]) -> Standing:
    """Each side by its own share; where only one number is owed, all sides together by it."""
    shares, whole = case.obligation.shares, case.obligation.quantity
    piles = case.sort_entries(_label_given, "exchanges")
    if not shares and whole is not None:
        return weigh_count(case, _tallies(case, piles, whole, ""), whole, affirmed)

    def weigh(alone: Case, side: str) -> Standing:
        if side not in shares:
            open_end = because("compliance.exchange.no_share", side=f"party:{side}")
            return Standing("in_progress", rests_on=in_office(alone, affirmed), reasons=(open_end,))
        tallies = _tallies(case, piles, shares[side], f" {side}")
        elsewhere = _claims_of_others(case, piles, side)
        steps = tuple(word for word in affirmed if word.claim_id not in elsewhere)
        return weigh_count(alone, tallies, shares[side], steps, part_of_side(case, side))

    standing = weigh_each_side(case, weigh)
    unclear = _direction_unclear(piles) if is_telling() else ()
    return replace(standing, reasons=(*standing.reasons, *unclear)) if unclear else standing


_NOBODY = "None"


def _claims_of_others(case: Case, piles: Piles[Entry], side: str) -> set[str]:
    """The claims that tell of what others gave and nothing that may be this side's."""
    givers = {one: {e.claim_id for unit in COUNTED for e in piles[f"{unit} {one}"]} for one in
              (*case.obligation.obligors, _NOBODY)}  # fmt: skip
    own = givers[_NOBODY] | givers.get(side, set())
    return {claim for one, claims in givers.items() if one != side for claim in claims} - own


def _direction_unclear(piles: Piles[Entry]) -> tuple[Reason, ...]:
    """A reason for each count of which nobody says which side gave it: it is told and counts for neither."""
    return tuple(
        of_figure("compliance.exchange.direction_unclear", entry)
        for unit in COUNTED
        for entry in piles[f"{unit} {_NOBODY}"]
    )


def _tallies(case: Case, piles: Piles[Entry], owed: Quantity, whose: str) -> tuple[Tally, ...]:
    """The counts of what is owed; of another unit (persons), prisoners and bodies each by themselves."""
    units = (owed.unit,) if owed.unit in COUNTED else COUNTED
    seen = (piles[f"{unit}{whose}"] for unit in units)
    return tuple(
        one for pile in seen for one in tally_seen(case, pile, lambda entry: (count_of_entry(entry),))
    )


def _giver(case: Case, entry: Entry) -> str | None:
    """The side that gave: the one that acts, else the one other than that which received."""
    actor = case.scene.side_of(entry.actor)
    if actor in case.obligors and actor != entry.to:
        return actor
    givers = [side for side in case.obligation.obligors if side != entry.to]
    return givers[0] if entry.to and len(givers) == 1 else None


def _measure(
    case: Case, by_receiver: dict[str, list[Entry]], counts: list[Entry]
) -> tuple[Level | None, tuple[Reason, ...]]:
    best = _best(case, by_receiver)
    if best is None:
        return None, ()
    measured = _together(best, counts)
    if (measured.low, measured.high) == (best.low, best.high):
        return measured, ()
    teller, whole = speaker(best.said_by, best.through), measured.low or measured.high or 0
    return measured, (because("compliance.exchange.together", [best.claim_id], low=whole, actor=teller),)


def _is_here(case: Case, place_ids: Iterable[str]) -> bool:
    ids = tuple(place_ids)
    return not ids or not case.obligation.area or case.concerns(ids)


def _by_receiver(counts: list[Entry]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in counts:
        groups.setdefault(entry.to or "", []).append(entry)
    return groups


def _count_reasons(side: str, entries: list[Entry]) -> tuple[Reason, ...]:
    """One reason for each count and day, naming everybody who gives it."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        key: tuple[str, ...] = (
            str(entry.on or ""),
            str(entry.low),
            str(entry.high),
            entry.comparator,
        )
        groups.setdefault(key, []).append(entry)
    code = "compliance.exchange.received" if side else "compliance.exchange.count"
    told = []
    for key in sorted(groups):
        group = groups[key]
        sayers = sorted({e.speaker for e in group})
        told.append(
            because(
                code,
                [e.claim_id for e in group],
                to=f"actor:{side}" if side else "",
                figure=figure(group[0]),
                day=on_day(group[0].on),
                actors=tuple(speaker(name or None) for name in sayers),
            )
        )
    return tuple(told)


def _differences(by_receiver: dict[str, list[Entry]]) -> tuple[Reason, ...]:
    told: list[Reason] = []
    for side, entries in sorted(by_receiver.items()):
        days: dict[str, dict[tuple[float | None, float | None], Entry]] = {}
        for entry in entries:
            days.setdefault(str(entry.on), {}).setdefault((entry.low, entry.high), entry)
        for of_day in (days[day] for day in sorted(days)):
            shown = list(of_day.values())
            told.extend(
                because(
                    "compliance.told_differently",
                    (shown[0].claim_id, other.claim_id),
                    figure=figure(shown[0]),
                    other=figure(other),
                    actor=speaker(other.said_by, other.through),
                    day=on_day(other.on),
                )
                for other in shown[1:]
                if side
            )
    return tuple(told)


def _is_next_day(one: Word, other: Word) -> bool:
    return one.last is not None and other.last is not None and (other.last - one.last).days == 1


def _days(words: list[Word]) -> tuple[Reason, ...]:
    """Days next to each other that different speakers give: perhaps one exchange, dated differently."""
    dated = [w for w in words if w.last is not None]
    days: dict[str, list[Word]] = {}
    for word in dated:
        days.setdefault(str(word.last), []).append(word)
    told = []
    for first, second in pairwise(sorted(days)):
        one, other = days[first], days[second]
        same_speaker = {w.said_by or w.through for w in one} & {w.said_by or w.through for w in other}
        if _is_next_day(one[0], other[0]) and not same_speaker:
            told.append(
                because(
                    "compliance.exchange.days_differ",
                    [w.claim_id for w in (*one, *other)],
                    first=on_day(one[0].last),
                    second=on_day(other[0].last),
                    first_actors=tuple(f"actor:{name}" for name in names_of(one)),
                    second_actors=tuple(f"actor:{name}" for name in names_of(other)),
                )
            )
    return tuple(told)


def _together(best: Entry, counts: list[Entry]) -> Level:
    """The best count with what the same claim says the other sides received on that day: one
    speaker's two halves of one exchange are added, different speakers' never."""
    halves = [
        level(entry)
        for entry in counts
        if entry.claim_id == best.claim_id and entry.to != best.to and entry.on == best.on
    ]
    whole = level(best)
    if not best.to or not halves:
        return whole
    lows = [one.low for one in (whole, *halves)]
    highs = [one.high for one in (whole, *halves)]
    return whole.model_copy(
        update={
            "low": None if None in lows else sum(low for low in lows if low is not None),
            "high": None if None in highs else sum(high for high in highs if high is not None),
        }
    )


def _best(case: Case, by_receiver: dict[str, list[Entry]]) -> Entry | None:
    """The count most sources give; of equally supported ones the larger."""
    candidates = []
    for side in sorted(by_receiver):
        entry = latest_of_day(case, by_receiver[side])
        if entry is not None:
            same = [e for e in by_receiver[side] if (e.low, e.high) == (entry.low, entry.high)]
            support = len({e.speaker for e in same})
            strength = max(STRENGTH[case.voice(e.said_by)] for e in same)
            candidates.append((strength, support, entry.low or entry.high or 0.0, entry.entry_id, entry))
    return max(candidates, key=lambda c: c[:4])[4] if candidates else None
