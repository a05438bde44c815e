"""Map: the accord's zones by standing, the places by every name, the incidents with their radius."""

from __future__ import annotations

from tregua.agreement.drawn import Zone
from tregua.model.records import Record
from tregua.model.standing import Phase, Status
from tregua.reporting.map_svg import (
    MapIncident,
    MapPlace,
    MapSheet,
    MapZone,
    boundaries_on,
    load_basemap,
)
from tregua.reporting.material import Desk
from tregua.reporting.report import Section
from tregua.reporting.sections.incidents import is_recent, label_incidents

ORDER = 30
_SHOWN = ("town", "village", "site")


class Key(Record):
    """How zones of one standing are drawn."""

    phase: Phase | None
    schematic: bool
    text: str


class Page(Section):
    """``sheet`` is everything drawn over the base map; ``legend`` and ``symbols`` (a drawn class and
    its meaning) explain it; ``notes`` stand under it; ``drawn`` says how each zone was drawn."""

    sheet: MapSheet
    legend: tuple[Key, ...]
    symbols: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    drawn: tuple[tuple[str, str], ...] = ()


def build(desk: Desk) -> Page | None:
    """None where the accord has no zones and nothing has a place."""
    zones = tuple(
        _zone(desk, zone) for zone in desk.material.agreement.zones if zone.is_valid(desk.material.day)
    )
    incidents = _incidents(desk)
    if not zones and not incidents:
        return None
    sheet = MapSheet(
        title=desk.say("report.map.title", day=desk.material.day),
        description=desk.say("report.map.description", zones=len(zones), incidents=len(incidents)),
        zones=zones,
        places=_places(desk),
        countries=_countries(desk),
        incidents=incidents,
        words={part: desk.say(f"report.map.{part}") for part in ("north", "kilometres")},
    )
    return Page(
        name="map",
        title=desk.say("report.section.map"),
        sheet=sheet,
        legend=_legend(desk, zones),
        symbols=_symbols(desk, sheet),
        notes=(desk.say("report.map.borders"), *((desk.say("report.map.radius"),) if incidents else ())),
        drawn=_drawn(desk),
    )


def _drawn(desk: Desk) -> tuple[tuple[str, str], ...]:
    zones: dict[str, list[str]] = {}
    for zone in desk.material.agreement.zones:
        if zone.drawn and zone.is_valid(desk.material.day):
            zones.setdefault(zone.drawn, []).append(zone.name)
    return tuple((desk.renderer.value(tuple(names)), drawn) for drawn, names in zones.items())


def _legend(desk: Desk, zones: tuple[MapZone, ...]) -> tuple[Key, ...]:
    keys: dict[tuple[str, bool], Key] = {}
    for zone in zones:
        if zone.kind != "district":
            continue
        text = zone.standing or desk.say("report.map.no_hand_over")
        if zone.schematic:
            text = desk.say("report.map.schematic", standing=text)
        keys[(zone.phase or "", zone.schematic)] = Key(phase=zone.phase, schematic=zone.schematic, text=text)
    return tuple(keys[key] for key in sorted(keys, key=lambda key: (key[0] == "", key)))


def _symbols(desk: Desk, sheet: MapSheet) -> tuple[tuple[str, str], ...]:
    kinds, incidents = {zone.kind for zone in sheet.zones}, sheet.incidents
    shown: list[str] = [kind for kind in ("corridor", "line") if kind in kinds]
    if any(one.recent for one in incidents):
        shown.append("incident")
    if any(not one.recent for one in incidents):
        shown.append("earlier")
    shown += boundaries_on(sheet, load_basemap())
    return tuple((name, desk.say(f"report.map.{name}")) for name in shown)


def _zone(desk: Desk, zone: Zone) -> MapZone:
    status = _hand_over(desk, zone)
    names = desk.renderer.names
    known = names.find_place(zone.id)
    forms = names.forms(zone.id) if known else ()
    return MapZone(
        zone_id=zone.id,
        name=known.name if known else zone.name,
        forms=forms,
        kind=zone.kind,
        schematic=zone.schematic,
        geometry=zone.geometry,
        phase=status.phase if status else None,
        standing=desk.renderer.value(f"phase:{status.phase}") if status else "",
    )


def _hand_over(desk: Desk, zone: Zone) -> Status | None:
    if zone.kind != "district":
        return None
    owed = {
        one.id
        for one in desk.material.agreement.obligations
        if one.kind == "hand_over" and zone.id in one.area
    }
    return next((status for status in desk.material.statuses if status.obligation_id in owed), None)


def _places(desk: Desk) -> tuple[MapPlace, ...]:
    """The accord's towns and villages, and where incidents are said to have been."""
    told = {place for incident in desk.material.known.incidents for place in incident.place_ids}
    found = {place.place_id: place for place in desk.material.agreement.places}
    for place_id in sorted(told - set(found)):
        place = desk.renderer.names.find_place(place_id)
        if place is not None:
            found[place_id] = place
    zones = {zone.id for zone in desk.material.agreement.zones}
    return tuple(
        MapPlace(
            place_id=place.place_id,
            forms=desk.renderer.names.forms(place.place_id),
            kind=place.kind,
            latitude=place.latitude,
            longitude=place.longitude,
            told=place.place_id in told,
        )
        for place in sorted(found.values(), key=lambda one: one.place_id)
        if place.kind in _SHOWN and place.place_id not in zones
    )


def _countries(desk: Desk) -> tuple[MapPlace, ...]:
    """The states that are parties, to find one's way by."""
    found = (desk.renderer.names.find_place(f"country-{one.id}") for one in desk.material.agreement.parties)
    return tuple(
        MapPlace(
            place_id=place.place_id,
            forms=(place.name,),
            kind="country",
            latitude=place.latitude,
            longitude=place.longitude,
        )
        for place in found
        if place is not None
    )


def _incidents(desk: Desk) -> tuple[MapIncident, ...]:
    labels = label_incidents(desk)
    placed = (one for one in desk.material.known.incidents if one.latitude is not None)
    return tuple(
        MapIncident(
            incident_id=incident.incident_id,
            label=labels[incident.incident_id],
            latitude=incident.latitude or 0.0,
            longitude=incident.longitude or 0.0,
            radius_km=incident.radius_km or 0.0,
            recent=is_recent(desk, incident),
        )
        for incident in sorted(
            placed, key=lambda one: (len(labels[one.incident_id]), labels[one.incident_id])
        )
    )


TEMPLATE = """
<figure class="map"><div class="scroll" tabindex="0" role="region" aria-label="{{ section.sheet.title }}">
{{ draw_map(section.sheet) }}</div>
<ul class="legend">
{% for key in section.legend %}<li>{{ swatch(key.phase, key.schematic) }}{{ key.text }}</li>
{% endfor %}
{% for name, text in section.symbols %}<li><svg class="swatch" viewBox="0 0 36 18" width="36" height="18"
aria-hidden="true">
{%- if name == "incident" %}<circle class="incident" cx="18" cy="9" r="8"/>
{%- elif name == "earlier" %}<circle class="incident earlier" cx="18" cy="9" r="8"/>
{%- elif name == "corridor" %}<path class="zone corridor" d="M2 9h32" fill="none"/>
{%- elif name == "line" %}<path class="zone line" d="M2 9h32" fill="none"/>
{%- else %}<path class="{{ name }}" d="M2 9h32"/>{% endif %}</svg>{{ text }}</li>
{% endfor %}</ul>
<figcaption>{{ section.notes | join(" ") }}</figcaption></figure>
{% if section.drawn %}<ul class="drawn">
{% for names, drawn in section.drawn %}<li><b>{{ names }}</b> {{ drawn }}</li>
{% endfor %}</ul>{% endif %}
"""
