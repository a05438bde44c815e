"""What breaks no duty although it looks as if it did: what the accord permits, what a clause excepts.

Every field of an exemption that is given must fit. What surely fits does not weigh. What may fit,
because its place, its actor, its weapon or its day is not told exactly, weighs no more than disputed.
"""

from __future__ import annotations

from dataclasses import dataclass

from tregua.agreement.calendar import settle, starts_in
from tregua.agreement.terms import Exemption
from tregua.compliance.case.scene import Case
from tregua.compliance.weighing.deeds import (
    Deed,
    Fit,
    act_fits,
    actor_fits,
    all_of,
    area_fits,
    tells_no_weapon,
    weapon_fits,
    window_fits,
)


@dataclass(frozen=True)
class Permit:
    """How far an exemption fits a deed, and which."""

    fit: Fit = "no"
    exemption: Exemption | None = None


def exemptions_of(case: Case) -> tuple[Exemption, ...]:
    """The obligation's own exceptions, then what the accord permits; their days counted, their hours in
    the accord's zone."""
    listed = (*case.obligation.exceptions, *case.scene.agreement.permitted)
    return tuple(_settled(case, one) for one in listed)


def _settled(case: Case, exemption: Exemption) -> Exemption:
    window = exemption.window
    if window is None:
        return exemption
    if not window.event:
        starts_at = starts_in(window, case.scene.agreement.zone)
        moved = window.model_copy(update={"starts_at": starts_at})
        return exemption if moved == window else exemption.model_copy(update={"window": moved})
    day = case.scene.day_of(window.event, window.preposition != "until")
    if day is None:
        return exemption
    return exemption.model_copy(update={"window": settle(window, {window.event: day})})


def permit_of(case: Case, exemptions: tuple[Exemption, ...], deed: Deed) -> Permit:
    """The exemption that fits the deed best, the first of several; a Permit without one where none may."""
    best = Permit()
    for exemption in exemptions:
        fit = _fits(case, exemption, deed)
        if fit == "yes":
            return Permit(fit, exemption)
        if fit == "perhaps" and best.fit == "no":
            best = Permit(fit, exemption)
    return best


def _fits(case: Case, exemption: Exemption, deed: Deed) -> Fit:
    fit = all_of((act_fits(exemption.acts, deed), actor_fits(case, exemption.actors, deed)))
    if fit == "no":
        return fit
    weapons = weapon_fits(exemption.weapons, deed)
    if weapons == "no" and tells_no_weapon(deed):
        weapons = "perhaps"
    return all_of((fit, area_fits(case, exemption.area, deed), window_fits(exemption.window, deed), weapons))
