"""Phases as readers see them: an order, a tone and a mark, so that colour never speaks alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from tregua.model.standing import Phase

Tone = Literal["done", "moving", "waiting", "contested", "breach", "unknown", "ended"]

TONES: Mapping[Phase, Tone] = MappingProxyType(
    {
        "violated": "breach",
        "indicated": "breach",
        "overdue": "breach",
        "disputed": "contested",
        "not_observed": "unknown",
        "in_progress": "moving",
        "claimed": "moving",
        "not_yet_due": "waiting",
        "not_started": "waiting",
        "fulfilled": "done",
        "fulfilled_late": "done",
        "respected": "done",
        "suspended": "ended",
        "lapsed": "ended",
        "terminated": "ended",
    }
)

PHASES: tuple[Phase, ...] = tuple(TONES)
"""Every phase, what wants attention first."""

SETTLED: frozenset[Phase] = frozenset(phase for phase, tone in TONES.items() if tone in ("done", "ended"))
"""Phases after which a due day asks for nothing more."""

MARKS: Mapping[Phase, str] = MappingProxyType(
    {
        "violated": '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor"/>'
        '<path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" stroke="#fff" stroke-width="1.8"/>',
        "indicated": '<path d="M8 .8L15.2 8 8 15.2.8 8z" fill="currentColor"/>',
        "overdue": '<path d="M8 1.2L15.4 14.6H.6z" fill="currentColor"/>'
        '<path d="M8 5.6v4.6M8 11.4v1.6" stroke="#fff" stroke-width="1.7"/>',
        "disputed": '<path d="M8 .8L15.2 8 8 15.2.8 8z" fill="none"'
        ' stroke="currentColor" stroke-width="1.6"/><path d="M8 .8v14.4L.8 8z" fill="currentColor"/>',
        "not_observed": '<circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.5"'
        ' stroke-dasharray="2.6 2.2"/><path d="M3.6 12.4l8.8-8.8" stroke="currentColor" stroke-width="1.5"/>',
        "in_progress": '<circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        '<path d="M8 1.6a6.4 6.4 0 0 1 0 12.8z" fill="currentColor"/>',
        "claimed": '<circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        '<circle cx="8" cy="8" r="2.8" fill="currentColor"/>',
        "not_yet_due": '<circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        '<path d="M8 4.4V8l2.6 1.8" fill="none" stroke="currentColor" stroke-width="1.5"/>',
        "not_started": '<circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.5"/>',
        "fulfilled": '<circle cx="8" cy="8" r="7.2" fill="currentColor"/>'
        '<path d="M4.6 8.2l2.4 2.5 4.4-5" fill="none" stroke="#fff" stroke-width="1.8"/>',
        "fulfilled_late": '<circle cx="8" cy="8" r="7.2" fill="currentColor"/>'
        '<path d="M8 4v4.2l2.8 1.8" fill="none" stroke="#fff" stroke-width="1.8"/>',
        "respected": '<path d="M8 .8l6.2 2.4v4.6c0 3.6-2.6 6.2-6.2 7.4-3.6-1.2-6.2-3.8-6.2-7.4V3.2z"'
        ' fill="currentColor"/>'
        '<path d="M4.9 7.8l2.3 2.4 4-4.6" fill="none" stroke="#fff" stroke-width="1.7"/>',
        "suspended": '<path d="M4 2.4h3v11.2H4zM9 2.4h3v11.2H9z" fill="currentColor"/>',
        "lapsed": '<path d="M2 2h12v12H2z" fill="none" stroke="currentColor" stroke-width="1.6"/>',
        "terminated": '<path d="M2 2h12v12H2z" fill="currentColor"/>',
    }
)
"""The inside of a 16 by 16 SVG for each phase; trusted, our own."""
