"""Of whom or what somebody's published figures are, where the accord's data says that they are of a part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from tregua.agreement.terms import Agreement
from tregua.model.register import Scope
from tregua.model.standing import Register


class Counted(Protocol):
    """A line, or what tells one from another."""

    @property
    def measure(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def category(self) -> str: ...


def scopes_of(
    register: Register, line: Counted, speakers: Iterable[str], agreement: Agreement
) -> tuple[Scope, ...]:
    """What the accord says of these speakers' figures on such a line, each speaker once, by name. A figure of
    which its own speaker says of what sort or by which way it is, is of that."""
    if not agreement.series or line.about or line.category:
        return ()
    return tuple(
        Scope(
            series_id=one.id, speaker=speaker, of=one.of, since=one.since, note=one.note, source=one.source
        )
        for speaker in sorted(set(speakers))
        for one in agreement.series
        if one.tells(register, line.measure, speaker)
    )  # fmt: skip
