"""A force takes its place. What is announced, observed and acknowledged stays apart.

With a quantity, the best-supported figure is held against it: the obligor's own figure makes it
claimed; the same from the beneficiary or an independent observer makes it fulfilled. A figure below
what is owed or one that leaves that open, arrivals without a number, and plans are progress. A figure
above a ceiling, or above an exact number by a word other than the obligor's own, is a breach told:
indicated where observed independently, else disputed; more than an exact number by the obligor's own is
progress, for it is not what was agreed. A figure of a part of the area counts where there are too many in
that part alone, or already as many as are owed at least. Figures of one day that weigh alike, of which one
is as owed and another is not, are disputed. Without a quantity, whose word it is that the force is in
its area decides, place by place where it has several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tregua.agreement.amounts import Quantity
from tregua.agreement.held import extent_of, hold_against, hold_part_against
from tregua.compliance.case.reasons import because, figure, is_telling, of_figure, on_day, speaker, tell
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Together
from tregua.compliance.weighing.completion import Account, account_in, delay, not_done, weigh_completion
from tregua.compliance.weighing.figures import is_plan, latest_figure, level, rival_figures
from tregua.compliance.weighing.hearing import credible
from tregua.compliance.weighing.places import part_of, weigh_each_place
from tregua.compliance.weighing.rounds import is_it
from tregua.model.messages import Argument
from tregua.model.standing import Entry, Kind, Reason

KIND: Kind = "deploy"


def judge(case: Case) -> Standing:
    """The standing of a deployment."""
    if case.obligation.quantity is None:
        return weigh_each_place(
            case, lambda area_id: weigh_completion(case, _account(case, area_id), part_of(case, area_id))
        )
    return _judge_level(case, case.obligation.quantity)


def _account(case: Case, area_id: str | None) -> Account:
    return account_in(case.sort_words(_label_presence, *case.acts("deploy"), args=(area_id,)))


def _label_presence(case: Case, word: Word, area_id: str | None) -> str | None:
    """What a word says of the force in one of its places. A force said to be in one of them is not said to
    be in the others; one said to be nowhere in particular, or around them all, is in each."""
    if not is_it(case, word) or not _speaks_of(case, word, area_id):
        return None
    if word.affirms:
        return "done"
    return "undone" if word.denies else "plan" if word.plans else None


def _speaks_of(case: Case, word: Word, area_id: str | None) -> bool:
    if area_id is None or not word.event.places:
        return True
    ids = word.place_ids
    own = any(case.scene.lies_in(one, (area_id,)) for one in ids)
    elsewhere = any(case.scene.lies_in(one, case.obligation.area) for one in ids)
    return own or (not elsewhere and any(case.scene.lies_in(area_id, (one,)) for one in ids))


def _judge_level(case: Case, owed: Quantity) -> Standing:
    forces = case.sort_entries(_label, "forces")
    counts, posts, arrivals = forces["count"], forces["post"], forces["arrival"]
    best = latest_figure(case, counts)
    reasons = (*_announced(case, counts), *_presence(case, posts, arrivals)) if is_telling() else ()
    case.asks("compliance.ask.figure", best, [best] if best else ())
    if best is None:
        steps = _steps(case, counts)
        arrived = [word for word in steps if word.affirms]
        return not_done(case, steps, (*reasons, *tell("compliance.step", arrived)))
    standing = Standing("in_progress", 0, level(best, owed.unit), _sayers(case, counts, best), reasons)
    rivals = rival_figures(case, counts, best, owed)
    if rivals and case.asks(
        "compliance.ask.rival_figure", True, [best, *rivals], figure=figure(best), owed=owed.value
    ):
        return _rivalled(standing, best, rivals)
    return _measure(case, best, owed, standing)


def _rivalled(standing: Standing, best: Entry, rivals: Sequence[Entry]) -> Standing:
    """Disputed: of one day, one figure is as owed, and another, of a word that weighs as much, is not."""
    for rival in rivals if is_telling() else ():
        told = because(
            "compliance.deploy.rival",
            (best.claim_id, rival.claim_id),
            actor=speaker(best.said_by, best.through),
            figure=figure(best),
            other=speaker(rival.said_by, rival.through),
            rival=figure(rival),
            day=on_day(best.on),
        )
        standing = _told(standing, told)
    names = {*standing.rests_on, *(one.said_by for one in rivals if one.said_by)}
    return replace(standing, phase="disputed", rests_on=tuple(sorted(names)))


def _measure(case: Case, best: Entry, owed: Quantity, standing: Standing) -> Standing:
    held = hold_against(owed, best)
    of: dict[str, Argument] = {"figure": figure(best), "owed": owed.value}
    if owed.bound != "ceiling" and case.asks("compliance.ask.short", held == "short", [best], **of):
        return _told(standing, _against("compliance.deploy.less_than_owed", best, owed))
    if held == "more":
        standing = _told(standing, _against("compliance.deploy.more_than_owed", best, owed))
    if owed.bound == "ceiling" and case.asks("compliance.ask.above", held == "more", [best], **of):
        return _told_of_breach(case, best, standing)
    credible_word = case.voice(best.said_by) in ("beneficiary", "independent")
    if owed.bound == "exact" and case.asks(
        "compliance.ask.exceeds", held == "more" and credible_word, [best], **of
    ):
        return _told_of_breach(case, best, standing)
    if owed.bound == "exact" and case.asks("compliance.ask.more_by_own", held == "more", [best], **of):
        return standing
    if held == "open" and case.asks("compliance.ask.open_figure", True, [best], **of):
        return _told(standing, _against("compliance.deploy.leaves_open", best, owed))
    return _whose(case, best, standing)


def _told_of_breach(case: Case, best: Entry, standing: Standing) -> Standing:
    independent = case.voice(best.said_by) == "independent"
    observed = case.asks("compliance.ask.told_independently", independent, [best])
    return replace(standing, phase="indicated" if observed else "disputed")


def _whose(case: Case, best: Entry, standing: Standing) -> Standing:
    """A figure that is as owed: whose word it is decides, unless it is gainsaid later."""
    gainsaid = _gainsaid(case, best)
    if case.asks("compliance.ask.gainsaid", gainsaid, gainsaid):
        names = tuple(sorted({*standing.rests_on, *(w.said_by for w in gainsaid if w.said_by)}))
        told = because("compliance.deploy.gainsaid", [w.claim_id for w in gainsaid], actors=_actors(gainsaid))
        return replace(_told(standing, told), phase="disputed", rests_on=names)
    voice = case.voice(best.said_by)
    if case.asks("compliance.ask.figure_credible", voice in ("beneficiary", "independent"), [best]):
        return _fulfilled(case, best, replace(standing, phase="fulfilled"))
    if case.asks("compliance.ask.figure_own", voice == "obligor", [best]):
        return replace(standing, phase="claimed")
    return standing


def _told(standing: Standing, reason: Reason) -> Standing:
    return replace(standing, reasons=(*standing.reasons, reason))


def _fulfilled(case: Case, best: Entry, standing: Standing) -> Standing:
    day: date = best.on or case.day
    if case.due_on is None or case.asks(
        "compliance.ask.in_time", case.in_time(case.due_on, day), [best], due=case.due_on, day=day, part=""
    ):
        return replace(standing, done_on=day)
    days, late = delay(case, "compliance.late", case.due_on, day, (best.claim_id,), day=day)
    reasons = (*standing.reasons, late)
    return replace(standing, phase="fulfilled_late", overdue_days=days, reasons=reasons, done_on=day)


def _is_theirs(case: Case, actor: str | None) -> bool:
    return actor is None or case.scene.side_of(actor) in case.obligors


def _label(case: Case, entry: Entry) -> str | None:
    """A figure of what is owed, of posts, of what brought them; by the obligors or of nobody's it names."""
    owed = case.obligation.quantity
    if not _is_theirs(case, entry.actor) or (entry.place_ids and not case.concerns(entry.place_ids)):
        return None
    if entry.about or entry.category or not _tells_of_all(case, entry):
        return None  # how strong a post or a unit is, or so many of a sort, is not how strong the force is
    if owed is not None and entry.measure == owed.unit:
        counted = entry.low is not None or entry.high is not None
        return "count" if counted and not _tells_the_terms(case, entry) else None
    if entry.measure == "post":
        return "post"
    carries = entry.measure.removeprefix("arrive-") in ("aircraft", "convoy", "train", "ship")
    return "arrival" if carries else None


def _tells_of_all(case: Case, entry: Entry) -> bool:
    """Whether it tells of all that is owed: of no places, of the area as a whole, or of a part of it in which
    there are so many that this settles it for the whole."""
    owed = case.obligation.quantity
    extent = extent_of(case.scene.agreement, case.obligation, entry.place_ids)
    is_so_many = owed is not None and entry.measure == owed.unit and hold_part_against(owed, entry) != "open"
    return extent == "whole" or (extent == "part" and is_so_many)


def _tells_the_terms(case: Case, entry: Entry) -> bool:
    """A number that somebody else gives on the day of signature is the one agreed, not one counted."""
    signed = case.scene.since.isoformat()
    said_then = entry.published_at is not None and entry.published_at[:10] <= signed
    return said_then and case.voice(entry.said_by) != "obligor"


def _against(code: str, best: Entry, owed: Quantity) -> Reason:
    return because(code, (best.claim_id,), figure=figure(best), owed=owed.value)


def _sayers(case: Case, counts: Sequence[Entry], best: Entry) -> tuple[str, ...]:
    same = [e for e in counts if (e.low, e.high, e.comparator) == (best.low, best.high, best.comparator)]
    voice = case.voice(best.said_by)
    names = {e.speaker for e in same if case.voice(e.said_by) == voice}
    return tuple(sorted(name for name in names if name))


def _gainsaid(case: Case, best: Entry) -> list[Word]:
    day: date = best.on or case.day
    said = best.published_at or ""
    return [
        word
        for word in credible(case, case.sort_words(_label_word, "deploy")["denied"])
        if (word.last or case.day) >= day and word.said_at[:10] > said[:10]
    ]


def _steps(case: Case, counts: Sequence[Entry]) -> list[Word]:
    """Plans with a number, told after the signature, and arrivals."""
    words = case.sort_words(_label_word, "deploy")
    planned = {entry.claim_id for entry in counts if is_plan(entry)}
    told = Together(words["arrival"], words["other"])
    announced = [w for w in told if w.claim_id in planned and not case.restates(w)]
    return [*announced, *(w for w in words["arrival"] if w.claim_id not in planned or case.restates(w))]


def _label_word(case: Case, word: Word) -> str | None:
    if word.affirms and _arrives(case, word):
        return "arrival"
    return "denied" if word.denies and _is_theirs(case, word.event.actor) else "other"


def _arrives(case: Case, word: Word) -> bool:
    places = word.event.places
    return _is_theirs(case, word.event.actor) and (not places or case.concerns(p.place_id for p in places))


def _announced(case: Case, counts: Sequence[Entry]) -> tuple[Reason, ...]:
    codes = {
        "obligor": "compliance.deploy.announced",
        "independent": "compliance.deploy.observed",
        "beneficiary": "compliance.deploy.acknowledged",
        "adversary": "compliance.deploy.outlet",
        "outlet": "compliance.deploy.outlet",
    }
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in counts:
        code = "compliance.deploy.planned" if is_plan(entry) else codes[case.voice(entry.said_by)]
        day = str(entry.on or "")
        figure_key = f"{entry.low}/{entry.high}/{entry.comparator}"
        groups.setdefault((code, day, entry.speaker, figure_key), []).append(entry)
    told = [
        because(
            key[0],
            [entry.claim_id for entry in group],
            actor=speaker(group[0].said_by, group[0].through),
            figure=figure(group[0]),
            day=on_day(group[0].on),
        )
        for key, group in sorted(groups.items())
    ]
    heard = {key[0] for key in groups}
    for code in ("compliance.deploy.observed", "compliance.deploy.acknowledged"):
        if groups and code not in heard:
            told.append(because(f"{code}.none"))
    return tuple(told) if told else (because("compliance.deploy.no_figure"),)


def _presence(case: Case, posts: Sequence[Entry], arrivals: Sequence[Entry]) -> tuple[Reason, ...]:
    """The last word on posts, and the last on arrivals: signs of the force, not its strength."""
    told = []
    manned, carried = latest_figure(case, posts), latest_figure(case, arrivals)
    if manned is not None:
        told.append(of_figure("compliance.deploy.posts", manned))
    if carried is not None:
        told.append(of_figure("compliance.deploy.arrivals", carried))
    return tuple(told)


def _actors(words: list[Word]) -> tuple[str, ...]:
    return tuple(f"actor:{name}" for name in sorted({w.said_by for w in words if w.said_by}))
