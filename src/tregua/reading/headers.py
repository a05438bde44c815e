"""The head of a note: lines such as ``Reported: …``, ``Outlet: …``, ``Date: …``, in any order.

They may stand as comments (``# Outlet: …``), bold or as a list. Which words name what is data
(``headers`` in ``lexicon/cues.yaml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tregua.model.records import ActorMention, ClaimSource, Span
from tregua.reading.words import load_lexicon

_LINE = re.compile(
    r"^[ \t>#*_\-•|]*([^\W\d_][\w'’ \-/]{1,40}?)[ *_]*[:=][ \t*_]*(\S[^\n]*?)[ \t*_]*$", re.MULTILINE
)
_VIA = re.compile(
    r"\b(?:via|through|by way of|(?:as )?carried by|(?:as )?quoted by|cited by|per)\s+"
    r"|[(\[·|—–]\s*|,\s*(?=[A-Z]{3,}\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Header:
    """What a note's head says. ``lines`` are its lines, which are no part of the body."""

    reported: ClaimSource | None = None
    through: str | None = None
    published: Span | None = None
    lines: tuple[Span, ...] = ()


@lru_cache(maxsize=1)
def _keys() -> dict[str, str]:
    return {
        word.lower(): kind for kind, words in load_lexicon().cues_data["headers"].items() for word in words
    }


def header_kind(key: str) -> str | None:
    """What a header word names: ``reported``, ``through``, ``published``, ``other``; None if it is none."""
    key = " ".join(key.lower().replace("_", " ").split())
    return _keys().get(key)


def read_header(text: str, actors: list[ActorMention]) -> Header:
    """The header lines of a note, wherever they stand."""
    reported: ClaimSource | None = None
    carrier: ClaimSource | None = None
    through: str | None = None
    published: Span | None = None
    lines: list[Span] = []
    for match in _LINE.finditer(text):
        kind = header_kind(match.group(1))
        if kind is None or (kind == "other" and not lines and text[: match.start()].strip()):
            continue
        start, end = match.span(2)
        lines.append(Span(start=match.start(), end=match.end()))
        if kind == "published" and published is None:
            published = Span(start=start, end=end)
        elif kind in ("reported", "through"):
            named = [m for m in actors if m.start >= start and m.end <= end]
            outlets = [m for m in named if m.actor_id.startswith("outlet/")]
            speakers = [m for m in named if not m.actor_id.startswith("outlet/")]
            if kind == "reported" and speakers and reported is None:
                chosen = next((m for m in speakers if "/" in m.actor_id), speakers[0])
                reported = ClaimSource(start=chosen.start, end=chosen.end, actor_id=chosen.actor_id)
            elif (
                kind == "reported"
                and outlets
                and not speakers
                and match.group(1).lower().strip() not in ("source", "cited", "from")
            ):
                reported = reported or ClaimSource(
                    start=outlets[0].start, end=outlets[0].end, actor_id=outlets[0].actor_id
                )
            elif kind == "through" and not outlets and through is None and carrier is None:
                carrier = _body_named(text, start, end, speakers)
                through = None if carrier else slug_outlet(_VIA.split(match.group(2))[0])
            if outlets and through is None and not (reported and reported.actor_id == outlets[0].actor_id):
                through = outlets[0].actor_id
    if carrier is not None:
        if reported is None and not carrier.actor_id.endswith("/media"):
            reported = carrier  # a ministry that carries a note speaks in it
        elif reported is None or carrier.actor_id != reported.actor_id:
            through = through or carrier.actor_id
    return Header(reported, through, published, tuple(lines))


_ROLE_OF_A_STATE = re.compile(r"(?:['’]s)?(?:\s+(?:side|party|delegation))?\W*", re.IGNORECASE)


def _body_named(text: str, start: int, end: int, named: list[ActorMention]) -> ClaimSource | None:
    """The body that an outlet's line names instead of an outlet; a bare state only where it stands alone."""
    for mention in sorted(named, key=lambda m: "/" not in m.actor_id):
        if mention.actor_id.startswith("person/"):
            continue
        state = len(mention.actor_id) == 2
        alone = not re.search(r"\w", re.sub(r"(?i)\b(?:the|a|an)\b", "", text[start : mention.start]))
        if not state or (alone and _ROLE_OF_A_STATE.fullmatch(text, mention.end, end)):
            return ClaimSource(start=mention.start, end=mention.end, actor_id=mention.actor_id)
    return None


def slug_outlet(name: str) -> str | None:
    """The actor id of an outlet by its name."""
    plain = re.sub(r"['’`]", "", name.lower())
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return f"outlet/{slug}" if slug else None
