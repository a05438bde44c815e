"""Distances on the sphere, in kilometres. Points are latitude and longitude in degrees."""

from __future__ import annotations

import math

EARTH_KM = 6371.0088
"""The mean radius."""


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance of two points given in degrees."""
    return chord_to_km(
        math.dist(unit_vector(latitude, longitude), unit_vector(other_latitude, other_longitude))
    )


def unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """A point in degrees on the unit sphere; safe at the antimeridian and the poles."""
    phi, theta = math.radians(latitude), math.radians(longitude)
    return (math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi))


def chord_to_km(chord: float) -> float:
    """The arc over a straight chord of the unit sphere."""
    return 2 * EARTH_KM * math.asin(min(1.0, chord / 2))
