"""The small map beside a page: the accord's zones as they stand, and some incidents."""

from __future__ import annotations

from collections.abc import Sequence

from tregua.model.standing import Incident
from tregua.reporting.map_frame import Frame
from tregua.reporting.map_svg import load_basemap
from tregua.web.site import Site
from tregua.web.sketch import Sketch, draw_sketch
from tregua.web.view import View
from tregua.web.zones import ZoneStanding, zone_standings


def zones_of(site: Site, view: View) -> tuple[ZoneStanding, ...]:
    """The accord's zones, each with where its obligation stands at the page's moment."""
    return zone_standings(view.desk.agreement, site.almanac.status(view.moment), view.moment.on)


def sketch_of(
    site: Site, view: View, incidents: Sequence[Incident], frame: Frame, place_ids: Sequence[str] = ()
) -> Sketch:
    """The map of ``frame``, with these incidents and, of these places, the settlements named."""
    found = (view.renderer.names.find_place(one) for one in place_ids)
    places = [one for one in found if one and one.kind in ("town", "village", "site")]
    places.sort(key=lambda one: one.latitude, reverse=True)
    return draw_sketch(zones_of(site, view), load_basemap(), incidents, frame, places)
