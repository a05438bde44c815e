"""An item's text, cut where something was read in it, so that evidence links land on the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from tregua.model.records import Claim, Reading, Span


@dataclass(frozen=True)
class Segment:
    """Characters that carry the same readings. ``opens`` are the claims whose words begin here."""

    text: str
    claims: tuple[Claim, ...] = ()
    roles: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A paragraph of the text and what it is: ``title``, ``body``, ``caption`` or ``furniture``."""

    role: str
    segments: tuple[Segment, ...]


def cut_text(text: str, reading: Reading) -> tuple[Block, ...]:
    """The whole text as blocks of segments; nothing of the text is left out but line ends."""
    layers = _layers(reading)
    cuts = sorted({cut for _, span in layers for cut in (span.start, span.end)})
    openings: dict[int, list[str]] = {}
    for claim in reading.claims:
        if spans := _words_of(claim):
            openings.setdefault(min(span.start for span in spans), []).append(claim.claim_id)
    blocks = []
    at = 0
    for line in text.splitlines(keepends=True):
        start, end = at, at + len(line.rstrip())
        at += len(line)
        if not text[start:end].strip():
            continue
        edges = [start, *(cut for cut in cuts if start < cut < end), end]
        segments = tuple(
            _segment(text, left, right, reading, layers, openings) for left, right in pairwise(edges)
        )
        blocks.append(Block(_role(text, start, end, reading), segments))
    return tuple(blocks)


def _layers(reading: Reading) -> list[tuple[str, Span]]:
    mentions = reading.mentions
    layers: list[tuple[str, Span]] = []
    for claim in reading.claims:
        layers += [("claim", span) for span in claim.content]
        layers += [("source", claim.source)] if claim.source else []
        layers += [("cue", claim.cue)] if claim.cue else []
    layers += [("time", span) for span in mentions.times]
    layers += [("place", span) for span in mentions.places]
    layers += [("quantity", span) for span in mentions.quantities]
    return layers


def _words_of(claim: Claim) -> tuple[Span, ...]:
    return claim.content or ((claim.cue,) if claim.cue else ())


def _segment(
    text: str,
    left: int,
    right: int,
    reading: Reading,
    layers: Iterable[tuple[str, Span]],
    openings: dict[int, list[str]],
) -> Segment:
    claims = tuple(
        claim
        for claim in reading.claims
        if any(span.start <= left and right <= span.end for span in _words_of(claim))
    )
    roles = {role for role, span in layers if role != "claim" and span.start <= left and right <= span.end}
    opens = tuple(one for at, ids in sorted(openings.items()) if left <= at < right for one in ids)
    return Segment(text[left:right], claims, tuple(sorted(roles)), opens)


def _role(text: str, start: int, end: int, reading: Reading) -> str:
    article = reading.item
    line = text[start:end].strip()
    if line and line == article.title.strip():
        return "title"
    if line and line == article.standfirst.strip():
        return "standfirst"
    spans = (("caption", article.captions), ("body", article.body), ("heading", article.headings))
    for role, parts in spans:
        if any(part.start < end and start < part.end for part in parts):
            return role
    return "body" if not article.body else "furniture"
