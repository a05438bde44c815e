"""Who, to whom, when, where and how many: the arguments of an act found in a clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tregua.model.records import ActorMention, Modality, PlaceMention, TimeMention
from tregua.reading.grammar import words_of
from tregua.reading.scene import Scene, Sentence
from tregua.reading.syntax import VerbGroup

_NOT_AGENT = words_of("not_agent")
_WHERE = words_of("where")
TO_WORDS = words_of("to")
"""Words before a receiver."""
_OWN = words_of("own")
_OTHERS = words_of("others")


_WORDS = re.compile(r"[^\W\d_]+")
_CONTROL = re.compile(
    r"\b([A-Z][a-z]+)(?:['’]s?)?\s+(?:full\s+)?(?:control|administration|jurisdiction|hands|rule|sovereignty)\b"
)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a sentence, by characters."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start


@dataclass(frozen=True, slots=True)
class Sides:
    """The stretches of a clause: who does it, what it is done to, and the clause as a whole."""

    agent: Region
    patient: Region
    clause: Region
    by: Region


def side_of(actor_id: str) -> str:
    """The state or organisation an actor speaks for: ``az/mod`` → ``az``."""
    return actor_id.split("/", 1)[0]


def words_before(scene: Scene, start: int, count: int = 1) -> list[str]:
    """Up to ``count`` lower-case words directly before ``start``, nearest first."""
    return [word.strip("\"'“”‘’(") for word in scene.text[max(0, start - 48) : start].lower().split()[::-1]][
        :count
    ]


def word_before(scene: Scene, start: int) -> str:
    """The lower-case word directly before ``start``, without an article."""
    for word in words_before(scene, start, 3):
        if word not in ("the", "a", "an"):
            return word
    return ""


def find_actor(scene: Scene, region: Region, speaker: str | None, *, doing: bool) -> str | None:
    """The actor a stretch names: one who does (``doing``) is not within *to*, *against* or *in*."""
    if not region:
        return None
    pronoun = find_pronoun(scene, region, speaker)
    if pronoun is not None:
        return pronoun
    for mention in scene.actors.within(region.start, region.end):
        if mention.actor_id.startswith("outlet/"):
            continue
        before = word_before(scene, mention.start)
        if before in _NOT_AGENT and not (
            not doing and before in ("against", "on", "towards", "toward", "at", "with", "from", "to")
        ):
            continue
        return _with_institution(scene, mention, region)
    return find_demonym(scene, region) or own_force(scene, region, speaker)


def find_pronoun(scene: Scene, region: Region, speaker: str | None) -> str | None:
    """Whom a lone pronoun means: *it* the one who speaks, *they* whom the sentence before names."""
    words = [word.lower() for word in _WORDS.findall(scene.text[region.start : region.end])]
    pronouns = {"they", "it", "we"} & set(words)
    if not pronouns or len(words) > 4:
        return None
    if "it" in pronouns and speaker is None:
        return None
    if (
        pronouns & {"it", "we"}
        and speaker is not None
        and not speaker.startswith(("outlet/", "person/", "group/"))
    ):
        return side_of(speaker) if "/" in speaker and not speaker.endswith("/peacekeepers") else speaker
    before = scene.text.rfind("\n", 0, region.start) + 1
    named = [
        m
        for m in scene.actors.within(max(before, region.start - 300), region.start)
        if not m.actor_id.startswith("outlet/")
    ]
    doers = [m for m in named if word_before(scene, m.start) not in _NOT_AGENT]
    return doers[-1].actor_id if doers else None


def find_demonym(scene: Scene, region: Region) -> str | None:
    """The state whose adjective stands in the stretch (*Armenian positions*)."""
    for match in _WORDS.finditer(scene.text, region.start, region.end):
        word = match.group()
        if word[0].isupper():
            state = scene.lexicon.demonyms.get(word.lower())
            if state:
                return _demonym_at(scene, match.start(), match.end(), state)
    return None


def _demonym_at(scene: Scene, start: int, end: int, state: str) -> str:
    """*ethnic Armenian* is not Armenia's."""
    before = word_before(scene, start)
    longer = scene.lexicon.demonyms.get(f"{before} {scene.text[start:end].lower()}")
    return longer or state


def _with_institution(scene: Scene, mention: ActorMention, region: Region) -> str:
    """A bare state before *troops* or *army* is that state's military."""
    if "/" in mention.actor_id or mention.actor_id.startswith("person"):
        return mention.actor_id
    tail = scene.text[mention.end : min(region.end, mention.end + 40)].lower().split()
    force = scene.lexicon.classes["force"]
    peace = scene.lexicon.classes["peacekeeper"]
    for word in tail[:3]:
        plain = word.strip(",.;:'’s\"") if word in ("'s", "’s") else word.strip(",.;:\"'’")
        if plain in peace:
            return f"{mention.actor_id}/peacekeepers"
        if plain in force:
            return f"{mention.actor_id}/mil"
        if word.endswith((",", ".", ";")):
            break
    return mention.actor_id


def own_force(scene: Scene, region: Region, speaker: str | None) -> str | None:
    """*our units*, or bare *units* in the mouth of a state's own military, are that state's."""
    words = [word.strip(",.;:\"'()").lower() for word in scene.text[region.start : region.end].split()]
    if not words:
        return None
    peace = scene.lexicon.classes["peacekeeper"]
    if any(word in peace for word in words):
        named = next((m.actor_id for m in scene.actors if m.actor_id.endswith("/peacekeepers")), None)
        named = named or scene.peacekeepers
        if (
            named is None
            and speaker is not None
            and speaker.endswith(("/mod", "/defmin", "/mil", "/president", "/presidency"))
        ):
            named = f"{side_of(speaker)}/peacekeepers"
        return named
    if speaker is None:
        return None
    state = side_of(speaker)
    if state in ("outlet", "person", "group"):
        return None
    force = scene.lexicon.classes["force"]
    if any(word in force for word in words) and not _OTHERS & set(words):
        if _OWN & set(words) or speaker.endswith(("/mod", "/mil", "/defmin", "/president")):
            return f"{state}/peacekeepers" if speaker.endswith("/peacekeepers") else f"{state}/mil"
        return f"{state}/peacekeepers" if speaker.endswith("/peacekeepers") else None
    if words[-1] in ("we", "it") and len(words) <= 4:
        return state
    return None


_OWN_PEOPLE = re.compile(
    r"\b(?:its|our)\s+(?:own\s+)?(?:[\w-]+\s+)?(?:service(?:men|man|members?)|soldiers?|troops|military|people|citizens|officers?)\b",
    re.IGNORECASE,
)


def own_people(scene: Scene, sides: Sides, speaker: str | None) -> str | None:
    """*three of its servicemen*, *our soldiers*: those of the state that speaks."""
    if speaker is None or speaker.startswith(("outlet/", "person/", "group/")):
        return None
    owned = any(_OWN_PEOPLE.search(scene.text, one.start, one.end) for one in (sides.patient, sides.clause))
    return side_of(speaker) if owned else None


def find_recipient(scene: Scene, region: Region, speaker: str | None) -> str | None:
    """Who receives: after *to*, under whose control, or in whose hands."""
    mentions = [
        m for m in scene.actors.within(region.start, region.end) if not m.actor_id.startswith("outlet/")
    ]
    for mention in mentions:
        if word_before(scene, mention.start) in TO_WORDS:
            return mention.actor_id
    text = scene.text
    for _, state in to_capitals(scene, region):
        return state
    for mention in mentions:
        after = text[mention.end : mention.end + 30].lower().lstrip("'’s ").split()[:2]
        control = scene.lexicon.classes["control"]
        before = words_before(scene, mention.start, 4)
        if (
            any(word.strip(",.;") in control for word in after)
            or (before and before[0] in ("of", "the") and any(word in control for word in before))
            or before[:1] == ["under"]
        ):
            return mention.actor_id
    for match in _CONTROL.finditer(text, region.start, region.end):
        named = scene.lexicon.demonyms.get(match.group(1).lower())
        if named:
            return named
    for own in (" to us", " to its", " our control", " its control"):
        if own in text[region.start : region.end].lower() and speaker:
            return side_of(speaker)
    return None


_TO_CAPITAL = re.compile(r"\b(?:to|towards)\s+([A-Z][\w’'-]+)")
_IN_CAPITAL = re.compile(r"\b(?:to|towards|in|at)\s+([A-Z][\w’'-]+)")


def to_capitals(scene: Scene, region: Region, *, arriving: bool = False) -> list[tuple[int, str]]:
    """Where the stretch says *to Baku* (``arriving``: *in Baku* too), and the state meant."""
    found = []
    for match in (_IN_CAPITAL if arriving else _TO_CAPITAL).finditer(scene.text, region.start, region.end):
        state = scene.lexicon.capitals.get(match.group(1))
        if state:
            found.append((match.start(1), state))
    return found


def find_places(scene: Scene, near: Region, far: Region) -> tuple[PlaceMention, ...]:
    """The places of the clause, else of the sentence, most specific first, each once.

    A country in the sense of its government is left out where anything more precise is named.
    """
    found = _places_in(scene, near) or _places_in(scene, far)
    return tuple(found)


def _lead_of(scene: Scene, start: int) -> str:
    """The word before a place, past a point of the compass: *in eastern Ukraine*."""
    words = [word for word in words_before(scene, start, 4) if word not in ("the", "a", "an")]
    while words and words[0].removesuffix("ern") in _COMPASS:
        words = words[1:]
    return words[0] if words else ""


_COMPASS = frozenset(
    {"east", "west", "north", "south", "south-east", "north-east", "south-west", "north-west", "central"}
)


def named_places(scene: Scene, start: int, end: int) -> list[PlaceMention]:
    """The places named in a stretch, without those it leaves out: *bypassing X*, *not touching X (Y)*."""
    kept: list[PlaceMention] = []
    left_out = -1
    last: PlaceMention | None = None
    for mention in scene.places.within(start, end):
        lead = scene.text[
            max(scene.text.rfind("\n", 0, mention.start) + 1, mention.start - 60) : mention.start
        ]
        listed = 0 <= left_out < mention.start and _LISTED.fullmatch(scene.text, left_out, mention.start)
        renamed = (
            last is not None and mention.place_id == last.place_id and mention.start - last.end < _RENAMED
        )
        if listed or renamed or _LEFT_OUT.search(lead):
            left_out, last = mention.end, mention
        else:
            kept.append(mention)
    return kept


_LEFT_OUT = re.compile(
    r"\b(?:(?:not|never|without|nor|neither)\s+(?:even\s+|yet\s+|once\s+|ever\s+)?"
    r"(?:touch|affect|enter|reach|includ|count|cover|cross|approach|occupy|visit|involv|concern|tak|seiz|captur"
    r"|attack|pass|mention|stopp|go|com|mov|advanc|extend)ing"
    r"|bypass(?:ing|ed)|avoid(?:ing|ed)|skirt(?:ing|ed)|circumvent(?:ing|ed)|sparing|exclud(?:ing|ed)|excepting"
    r"|exclusive\s+of|except(?:\s+for)?|with\s+the\s+exception\s+of|other\s+than|apart\s+from|aside\s+from|save\s+for"
    r"|barring|leaving\s+(?:out|aside)|but\s+not|though\s+not|and\s+not|not\s+in|rather\s+than|instead\s+of|short\s+of)"
    r"\s+(?:(?:into|in|at|to|through|as\s+far\s+as|up\s+to|near)\s+)?"
    r"(?:(?:the|town|city|village|district|region|of|itself|any\s+part)\s+)*$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:\s*,)?\s*(?:and|or|nor|&)?\s*(?:the\s+)?(?:(?:town|city|village|district)s?\s+of\s+)?", re.IGNORECASE
)
_ASIDE_KM = 10.0
_RENAMED = 30
"""Characters within which a place's other name follows its first: *Shusha, which Armenians call Shushi*."""
_DIRECTION = re.compile(
    r"\b(?:(?:in|from|on)\s+the\s+direction\s+of|towards?|facing|en\s+route\s+to|pointing\s+at)\s+"
    r"(?:the\s+)?(?:(?:town|city|village|district)\s+of\s+)?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:wards?)?\s+(?:of|from)\s+"
    r"(?:the\s+)?(?:(?:town|city|village|district)\s+of\s+)?$",
    re.IGNORECASE,
)


def _lead(scene: Scene, mention: PlaceMention) -> str:
    line = scene.text.rfind("\n", 0, mention.start) + 1
    return scene.text[max(line, mention.start - 60) : mention.start]


def _widened(scene: Scene, mention: PlaceMention) -> PlaceMention:
    """*East of X*, *towards X* is near X: the same point, less precise."""
    lead = _lead(scene, mention)
    if mention.radius_km is None or not (_BESIDE.search(lead) or _DIRECTION.search(lead)):
        return mention
    return mention.model_copy(update={"radius_km": mention.radius_km + _ASIDE_KM})


def without_directions(scene: Scene, places: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """Without those that only tell which way, where another tells where: *east of X, towards Y* is at X.

    Where what is left is wider than all of them, as a district is that they lie in, they stay: they tell
    more nearly where."""
    ways: list[PlaceMention] = []
    for place in sorted(places, key=lambda one: one.start):
        listed = bool(ways) and _LISTED.fullmatch(scene.text, ways[-1].end, place.start) is not None
        if listed or _DIRECTION.search(_lead(scene, place)):
            ways.append(place)
    kept = tuple(place for place in places if place not in ways)
    nearest = min((_radius(place) for place in kept), default=0.0)
    return kept if kept and any(_radius(place) >= nearest for place in ways) else places


def _radius(place: PlaceMention) -> float:
    return place.radius_km if place.radius_km is not None else 1e6


def _places_in(scene: Scene, region: Region) -> list[PlaceMention]:
    seen: dict[str, PlaceMention] = {}
    for mention in named_places(scene, region.start, region.end):
        if mention.place_id.startswith("country-") and _lead_of(scene, mention.start) not in (
            "in",
            "into",
            "inside",
            "across",
            "within",
            "through",
            "from",
            "near",
        ):
            continue
        if word_before(scene, mention.start) not in _WHERE and any(
            m.start == mention.start and "/" not in m.actor_id
            for m in scene.actors.within(mention.start, mention.end + 8)
        ):
            continue
        if _names_somebody(scene, mention):
            continue
        seen.setdefault(mention.place_id, _widened(scene, mention))
    places = sorted(seen.values(), key=lambda m: (m.radius_km if m.radius_km is not None else 1e6, m.start))
    finer = [m for m in places if not m.place_id.startswith("country-")]
    return finer or places


def _names_somebody(scene: Scene, place: PlaceMention) -> bool:
    """*The armed formations of Donetsk* are somebody, and say nothing of where."""
    around = scene.actors.within(max(0, place.start - 60), place.end)
    return any(one.start < place.start and one.end == place.end for one in around)


def find_when(
    scene: Scene, near: Region, far: Region, group: VerbGroup | None, modality: Modality
) -> tuple[str | None, str | None]:
    """When: the clause's own day or minute, else the sentence's, else what the tense anchors."""
    for region in (near, far):
        found = _when_in(scene, scene.times.within(region.start, region.end), modality)
        if found is not None:
            return found
    today = scene.today
    if modality in ("planned", "demanded", "possible"):
        return None, None
    if group is not None and group.tense in ("present", "perfect", "progressive"):
        return today, today
    return None, today


def _when_in(
    scene: Scene, mentions: list[TimeMention], modality: Modality
) -> tuple[str | None, str | None] | None:
    dated = [m for m in mentions if m.earliest or m.latest]
    dated = [m for m in dated if not any(_inside(m, other) for other in dated)]
    plain = [m for m in dated if word_before(scene, m.start) not in ("since", "until", "till")]
    by_now = [m for m in plain if word_before(scene, m.start) not in ("by", "before")]
    if modality == "actual" and by_now:
        plain = by_now
    if plain:
        clock = [m for m in plain if m.earliest and "T" in m.earliest]
        day = next((m for m in plain if m.earliest and "T" not in m.earliest), None)
        if clock:
            chosen = clock[0]
            if day and day.earliest and day.earliest == day.latest and chosen.earliest and chosen.latest:
                return day.earliest[:10] + chosen.earliest[10:], day.earliest[:10] + chosen.latest[10:]
            return chosen.earliest, chosen.latest
        chosen = plain[0]
        if _is_limit(scene, chosen):
            return None, chosen.latest
        return chosen.earliest, chosen.latest
    since = [m for m in dated if word_before(scene, m.start) == "since"]
    if since:
        return since[0].earliest, scene.today
    until = [m for m in dated if m not in since]
    if until:
        return None, until[0].latest
    return None


def _is_limit(scene: Scene, mention: TimeMention) -> bool:
    """*by 30 January*: up to and with that day."""
    return word_before(scene, mention.start) in ("by", "before") or mention.text.lower().startswith(
        ("by ", "before ")
    )


def _inside(inner: TimeMention, outer: TimeMention) -> bool:
    return (
        inner is not outer
        and outer.start <= inner.start
        and inner.end <= outer.end
        and (outer.end - outer.start > inner.end - inner.start)
    )


def regions_of(sentence: Sentence, first: int, last: int) -> Region:
    """The characters of the tokens ``first`` to ``last`` (exclusive)."""
    if first >= last:
        at = sentence.tokens[first].start if first < len(sentence.tokens) else sentence.end
        return Region(at, at)
    return Region(sentence.tokens[first].start, sentence.tokens[last - 1].end)
