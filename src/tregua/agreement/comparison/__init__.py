"""What a page reports of an accord, held against it clause by clause: matches, omits, adds, contradicts.

1. :mod:`page`: the page in sentences, and which of them tell of terms;
2. :mod:`align`: which obligations each of these speaks of;
3. :mod:`people`, :mod:`days`, :mod:`figures`: who, where, when, how much, how long, field by field;
4. :mod:`elsewhere`: whether another part of the accord has what looks wrong;
5. :mod:`added`: what no clause names, and what the page says was not agreed.

A page is held against the accord as it stood on the day it was published (:mod:`standing`): with the
amendments known by then, and no other. *Contradicts* is only said where both cannot be true; a doubt is
told as one. Nothing is read into a page that is not about this accord. Pure: no clock, no files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tregua.agreement.comparison.added import find_absent, find_added
from tregua.agreement.comparison.align import Aligner
from tregua.agreement.comparison.choosing import Match
from tregua.agreement.comparison.days import (
    compare_changes,
    compare_days,
    compare_together,
    without_part_days,
    without_repeats,
)
from tregua.agreement.comparison.elsewhere import reconciled
from tregua.agreement.comparison.figures import compare_measures, compare_quantity, compare_term
from tregua.agreement.comparison.page import Sentence, sentences_of
from tregua.agreement.comparison.parties import own_actors, sides_named, with_parties
from tregua.agreement.comparison.people import (
    compare_control,
    compare_places,
    compare_sides,
    unnamed_together,
)
from tregua.agreement.comparison.said import found, once, told_apart, unsure
from tregua.agreement.comparison.standing import Owed, amendments_on, stand_on
from tregua.agreement.comparison.terms_of import compare_fixed
from tregua.agreement.comparison.words import flatten
from tregua.agreement.terms import Agreement
from tregua.model.comparison import Aspect, Comparison, PageFinding, Unmentioned, Verdict
from tregua.model.records import Reading
from tregua.model.when import day_of

_ASPECTS: tuple[Aspect, ...] = (
    "act", "who", "where", "how_much", "when", "duration", "renewal", "notice", "control",
)  # fmt: skip

__all__ = ["compare_page"]


def compare_page(
    agreement: Agreement, reading: Reading, text: str, published_on: date | None = None
) -> Comparison:
    """How the page that was read from ``text`` stands to the accord.

    ``published_on`` overrides the page's own day. Spans are offsets in ``text``.
    """
    printed = reading.item.published_at
    day = published_on or (day_of(printed) if printed else None)
    standing = stand_on(agreement, day)
    aligner = Aligner(agreement, standing, day)
    by_reader = sides_named(agreement, reading)
    reading = with_parties(agreement, reading, text)
    aligner.own = sides_named(agreement, reading) - by_reader
    sentences = sentences_of(reading, text, own_actors(agreement, aligner.own))
    findings: tuple[PageFinding, ...] = ()
    matches: list[Match] = []
    changed = compare_changes(aligner, sentences)
    if changed or aligner.is_about(flatten(text), reading.mentions):
        matches = [
            match
            for sentence in sentences
            for match in aligner.align(sentence)
            if _is_known(agreement, match, day)
        ]
        findings = (*_findings(aligner, sentences, matches, text, day), *changed)
    return Comparison(
        accord=agreement.id,
        published_on=day,
        amendments=amendments_on(agreement, day),
        findings=_in_order(agreement, findings),
        not_mentioned=_unmentioned(agreement, standing, findings, day),
    )


def _is_known(agreement: Agreement, match: Match, day: date | None) -> bool:
    """A text signed after the page is only meant where the page names what it is known by."""
    return match.known or _is_signed(agreement, match.owed, day)


def _is_signed(agreement: Agreement, owed: Owed, day: date | None) -> bool:
    return day is None or agreement.signed(owed.original) <= day


def _findings(
    aligner: Aligner, sentences: Sequence[Sentence], matches: Sequence[Match], text: str, day: date | None
) -> tuple[PageFinding, ...]:
    by_sentence: dict[int, Sequence[Match]] = {
        sentence.start: [one for one in matches if one.sentence.start == sentence.start]
        for sentence in sentences
    }
    by_obligation = {owed.id: [one for one in matches if one.owed.id == owed.id] for owed in aligner.standing}
    findings: list[PageFinding] = []
    for owed in aligner.standing:
        if ours := by_obligation[owed.id]:
            findings.extend(_of_one(aligner, owed, ours, sentences, by_sentence))
        else:
            findings.extend(_of_progress(aligner, owed, sentences))
    findings.extend(_of_several(aligner, by_sentence))
    findings = list(reconciled(aligner, sentences, by_sentence, findings))
    findings.extend(_acts(aligner, by_obligation, findings, day))
    findings.extend(find_added(aligner, sentences, by_sentence))
    findings.extend(find_absent(aligner, sentences, text))
    doubted = [sentence.span for sentence in sentences if not sentence.sure]
    return told_apart(without_repeats(once(unsure(findings, doubted))))


def _of_one(
    aligner: Aligner,
    owed: Owed,
    ours: Sequence[Match],
    sentences: Sequence[Sentence],
    beside: Mapping[int, Sequence[Match]],
) -> list[PageFinding]:
    agreement = aligner.agreement
    others = frozenset(
        place
        for one in aligner.standing
        if one.id != owed.id and one.obligation.kind == owed.obligation.kind
        for place in one.obligation.area
        if place not in owed.obligation.area
    )
    findings = [
        *compare_sides(agreement, owed, ours, beside, aligner.own),
        *compare_places(aligner, owed, ours),
        *compare_quantity(owed, ours, sentences, agreement),
        *compare_measures(agreement, owed, ours, beside),
        *compare_fixed(agreement, owed, ours),
        *compare_days(agreement, owed, ours, others, sentences),
        *compare_term(owed, ours),
        *compare_control(agreement, owed, ours, sentences),
    ]
    return without_part_days(findings, ours)


def _of_progress(aligner: Aligner, owed: Owed, sentences: Sequence[Sentence]) -> tuple[PageFinding, ...]:
    """Of an obligation the page tells only how far it has come: a figure of the whole, where it gives one."""
    return compare_quantity(owed, (), sentences, aligner.agreement)


def _of_several(aligner: Aligner, by_sentence: Mapping[int, Sequence[Match]]) -> list[PageFinding]:
    findings: list[PageFinding] = []
    for matches in by_sentence.values():
        group = [one for one in matches if one.together]
        if len(group) > 1:
            findings.append(unnamed_together(aligner, group))
            findings.extend(compare_together(group))
    return findings


def _acts(
    aligner: Aligner,
    by_obligation: Mapping[str, Sequence[Match]],
    findings: Sequence[PageFinding],
    day: date | None,
) -> list[PageFinding]:
    """That the page tells of an obligation at all; once for those it tells of in the same sentences."""
    wrong = {
        one
        for finding in findings
        if (finding.verdict == "contradicts" and finding.aspect in ("who", "where"))
        or finding.text.code in ("compare.who.doubtful", "compare.elsewhere.who")
        for one in finding.obligations
    }
    groups: dict[tuple[str, bool, bool, tuple[int, ...]], list[Match]] = {}
    for owed in aligner.standing:
        ours = by_obligation[owed.id]
        if not ours or owed.id in wrong:
            continue
        strong = any(one.strong for one in ours)
        starts = tuple(sorted({one.sentence.start for one in ours}))
        signed = _is_signed(aligner.agreement, owed, day)
        clause = "" if any(one.together for one in ours) else owed.obligation.clause
        groups.setdefault((clause, strong, signed, starts), []).append(ours[0])
    return [
        _act(aligner, [one.owed for one in group], strong=strong, signed=signed, spans=by_obligation)
        for (_, strong, signed, _), group in groups.items()
    ]


def _act(
    aligner: Aligner,
    owed: Sequence[Owed],
    *,
    strong: bool,
    signed: bool,
    spans: Mapping[str, Sequence[Match]],
) -> PageFinding:
    verdict: Verdict = "matches" if strong else "less_precise"
    places = [one.sentence.span for one in spans[owed[0].id]]
    code = f"compare.act.{verdict}"
    owing = tuple(dict.fromkeys(f"party:{party}" for one in owed for party in one.obligation.obligors))
    if not signed:
        later = aligner.agreement.signed(owed[0].original)
        return found(verdict, "act", owed, places, f"{code}.signed_later", day=later, owing=owing)
    return found(verdict, "act", owed, places, code, owing=owing)


def _unmentioned(
    agreement: Agreement, standing: Sequence[Owed], findings: Sequence[PageFinding], day: date | None
) -> tuple[Unmentioned, ...]:
    told = {obligation for finding in findings for obligation in finding.obligations}
    listed = []
    for clause in agreement.clauses:
        ours = [
            one for one in standing if one.obligation.clause == clause.id and _is_signed(agreement, one, day)
        ]
        missing = tuple(one.id for one in ours if one.id not in told)
        if missing:
            listed.append(Unmentioned(clause=clause.id, obligations=missing, whole=len(missing) == len(ours)))
    return tuple(listed)


def _in_order(agreement: Agreement, findings: Sequence[PageFinding]) -> tuple[PageFinding, ...]:
    """By clause, obligation and aspect, in the order of the accord; what no clause names comes last."""
    clauses = {clause.id: at for at, clause in enumerate(agreement.clauses)}
    obligations = {one.id: at for at, one in enumerate(agreement.obligations)}
    return tuple(
        sorted(
            findings,
            key=lambda one: (
                [clauses[clause] for clause in one.clauses] or [len(clauses)],
                min((obligations[o] for o in one.obligations), default=len(obligations)),
                _ASPECTS.index(one.aspect),
                [span.start for span in one.spans],
            ),
        )
    )
