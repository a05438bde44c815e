"""The map of control in words: what stands on an area, and what the samples of its legend mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tregua.registers.pages.apart import states_apart
from tregua.registers.subjects.areas import Area
from tregua.web.control import areas_of_zones
from tregua.web.control_sketch import Caption
from tregua.web.view import View
from tregua.web.zones import ZoneStanding

_LOOKS = ("contested", "planned", "unknown")


def areas_of(view: View, zones: Sequence[ZoneStanding]) -> tuple[Area, ...]:
    """The areas that the accord draws, as the register of control has them on the view's day; none where the
    accord hands nothing over and nobody says who holds anything."""
    agreement, moment = view.desk.agreement, view.moment
    page = view.desk.register("control", moment.on, moment.as_of)
    found = tuple(one for one in areas_of_zones(page, states_apart(page)[0], zones, agreement) if one.zone)
    return found if any(one.state or one.status or one.plans for one in found) else ()


def caption_of(view: View, area: Area) -> Caption:
    """Every party's form of the name, and in a few words how the area is."""
    forms = view.forms(area.zone.place_id or area.zone.id) if area.zone else (view.place(area.about),)
    day: date | None = None
    if area.look == "held":
        words, day, code = view.party(area.holder), area.since, "web.control.since"
    elif area.look == "planned" and area.holder:
        words = view.t("web.control.to", whom=view.party(area.holder))
        day, code = area.due_on, "web.control.due"
    else:
        words, code = view.t(f"web.control.{area.look}"), ""
    if day is None:
        return Caption(forms, (words,))
    told = view.short_day(day) if day.year == view.moment.on.year else view.day(day)
    return Caption(forms, (words, view.t(code, day=told)))


def sample_of(area: Area) -> str:
    """The kind of sample that an area is drawn as."""
    if area.look == "held":
        return "full" if area.borne_out else "own"
    return area.look


def tell_area(view: View, area: Area) -> str:
    """How an area is, in whole words."""
    if area.look == "held":
        return view.t(f"web.control.held.{sample_of(area)}", whom=view.party(area.holder))
    return view.t(f"web.control.{area.look}.long")


def legend_of(
    view: View, areas: Sequence[Area], sides: Mapping[str, int]
) -> tuple[tuple[str, int, str], ...]:
    """What is on the map: the kind of sample, the number of its colour, its words; only what is there."""
    held = {
        (sides.get(one.holder or "", 0), one.holder or "", not one.borne_out): one
        for one in areas
        if one.look == "held"
    }
    told = [
        (sample_of(one), side, tell_area(view, one)) for (side, _, _), one in sorted(held.items(), key=_first)
    ]
    looks = {one.look for one in areas}
    return (*told, *((one, 0, view.t(f"web.control.{one}.long")) for one in _LOOKS if one in looks))


def _first(pair: tuple[tuple[int, str, bool], Area]) -> tuple[int, str, bool]:
    return pair[0]
