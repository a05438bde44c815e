"""Named places: the package's own table and, before it, an accord's.

The packaged table is two sorted files searched by bisection, so that opening it costs a few
milliseconds. A name is matched at word boundaries, with a capital, the longest first; among places
of one name an accord's own goes first, then countries and regions, then the larger town. Names that
are first of all words or people's names (``Of``, ``March``) are not in the table. Demonyms are no places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from types import MappingProxyType

from tregua.model.records import PlaceMention
from tregua.vocabulary.names import NamedPlace
from tregua.vocabulary.packaged import read_text
from tregua.vocabulary.tokens import FormTable, Token, fold, joined, tokenise

_LONGEST_NAME = 6
_COLUMNS = 9
_INITIALS = frozenset({"us", "usa", "uk", "uae", "drc", "rf", "nkr"})
_SOURCES = {
    "geonames": "GeoNames, CC BY 4.0",
    "middle": "middle of the country's towns in GeoNames, CC BY 4.0",
    "own": "Tregua's own list of regions",
}
_RANK = {"country": 0, "region": 1, "feature": 2}


class _Table:
    """The packaged places: ``places.tsv`` sorted by id, ``names.tsv`` by folded name."""

    @cached_property
    def _places(self) -> list[str]:
        return read_text("gazetteer/places.tsv").splitlines()

    @cached_property
    def _names(self) -> list[str]:
        return read_text("gazetteer/names.tsv").splitlines()

    def by_id(self, place_id: str) -> NamedPlace | None:
        """The place of this id."""
        at = bisect_left(self._places, place_id + "\t")
        if at == len(self._places) or not self._places[at].startswith(place_id + "\t"):
            return None
        return self._place(self._places[at])

    def ids(self, key: str) -> list[str]:
        """The ids of the places of this folded name, the most prominent first."""
        start = at = bisect_left(self._names, key + "\t")
        while at < len(self._names) and self._names[at].startswith(key + "\t"):
            at += 1
        found = [line.rpartition("\t")[2] for line in self._names[start:at]]
        return found if len(found) < 2 else sorted(found, key=self._prominence)

    def _prominence(self, place_id: str) -> tuple[int, int, str]:
        cells = self._places[bisect_left(self._places, place_id + "\t")].split("\t")
        return (_RANK.get(cells[2], 9), -int(cells[7]), place_id)

    @staticmethod
    def _place(line: str) -> NamedPlace:
        place_id, name, kind, within, latitude, longitude, radius, _, source = line.split("\t", _COLUMNS - 1)
        return NamedPlace.model_validate(
            {
                "place_id": place_id,
                "name": name,
                "kind": kind,
                "within": (within,) if within else (),
                "latitude": float(latitude),
                "longitude": float(longitude),
                "radius_km": float(radius),
                "source": _SOURCES[source],
            }
        )


@cache
def _table() -> _Table:
    return _Table()


class Gazetteer:
    """Places by id, by name, and in a text."""

    def __init__(self, own: Mapping[str, NamedPlace]) -> None:
        self._own = own
        self._forms: FormTable[str] = FormTable(
            (form, place.place_id) for place in own.values() for form in _forms(place)
        )

    @classmethod
    def packaged(cls) -> Gazetteer:
        """The package's own table alone."""
        return cls(MappingProxyType({}))

    def extended(self, places: Iterable[NamedPlace]) -> Gazetteer:
        """This gazetteer with further places that take precedence over the table's."""
        return Gazetteer(MappingProxyType({**self._own, **{place.place_id: place for place in places}}))

    def by_id(self, place_id: str) -> NamedPlace | None:
        """The place of this id, or None."""
        return self._own.get(place_id) or _table().by_id(place_id)

    def by_name(self, text: str) -> tuple[NamedPlace, ...]:
        """Every place of this name, the likeliest first; case and diacritics do not matter."""
        tokens = tokenise(text)
        key = " ".join(token.key for token in tokens)
        own = self._named.get(key, ()) if key else ()
        known = {place.place_id for place in own}
        table = [self.by_id(place_id) for place_id in _table().ids(key) if place_id not in known]
        return (*own, *(place for place in table if place is not None))

    @cached_property
    def _named(self) -> Mapping[str, tuple[NamedPlace, ...]]:
        """Its own places by each of their names, as it is compared; a place once under each."""
        found: dict[str, dict[str, NamedPlace]] = {}
        for place in self._own.values():
            for form in _forms(place):
                found.setdefault(_key(form), {})[place.place_id] = place
        return {key: tuple(places.values()) for key, places in found.items()}

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[PlaceMention]:
        """The places named in ``text[start:end]``, in order, never overlapping."""
        tokens = tokenise(text, start, end)
        mentions = []
        at = 0
        while at < len(tokens):
            found = self._at(tokens, at, text) if tokens[at].capital and not _is_word(tokens[at]) else None
            if found is None:
                at += 1
                continue
            length, place = found
            first, last = tokens[at].start, tokens[at + length - 1].end
            mentions.append(
                PlaceMention(
                    start=first, end=last, text=text[first:last], name=place.name, place_id=place.place_id,
                    latitude=place.latitude, longitude=place.longitude, radius_km=place.radius_km,
                )
            )  # fmt: skip
            at += length
        return mentions

    def _at(self, tokens: list[Token], at: int, text: str) -> tuple[int, NamedPlace] | None:
        own = self._forms.longest(tokens, at, text)
        length = self._run(tokens, at, text)
        table = _table()
        while length > (own[0] if own else 0):
            ids = table.ids(" ".join(token.key for token in tokens[at : at + length]))
            place = self.by_id(ids[0]) if ids else None
            if place is not None:
                return length, place
            length -= 1
        return (own[0], self._own[own[1]]) if own else None

    @staticmethod
    def _run(tokens: list[Token], at: int, text: str) -> int:
        """How many words a name beginning here could have."""
        length = 1
        while (
            length < _LONGEST_NAME
            and at + length < len(tokens)
            and not tokens[at + length - 1].possessive
            and joined(text, tokens[at + length - 1], tokens[at + length])
        ):
            length += 1
        return length


def _is_word(token: Token) -> bool:
    """``Us`` is no United States, ``Uk`` no United Kingdom: initials stand in capitals."""
    return len(token.text) <= 3 and token.key in _INITIALS and not token.text.isupper()


def _forms(place: NamedPlace) -> tuple[str, ...]:
    return (place.name, *place.names.values(), *place.spellings)


def _key(form: str) -> str:
    return " ".join(token.key for token in tokenise(form)) or fold(form)
