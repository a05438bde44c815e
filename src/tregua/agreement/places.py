"""Places that an accord refers to without describing them: taken from the packaged gazetteer."""

from __future__ import annotations

from tregua.agreement.terms import Agreement
from tregua.vocabulary.lexicon import load_vocabulary
from tregua.vocabulary.names import NamedPlace


def add_known_places(agreement: Agreement) -> Agreement:
    """The agreement with every place it refers to that the gazetteer knows, and what those lie in.

    Its own places come first and are never replaced; what neither knows is left for
    :mod:`tregua.agreement.references` to report.
    """
    own = {place.place_id for place in agreement.places}
    wanted = _referred_to(agreement) - own
    if not wanted:
        return agreement
    gazetteer = load_vocabulary().places
    found: dict[str, NamedPlace] = {}
    while wanted:
        place = gazetteer.by_id(wanted.pop())
        if place is not None:
            found[place.place_id] = place
            wanted |= set(place.within) - own - set(found)
    added = tuple(found[place_id] for place_id in sorted(found))
    return agreement.model_copy(update={"places": (*agreement.places, *added)})


def _referred_to(agreement: Agreement) -> set[str]:
    return {
        *(place_id for obligation in agreement.obligations for place_id in obligation.area),
        *(place_id for amendment in agreement.amendments for place_id in amendment.evidence.area),
        *(place_id for place in agreement.places for place_id in place.within),
    }
