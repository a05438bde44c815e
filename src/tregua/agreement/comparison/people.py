"""Who, where, and under whose control: the parties and places of a page against the clause's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tregua.agreement.comparison.align import Aligner
from tregua.agreement.comparison.choosing import Match
from tregua.agreement.comparison.ground import places_of
from tregua.agreement.comparison.page import Sentence
from tregua.agreement.comparison.said import found, once, span_of
from tregua.agreement.comparison.sides import agents_of, receivers_of
from tregua.agreement.comparison.standing import Owed
from tregua.agreement.terms import Agreement
from tregua.model.comparison import PageFinding, Verdict
from tregua.model.earth import distance_km
from tregua.model.messages import Message, say
from tregua.model.records import ActorMention, PlaceMention, Span
from tregua.vocabulary.names import NamedPlace

_OWED_BY = ("hand_over", "withdraw", "deploy", "establish", "keep_open", "guarantee", "report", "enact")
"""Kinds whose doer a page names plainly: another one contradicts. Of the others it is told as a doubt."""
_OF_BOTH = ("cease", "hold", "negotiate", "exchange", "withdraw")


def compare_sides(
    agreement: Agreement,
    owed: Owed,
    matches: Sequence[Match],
    beside: Mapping[int, Sequence[Match]],
    own: frozenset[str],
) -> tuple[PageFinding, ...]:
    """Findings on who owes it to whom. ``beside``: sentence start → everything the sentence tells of;
    who owes something else there is not taken for this one's obligor. ``own``: the parties known by the
    accord alone, whose words the reader does not take apart."""
    findings: list[PageFinding] = []
    for match in matches:
        elsewhere = {
            party
            for one in beside.get(match.sentence.start, ())
            if one.owed.id != owed.id
            for party in one.owed.obligation.obligors
        }
        findings.extend(_agents(agreement, owed, match, elsewhere))
        findings.extend(_receivers(agreement, owed, match))
        findings.extend(_unread(agreement, owed, match, own))
    return once(findings)


def compare_places(aligner: Aligner, owed: Owed, matches: Sequence[Match]) -> tuple[PageFinding, ...]:
    """Findings on where: a place left unnamed, one more than the clause names, one that excludes it."""
    obligation = owed.obligation
    findings: list[PageFinding] = []
    spans = [match.sentence.span for match in matches]
    if obligation.kind == "hand_over" and not any(match.named for match in matches) and len(matches) == 1:
        return ()  # told together with the others
    named = any(_names_area(aligner, owed, match.sentence) for match in matches)
    if obligation.area and not named and _narrow(aligner, obligation.area):
        accord = _places(obligation.area)
        findings.append(
            found("less_precise", "where", (owed,), spans[:1], "compare.where.unnamed", accord=accord)
        )
    if obligation.kind == "establish":
        findings.extend(_seats(aligner, owed, matches))
    return tuple(findings)


def unnamed_together(aligner: Aligner, group: Sequence[Match]) -> PageFinding:
    """The finding on several areas a page tells of in one word."""
    owed = [match.owed for match in group]
    area = tuple(dict.fromkeys(place for one in owed for place in one.obligation.area))
    span = [group[0].sentence.span]
    return found(
        "less_precise", "where", owed, span, "compare.where.together", accord=_places(area), count=len(area)
    )


def compare_control(
    agreement: Agreement, owed: Owed, matches: Sequence[Match], sentences: Sequence[Sentence]
) -> tuple[PageFinding, ...]:
    """Findings on those who, by the clause, watch over it and are neither obligor nor beneficiary. Whoever
    stands anywhere in the page's terms is not left out."""
    clause = next(one for one in agreement.clauses if one.id == owed.obligation.clause)
    only = sum(one.clause == clause.id for one in agreement.obligations) == 1
    if clause.verification is None or not only:
        return ()
    bound = {*owed.obligation.obligors, *owed.obligation.beneficiaries}
    watching = [
        one
        for one in clause.verification.by
        if one not in bound and agreement.side_of(one) not in bound and clause.verification.means
    ]
    if not watching:
        return ()
    accord = say("compare.control", actors=tuple(f"actor:{one}" for one in watching))
    named = [
        mention
        for match in matches
        for mention in match.sentence.actors
        if any(_speaks_for(agreement, mention, one) for one in watching)
    ]
    means = clause.verification.means
    elsewhere = (mention for one in sentences if one.mood != "other" for mention in one.actors)
    if not named and any(_speaks_for(agreement, mention, one) for mention in elsewhere for one in watching):
        return ()
    verdict: Verdict = "matches" if named else "omits"
    span = span_of(named[0]) if named else matches[0].sentence.span
    return (
        found(verdict, "control", (owed,), [span], f"compare.control.{verdict}", accord=accord, means=means),
    )


# --- sides ---------------------------------------------------------------------------------------


def _agents(agreement: Agreement, owed: Owed, match: Match, elsewhere: set[str]) -> list[PageFinding]:
    obligation = owed.obligation
    told = agents_of(agreement, match.sentence, obligation)
    owing = set(obligation.obligors)
    if not told or not match.strong or obligation.kind in ("return", "renew"):
        return []
    page, accord = _parties(told), _parties(owing)
    span = [_words_of(agreement, match.sentence, told)]
    if not told & owing:
        if told & elsewhere:
            return []
        sure = obligation.kind in _OWED_BY and (match.named or match.score >= 4) and len(told) == 1
        verdict: Verdict = "contradicts" if sure else "doubtful"
        return [found(verdict, "who", (owed,), span, f"compare.who.{verdict}", page=page, accord=accord)]
    named = {agreement.side_of(one.actor_id) for one in match.sentence.actors}
    if obligation.shares and owing <= named:
        return []  # each is told with its own share
    if told < owing and obligation.kind in _OF_BOTH and not _is_joined(agreement, match.sentence, told):
        return [found("less_precise", "who", (owed,), span, "compare.who.only", page=page, accord=accord)]
    return []


def _is_joined(agreement: Agreement, sentence: Sentence, parties: set[str]) -> bool:
    """Whether somebody stands beside the party whom the reader does not know (*Ukraine and the …*)."""
    return any(
        agreement.side_of(mention.actor_id) in parties
        and (
            sentence.after(mention).startswith((" and ", ", ", " with "))
            or sentence.before(mention).endswith((" and ", " and the ", " with "))
        )
        for mention in sentence.actors
    )


def _receivers(agreement: Agreement, owed: Owed, match: Match) -> list[PageFinding]:
    obligation = owed.obligation
    if obligation.kind != "hand_over" or not match.strong:
        return []
    told = receivers_of(agreement, match.sentence)
    due = set(obligation.beneficiaries)
    if not told or not due or told & due:
        return []
    page, accord = _parties(told), _parties(due)
    span = [_words_of(agreement, match.sentence, told)]
    return [
        found("contradicts", "who", (owed,), span, "compare.who.other_receiver", page=page, accord=accord)
    ]


def _unread(agreement: Agreement, owed: Owed, match: Match, own: frozenset[str]) -> list[PageFinding]:
    """That a handover is told with a side of it, and not in words that show whether it gives or gets."""
    obligation, sentence = owed.obligation, match.sentence
    if obligation.kind != "hand_over" or not match.strong or match.together:
        return []
    named = {agreement.side_of(one.actor_id) for one in sentence.actors}
    named &= own & {*obligation.obligors, *obligation.beneficiaries}
    if not named or agents_of(agreement, sentence, obligation) or receivers_of(agreement, sentence):
        return []
    span = [_words_of(agreement, sentence, {one for one in named if one})]
    accord = _parties(set(obligation.obligors))
    return [found("doubtful", "who", (owed,), span, "compare.who.unread", accord=accord)]


def _parties(parties: set[str]) -> Message:
    return say("compare.list", what=tuple(f"party:{one}" for one in sorted(parties)))


def _words_of(agreement: Agreement, sentence: Sentence, parties: set[str]) -> Span:
    for mention in sentence.actors:
        if agreement.side_of(mention.actor_id) in parties:
            return span_of(mention)
    return sentence.span


def _speaks_for(agreement: Agreement, mention: ActorMention, actor_id: str) -> bool:
    return (
        mention.actor_id == actor_id
        or mention.actor_id.startswith(f"{actor_id}/")
        or (agreement.side_of(mention.actor_id) == actor_id)
    )


# --- places --------------------------------------------------------------------------------------


def _names_area(aligner: Aligner, owed: Owed, sentence: Sentence) -> bool:
    """Whether the sentence names a place of the area, or calls it by the place it is named after (*a corridor
    through Lachin*)."""
    lies_in, area = aligner.agreement.lies_in, owed.obligation.area
    names = {place.place_id: place.name for place in aligner.agreement.places}
    return any(
        lies_in(place, area) or any(names.get(place, "?") in names.get(one, "") for one in area)
        for place in places_of(sentence)
    )


def _narrow(aligner: Aligner, area: Sequence[str]) -> bool:
    return all(aligner.kind_of(one) in ("district", "corridor", "town", "village", "site") for one in area)


def _seats(aligner: Aligner, owed: Owed, matches: Sequence[Match]) -> list[PageFinding]:
    """Where a body is to stand, by the page: more than the clause says, or what it excludes."""
    findings = []
    area = owed.obligation.area
    for match in matches:
        for mention in match.sentence.places:
            if aligner.is_country(mention.place_id) or aligner.agreement.lies_in(mention.place_id, area):
                continue
            if aligner.kind_of(mention.place_id) == "region" or not match.named:
                continue
            if not _follows_the_body(owed, match.sentence, mention):
                continue
            page = say("compare.places", places=(f"place:{mention.place_id}",))
            span = [span_of(mention)]
            if area and all(_apart(aligner, mention, one) for one in area):
                accord = _places(area)
                findings.append(
                    found(
                        "contradicts",
                        "where",
                        (owed,),
                        span,
                        "compare.where.contradicts",
                        page=page,
                        accord=accord,
                    )
                )
            else:
                findings.append(found("adds", "where", (owed,), span, "compare.where.adds", page=page))
    return findings


def _follows_the_body(owed: Owed, sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a place stands after the body it may be the seat of."""
    bodies = [one.start for one in sentence.actors if one.actor_id == owed.obligation.body]
    return not bodies or min(bodies) < mention.start


def _apart(aligner: Aligner, mention: PlaceMention, place_id: str) -> bool:
    """Whether a place lies wholly outside another, by their points and radii."""
    place: NamedPlace | None = next((p for p in aligner.agreement.places if p.place_id == place_id), None)
    if place is None or mention.latitude is None or mention.longitude is None:
        return False
    apart = distance_km(mention.latitude, mention.longitude, place.latitude, place.longitude)
    return apart > place.radius_km + (mention.radius_km or 0.0)


def _places(area: Sequence[str]) -> Message:
    return say("compare.places", places=tuple(f"place:{one}" for one in area))
