"""How much and how long: a page's figures, lengths and spans of time against the clause's.

A rounder figure that the clause's own satisfies (*almost 2,000* for 1,960) is less precise, no
contradiction. What has come so far is no figure of the whole, and is compared only where it fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import floor, log10

from tregua.agreement.amounts import Quantity
from tregua.agreement.comparison.align import is_counted_as
from tregua.agreement.comparison.arms import names_them, own_part
from tregua.agreement.comparison.choosing import Match
from tregua.agreement.comparison.page import Sentence
from tregua.agreement.comparison.said import found, once, span_of
from tregua.agreement.comparison.shares import bare_shares, is_part, side_counted
from tregua.agreement.comparison.spans import alike_span, same_span, shorter, write_duration
from tregua.agreement.comparison.standing import Owed
from tregua.agreement.comparison.terms_of import every_in
from tregua.agreement.comparison.words import Measure, load_words, measures_in
from tregua.agreement.terms import Agreement, Obligation
from tregua.model.bounds import ROUGHLY, bounds, can_agree, is_exact, say_count
from tregua.model.comparison import Aspect, PageFinding, Verdict
from tregua.model.messages import Message, say
from tregua.model.records import QuantityMention, TimeMention
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.units import UNITS

_TELLING = 50
_PLAIN_ZEROS = 100
"""A plain number this round may be a rounder one's (*2,000* for 1,960); a less round one is meant."""


def compare_quantity(
    owed: Owed, matches: Sequence[Match], sentences: Sequence[Sentence], agreement: Agreement
) -> tuple[PageFinding, ...]:
    """Findings on the number owed. Every sentence that counts the same unit for the same force is looked
    at, also one that tells how far it has come."""
    owes = owed.obligation.quantity
    if owes is None:
        return ()
    if owes.per:
        return _compare_rate(owed, owes, owes.per, matches)
    told: list[PageFinding] = []
    terms = {match.sentence.start for match in matches if match.strong}
    for sentence in sentences:
        of_terms = sentence.start in terms
        progress = _tells_progress(sentence, owed, agreement)
        spelt = [one for one in sentence.quantities if one.low == one.high == owes.value]
        bare: tuple[QuantityMention, ...] = ()
        if of_terms and owed.obligation.shares:
            alike = tuple(one for one in sentence.quantities if one.unit == owes.unit)
            bare = (*alike, *bare_shares(sentence, owes.unit))
        for mention in dict.fromkeys((*counts_of(sentence, owed.obligation.kind), *spelt, *bare)):
            exact = matches and owes.value >= _TELLING and mention.low == mention.high == owes.value
            if is_counted_as(mention, owes.unit, owes.value) and (of_terms or progress or exact):
                part = _compare_part(agreement, owed, owes, sentence, mention) if of_terms else None
                told.extend([part] if part else _compare_count(owed, owes, mention, sure=of_terms))
    if told:
        return once(told)
    strong = [match for match in matches if match.strong]
    if not strong:
        return ()
    accord = _count(owes)
    return (
        found(
            "omits", "how_much", (owed,), [strong[0].sentence.span], "compare.how_much.omits", accord=accord
        ),
    )


def _compare_rate(owed: Owed, owes: Quantity, per: str, matches: Sequence[Match]) -> tuple[PageFinding, ...]:
    """Findings on so many in each month, week …: compared where the page counts by the same."""
    told: list[PageFinding] = []
    for sentence in (match.sentence for match in matches if match.strong):
        counts = [one for one in sentence.quantities if is_counted_as(one, owes.unit, owes.value)]
        rates = [duration for _, _, duration in every_in(sentence.flat)]
        if len(counts) == 1 and any(same_span(one, per) for one in rates):
            told.extend(_compare_count(owed, owes, counts[0], sure=True))
    return once(told)


def compare_measures(
    agreement: Agreement, owed: Owed, matches: Sequence[Match], beside: Mapping[int, Sequence[Match]]
) -> tuple[PageFinding, ...]:
    """Findings on a length the clause prints for what is owed (*five kilometres wide*)."""
    own = _lengths_of(agreement, owed.obligation)
    if not own or not matches:
        return ()
    accord = say("compare.count", count=say_count(own[0].value, own[0].value), unit=f"unit:{own[0].unit}")
    told = []
    for match in matches:
        lengths = [one for one in match.sentence.quantities if one.unit in load_words().lengths]
        lengths = [one for one in lengths if one.low or one.high]
        part = part_of(agreement, match.sentence, owed.obligation)
        at = match.sentence.flat.find(part)
        if part and part != match.sentence.flat:
            first = match.sentence.start + at
            lengths = [one for one in lengths if first <= one.start < first + len(part)]
        fitting = [one for one in lengths if any(_same_length(one, o) for o in own)]
        for mention in fitting or lengths:
            others = beside.get(match.sentence.start, ())
            alone = len(others) == 1 and names_them(match.sentence.flat, owed.obligation)
            if not fitting and not alone and _is_of_another(agreement, owed.obligation, mention):
                continue
            sure: Verdict = "contradicts" if match.named or match.strong else "doubtful"
            verdict: Verdict = "matches" if fitting else sure
            code = f"compare.how_much.{verdict}"
            page = _printed(mention)
            told.append(
                found(verdict, "how_much", (owed,), [span_of(mention)], code, page=page, accord=accord)
            )
    if told or not any(match.strong for match in matches):
        return tuple(told)
    span = matches[0].sentence.span
    return (found("omits", "how_much", (owed,), [span], "compare.how_much.omits", accord=accord),)


def part_of(agreement: Agreement, sentence: Sentence, obligation: Obligation) -> str:
    """The folded words of a sentence that tell of the obligation's own weapons, where it tells of several."""
    ends = [one.end - sentence.start for one in sentence.quantities if one.unit in load_words().lengths]
    same = [one for one in agreement.obligations if one.kind == obligation.kind]
    return own_part(sentence.flat, sorted(set(ends)), obligation, same)


def _is_of_another(agreement: Agreement, obligation: Obligation, mention: QuantityMention) -> bool:
    """Whether a length is the one of another obligation of the kind, which may be meant."""
    return any(
        _same_length(mention, own)
        for one in agreement.obligations
        if one.kind == obligation.kind and one.id != obligation.id
        for own in _lengths_of(agreement, one)
    )


def counts_of(sentence: Sentence, kind: str) -> tuple[QuantityMention, ...]:
    """The counts that belong to a deployment: those of its event where one was read, else all."""
    acts = {"deploy": "deploy", "exchange": "exchange", "return": "return", "establish": "establish"}
    read = [
        quantity
        for one in sentence.told
        if kind in acts and is_a(one.event.act, acts[kind]) and not one.event.negated
        for quantity in one.event.quantities
    ]
    given = read or sentence.quantities
    return tuple(dict.fromkeys(one for one in given if one.low is not None or one.high is not None))


def compare_term(owed: Owed, matches: Sequence[Match]) -> tuple[PageFinding, ...]:
    """Findings on how long it runs, on its renewal and on the notice."""
    term = owed.obligation.term
    if term is None or not matches:
        return ()
    told: dict[Aspect, list[PageFinding]] = {"duration": [], "renewal": [], "notice": []}
    spoken: set[Aspect] = set()
    accord: dict[Aspect, str | None] = {
        "duration": term.duration,
        "renewal": term.renewal,
        "notice": term.notice,
    }
    for match in matches:
        for aspect, mention in _spans_of_time(match.sentence):
            own = accord[aspect]
            if own is not None and mention.duration:
                told[aspect].append(_compare_duration(owed, aspect, own, mention, match.sentence))
        spoken |= _parts_named(match.sentence)
    span = matches[0].sentence.span
    findings: list[PageFinding] = []
    for aspect, own in accord.items():
        if told[aspect]:
            findings.extend(once(told[aspect]))
        elif own is not None and aspect in spoken:
            findings.append(
                found(
                    "less_precise",
                    aspect,
                    (owed,),
                    [span],
                    f"compare.{aspect}.named",
                    accord=write_duration(own),
                )
            )
        elif own is not None:
            findings.append(
                found("omits", aspect, (owed,), [span], f"compare.{aspect}.omits", accord=write_duration(own))
            )
    return tuple(findings)


# --- numbers -------------------------------------------------------------------------------------


def _tells_progress(sentence: Sentence, owed: Owed, agreement: Agreement) -> bool:
    return any(
        is_a(one.event.act, "deploy.force")
        and one.event.modality == "actual"
        and not one.event.negated
        and agreement.side_of(one.event.actor) in owed.obligation.obligors
        for one in sentence.told
    )


def _compare_count(
    owed: Owed, owes: Quantity, mention: QuantityMention, *, sure: bool
) -> Iterator[PageFinding]:
    own = QuantityMention(
        start=0, end=0, text="", low=owes.value, high=owes.value, comparator=owes.comparator
    )
    verdict: Verdict = "contradicts"
    code = "compare.how_much.contradicts"
    if _is_the_same(mention, owes):
        verdict, code = "matches", "compare.how_much.matches"
    elif _is_another_bound(mention, owes):
        code = "compare.how_much.bound"
    elif can_agree(own, mention):
        bounded = "within" if owes.comparator != "=" else "rounded"
        verdict, code = "less_precise", f"compare.how_much.{bounded}"
    elif is_exact(mention) and _is_rounded(mention.low or 0.0, owes.value):
        verdict, code = "less_precise", "compare.how_much.round"
    if verdict == "contradicts" and not sure:
        return
    yield found(
        verdict, "how_much", (owed,), [span_of(mention)], code, page=_printed(mention), accord=_count(owes)
    )


def _is_another_bound(mention: QuantityMention, owes: Quantity) -> bool:
    """Whether both set a bound on the same side, and not the same one (*at least 100* for *at least 500*)."""
    low, high = mention.low, mention.high
    least = mention.comparator in (">", ">=") or (mention.comparator == "=" and high is None)
    most = mention.comparator in ("<", "<=") or (mention.comparator == "=" and low is None)
    told = low if low is not None else high
    if told is None or abs(told - owes.value) <= 1 or _is_rounded(told, owes.value):
        return False
    return (least and owes.comparator in (">", ">=")) or (most and owes.comparator in ("<", "<="))


def _is_the_same(mention: QuantityMention, owes: Quantity) -> bool:
    """Whether a count is the clause's own, with the clause's own bound (*at most 250* is a ceiling)."""
    given = {one for one in (mention.low, mention.high) if one is not None}
    if given != {owes.value}:
        return False
    bound = mention.comparator
    if bound == "=" and mention.low is None:
        bound = "<="
    elif bound == "=" and mention.high is None:
        bound = ">="
    return bound == owes.comparator


def _compare_part(
    agreement: Agreement, owed: Owed, owes: Quantity, sentence: Sentence, mention: QuantityMention
) -> PageFinding | None:
    """The finding on a count that is one side's share, or another part of the whole; None for a whole."""
    side, said_by = side_counted(agreement, sentence, mention)
    value = mention.low if mention.low is not None else mention.high
    page, span = _printed(mention), [span_of(mention)]
    share = owed.obligation.shares.get(side)
    if share is not None and (value != owes.value or said_by):
        same = _is_the_same(mention, share)
        own = QuantityMention(
            start=0, end=0, text="", low=share.value, high=share.value, comparator=share.comparator
        )
        other: Verdict = "less_precise" if can_agree(own, mention) else "contradicts"
        verdict: Verdict = "matches" if same else other
        code = f"compare.share.{verdict}"
        return found(
            verdict, "how_much", (owed,), span, code, page=page, accord=_count(share), side=f"party:{side}"
        )
    shared = bool(side) and len(owed.obligation.obligors) > 1 and value is not None and value < owes.value
    if shared or is_part(sentence, mention, owes.value):
        code = "compare.how_much.part"
        return found("less_precise", "how_much", (owed,), span, code, page=page, accord=_count(owes))
    return None


def _is_rounded(told: float, own: float) -> bool:
    """Whether ``told`` is ``own`` rounded to the digits that ``told`` has: 2,000 for 1,960, not 1,950; and
    near it: 200 is no round number for 150."""
    if told < _PLAIN_ZEROS or told % 10 or abs(told - own) > ROUGHLY * own:
        return False
    zeros = len(str(int(told))) - len(str(int(told)).rstrip("0"))
    step = 10 ** max(1, min(zeros, floor(log10(told))))
    return bool(floor(own / step + 0.5) * step == told)


def _printed(mention: QuantityMention) -> Message:
    count = say_count(mention.low, mention.high, mention.comparator, mention.word)
    return say("compare.count", count=count, unit=f"unit:{mention.unit}")


def _count(owes: Quantity) -> Message:
    return say(
        "compare.count", count=say_count(owes.value, owes.value, owes.comparator), unit=f"unit:{owes.unit}"
    )


# --- lengths -------------------------------------------------------------------------------------


def _lengths_of(agreement: Agreement, obligation: Obligation) -> tuple[Measure, ...]:
    forms = {unit: UNITS[unit].forms for unit in load_words().lengths}
    if obligation.distance is not None:
        return (Measure(value=obligation.distance.km, unit="km"),)
    own = measures_in(obligation.object, forms)
    if own or obligation.kind != "keep_open":
        return own
    terms = [
        one.text for one in agreement.provisions if one.clause == obligation.clause and one.kind == "term"
    ]
    return tuple(one for text in terms for one in measures_in(text, forms))


def _same_length(mention: QuantityMention, own: Measure) -> bool:
    low, high = bounds(mention)
    factor = load_words().lengths[mention.unit]
    slack = 0.02 * own.km
    return low * factor - slack <= own.km <= high * factor + slack


# --- spans of time -------------------------------------------------------------------------------


def _spans_of_time(sentence: Sentence) -> Iterator[tuple[Aspect, TimeMention]]:
    """Each span of time with what it is of: the term itself, its renewal, or the notice."""
    words = load_words()
    previous = 0
    for mention in sentence.times:
        if not mention.duration:
            continue
        at, end = mention.start - sentence.start, mention.end - sentence.start
        lead, tail = sentence.flat[previous:at], sentence.flat[end : end + 12]
        own = sentence.flat[at:end]
        previous = end
        if words.finds("notice", lead) or words.finds("notice_after", tail):
            yield "notice", mention
        elif words.finds("renewal", f"{lead}{own}"):
            yield "renewal", mention
        elif words.finds("mandate", sentence.flat):
            yield "duration", mention


def _parts_named(sentence: Sentence) -> set[Aspect]:
    words = load_words()
    named: set[Aspect] = set()
    if words.finds("renewal", sentence.flat):
        named.add("renewal")
    if words.finds("notice", sentence.flat):
        named.add("notice")
    return named


def _compare_duration(
    owed: Owed, aspect: Aspect, own: str, mention: TimeMention, sentence: Sentence
) -> PageFinding:
    told = mention.duration or ""
    bound = _comparator(sentence.quantities, mention)
    page, accord = write_duration(told), write_duration(own)
    verdict: Verdict = "matches" if same_span(told, own) else "contradicts"
    code = f"compare.{aspect}.{verdict}"
    if verdict == "matches" and bound in (">", ">="):
        code = f"compare.{aspect}.at_least"
        page = say("compare.at_least", what=page)
    elif verdict == "contradicts" and bound in (">", ">=") and shorter(told, own):
        verdict, code = "less_precise", f"compare.{aspect}.bound"
        page = say("compare.at_least", what=page)
    elif verdict == "contradicts" and (bound in ("<", "<=", "<~", "~") or alike_span(told, own)):
        verdict, code = "doubtful", f"compare.{aspect}.bound"
    return found(verdict, aspect, (owed,), [span_of(mention)], code, page=page, accord=accord)


def _comparator(quantities: Iterable[QuantityMention], mention: TimeMention) -> str:
    """How the span is bounded (*at least five years*): the count that takes it in says so."""
    return next(
        (one.comparator for one in quantities if one.start <= mention.start and mention.end <= one.end), "="
    )
