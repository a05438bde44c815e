"""Several who speak with one voice: *the Russian and Turkish defence ministries said*."""

from __future__ import annotations

import re
from itertools import pairwise

from tregua.model.records import ActorMention, ClaimSource
from tregua.reading.roles import word_before
from tregua.reading.scene import Scene

_JOINS = re.compile(
    r"\s*(?:,|/|&|\+|;|,?\s*(?:and|as well as|along with|together with|jointly with|alongside)(?:\s+also)?)"
    r"\s*(?:both\s+|by\s+|from\s+)?(?:the\s+|that of\s+|those of\s+|of\s+)?",
    re.IGNORECASE,
)
_OWNS = re.compile(r"['’]s?\s+|\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,;/]\s*(?:the\s+)?")
_INSIDE = ("to", "by", "in", "from", "with", "for", "at", "on", "against", "into", "under", "near")
_REACH = 160
#: Leaders of several states hold different offices: each speaks for his state.
_LEADERS = re.compile(r"\b(?:leaders|heads|chiefs)\b", re.IGNORECASE)


def speakers_of(scene: Scene, source: ClaimSource, *, listed: bool = False) -> tuple[ClaimSource, ...]:
    """All who speak where ``source`` is one of several joined by *and*; else ``source`` alone.

    In a header line (``listed``) commas alone join them."""
    near = [
        m
        for m in scene.actors.within(max(0, source.start - _REACH), source.end + _REACH)
        if not m.actor_id.startswith(("outlet/", "person/"))
    ]
    people = _whole(scene, near)
    at = next(
        (
            i
            for i, m in enumerate(people)
            if m.start < source.end and source.start < m.end and _same(m, source)
        ),
        next((i for i, m in enumerate(people) if m.start < source.end and source.start < m.end), None),
    )
    if at is None:
        return (source,)
    first = last = at
    while first > 0 and _joined(scene, people[first - 1], people[first]):
        first -= 1
    while last + 1 < len(people) and _joined(scene, people[last], people[last + 1]):
        last += 1
    chain = people[first : last + 1]
    while not listed and len(chain) > 1 and _COMMA.fullmatch(scene.text[chain[0].end : chain[1].start]):
        if word_before(scene, chain[0].start) not in _INSIDE:
            break
        chain = chain[1:]
    if len(chain) < 2 or not any(
        listed or not _COMMA.fullmatch(scene.text[a.end : b.start]) for a, b in pairwise(chain)
    ):
        return (source,)
    bare = _LEADERS.search(scene.text, max(0, chain[0].start - 24), chain[0].end) is not None
    found = {
        one: ClaimSource(start=m.start, end=m.end, actor_id=one)
        for m in reversed(chain)
        for one in [m.actor_id.split("/", 1)[0] if bare and m.actor_id.endswith("/president") else m.actor_id]
    }
    if source.actor_id.split("/", 1)[0] not in {one.split("/", 1)[0] for one in found}:
        return (source,)
    return tuple(sorted(found.values(), key=lambda one: one.start))


def _same(mention: ActorMention, source: ClaimSource) -> bool:
    return mention.actor_id == source.actor_id


def _whole(scene: Scene, mentions: list[ActorMention]) -> list[ActorMention]:
    """Without a state that only says whose office follows: *Russia's Vladimir Putin*."""
    out: list[ActorMention] = []
    for mention in mentions:
        before = out[-1] if out else None
        gap = scene.text[before.end : mention.start] if before else ""
        if (
            before is not None
            and "/" not in before.actor_id
            and mention.actor_id.startswith(before.actor_id)
            and _OWNS.fullmatch(gap)
        ):
            out[-1] = mention.model_copy(update={"start": before.start})
        else:
            out.append(mention)
    return out


def _joined(scene: Scene, one: ActorMention, two: ActorMention) -> bool:
    return _JOINS.fullmatch(scene.text[one.end : two.start]) is not None and one.actor_id != two.actor_id
