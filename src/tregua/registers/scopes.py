"""Of whom or what somebody's published figures are, where the accord's data says that they are of a part."""

from __future__ import annotations

from collections.abc import Iterable

from tregua.agreement.terms import Agreement
from tregua.model.register import Scope
from tregua.model.standing import Register


def scopes_of(
    register: Register, measure: str, speakers: Iterable[str], agreement: Agreement
) -> tuple[Scope, ...]:
    """What the accord says of these speakers' figures of this measure, each speaker once, by name."""
    if not agreement.series:
        return ()
    return tuple(
        Scope(
            series_id=one.id, speaker=speaker, of=one.of, since=one.since, note=one.note, source=one.source
        )
        for speaker in sorted(set(speakers))
        for one in agreement.series
        if one.tells(register, measure, speaker)
    )  # fmt: skip
