"""Before the page is told to be wrong: whether another part of the accord has what it says.

A figure of the page that is not the clause's own may be that of another obligation, of a reading, of an
amendment, or of what a clause says beside its obligations. Where one of these may be meant, the page is
not contradicted: it is told which has the figure, and that it is not sure which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tregua.agreement.comparison.align import Aligner
from tregua.agreement.comparison.arms import are_others
from tregua.agreement.comparison.choosing import Match
from tregua.agreement.comparison.ground import places_of
from tregua.agreement.comparison.page import Sentence
from tregua.agreement.comparison.said import found
from tregua.agreement.comparison.sides import agents_of
from tregua.agreement.comparison.spans import same_span, spans_in
from tregua.agreement.comparison.standing import Owed, reading_with
from tregua.agreement.comparison.words import flatten, load_words, measures_in, stems
from tregua.agreement.terms import Obligation
from tregua.model.comparison import PageFinding
from tregua.model.messages import say
from tregua.model.records import QuantityMention, Span, TimeMention
from tregua.model.when import day_of
from tregua.vocabulary.units import UNITS

_FIGURES = ("how_much", "when", "duration", "renewal", "notice")
_KEPT = ("compare.when.not_yet", "compare.share.contradicts", "compare.how_much.bare")
"""Where the page's figure is known to be another one, and the finding says which."""
_FRAGMENT = re.compile(r"[;,:]|\.(?!\d)|\band\b")

_MEASURED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|hundred"
    r"|hours?|days?|weeks?|months?|years?|kilomet\w+|met(?:re|er)s?|miles?|least|most|more|within|each)\b"
)


def reconciled(
    aligner: Aligner,
    sentences: Sequence[Sentence],
    beside: dict[int, Sequence[Match]],
    findings: Iterable[PageFinding],
) -> Iterator[PageFinding]:
    """The findings; a contradiction as a doubt, or as a match of another obligation, where that has exactly
    the page's figure, or is owed by the one the page names. ``beside``: sentence start → its matches."""
    listed = tuple(findings)
    answered = {
        (sentence.start, one.obligations)
        for one in listed
        if one.aspect == "when"
        and one.verdict == "matches"
        and (sentence := _sentence_of(sentences, one)) is not None
    }
    for one in _weighed(aligner, sentences, beside, listed):
        sentence = _sentence_of(sentences, one)
        wrong = one.aspect == "when" and one.verdict in ("contradicts", "doubtful", "adds")
        if sentence is None or not wrong or (sentence.start, one.obligations) not in answered:
            yield one  # else the sentence has the clause's day, and this one is of something else in it


def _weighed(
    aligner: Aligner,
    sentences: Sequence[Sentence],
    beside: dict[int, Sequence[Match]],
    findings: Iterable[PageFinding],
) -> Iterator[PageFinding]:
    for one in findings:
        sentence = _sentence_of(sentences, one)
        owed = next((own for own in aligner.standing if own.id in one.obligations), None)
        codes = ("compare.when.counted.doubtful", "compare.when.adds")
        judged = one.verdict == "contradicts" or one.text.code in codes
        if not judged or sentence is None or owed is None or one.text.code in _KEPT:
            yield one
        elif one.aspect == "who":
            yield _of_another_side(aligner, sentence, owed, one)
        elif one.aspect in _FIGURES:
            yield from _of_another(aligner, sentence, owed, beside.get(sentence.start, ()), one)
        else:
            yield one


def _sentence_of(sentences: Sequence[Sentence], finding: PageFinding) -> Sentence | None:
    start = finding.spans[0].start if finding.spans else -1
    return next((one for one in sentences if one.start <= start < one.end), None)


# --- who -----------------------------------------------------------------------------------------


def _of_another_side(aligner: Aligner, sentence: Sentence, owed: Owed, one: PageFinding) -> PageFinding:
    agents = agents_of(aligner.agreement, sentence, owed.obligation)
    others = [
        other
        for other in aligner.standing
        if other.id != owed.id
        and other.obligation.kind == owed.obligation.kind
        and agents & set(other.obligation.obligors)
        and _may_be_meant(aligner, sentence, owed, other)
        and _subjects(sentence.flat) & stems(f"{other.obligation.title} {other.obligation.object}")
    ]
    if not others or one.text.code != "compare.who.contradicts":
        return one
    return _doubted(one, "compare.elsewhere.who", [f"obligation:{other.id}" for other in others])


# --- figures -------------------------------------------------------------------------------------


def _of_another(
    aligner: Aligner, sentence: Sentence, owed: Owed, beside: Sequence[Match], one: PageFinding
) -> Iterator[PageFinding]:
    told = _figure(sentence, one)
    if told is None:
        yield one
        return
    others = [
        other
        for other in aligner.standing
        if (other.id != owed.id or one.aspect != "when")
        and bool(other.obligation.term) == bool(owed.obligation.term)
        and _may_be_meant(aligner, sentence, owed, other)
        and _bears(aligner, other, told)
    ]
    meant = [other for other in others if _is_sister(sentence, owed, other)]
    if len(meant) == len(others) == 1 and one.aspect == "when":
        if not any(match.owed.id == meant[0].id for match in beside):
            code = "compare.elsewhere.matches"
            yield found("matches", one.aspect, (meant[0],), one.spans, code, page=one.page)
        return
    if others and one.verdict == "adds":
        return  # no clause lacks it: another has it
    where = [f"obligation:{other.id}" for other in others if other.id != owed.id]
    where += [f"clause:{clause}" for clause in _clauses_with(aligner, sentence, told)]
    doubted = where and one.verdict != "adds"
    yield _doubted(one, "compare.elsewhere", where) if doubted else one


def _doubted(one: PageFinding, code: str, where: Sequence[str]) -> PageFinding:
    args = {name: value for name, value in one.text.args.items() if name in ("clause", "page", "accord")}
    text = say(code, **args, elsewhere=tuple(dict.fromkeys(where)))
    return one.model_copy(update={"verdict": "doubtful", "text": text})


def _figure(sentence: Sentence, one: PageFinding) -> TimeMention | QuantityMention | None:
    """The mention that a finding rests on; None where it is no day, span of time or count."""
    span = one.spans[0]

    def there(mention: Span) -> bool:
        return (mention.start, mention.end) == (span.start, span.end)

    times = (mention for mention in sentence.times if there(mention))
    counts = (mention for mention in sentence.quantities if there(mention))
    return next(counts, None) if one.aspect == "how_much" else next(times, None)


def _may_be_meant(aligner: Aligner, sentence: Sentence, owed: Owed, other: Owed) -> bool:
    """Whether the sentence may speak of ``other`` as well: nothing it names speaks against that, and
    something for it."""
    obligation = other.obligation
    places = {one for one in places_of(sentence) if not aligner.is_wide(one)}
    near = any(aligner.agreement.lies_in(one, obligation.area) for one in places)
    if places and obligation.area and not near:
        return False
    named = {one.actor_id for one in sentence.actors}
    bodies = {one.obligation.body for one in aligner.standing if one.obligation.body in named}
    if bodies and obligation.body not in bodies:
        return False
    same_kind = [one.obligation for one in aligner.standing if one.obligation.kind == obligation.kind]
    if are_others(sentence.flat, obligation, same_kind):
        return False
    agents = agents_of(aligner.agreement, sentence, obligation)
    if agents and not agents & set(obligation.obligors):
        return False
    own = stems(f"{obligation.title} {obligation.object}")
    return bool(_subjects(sentence.flat) & own) or obligation.clause == owed.obligation.clause


def _is_sister(sentence: Sentence, owed: Owed, other: Owed) -> bool:
    """Whether it is of the same clause, kind and side, and the sentence has words of it."""
    one, two = owed.obligation, other.obligation
    alike = (one.clause, one.kind, one.obligors) == (two.clause, two.kind, two.obligors)
    return alike and owed.id != other.id and bool(stems(sentence.flat) & stems(f"{two.title} {two.object}"))


def _bears(aligner: Aligner, owed: Owed, told: TimeMention | QuantityMention) -> bool:
    """Whether an obligation has a figure, as it stands, by a reading, or by an amendment."""
    versions = [owed.obligation, owed.original]
    versions += [owed.original.under(one) for one in (*owed.amended, *owed.to_come)]
    if isinstance(told, QuantityMention):
        return any(_counts(one, told) for one in versions)
    if told.duration:
        return any(same_span(told.duration, own) for one in versions for own in _spans_of(one))
    if not told.latest:
        return False
    day = day_of(told.latest)
    return day == owed.due or reading_with(aligner.agreement, owed, day) is not None


def _spans_of(one: Obligation) -> Iterator[str]:
    windows = [one.window, *(reading.window for reading in one.readings)]
    yield from (window.duration for window in windows if window and window.duration)
    term = one.term
    listed = [one.every, one.interruption, *((term.duration, term.renewal, term.notice) if term else ())]
    yield from (text for text in listed if text)


def _counts(one: Obligation, told: QuantityMention) -> bool:
    given = {value for value in (told.low, told.high) if value is not None}
    owes = [one.quantity, *one.shares.values()]
    if any(own and own.unit == told.unit and own.value in given for own in owes):
        return True
    factor = load_words().lengths.get(told.unit)
    distances = [one.distance, *(reading.distance for reading in one.readings)]
    lengths = {distance.km for distance in distances if distance}
    return factor is not None and any(value * factor in lengths for value in given)


# --- what is printed -----------------------------------------------------------------------------


def _clauses_with(aligner: Aligner, sentence: Sentence, told: TimeMention | QuantityMention) -> Iterator[str]:
    """The clauses whose own words have the figure beside a word of the sentence."""
    words = _subjects(sentence.flat)
    for clause, text in _texts(aligner):
        for fragment in _FRAGMENT.split(flatten(text)):
            if words & _subjects(fragment) and _prints(fragment, told):
                yield clause
                break


def _subjects(flat: str) -> frozenset[str]:
    """What folded text is about, without its numbers and units."""
    return stems(_MEASURED.sub(" ", flat))


def _texts(aligner: Aligner) -> Iterator[tuple[str, str]]:
    agreement = aligner.agreement
    yield from ((one.clause, one.text) for one in agreement.provisions)
    for one in agreement.obligations:
        yield one.clause, one.object
        yield from ((one.clause, part.text) for part in one.exceptions)
        yield from ((one.clause, part.text) for part in one.readings)
    yield from ((one.id, one.summary) for one in agreement.clauses)


def _prints(fragment: str, told: TimeMention | QuantityMention) -> bool:
    if isinstance(told, TimeMention):
        return bool(told.duration) and any(same_span(told.duration, own) for own in spans_in(fragment))
    given = {value for value in (told.low, told.high) if value is not None}
    factor = load_words().lengths.get(told.unit)
    if factor is not None:
        forms = {unit: UNITS[unit].forms for unit in load_words().lengths}
        own = {one.km for one in measures_in(fragment, forms)}
        return any(value * factor in own for value in given)
    unit = UNITS.get(told.unit)
    printed = {float(one.replace(",", "")) for one in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", fragment)}
    named = unit is not None and any(flatten(form) in fragment for form in unit.forms)
    return named and bool(given & printed)
