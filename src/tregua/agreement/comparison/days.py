"""When: the days a page gives for an obligation, against the clause's own.

A day that only a later amendment made right, and one that an amendment already known has replaced, are
told as such. A page whose day covers the clause's without naming it is less precise, no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tregua.agreement.calendar import shift
from tregua.agreement.comparison.align import Aligner
from tregua.agreement.comparison.choosing import Match
from tregua.agreement.comparison.page import Sentence
from tregua.agreement.comparison.said import found, once, span_of
from tregua.agreement.comparison.spans import alike_span, hours_in, read_span, same_span, write_duration
from tregua.agreement.comparison.standing import Owed, amendment_with, reading_with
from tregua.agreement.comparison.words import load_words
from tregua.agreement.terms import Agreement, ReadingOf
from tregua.agreement.timing import Window
from tregua.model.comparison import PageFinding, Verdict
from tregua.model.messages import Argument, Message, say
from tregua.model.records import Span, TimeMention
from tregua.model.when import day_of, is_day
from tregua.vocabulary.acts import is_a

_NEAR = 60
_ZONES = timedelta(hours=14)
"""How far the same moment may lie apart by the clocks of two places."""


class DayTold:
    """One day of the page: the last one in time, and the first one its words leave open."""

    def __init__(self, mention: TimeMention, earliest: date, latest: date, *, before: bool = False) -> None:
        self.mention = mention
        self.before = before
        self.earliest = earliest
        self.latest = latest - timedelta(days=1) if before else latest
        self.printed = latest

    @property
    def message(self) -> Message:
        """The day as the page has it."""
        if self.before:
            return say("compare.day.before", day=self.printed)
        if self.earliest < self.latest:
            return say("compare.day.between", first=self.earliest, last=self.latest)
        return say("compare.day.on", day=self.latest)


def compare_days(
    agreement: Agreement,
    owed: Owed,
    matches: Sequence[Match],
    others: frozenset[str],
    sentences: Sequence[Sentence],
) -> tuple[PageFinding, ...]:
    """Findings on the obligation's day. ``others``: the places of other obligations of its kind, each of
    which has a day of its own in the sentence. A day that stands anywhere in the page is not left out."""
    told: list[PageFinding] = []
    for match in matches:
        if match.together or not match.strong:
            continue
        if owed.window is not None and owed.window.starts_at is not None:
            told.extend(_compare_start(agreement, owed, match.sentence))
            continue
        if owed.window is not None and owed.window.duration:
            told.extend(_compare_counted(agreement, owed, owed.window, match.sentence))
            if owed.due is None:
                continue
        if owed.obligation.kind == "renew":
            continue
        for day in days_in(match.sentence, owed, agreement, others):
            told.append(_compare_due(agreement, owed, day))
    return once(told) or (() if _stands_elsewhere(owed, sentences) else _left_out(owed, matches))


def _stands_elsewhere(owed: Owed, sentences: Sequence[Sentence]) -> bool:
    """Whether the page gives the clause's day or count in another sentence, of whatever it speaks there."""
    window = owed.window
    if window is None:
        return False
    start = window.starts_at.date() if window.starts_at else None
    for mention in (mention for sentence in sentences for mention in sentence.times):
        if mention.duration and not mention.latest:
            if same_span(mention.duration, window.duration):
                return True
        elif mention.latest and day_of(mention.latest) in (owed.due or start, window.due or start):
            return mention.latest == mention.earliest and start is None
    return False


def compare_together(matches: Sequence[Match]) -> tuple[PageFinding, ...]:
    """Findings on one day that a page gives for several obligations in one word."""
    by_sentence: dict[int, list[Match]] = {}
    for match in matches:
        if match.together:
            by_sentence.setdefault(match.sentence.start, []).append(match)
    findings = []
    for group in by_sentence.values():
        dated = [match.owed for match in group if match.owed.due is not None]
        days = days_in(group[0].sentence)
        if len(dated) > 1 and len(days) == 1:
            findings.append(_covers(dated, days[0]))
    return tuple(findings)


def compare_changes(aligner: Aligner, sentences: Sequence[Sentence]) -> tuple[PageFinding, ...]:
    """Findings on deadlines that the page says were put off: the amendment that did so, or none known."""
    findings = []
    for sentence in sentences:
        if load_words().finds("wished", sentence.flat):
            continue
        for event in (one.event for one in sentence.told):
            if (
                not is_a(event.act, "extend")
                or event.negated
                or event.modality != "actual"
                or not event.latest
            ):
                continue
            day = day_of(event.latest)
            changed = bool(load_words().finds("changed", sentence.flat))
            for owed in aligner.standing:
                area = owed.obligation.area
                if owed.due is None or not any(
                    aligner.agreement.lies_in(place.place_id, area) for place in event.places
                ):
                    continue
                amendment = amendment_with(aligner.agreement, (*owed.amended, *owed.to_come), day)
                spans, page = [Span(start=event.start, end=event.end)], say("compare.day.on", day=day)
                if day == owed.due and amendment is None:
                    continue
                if amendment is None and changed:
                    findings.append(
                        found("adds", "when", (owed,), spans, "compare.when.change_unknown", page=page)
                    )
                elif amendment is not None:
                    findings.append(
                        found(
                            "matches", "when", (owed,), spans, "compare.when.change", page=page,
                            noted=amendment.id, amended=f"version:{amendment.id}",
                        )
                    )  # fmt: skip
    return once(findings)


def days_in(
    sentence: Sentence,
    owed: Owed | None = None,
    agreement: Agreement | None = None,
    others: frozenset[str] = frozenset(),
) -> tuple[DayTold, ...]:
    """The days a sentence gives as deadlines; for ``owed``, those of its own place where the sentence names
    the place of another. As many days as places are taken in turn, whichever comes first; else none is
    sure, and the clause's own day alone is found."""
    days = [day for mention in sentence.times if (day := _deadline(sentence, mention, owed, agreement))]
    if owed is None or agreement is None or len(days) < 2:
        return tuple(days)
    own = _first(agreement, sentence, owed.obligation.area)
    foreign = [_first(agreement, sentence, (place,)) for place in sorted(others)]
    places = sorted({at for at in (own, *foreign) if at is not None})
    if own is not None and len(places) == len(days):
        return (days[places.index(own)],)
    return tuple(day for day in days if day.latest == owed.due)[:1]


def _first(agreement: Agreement, sentence: Sentence, area: Sequence[str]) -> int | None:
    """Where the sentence first names a place of ``area``."""
    at = [m.start for m in sentence.places if agreement.lies_in(m.place_id, tuple(area))]
    return min(at, default=None)


def _compare_counted(
    agreement: Agreement, owed: Owed, window: Window, sentence: Sentence
) -> Iterator[PageFinding]:
    """Days counted from an event that the accord does not date: the count alone can be compared. One that is
    that of another obligation of the kind, owed by the same, may be meant for that."""
    others = [
        one.window.duration
        for one in agreement.obligations
        if one.kind == owed.obligation.kind
        and set(one.obligors) & set(owed.obligation.obligors)
        and one.window is not None
        and one.window.duration
    ]
    for mention in sentence.times:
        if mention.duration and load_words().finds("day_within", sentence.before(mention)):
            same = same_span(mention.duration, window.duration)
            read = None if same else _read_to_count(owed, mention.duration)
            if read is not None:
                page = write_duration(mention.duration)
                code, whose = "compare.when.counted.in_a_reading", f"reading:{read.id}"
                yield found("matches", "when", (owed,), (span_of(mention),), code, page=page, reading=whose)
                continue
            verdict: Verdict = "matches" if same else "contradicts"
            if not same and any(same_span(mention.duration, one) for one in others):
                verdict = "doubtful"
            page, accord = write_duration(mention.duration), write_duration(window.duration)
            code = f"compare.when.counted.{verdict}"
            if verdict == "contradicts" and alike_span(mention.duration, window.duration):
                verdict, code = "doubtful", "compare.when.counted.alike"
            yield found(verdict, "when", (owed,), (span_of(mention),), code, page=page, accord=accord)


def _read_to_count(owed: Owed, duration: str) -> ReadingOf | None:
    """The reading of the obligation that counts so many days; None where there is none."""
    for reading in owed.obligation.readings:
        window = reading.window
        if window and same_span(window.duration, duration):
            return reading
    return None


def _deadline(
    sentence: Sentence, mention: TimeMention, owed: Owed | None, agreement: Agreement | None
) -> DayTold | None:
    words, lead = load_words(), sentence.before(mention)
    if mention.duration and not mention.latest:
        if owed is None or agreement is None or not words.finds("day_within", lead):
            return None
        if owed.window is not None and owed.window.duration:
            return None  # counted, not dated
        span = read_span(mention.duration)
        if span is None:
            return None
        end = shift(agreement.signed(owed.original), span)
        return DayTold(mention, end, end)
    if not mention.latest or words.finds("day_spoken", lead) or _is_of_what_happened(sentence, mention):
        return None
    latest = day_of(mention.latest)
    earliest = day_of(mention.earliest) if mention.earliest else latest
    if words.finds("day_before", lead):
        return DayTold(mention, earliest, latest, before=True)
    return DayTold(mention, earliest, latest) if words.finds("day_by", lead) else None


def _is_of_what_happened(sentence: Sentence, mention: TimeMention) -> bool:
    """Whether it is the day on which, by the page, something was done (*deployed on Tuesday*)."""
    if not re.search(r"(?<!\w)on (?:the )?\Z", sentence.before(mention)):
        return False
    happened = any(
        one.event.modality == "actual" and one.event.start <= mention.start < one.event.end
        for one in sentence.told
    )
    ahead = sentence.flat[: mention.start - sentence.start]
    return happened or not load_words().finds("binding", ahead)


def _compare_due(agreement: Agreement, owed: Owed, told: DayTold) -> PageFinding:
    due, span = owed.due, (span_of(told.mention),)

    def finding(verdict: Verdict, code: str, noted: str | None = None, **args: Argument) -> PageFinding:
        window = owed.window
        accord = None if due is None else _written(window.preposition if window else "by", due)
        return found(
            verdict, "when", (owed,), span, code, page=told.message, accord=accord, noted=noted, **args
        )

    if due is None:
        return finding("adds", "compare.when.adds")
    if told.latest == due:
        now = amendment_with(agreement, owed.amended, due)
        if now is not None:
            return finding("matches", "compare.when.as_amended", now.id, amended=f"version:{now.id}")
        return finding("matches", "compare.when.matches")
    if told.earliest <= due < told.latest:
        return finding("less_precise", "compare.when.covers")
    if owed.amended and told.latest == _due_before(owed):
        last = owed.amended[-1]
        return finding(
            "doubtful", "compare.when.no_longer", last.id, amended=f"version:{last.id}", since=last.known_on
        )
    reading = reading_with(agreement, owed, told.latest)
    if reading is not None:
        return finding("matches", "compare.when.in_a_reading", reading=f"reading:{reading.id}")
    later = amendment_with(agreement, owed.to_come, told.latest)
    if later is not None:
        since = later.known_on
        return finding(
            "contradicts", "compare.when.not_yet", later.id, amended=f"version:{later.id}", since=since
        )
    if told.before and told.printed == due:
        return finding("doubtful", "compare.when.before_or_by")
    return finding("contradicts", "compare.when.contradicts")


def _due_before(owed: Owed) -> date | None:
    window = owed.original.window
    if window is None or window.due is None:
        return None
    return window.due if window.inclusive else window.due - timedelta(days=1)


def _written(preposition: str, due: date) -> Message:
    if preposition == "until":
        return say("compare.day.until", day=due)
    return say("compare.day.by", day=due)


def _covers(dated: Sequence[Owed], told: DayTold) -> PageFinding:
    fits = [owed for owed in dated if owed.due == told.latest]
    days = tuple(
        say("compare.day.of", obligation=f"obligation:{owed.id}", day=owed.due)
        for owed in sorted(dated, key=lambda one: one.due or date.max)
        if owed.due
    )
    past = [owed for owed in dated if owed.due and owed.due > told.latest]
    verdict: Verdict = "less_precise" if fits and not past else "doubtful"
    code = "compare.when.hides" if fits and not past else "compare.when.hides_none"
    if past:
        code = "compare.when.hides_later"
    return found(
        verdict,
        "when",
        dated,
        (span_of(told.mention),),
        code,
        page=told.message,
        accord=say("compare.list", what=days),
        count=len(dated),
        last=told.latest,
        fits=tuple(f"obligation:{one.id}" for one in fits),
    )


def without_repeats(findings: Sequence[PageFinding]) -> tuple[PageFinding, ...]:
    """Without a left-out beginning where the page gives it for another obligation of the clause, and
    without a day taken for one that has none where it is the day of another."""
    told = {one.clauses for one in findings if one.aspect == "when" and one.verdict != "omits"}
    taken = {one.spans for one in findings if one.aspect == "when" and one.verdict == "matches"}
    begun: set[tuple[str, ...]] = set()
    kept = []
    for one in findings:
        is_start = one.aspect == "when" and one.verdict == "omits" and _is_start(one)
        if is_start and (one.clauses in told or one.clauses in begun):
            continue
        if one.aspect == "when" and one.verdict == "adds" and one.spans in taken:
            continue
        begun |= {one.clauses} if is_start else set()
        kept.append(one)
    return tuple(kept)


def without_part_days(findings: Sequence[PageFinding], matches: Sequence[Match]) -> list[PageFinding]:
    """Without a wrong day that a sentence gives for a part of what is owed (*the first 40 on Monday*): the
    clause's day is that of the whole."""
    kept = []
    for one in findings:
        if one.aspect == "when" and one.verdict == "contradicts":
            spans = [match.sentence.span for match in matches]
            here = [s for s in spans if any(s.start <= span.start < s.end for span in one.spans)]
            counts = {
                other.text.code
                for other in findings
                if other.aspect == "how_much"
                and any(s.start <= span.start < s.end for span in other.spans for s in here)
            }
            if counts == {"compare.how_much.part"}:
                continue
        kept.append(one)
    return kept


def _is_start(finding: PageFinding) -> bool:
    return finding.accord is not None and finding.accord.code in ("compare.day.from", "compare.day.from_day")


def _left_out(owed: Owed, matches: Sequence[Match]) -> tuple[PageFinding, ...]:
    strong = [one for one in matches if one.strong]
    if owed.window is None or not strong or any(one.together for one in matches):
        return ()
    spans = tuple(one.sentence.span for one in strong[:1])
    start = owed.window.starts_at
    if start is not None:
        accord = _from_when(owed, owed.window)
        return (found("omits", "when", (owed,), spans, "compare.when.omits", accord=accord),)
    if owed.due is None:
        if not owed.window.duration:
            return ()
        counted = write_duration(owed.window.duration)
        return (found("omits", "when", (owed,), spans, "compare.when.counted.omits", accord=counted),)
    accord = _written(owed.window.preposition, owed.due)
    return (found("omits", "when", (owed,), spans, "compare.when.omits", accord=accord),)


# --- from when -----------------------------------------------------------------------------------


def _compare_start(agreement: Agreement, owed: Owed, sentence: Sentence) -> Iterator[PageFinding]:
    window = owed.window
    if window is None or window.starts_at is None:
        return
    zone = window.zone or agreement.zone
    start = window.starts_at.replace(tzinfo=ZoneInfo(zone))
    accord = _from_when(owed, window)
    for mention in sentence.times:
        if not mention.earliest or mention.earliest != mention.latest or mention.duration:
            continue
        lead = sentence.before(mention)
        if load_words().finds("day_spoken", lead) or not load_words().finds("day_by", lead):
            continue
        if not _begins(sentence, mention) or any(hours_in(sentence.of(mention))):
            continue
        if _is_of_a_day(owed) and is_day(mention.earliest) and day_of(mention.earliest) == start.date():
            verdict: Verdict = "matches"
            code = "compare.when.matches"
        else:
            verdict, code = _judge_start(sentence, mention, start, zone)
        page = say("compare.day.on", day=mention.earliest)
        yield found(verdict, "when", (owed,), (span_of(mention),), code, page=page, accord=accord)


def _is_of_a_day(owed: Owed) -> bool:
    """Whether it binds from a day on, counted from an event, and from no printed hour."""
    window = owed.obligation.window
    return window is not None and window.starts_at is None


def _from_when(owed: Owed, window: Window) -> Message:
    if window.starts_at is not None and not _is_of_a_day(owed):
        start = window.starts_at.isoformat(timespec="minutes")
        return say("compare.day.from", start=start, zone=window.zone) if window.zone else _from(start)
    return _from(window.starts_at.date().isoformat() if window.starts_at else "")


def _from(start: str) -> Message:
    return say("compare.day.from_day", day=start)


def _begins(sentence: Sentence, mention: TimeMention) -> bool:
    """Whether the day is that on which the silence of arms begins, and not of something else in the
    sentence."""
    cease = load_words().kinds["cease"].strong.search(sentence.flat)
    at = mention.start - sentence.start
    return cease is None or (cease.start() <= at and at - cease.end() <= _NEAR)


def _judge_start(sentence: Sentence, mention: TimeMention, start: datetime, zone: str) -> tuple[Verdict, str]:
    written = mention.earliest or ""
    around = f"{sentence.before(mention, 30)}{sentence.of(mention)}{sentence.after(mention, 24)}"
    if is_day(written):
        if day_of(written) == start.date():
            midnight = start.hour == start.minute == 0 and load_words().finds("midnight", around)
            ours = any(pattern.search(around) for one, pattern in load_words().zones.items() if one == zone)
            if midnight and ours:
                return "matches", "compare.when.matches"
            return "less_precise", "compare.when.no_hour"
        near = abs((day_of(written) - start.date()).days) == 1
        return ("doubtful", "compare.when.midnight") if near else ("contradicts", "compare.when.contradicts")
    around = f"{sentence.before(mention, 12)}{sentence.of(mention)}{sentence.after(mention, 24)}"
    named = [one for one, pattern in load_words().zones.items() if pattern.search(around)]
    instants = [datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(one)) for one in named or (zone,)]
    if any(one == start for one in instants):
        return "matches", "compare.when.matches"
    apart = min(abs(one - start) for one in instants) > _ZONES
    sure = bool(named) or apart
    return ("contradicts", "compare.when.contradicts") if sure else ("doubtful", "compare.when.no_zone")
