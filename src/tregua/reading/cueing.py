"""The cues of a sentence, each with its source: who is said to have said something here."""

from __future__ import annotations

from collections.abc import Sequence

from tregua.model.records import Span, Stance
from tregua.reading.cues import Cues
from tregua.reading.governing import after_listener, content_before, governs, mark_before, only_quote_before
from tregua.reading.grammar import words_of
from tregua.reading.labels import Cue, closing_cue, label_cue, stated_cue
from tregua.reading.scene import Scene, Sentence
from tregua.reading.sources import Memory, NounPhrase, source_after, source_before
from tregua.reading.syntax import Token, VerbGroup

_HELD = words_of("held")


def find_cues(
    scene: Scene, cues: Cues, sentence: Sentence, quotes: Sequence[Span], memory: Memory
) -> list[Cue]:
    found: list[Cue] = []
    tokens = sentence.tokens
    quoted = [any(q.start < t.start and t.end < q.end for q in quotes) for t in tokens]
    for at, token in enumerate(tokens):
        if quoted[at]:
            continue
        phrase = cues.phrase_at(tokens, at)
        if (
            phrase is None
            and token.low == "source"
            and at
            and tokens[at + 1 : at + 2]
            and tokens[at + 1].text == ":"
        ):
            phrase = (at + 2, False)
        if phrase is not None:
            cue = _phrase_cue(scene, sentence, at, phrase[0], phrase[1], memory)
            if cue is not None:
                found.append(cue)
    for group in sentence.groups:
        if quoted[group.last] or any(c.first <= group.last < c.last for c in found):
            continue
        cue = _verb_cue(scene, cues, sentence, group, quotes, memory, found[-1] if found else None)
        if cue is not None:
            found.append(cue)
    closing = closing_cue(scene, sentence)
    if closing is not None and not found:
        found.append(closing)
    if not found:
        stated = stated_cue(scene, sentence, quotes, memory)
        if stated is not None:
            found.append(stated)
    label = label_cue(scene, sentence, memory)
    if label is not None and not any(c.first <= label.last for c in found):
        found.append(label)
    found.sort(key=lambda cue: cue.first)
    return _join_chains(scene, _outermost(sentence, found))


def _outermost(sentence: Sentence, found: list[Cue]) -> list[Cue]:
    """Without cues inside another's content: *the ministry said Armenia had asked for a delay* is one speech.

    Where the outer one is an outlet the inner one speaks, through the outlet."""
    out: list[Cue] = []
    for cue in found:
        before = out[-1] if out else None
        if (
            before is None
            or cue.group is None
            or before.group is None
            or before.inverted
            or before.noun_content
            or before.passive
            or cue.inverted
            or before.participle
        ):
            out.append(cue)
            continue
        if (
            cue.source is None
            or before.source is None
            or cue.source.start < sentence.tokens[before.last - 1].end
        ):
            out.append(cue)
            continue
        between = [
            t.low
            for t in sentence.tokens
            if sentence.tokens[before.last - 1].end <= t.start < cue.source.start
        ]
        joined = (
            bool({"and", "but", "while", ";", "whereas"} & set(between)) and cue.group.tense != "pluperfect"
        )
        if joined or cue.participle:
            out.append(cue)
        elif before.source.is_outlet and not cue.source.is_outlet:
            cue.through = before.source.actor_id
            out[-1] = cue
    return out


def _phrase_cue(
    scene: Scene, sentence: Sentence, at: int, last: int, carrier: bool, memory: Memory
) -> Cue | None:
    """*according to X*: X up to the comma or the sentence's end."""
    source = source_after(scene, sentence, last, memory)
    if source is None:
        return None
    cue = Cue(at, source.last, "asserts", source, phrase=True)
    if carrier:
        cue.source, cue.through = None, source.actor_id
    return cue


def _verb_cue(
    scene: Scene,
    cues: Cues,
    sentence: Sentence,
    group: VerbGroup,
    quotes: Sequence[Span],
    memory: Memory,
    earlier: Cue | None,
) -> Cue | None:
    tokens = sentence.tokens
    found = cues.verb_at(tokens, group)
    if found is None:
        return _attitude_cue(scene, cues, sentence, group, memory, earlier)
    stance, lemma, last = found
    if _is_irrealis(tokens, group, cues):
        return None
    if group.negated and stance == "asserts":
        return None
    if _is_deed(tokens, group, lemma, quotes):
        return None
    if lemma in ("quote", "cite") and not group.passive:
        quoted = _quoting_cue(scene, sentence, group, last, memory)
        if quoted is not None:
            return quoted
    if group.passive:
        return _passive_cue(scene, cues, sentence, group, stance, lemma, last, memory)
    if not group.finite and not any(form.tag == "ing" for form in group.forms):
        return None
    participle = not group.finite
    if participle and (tokens[group.last].low not in cues.participles):
        return None
    content = governs(scene, cues, sentence, last, lemma, quotes, stance)
    inverted = None
    before_mark = mark_before(tokens, group.first)
    if not participle and (before_mark or group.first == 0 or not content):
        inverted = source_after(scene, sentence, last, memory, short=True)
        if inverted is not None and not (before_mark or only_quote_before(sentence, group, quotes)):
            inverted = None
    if inverted is not None and (
        lemma in ("say", "add", "tell", "write", "state", "announce", "report", "note", "stress")
        or before_mark
    ):
        return Cue(group.first, group.last + 1, stance, inverted, group, inverted=True)
    after_content = content_before(sentence, group, quotes)
    ahead = [token.low for token in tokens[last : last + 2] if token.is_word]
    citing = bool(ahead) and ahead[0] in ("citing", "quoting")
    amid = last < len(tokens) - 1 and tokens[last].text == "," and stance == "asserts"
    if not content and not after_content and not citing and not amid:
        return None
    source = source_before(
        scene, sentence, _clause_start(sentence, group), group.first, memory, participle=participle
    )
    source = source or _shared(tokens, group, earlier)
    if source is None:
        return None
    amid = amid and scene.text[: source.start].rstrip(" ")[-1:] in (",", "—", "–")
    if not amid and not content and not after_content and not citing:
        return None
    if lemma in cues.needs_clause and not content and not after_content and not citing and not amid:
        return None
    return Cue(
        group.first,
        last,
        stance,
        source,
        group,
        listener_end=after_listener(scene, tokens, last),
        noun_content=content == "noun",
        participle=participle,
    )


def _is_deed(tokens: list[Token], group: VerbGroup, lemma: str, quotes: Sequence[Span]) -> bool:
    """*continues to hold*, *welcomed home*, *captives released by*: said of a deed, not of words."""
    after = tokens[group.last + 1].low if group.last + 1 < len(tokens) else ""
    if lemma == "continue":
        return not any(
            abs(q.start - tokens[group.last].end) <= 3 or 0 <= tokens[group.first].start - q.end <= 60
            for q in quotes
        )
    if lemma == "commit":
        return after not in ("to", "itself", "themselves", "himself", "not")
    if lemma == "welcome":
        return after in ("home", "back")
    named = {token.low for token in tokens[: group.first]}
    return lemma == "release" and group.passive and bool(named & _HELD)


def _shared(tokens: list[Token], group: VerbGroup, earlier: Cue | None) -> NounPhrase | None:
    """The source of the cue before, where *and* joins two cues."""
    if (
        earlier is None
        or earlier.source is None
        or group.first == 0
        or tokens[group.first - 1].low not in ("and", "but", ",", "also", "then")
    ):
        return None
    return earlier.source


def _attitude_cue(
    scene: Scene, cues: Cues, sentence: Sentence, group: VerbGroup, memory: Memory, earlier: Cue | None
) -> Cue | None:
    """*were wary of the arrival*: a state of mind, with what it is about."""
    tokens = sentence.tokens
    after = group.last + 1
    if "be" not in group.lemmas or after + 1 >= len(tokens) or group.modality != "actual":
        return None
    if tokens[after].low not in cues.attitudes or tokens[after + 1].low not in (
        "of",
        "about",
        "that",
        "at",
        "over",
    ):
        return None
    source = source_before(scene, sentence, _clause_start(sentence, group), group.first, memory) or _shared(
        tokens, group, earlier
    )
    return (
        Cue(group.first, after + 2, "evaluates", source, group, listener_end=after + 2, noun_content=True)
        if source
        else None
    )


def _is_irrealis(tokens: list[Token], group: VerbGroup, cues: Cues) -> bool:
    """*is likely to hail*, *would say*, *refused to comment*: nothing was said."""
    if group.modality != "actual" or (not group.finite and any(form.tag == "base" for form in group.forms)):
        return True
    words = {token.low for token in tokens[max(0, group.first - 3) : group.last]}
    return bool(words & {"likely", "unlikely", "expected", "if"})


def _passive_cue(
    scene: Scene,
    cues: Cues,
    sentence: Sentence,
    group: VerbGroup,
    stance: Stance,
    lemma: str,
    last: int,
    memory: Memory,
) -> Cue | None:
    """*it was reported by X that*, *was announced by X*, *X was quoted as saying*."""
    tokens = sentence.tokens
    if lemma in ("quote", "cite") and last < len(tokens):
        saying = next(
            (
                i
                for i in range(last, min(last + 8, len(tokens)))
                if tokens[i].low in ("saying", "telling", "as")
            ),
            None,
        )
        source = source_before(scene, sentence, _clause_start(sentence, group), group.first, memory)
        if source is None or saying is None:
            return None
        by = next((i for i in range(last, saying) if tokens[i].low == "by"), None)
        carrier = source_after(scene, sentence, by + 1, memory) if by is not None else None
        end = saying + 2 if tokens[saying].low == "as" else saying + 1
        return Cue(
            group.first,
            min(end, len(tokens)),
            stance,
            source,
            group,
            through=carrier.actor_id if carrier else None,
        )
    for at in range(last, min(last + 6, len(tokens) - 1)):
        if tokens[at].low == "by" or (
            tokens[at].low in ("in", "from") and scene.actors.within(tokens[at + 1].start, sentence.end)
        ):
            source = source_after(scene, sentence, at + 1, memory)
            if source is None:
                continue
            return Cue(group.first, source.last, stance, source, group, passive=True)
        if not tokens[at].is_word:
            break
    for at in range(last, len(tokens) - 1):
        if tokens[at].low == "by":
            source = source_after(scene, sentence, at + 1, memory)
            if (
                source is not None
                and source.actor_id
                and lemma
                in (
                    "announce",
                    "report",
                    "confirm",
                    "state",
                    "say",
                    "deny",
                    "publish",
                    "note",
                    "record",
                    "release",
                )
            ):
                return Cue(group.first, source.last, stance, source, group, passive=True)
    return None


def _quoting_cue(scene: Scene, sentence: Sentence, group: VerbGroup, last: int, memory: Memory) -> Cue | None:
    """*TASS quoted the ministry as saying*: the ministry's words, through TASS."""
    tokens = sentence.tokens
    saying = next(
        (
            i
            for i in range(last, min(last + 14, len(tokens) - 1))
            if tokens[i].low == "as" and tokens[i + 1].low in ("saying", "stating", "telling", "reporting")
        ),
        None,
    )
    source = source_after(scene, sentence, last, memory)
    labels = source is not None and tokens[source.last : source.last + 1] and tokens[source.last].text == ":"
    if saying is None and labels and source is not None:
        saying = source.last - 1
    if saying is None:
        return None
    carrier = source_before(scene, sentence, _clause_start(sentence, group), group.first, memory)
    if source is None:
        return None
    through = carrier.actor_id if carrier is not None and carrier.is_outlet else None
    first = next(
        (i for i, t in enumerate(tokens) if carrier is not None and t.start >= carrier.start), group.first
    )
    return Cue(first, saying + 2, "asserts", source, None, phrase=True, through=through)


def _join_chains(scene: Scene, found: list[Cue]) -> list[Cue]:
    """*RIA reported, citing the ministry*; *TASS quoted the ministry as saying*: one speech, the ministry's,
    through the agency."""
    out: list[Cue] = []
    carriers = [cue.through for cue in found if cue.source is None and cue.through]
    cues = [cue for cue in found if cue.source is not None]
    outlets = [cue for cue in cues if cue.source and cue.source.is_outlet]
    others = [cue for cue in cues if not (cue.source and cue.source.is_outlet)]
    second_hand = len(outlets) == 1 and len(others) >= 1 and any(_cites(scene, cue) for cue in cues)
    for cue in cues:
        if second_hand and cue is outlets[0]:
            continue
        if second_hand and outlets[0].source:
            cue.through = outlets[0].source.actor_id
            cue.first, cue.last = (
                (cue.first, cue.last)
                if cue.group
                else (min(cue.first, outlets[0].first), max(cue.last, outlets[0].last))
            )
            if cue.group is None:
                cue.group = outlets[0].group
                cue.phrase = True
        elif carriers and cue.through is None:
            cue.through = carriers[0]
        out.append(cue)
    return out


def _cites(scene: Scene, cue: Cue) -> bool:
    return cue.phrase or (cue.group is not None and bool({"quote", "cite"} & set(cue.group.lemmas)))


def _clause_start(sentence: Sentence, group: VerbGroup) -> int:
    """The first token the source may stand at: after the last finite verb group before the cue."""
    first = 0
    for other in sentence.groups:
        if other is group or other.last >= group.first:
            break
        if not other.finite and sentence.tokens[other.first - 1].low in (",", "as", "who", "which"):
            continue
        first = other.last + 1
    return first
