"""Who is shown what of a centre: its tiers, its audiences, and the centre as one of them sees it.

What an audience sees is decided in the database, where every question is asked; here a centre is bound to an
audience, so that whatever follows from the answers follows from what that audience sees.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from tregua.agreement.terms import Agreement
from tregua.centre.centre import Centre
from tregua.model.errors import BadArgument, BadRow, TreguaError, Where
from tregua.model.messages import Message, say
from tregua.model.tiers import OF_DELEGATION, PUBLIC, Audience, Tier, read_tier, sees
from tregua.reading.sheets_layout import lay_out
from tregua.reading.sheets_tiers import tier_cell, tier_in


def audience_named(agreement: Agreement, text: str, field: str = "--as") -> Audience:
    """The audience of this name. Raises BadArgument ``audience.unknown`` naming ``field``."""
    found, known = read_tier(text), agreement.tiers
    if found not in known:
        raise BadArgument(
            say("audience.unknown", given=_written(text), known=tuple(map(_written, known))),
            Where(field=field),
        )
    return Audience(found)


def seen_by(centre: Centre, audience: Audience) -> Centre:
    """The centre as ``audience`` sees it; with a memory of its own, kept in the centre's."""
    if centre.audience == audience:
        return centre
    memory: dict[Hashable, Any] = centre.recall(("seen by", audience), dict)
    return replace(centre, audience=audience, state=centre.state.seen_by(audience), memory=memory)


def check_tier(centre: Centre, text: str, name: str) -> None:
    """Refuses a sheet that is for a delegation that does not sit here, for one that is not named, or for
    whom the one who enters it sees nothing. Raises BadRow ``sheet.whose_delegation``,
    ``sheet.no_delegation``, ``sheet.not_your_tier``."""
    cell = tier_cell(lay_out(text, name))
    tier = PUBLIC.name if cell is None else tier_in(cell)
    if tier is None:  # whoever reads the sheet tells that it is none
        return
    open_to = tuple(one for one in centre.agreement.tiers if sees(centre.audience, one))
    known = tuple(map(_written, open_to))
    where = Where(name, cell.line if cell else None, field=cell.field if cell else None)
    if tier == "delegation":
        raise BadRow(say("sheet.whose_delegation", known=known), where)
    if tier not in centre.agreement.tiers:
        raise BadRow(say("sheet.no_delegation", value=_written(tier), known=known), where)
    if tier not in open_to:
        raise BadRow(say("sheet.not_your_tier", value=_written(tier), known=known), where)


def tier_faults(centre: Centre, text: str, name: str) -> tuple[TreguaError, ...]:
    """The fault of :func:`check_tier`, where it has one."""
    try:
        check_tier(centre, text, name)
    except BadRow as fault:
        return (fault,)
    return ()


def report_audience(centre: Centre) -> Audience:
    """For whom the centre writes its reports. Raises BadArgument ``audience.unknown``."""
    return audience_named(centre.agreement, centre.charter.tier, "tier")


def _written(tier: Tier) -> Message | str:
    """A tier as it is typed: a delegation's is no name to be told in words."""
    whose = tier.removeprefix(OF_DELEGATION)
    return tier if whose == tier else say("audience.of_delegation", delegation=whose)
