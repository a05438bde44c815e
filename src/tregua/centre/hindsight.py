"""What an explanation must add where it tells of a day more than was known on it, or less than the accord
declares."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tregua.agreement.terms import Agreement
from tregua.agreement.versions import known_amendments
from tregua.model.explanation import Explanation, Told
from tregua.model.messages import Message, say

_KNOWN = "explain.version.known"
"""How the codes begin that tell since when an amendment counts."""


def tell_hindsight(agreement: Agreement, told: Explanation) -> Explanation:
    """The explanation, with what was not known on the day itself marked as such: a text not signed yet, or
    an amendment of which nothing was heard until later. Of a text not signed yet no version is in force."""
    if told.on < agreement.signed(agreement.obligation(told.obligation_id)):
        others = tuple(one for one in told.in_force if one.about != "version")
        told = told.model_copy(update={"in_force": others})
    return _added(told, _in_hindsight(agreement, told))


def tell_undeclared(agreement: Agreement, told: Explanation) -> Explanation:
    """An explanation by the accord's file alone, with the amendments that the file declares by that day and
    that are not counted, because nothing bears them out."""
    return _added(told, _not_borne_out(agreement, told))


def not_counted(agreement: Agreement, day: date) -> tuple[str, ...]:
    """The ids of the amendments that the accord's file declares by ``day`` and that by the file alone count
    for nothing, because no item bears them out."""
    known = {one.amendment.id for one in known_amendments(agreement, ())}
    return tuple(one.id for one in agreement.amendments if one.known_on <= day and one.id not in known)


def _added(told: Explanation, messages: Iterator[Message]) -> Explanation:
    more = tuple(Told(about="version", text=text) for text in messages)
    at = max((n for n, one in enumerate(told.in_force, 1) if one.about == "version"), default=0)
    return told.model_copy(update={"in_force": (*told.in_force[:at], *more, *told.in_force[at:])})


def _in_hindsight(agreement: Agreement, told: Explanation) -> Iterator[Message]:
    signed = agreement.signed(agreement.obligation(told.obligation_id))
    if told.on < signed:
        yield say("hindsight.not_signed", on=told.on, signed=signed)
        return
    for one in told.in_force:
        known = one.text.args.get("known")
        if one.text.code.startswith(_KNOWN) and isinstance(known, date) and told.on < known:
            yield say("hindsight.not_known", on=told.on, as_of=told.as_of)


def _not_borne_out(agreement: Agreement, told: Explanation) -> Iterator[Message]:
    silent = not_counted(agreement, told.on)
    for one in agreement.amendments:
        if one.id in silent and told.obligation_id in one.obligations:
            yield say("hindsight.not_borne_out", version=f"version:{one.id}", known=one.known_on)
