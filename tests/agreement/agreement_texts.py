"""A small fictional accord for tests, and ways to spoil it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ACCORD = """\
id: two-valleys
title: Truce of the two valleys
signed_on: 2031-03-01
zone: UTC
default_reading: north-text
languages: [en]
sources: [a text in two copies]
name_order: [north, south]
parties:
  - {id: north, name: Northland, role: party, actors: [north]}
  - {id: south, name: Southland, role: party, actors: [south]}
clauses:
  - id: '1'
    reference: Article 1
    instrument: truce
    summary: Nobody shoots, and the mill is given back.
    verification: {text: The text names nobody.}
obligations:
  - id: quiet
    title: Stop shooting
    clause: '1'
    kind: cease
    obligors: [north, south]
    object: all shooting
    area: [valley]
    window: {preposition: from, starts_at: 2031-03-02T00:00}
  - id: mill
    title: Give back the mill
    clause: '1'
    kind: hand_over
    obligors: [north]
    beneficiaries: [south]
    object: the mill
    area: [mill]
    window: {preposition: by, due: 2031-04-30}
    readings:
      - {id: north-text, whose: north, text: by}
      - {id: south-text, whose: south, text: before, window: {preposition: before, due: 2031-04-30}}
  - id: watch
    title: Fifty guards
    clause: '1'
    kind: deploy
    obligors: [south]
    object: guards
    quantity: {value: 50, unit: serviceman}
    depends: [{relation: after, on: mill}]
    term: {starts_on: 2031-03-01, duration: P5Y, renewal: P5Y, notice: P6M}
amendments:
  - id: mill-later
    title: The mill, later
    kind: extension
    form: oral
    obligations: [mill]
    window: {preposition: by, due: 2031-05-10}
    known_on: 2031-04-29
    consented_by: south
    evidence: {act: extend.postpone, area: [mill], naming: 2031-05-10}
places:
  - {place_id: valley, name: Valley, names: {north: Dale, south: Vale}, kind: region,
     latitude: 10, longitude: 20, radius_km: 20}
  - {place_id: mill, name: Mill, names: {north: Mill, south: Mulino}, kind: site, within: [valley],
     latitude: 10, longitude: 20, radius_km: 1}
actors:
  - {actor_id: north, name: Northland}
  - {actor_id: south, name: Southland}
"""

SQUARE = [[20.0, 10.0], [20.1, 10.0], [20.1, 10.1], [20.0, 10.1], [20.0, 10.0]]
BOW_TIE = [[20.0, 10.0], [20.1, 10.1], [20.1, 10.0], [20.0, 10.1], [20.0, 10.0]]


def write_accord(folder: Path, text: str = ACCORD, zones: str | None = None) -> Path:
    """An accord's folder with this text and, if given, these zones."""
    (folder / "accord.yaml").write_text(text, encoding="utf-8")
    if zones is not None:
        (folder / "zones.geojson").write_text(zones, encoding="utf-8")
    return folder


def spoilt(old: str, new: str) -> str:
    """The accord with one passage changed, which must be there exactly once."""
    assert ACCORD.count(old) == 1, old
    return ACCORD.replace(old, new)


def line_of(text: str, passage: str) -> int:
    """The line (from 1) on which ``passage`` begins."""
    return text[: text.index(passage)].count("\n") + 1


def zones_of(*rings: list[list[float]], **properties: Any) -> str:
    """A collection with one polygon a ring."""
    given = {
        "id": "mill",
        "name": "The mill",
        "kind": "district",
        "schematic": True,
        "drawn": "by hand",
        "source": "nobody",
        "precision_km": 1,
        **properties,
    }
    features = [
        {"type": "Feature", "properties": given, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for ring in rings
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, indent=1)
