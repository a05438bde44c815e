"""How many: the counts that belong to an act, for a day or in all, and who received them."""

from __future__ import annotations

import re

from tregua.model.records import Basis, QuantityMention, Span
from tregua.reading.grammar import words_of
from tregua.reading.numerals import number_at
from tregua.reading.quantities import find_quantities
from tregua.reading.roles import TO_WORDS, Region, side_of, to_capitals, word_before
from tregua.reading.scene import Scene

_TOTAL = words_of("total")
_SO_FAR = words_of("so_far")
_PERIOD = words_of("period")
_PERIOD_WORDS = words_of("period_words")
_GREW = re.compile(r"\b(?:grew|rose|risen|grown|increased|up|went up|climbed)\s+by\s+(?:\w+\s+){0,2}$")


def find_quantities_of(
    scene: Scene, region: Region, units: tuple[str, ...], as_unit: str | None, before: Region | None = None
) -> list[QuantityMention]:
    """The clause's counts in these units; a bare number after one of them counts the same thing.

    ``before``: a stretch whose last count a bare total takes over (*bringing the total to 43,000*)."""
    found: list[QuantityMention] = []
    last_unit = ""
    if before:
        earlier = [q.unit for q in scene.quantities.within(before.start, before.end) if q.unit in units]
        last_unit = earlier[-1] if earlier else ""
    for mention in scene.quantities.within(region.start, region.end):
        unit = mention.unit
        if not unit and last_unit and (mention.low is not None or mention.word):
            lead = scene.text[max(region.start, mention.start - 6) : mention.start].lower()
            if any(mark in lead for mark in ("and ", ", ", "; ", "while ")) or word_before(
                scene, mention.start
            ) in (
                "another",
                "further",
                "to",
                "at",
                "reached",
                "of",
                "exceeded",
                "than",
                "about",
                "total",
                "passed",
                "now",
                "stands",
                "nearly",
                "almost",
                "over",
            ):
                unit = last_unit
        if unit in units:
            last_unit = unit
            found.append(
                mention.model_copy(update={"unit": as_unit or unit})
                if (as_unit or unit) != mention.unit
                else mention
            )
    return without_parts(found)


_BARE_TOTAL = re.compile(
    r"\b(?:total|number|figure|sum)\b[^.;\d]{0,40}?"
    r"\b(?:to|of|at|is|reached|exceeds|exceeded|passed|was|stands at|now)\s+"
    r"((?:(?:about|nearly|almost|some|over|around|more than|at least|up to)\s+)?\d[\d,.]*\d)",
    re.IGNORECASE,
)


def bare_total(scene: Scene, region: Region) -> list[QuantityMention]:
    """*The total has come to nearly 2,000*: people, where the sentence is about people."""
    match = _BARE_TOTAL.search(scene.text, region.start, region.end)
    if match is None:
        return bare_counts(scene, region)
    return _people(match.start(1), match.group(1), "total")


_ADDED = re.compile(r"(?:an?\s+)?(?:further|another|additional)\b", re.IGNORECASE)

_ALL_FOR_ALL = re.compile(
    r"\ball[ -](?:of them[ -])?for[ -]all\b|\ball\s[^.;,]{1,40}\sfor all\b|\beveryone for everyone\b"
    r"|\b(?:exchang\w+|swapp\w+|trad(?:ed|ing))\s+all\s+(?:of\s+)?(?:(?:the|their|its)\s+)?(?:\w+\s+)?"
    r"(?:prisoners|captives|detainees|hostages|bodies|remains|pows)\b",
    re.IGNORECASE,
)


def all_for_all(scene: Scene, region: Region) -> list[QuantityMention]:
    """*All for all*: a quantity in words."""
    match = _ALL_FOR_ALL.search(scene.text, region.start, region.end)
    if match is None:
        return []
    start, end = match.span()
    return [
        QuantityMention(start=start, end=end, text=match.group(), unit="prisoner", word="all for all"),
    ]


_BARE = re.compile(
    r"(?<![\w.,/:-])(?:(?:about|nearly|almost|some|over|around|more than|at least|up to|well over|close to|>)"
    r"\s*)?"
    r"\d{1,3}(?:[,  ]\d{3})+(?![\w/:-])|(?<![\w.,/:-])\d{2,6}(?![\w/:%-]|[.,]\d)",
    re.IGNORECASE,
)
_AROUND = 48


def bare_counts(scene: Scene, region: Region) -> list[QuantityMention]:
    """Figures without a noun which the words beside them set down for a day or in all: people."""
    found: list[QuantityMention] = []
    for match in _BARE.finditer(scene.text, region.start, region.end):
        start, end = match.span()
        near = scene.quantities.within(max(region.start, start - 24), end + 24)
        if any(q.end > start and q.start < end for q in near):
            continue
        if any(m.end > start and m.start < end for m in scene.times.within(start - 24, end + 24)):
            continue
        basis = _basis_near(scene, start, end, region)
        if basis is not None or _STATE_AFTER.match(scene.text, end, region.end):
            found += _people(start, match.group(), basis)
    return found


_MOVES = re.compile(r"(?:\s+[a-z]+){0,4}?\s+(?:to|for|in)\s+(?=(?:the\s+)?[A-Z])|\s+(?:back|home|free)\b")


def bare_captives(scene: Scene, region: Region) -> list[QuantityMention]:
    """*Twelve travelled to Azerbaijan and forty-four to Armenia*: bare figures that go somewhere."""
    found: list[QuantityMention] = []
    for match in re.finditer(r"(?<![\w.,-])\w[\w-]*", scene.text[region.start : region.end]):
        start = region.start + match.start()
        number = number_at(scene.text, start, region.end)
        if number is None or not 1 < number[1] < 10_000 or (found and found[-1].end > start):
            continue
        end = number[0]
        taken: list[Span] = [*scene.times.within(max(0, start - 24), end + 24)]
        taken += scene.quantities.within(max(0, start - 24), end + 48)
        if any(m.start < end and m.end > start for m in taken) or not _MOVES.match(scene.text, end):
            continue
        found.append(
            QuantityMention(
                start=start,
                end=end,
                text=scene.text[start:end],
                low=number[1],
                high=number[1],
                unit="prisoner",
            )
        )
    return found


def counts_of_people(scene: Scene, region: Region) -> bool:
    """Whether a stretch counts people by a bare figure, or announces a count of them after a colon."""
    colon = scene.text.find(": ", region.start, region.end)
    announced = scene.quantities.within(colon, region.end) if colon >= 0 else []
    return any(q.unit in _RETURNING for q in announced) or bool(bare_counts(scene, region))


_RETURNING = ("person", "returnee", "refugee", "displaced", "civilian")


_STATE_AFTER = re.compile(
    r"\s+(?:(?:are|were|have|had|has|been|now|already|people)\s+){0,3}(?:back|home|returned|returning|come|came|gone|went)\b",
    re.IGNORECASE,
)


def _people(start: int, words: str, basis: Basis | None) -> list[QuantityMention]:
    found = find_quantities(f"{words.replace('>', 'more than ')} people")
    return [
        q.model_copy(update={"start": start, "end": start + len(words), "text": words, "basis": basis})
        for q in found[:1]
    ]


def _basis_near(scene: Scene, start: int, end: int, region: Region) -> Basis | None:
    """The basis the words up to the nearest mark on either side tell."""
    before = re.split(r"[;:.,()]\s", scene.text[max(region.start, start - _AROUND) : start])[-1]
    after = re.split(r"[;:.,()](?:\s|$)", scene.text[end : min(region.end, end + _AROUND)])[0]
    if _MORE.match(after):
        return "period"
    return _basis_of(f"{before} | {after}".lower())


_MORE = re.compile(
    r"\s+(?:\w+\s+)?(?:more|further)\b(?!\s+than)|.*\bsince (?:yesterday|midnight|last night|morning)\b"
)


def without_parts(quantities: list[QuantityMention]) -> list[QuantityMention]:
    """*23 posts, 11 in the north and 12 in the south*: the parts of a sum are no further counts."""
    after: dict[str, tuple[int, float | None]] = {}  # how many follow of a unit, and their sum
    sums: list[int] = []
    for index in range(len(quantities) - 1, -1, -1):
        whole = quantities[index]
        number, total = after.get(whole.unit, (0, 0.0))
        if number >= 2 and whole.low and total == whole.low:
            sums.append(index)
        added = None if total is None or whole.low is None else total + whole.low
        after[whole.unit] = number + 1, added
    if not sums:
        return quantities
    first, unit = sums[-1], quantities[sums[-1]].unit
    return [q for at, q in enumerate(quantities) if at <= first or q.unit != unit]


def with_receivers(
    scene: Scene,
    quantities: list[QuantityMention],
    region: Region,
    agent: str | None,
    *,
    receiving: bool,
    arriving: bool = False,
) -> list[QuantityMention]:
    """Each count with the side that received it: *to X* after it, or the one who received."""
    mentions = [
        m for m in scene.actors.within(region.start, region.end) if not m.actor_id.startswith("outlet/")
    ]
    to = [(m.start, side_of(m.actor_id)) for m in mentions if word_before(scene, m.start) in TO_WORDS]
    if arriving:
        to += [(m.start, side_of(m.actor_id)) for m in mentions if word_before(scene, m.start) == "in"]
    to = sorted({*to, *to_capitals(scene, region, arriving=arriving)})
    out: list[QuantityMention] = []
    for index, quantity in enumerate(quantities):
        limit = quantities[index + 1].start if index + 1 < len(quantities) else region.end
        after = [side for at, side in to if quantity.end <= at < limit]
        before = [
            side
            for at, side in to
            if (quantities[index - 1].end if index else region.start) <= at < quantity.start
        ]
        if len(to) == len(quantities) > 1:
            side: str | None = to[index][1]
        else:
            side = after[0] if after else before[-1] if before else to[0][1] if len(to) == 1 else None
        if side is None and receiving:
            near = [
                m
                for m in mentions
                if m.end <= quantity.start and (not index or m.start >= quantities[index - 1].end)
            ]
            side = side_of(near[-1].actor_id) if near else (side_of(agent) if agent else None)
        elif side is None:
            direct = [
                m
                for m in mentions
                if 0 <= quantity.start - m.end <= 2
                and word_before(scene, m.start) in ("handed", "gave", "returned", "sent")
            ]
            side = side_of(direct[0].actor_id) if direct else None
        side = side or _own_side(scene, quantity)
        out.append(quantity.model_copy(update={"to": side}) if side and quantity.to is None else quantity)
    return out


_DEMONYM = re.compile(r"[^\W\d_]+")


def _own_side(scene: Scene, quantity: QuantityMention) -> str | None:
    """Whose the counted are, by what they are called: *44 Armenian prisoners*."""
    end = quantity.end + (16 if scene.text[quantity.end : quantity.end + 1] == " " else 0)
    for match in _DEMONYM.finditer(scene.text, quantity.start, end):
        state = scene.lexicon.demonyms.get(match.group().lower()) if match.group()[0].isupper() else None
        if state:
            return state
        if match.start() >= quantity.end:
            return None
    return None


def with_basis(
    scene: Scene,
    quantities: list[QuantityMention],
    region: Region,
    *,
    on_a_day: bool = False,
    since: bool = False,
) -> list[QuantityMention]:
    """Each figure as one for a period or a running total, by the words around it.

    ``on_a_day``: the clause names a single day, which makes a figure without other signs a period's."""
    out: list[QuantityMention] = []
    mixed = len({q.unit for q in quantities}) > 1
    for index, quantity in enumerate(quantities):
        if quantity.basis is not None:
            out.append(quantity)
            continue
        left = quantities[index - 1].end if index else region.start
        right = quantities[index + 1].start if index + 1 < len(quantities) else region.end
        before = scene.text[left : quantity.start].lower()
        after = scene.text[quantity.end : right].lower()
        if len(quantities) > 1 and index + 1 < len(quantities) and "," in after:
            after = after[: after.rindex(",")] if not mixed else after
        grew = _GREW.search(before) is not None or after.lstrip().startswith(
            ("of them", "of whom", "of these")
        )
        grew = grew or _ADDED.match(quantity.text) is not None
        basis = "period" if grew else _basis_near(scene, quantity.start, quantity.end, region)
        basis = basis or _basis_of(before + " | " + after)
        if basis is None and on_a_day and not any(q.basis for q in out):
            basis = "period"
        if basis is None and since:
            basis = "total"
        if basis is None and mixed:
            basis = _basis_of(scene.text[region.start : region.end].lower())
        out.append(quantity.model_copy(update={"basis": basis}) if basis else quantity)
    if len(out) == 2 and {q.basis for q in out} == {"period", None}:
        bare = next(q for q in out if q.basis is None)
        part = next(q for q in out if q.basis is not None)
        if bare.low is not None and part.low is not None and bare.low > part.low:
            whole = bare.model_copy(update={"basis": "total"})
            out = [whole if q is bare else q for q in out]
    return out


_RUNNING = re.compile(r"\b(?:so far|to date|up to now|until now)\b", re.IGNORECASE)


def so_far(scene: Scene, quantities: list[QuantityMention], region: Region) -> list[QuantityMention]:
    """*200 exchanged so far*: the one count of a clause that says so runs up to its day."""
    counted = [q for q in quantities if q.low is not None or q.high is not None]
    if len(counted) != 1 or not _RUNNING.search(scene.text, region.start, region.end):
        return quantities
    return [q.model_copy(update={"basis": "total"}) if q is counted[0] else q for q in quantities]


def _basis_of(around: str) -> Basis | None:
    words = {word.strip(",.;:()\"'|") for word in around.split()}
    total = bool(words & _TOTAL) or any(phrase in around for phrase in _SO_FAR)
    period = bool(words & _PERIOD_WORDS) or any(phrase in around for phrase in _PERIOD)
    if total and not period:
        return "total"
    if period and not total:
        return "period"
    if total and period:
        strong = {
            "total",
            "since",
            "altogether",
            "overall",
            "cumulative",
            "totalled",
            "bringing",
        } & words or any(p in around for p in _SO_FAR)
        return "total" if strong else "period"
    return None
