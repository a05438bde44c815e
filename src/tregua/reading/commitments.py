"""What a page says somebody must, may, or did not agree to do.

A commitment is a clause whose verb obliges or foresees (*must*, *will*, *would*, *is to*, *agreed to*)
an act of the tree, an entitlement (*will keep*, *will gain*), a term (*will remain for five years*),
or the statement that something was not agreed. A debtor whom the page leaves unnamed stays unnamed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tregua.model.records import Commitment, CommitmentKind, Event, Span
from tregua.reading.acts import find_events
from tregua.reading.roles import Region, find_actor, find_places, word_before
from tregua.reading.scene import Scene, Sentence
from tregua.reading.syntax import Clause, VerbGroup
from tregua.vocabulary.acts import is_a

_ENTITLE = frozenset({"keep", "gain", "retain", "receive", "get", "obtain", "acquire", "enjoy", "preserve"})
_TERM = frozenset(
    {"remain", "stay", "last", "serve", "run", "operate", "deploy", "station", "continue", "be"}
)
_PASSIVE_DEBT = ("deploy.",)
_NO_DEBT = ("politics", "hostile", "loss", "ceasefire.violation", "control.hold", "link.passage")
_UNDERTAKE = frozenset(
    {
        "agree",
        "undertake",
        "pledge",
        "promise",
        "commit",
        "vow",
        "oblige",
        "bind",
        "require",
        "due",
        "guarantee",
    }
)
_ABSENCE = re.compile(
    r"\bno\s+(?:agreement|deal|understanding|accord|arrangement|provision|consent|commitment)s?\s+(?:was\s+reached\s+|has\s+been\s+reached\s+|had\s+been\s+reached\s+|was\s+made\s+)?"
    r"(?:on|about|over|for|regarding|concerning|to)\b|\b(?:did|had|has|have)\s+not\s+agreed?\s+(?:to|on|that)\b|\b(?:was|were|has\s+been|have\s+been|had\s+been|is|are)\s+not\s+(?:been\s+)?agreed\b"
    r"|\bagreement\s+(?:does|did)\s+not\s+(?:provide|foresee|include|mention|cover)\b|\bnothing\s+(?:was|has\s+been|had\s+been)\s+agreed\b",
    re.IGNORECASE,
)
_DEALS = frozenset({"deal", "agreement", "ceasefire", "truce", "accord", "statement", "pact", "armistice"})
_CEASE = frozenset({"end", "halt", "stop", "cease", "terminate"})


def find_commitments(scene: Scene, pieces: Sequence[tuple[Span, str | None]]) -> tuple[Commitment, ...]:
    """The commitments of stretches of text, each with the actor who says it (None: the page)."""
    found: list[Commitment] = []
    subject: str | None = None
    for span, speaker in pieces:
        sentence = scene.parse(span.start, span.end)
        absent = _absence(scene, sentence)
        found.extend(absent)
        for clause in sentence.clauses:
            for group in clause.groups:
                if any(
                    a.start < sentence.tokens[group.last].end and sentence.tokens[group.last].start < a.end
                    for a in absent
                ):
                    continue
                one = _commitment(scene, sentence, clause, group, speaker, subject)
                if one is not None and not any(o.start < one.end and one.start < o.end for o in found[-2:]):
                    found.append(one)
        named = [
            m.actor_id
            for m in scene.actors.within(span.start, span.end)
            if m.actor_id.endswith("/peacekeepers")
        ]
        subject = named[-1] if named else subject
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _commitment(
    scene: Scene,
    sentence: Sentence,
    clause: Clause,
    group: VerbGroup,
    speaker: str | None,
    subject: str | None,
) -> Commitment | None:
    tokens = sentence.tokens
    lemmas = set(group.lemmas)
    region = _extent(sentence, clause, group)
    text = scene.text[region.start : region.end]
    first = tokens[group.first].low
    if (
        first == "to"
        and lemmas & _CEASE
        and {t.low for t in tokens[max(0, group.first - 2) : group.first]} & _DEALS
    ):
        after = {t.low for t in tokens[group.last + 1 : clause.last]}
        if after & scene.lexicon.classes["fighting"]:
            start = max(clause.first, group.first - 2)
            return _make(
                scene,
                Region(tokens[start].start, region.end),
                "obligation",
                _object(scene, sentence, group, region),
                (),
                (),
            )
        return None
    if not _binds(sentence, group):
        return None
    duration = next(
        (m for m in scene.times.within(group_end(sentence, group), region.end) if m.duration), None
    )
    if (
        lemmas & _TERM
        and duration is not None
        and word_before(scene, duration.start) not in ("after", "within", "in")
    ):
        debtors = _debtor(scene, sentence, clause, group, speaker, subject)
        return _make(
            scene, region, "term", _object(scene, sentence, group, region), debtors, (), duration.duration
        )
    if lemmas & _ENTITLE and not group.passive:
        holder = _subject_actor(scene, sentence, clause, group, speaker)
        if holder:
            return _make(scene, region, "entitlement", _object(scene, sentence, group, region), (), (holder,))
    events = find_events(scene, [Span(start=region.start, end=region.end)], speaker)
    events = tuple(e for e in events if not any(is_a(e.act, act) for act in _NO_DEBT) and not e.negated)
    if not events:
        return None
    debtors = (
        _debtor(scene, sentence, clause, group, speaker, subject)
        if not group.passive or is_a(events[0].act, "deploy")
        else _by(events[0])
    )
    if any(is_a(events[0].act, act) for act in ("return", "ceasefire")) and not group.passive:
        debtors = ()
    beneficiaries = tuple(e.target for e in events[:1] if e.target and e.act == "handover.transfer")
    del text
    return _make(scene, region, "obligation", _object(scene, sentence, group, region), debtors, beneficiaries)


def _by(event: Event) -> tuple[str, ...]:
    return (event.actor,) if event.actor else ()


def _binds(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether the verb group obliges or foresees."""
    words = {token.low for token in sentence.tokens[group.first : group.last + 1]}
    if group.modality == "possible" and not words & {"able"}:
        return False
    if words & {"will", "shall", "must", "would"}:
        return not words & {"not", "never"}
    if "should" in words:
        return False
    if "to" in words:
        if words & {"is", "are", "was", "were", "has", "have", "had"}:
            return True
        before = sentence.tokens[max(0, group.first - 3) : group.first]
        forms = {token.low for token in before}
        return bool(
            forms
            & {
                "agreed",
                "undertook",
                "pledged",
                "promised",
                "committed",
                "vowed",
                "obliged",
                "bound",
                "required",
                "due",
                "agrees",
                "undertakes",
                "undertaken",
            }
        )
    return False


def _extent(sentence: Sentence, clause: Clause, group: VerbGroup) -> Region:
    """From the subject to the end of the clause, without its opening conjunction."""
    tokens = sentence.tokens
    first = clause.first
    while first < group.first and (
        not tokens[first].is_word or tokens[first].low in ("and", "but", "while", "that", "or")
    ):
        first += 1
    last = clause.last
    while last > group.last + 1 and not tokens[last - 1].is_word:
        last -= 1
    for other in clause.groups:
        governs = set(other.lemmas) & _UNDERTAKE and tokens[group.first].low == "to"
        if other.last < group.first and other.finite and not governs:
            first = max(first, other.last + 1)
    while first < group.first and tokens[first].low in ("that", ",", "and", ":"):
        first += 1
    return Region(tokens[first].start, tokens[last - 1].end)


def group_end(sentence: Sentence, group: VerbGroup) -> int:
    """The character after a verb group."""
    return sentence.tokens[group.last].end


def _subject_actor(
    scene: Scene, sentence: Sentence, clause: Clause, group: VerbGroup, speaker: str | None
) -> str | None:
    region = Region(sentence.tokens[clause.first].start, sentence.tokens[group.first].start)
    named = scene.actors.within(region.start, region.end)
    preposed = scene.text[region.start : region.end].rfind(",")
    if preposed >= 0:
        late = [m for m in named if m.start > region.start + preposed]
        named = late or named
    return named[0].actor_id if named else find_actor(scene, region, speaker, doing=True)


def _debtor(
    scene: Scene,
    sentence: Sentence,
    clause: Clause,
    group: VerbGroup,
    speaker: str | None,
    subject: str | None,
) -> tuple[str, ...]:
    shared = _coordinated(scene, sentence, clause, group)
    if shared:
        return shared
    found = _subject_actor(scene, sentence, clause, group, speaker)
    found = None if found and found.endswith("-centre") else found
    words = [t.low for t in sentence.tokens[clause.first : group.first]]
    if subject is not None and {"they", "it"} & set(words[-2:]):
        found = subject
    debtors = [found] if found else []
    tail = Region(group_end(sentence, group), sentence.tokens[clause.last - 1].end)
    for mention in scene.actors.within(tail.start, tail.end):
        if debtors and word_before(scene, mention.start) == "with" and mention.actor_id not in debtors:
            debtors.append(mention.actor_id)
    return tuple(debtors)


def _coordinated(scene: Scene, sentence: Sentence, clause: Clause, group: VerbGroup) -> tuple[str, ...]:
    """*Russia, Armenia and Azerbaijan agreed to*: all of them owe it."""
    first = next((g for g in clause.groups), group)
    region = Region(sentence.tokens[clause.first].start, sentence.tokens[first.first].start)
    named = [m for m in scene.actors.within(region.start, region.end) if not m.actor_id.endswith("-centre")]
    if len(named) < 2 or not re.search(r"\band\b", scene.text[named[-2].end : named[-1].start]):
        return ()
    return tuple(dict.fromkeys(m.actor_id for m in named))


def _object(scene: Scene, sentence: Sentence, group: VerbGroup, region: Region) -> str:
    """What is to be done, in the page's words: from the main verb on."""
    return " ".join(scene.text[sentence.tokens[group.last].start : region.end].split())


def _make(
    scene: Scene,
    region: Region,
    kind: CommitmentKind,
    what: str,
    debtors: tuple[str, ...],
    beneficiaries: tuple[str, ...],
    duration: str | None = None,
) -> Commitment:
    not_before, due = _window(scene, region)
    places = find_places(scene, region, region)
    return Commitment(
        start=region.start,
        end=region.end,
        debtors=debtors,
        beneficiaries=beneficiaries,
        kind=kind,
        object=what,
        not_before=not_before,
        due=due,
        duration=duration,
        places=tuple(place.place_id for place in places),
    )


def _window(scene: Scene, region: Region) -> tuple[str | None, str | None]:
    not_before = due = None
    for mention in scene.times.within(region.start, region.end):
        if mention.duration and not mention.latest:
            continue
        before = word_before(scene, mention.start)
        own = mention.text.lower().split()[:1]
        if own in (["between"], ["from"]) and mention.earliest != mention.latest:
            return mention.earliest, mention.latest
        if before in ("from", "since", "after", "starting"):
            not_before = mention.earliest
        elif (
            before in ("by", "before", "until", "till", "on", "and", "to")
            or own in (["by"], ["before"], ["until"])
            or due is None
        ):
            due = due or mention.latest
    return not_before, due


def _absence(scene: Scene, sentence: Sentence) -> list[Commitment]:
    found = []
    for match in _ABSENCE.finditer(scene.text, sentence.start, sentence.end):
        end = next(
            (
                t.start
                for t in sentence.tokens
                if t.start >= match.end() and (t.text in (",", ";", ".") or t.low in ("but", "while"))
            ),
            sentence.end,
        )
        region = Region(match.start(), len(scene.text[:end].rstrip()))
        what = " ".join(scene.text[match.end() : region.end].split())
        found.append(_make(scene, region, "absence_of_agreement", what, (), ()))
    return found
