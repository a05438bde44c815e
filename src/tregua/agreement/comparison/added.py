"""What a page tells of the accord that no clause names, and what it says was not agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tregua.agreement.comparison.align import Aligner
from tregua.agreement.comparison.choosing import Match
from tregua.agreement.comparison.figures import counts_of
from tregua.agreement.comparison.ground import named_ground
from tregua.agreement.comparison.page import Sentence, absences
from tregua.agreement.comparison.said import found, once, span_of
from tregua.agreement.comparison.words import flatten, load_words, stems
from tregua.model.bounds import say_count
from tregua.model.comparison import PageFinding
from tregua.model.messages import Message, say
from tregua.model.records import Commitment, PlaceMention, QuantityMention, Span
from tregua.vocabulary.acts import is_a

_GROUND = ("district", "town", "village", "region")
_SHARED = 2


def find_added(
    aligner: Aligner, sentences: Sequence[Sentence], aligned: Mapping[int, Sequence[Match]]
) -> tuple[PageFinding, ...]:
    """Forces, ground and terms that no clause names. ``aligned``: sentence start → its matches."""
    findings: list[PageFinding] = []
    terms = {at for at, sentence in enumerate(sentences) if sentence.mood == "terms"}
    for at, sentence in enumerate(sentences):
        matches = aligned.get(sentence.start, ())
        new = [*_forces(aligner, sentence, matches), *_staff(aligner, sentence, matches)]
        new += _ground(aligner, sentence)
        new += _promises(aligner, sentence, told=bool(terms & {at - 1, at, at + 1}))
        if not new and not matches and _is_a_term(aligner, sentence):
            new.append(found("adds", "act", (), [sentence.span], "compare.act.adds"))
        findings.extend(new)
    return once(findings)


def find_absent(aligner: Aligner, sentences: Sequence[Sentence], text: str) -> tuple[PageFinding, ...]:
    """What the page says was not agreed: borne out where no clause provides for it either."""
    findings = []
    for sentence in sentences:
        for one in absences(sentence.commitments):
            findings.append(_absent(aligner, sentence, one, text[one.start : one.end]))
    return tuple(findings)


# --- forces --------------------------------------------------------------------------------------

_COMING = ("deploy.force", "deploy.arrive")


def _forces(aligner: Aligner, sentence: Sentence, matches: Sequence[Match]) -> Iterator[PageFinding]:
    deployed = [one for one in aligner.standing if one.obligation.kind == "deploy"]
    named = {one.obligation.quantity.unit for one in aligner.standing if one.obligation.quantity}
    sides = {side for one in deployed for side in one.obligation.obligors}
    events = [
        one.event
        for one in sentence.told
        if any(is_a(one.event.act, act) for act in _COMING)
        and not one.event.negated
        and (one.event.actor is None or aligner.agreement.side_of(one.event.actor) in sides)
    ]
    in_terms = any(match.strong and match.owed.obligation.kind == "deploy" for match in matches)
    counts = [quantity for event in events for quantity in event.quantities]
    if in_terms:
        counts += counts_of(sentence, "deploy")
    if not deployed:
        return
    for mention in dict.fromkeys(counts):
        if mention.unit in load_words().force_units - named and mention.low is not None:
            yield found(
                "adds",
                "how_much",
                (),
                [span_of(mention)],
                "compare.how_much.unit_not_named",
                page=_count(mention),
            )


def _staff(aligner: Aligner, sentence: Sentence, matches: Sequence[Match]) -> Iterator[PageFinding]:
    """How many serve at a body, where neither its clause nor another gives the number."""
    owed = {
        (one.obligation.quantity.unit, one.obligation.quantity.value)
        for one in aligner.standing
        if one.obligation.quantity
    }
    for match in matches:
        if (
            match.owed.obligation.kind == "establish"
            and match.named
            and match.owed.obligation.quantity is None
        ):
            for mention in sentence.quantities:
                if (mention.unit, mention.low or mention.high) in owed:
                    continue
                if mention.unit in load_words().force_units and (mention.low or mention.high):
                    yield found(
                        "adds", "how_much", (match.owed,), [span_of(mention)], "compare.how_much.adds",
                        page=_count(mention),
                    )  # fmt: skip


def _count(mention: QuantityMention) -> Message:
    count = say_count(mention.low, mention.high, mention.comparator, mention.word)
    return say("compare.count", count=count, unit=f"unit:{mention.unit}")


# --- ground --------------------------------------------------------------------------------------


def _ground(aligner: Aligner, sentence: Sentence) -> Iterator[PageFinding]:
    """Ground that is to pass to the other side and that no clause hands over."""
    handed = [one for one in aligner.standing if one.obligation.kind == "hand_over"]
    if not handed or sentence.mood != "terms" or not (sentence.under or sentence.commitments):
        return
    if not load_words().kinds["hand_over"].strong.search(sentence.flat):
        return
    area = tuple(place for one in handed for place in one.obligation.area)
    told = [one for one in sentence.told if is_a(one.event.act, "handover") and one.shall_be]
    meant = {place.place_id for one in told for place in one.event.places}
    for mention in sentence.places:
        if told and mention.place_id not in meant:
            continue
        if not told and not _is_moved(aligner, sentence, mention):
            continue
        if not _is_ground(aligner, sentence, mention) or aligner.agreement.lies_in(mention.place_id, area):
            continue
        page = say("compare.places", places=(f"place:{mention.place_id}",))
        yield found("adds", "where", (), [span_of(mention)], "compare.where.not_named", page=page)
    known = flatten(" ".join(mention.text for mention in sentence.places))
    for name in named_ground(sentence):
        if name and flatten(name).strip("'s") not in known:
            yield found(
                "adds", "where", (), [sentence.span], "compare.where.not_named",
                page=say("compare.place_unknown", name=name),
            )  # fmt: skip


def _is_ground(aligner: Aligner, sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a place is ground that can pass; one the accord does not know must be called so."""
    kind = aligner.kind_of(mention.place_id)
    if not kind:
        return bool(load_words().finds("ground", sentence.after(mention, 14)))
    return kind in _GROUND and not aligner.is_wide(mention.place_id)


def _is_moved(aligner: Aligner, sentence: Sentence, mention: PlaceMention) -> bool:
    """Without an event read: whether the sentence's own verb hands over *that* place, by what follows it."""
    ahead = sentence.after(mention, 60)
    lead = sentence.before(mention, 40)
    strong = load_words().kinds["hand_over"].strong
    return bool(strong.search(lead) or strong.search(ahead))


# --- terms ---------------------------------------------------------------------------------------


def _is_a_term(aligner: Aligner, sentence: Sentence) -> bool:
    """Whether it plainly tells a term of the text that binds or entitles a party."""
    words = load_words()
    if sentence.mood != "terms" or absences(sentence.commitments):
        return False
    if words.kinds["hand_over"].strong.search(sentence.flat) and words.finds("ground", sentence.flat):
        return False  # ground not named: *the district* of the sentence before
    provided = words.finds("provides", sentence.flat)
    by_text = words.finds("by_text", sentence.flat)
    ends = [mention.end - sentence.start for mention in sentence.actors]
    pays = any(words.patterns["pays"].match(sentence.flat[end:].lstrip()) for end in ends)
    under = by_text and (words.finds("binding", sentence.flat) or pays)
    sides = {aligner.agreement.side_of(mention.actor_id) for mention in sentence.actors} - {None}
    return bool((provided or under) and sides)


def _promises(aligner: Aligner, sentence: Sentence, *, told: bool) -> Iterator[PageFinding]:
    """What a party is said to take upon itself in so many words (*will pay for the bridge*), and no clause
    holds. ``told``: whether terms are told in the sentence or beside it."""
    words = load_words()
    if not told or words.finds("wished", sentence.flat):
        return
    for match in words.patterns["promised"].finditer(sentence.flat):
        lead = sentence.flat[: match.start()]
        bound = words.finds("promises", lead[-40:])
        by_text = bool(words.finds("by_text", sentence.flat) and words.finds("pays", sentence.flat))
        end = re.search(r"[,;:.!?](?!\d)|\Z", sentence.flat[match.end() :])
        reach = match.end() + (end.start() if end else 0)
        ahead = [one for one in sentence.actors if one.end - sentence.start <= match.start()]
        ahead = [one for one in ahead if not sentence.after(one).startswith(("'s", "' "))]
        who = aligner.agreement.side_of(ahead[-1].actor_id) if ahead else None
        if who is None or not (bound or by_text) or _is_held(aligner, sentence.flat[match.start() : reach]):
            continue
        span = Span(start=sentence.start + match.start(), end=sentence.start + reach)
        yield found("adds", "act", (), [span], "compare.act.adds_by", who=(f"party:{who}",))


def _is_held(aligner: Aligner, promise: str) -> bool:
    """Whether a clause speaks of the same thing: its words, or most of them, stand in one."""
    words = stems(promise)
    agreement = aligner.agreement
    texts = [*(f"{one.title} {one.object}" for one in agreement.obligations)]
    texts += [one.text for one in agreement.provisions] + [one.text for one in agreement.permitted]
    texts += [one.summary for one in agreement.clauses]
    return any(len(words & stems(text)) >= min(_SHARED, len(words)) for text in texts)


# --- what was not agreed -------------------------------------------------------------------------


def _absent(aligner: Aligner, sentence: Sentence, told: Commitment, words: str) -> PageFinding:
    agreement, span = aligner.agreement, [span_of(told)]
    for provision in agreement.provisions:
        shared = stems(words) & stems(f"{provision.title} {provision.text}")
        if provision.kind == "absence_of_agreement" and len(shared) > _SHARED:
            finding = found(
                "matches", "act", (), span, "compare.absent.told", clause=f"clause:{provision.clause}"
            )
            return finding.model_copy(update={"clauses": (provision.clause,)})
    sides = {
        agreement.side_of(mention.actor_id)
        for mention in sentence.actors
        if told.start <= mention.start < told.end
    } - {None}
    flat = flatten(words)
    against = [
        one
        for one in aligner.standing
        if load_words().kinds[one.obligation.kind].strong.search(flat)
        and sides
        and sides <= set(one.obligation.obligors)
        and one.obligation.kind in ("deploy", "hand_over", "establish")
    ]
    if against:
        return found("doubtful", "act", against, span, "compare.absent.provided")
    return found("matches", "act", (), span, "compare.absent.matches")
