"""Places that an accord refers to without describing them: taken from the packaged gazetteer."""

from __future__ import annotations

from tregua.agreement.terms import Agreement, Obligation, Overrides
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
    stipulations: list[Obligation | Overrides] = [*agreement.obligations, *agreement.amendments]
    stipulations += [reading for one in agreement.obligations for reading in one.readings]
    exempt = [one for stipulation in stipulations for one in stipulation.exceptions or ()]
    signs = [one.evidence for one in agreement.amendments] + [one.sign for one in agreement.events]
    return {
        *(place for one in stipulations for place in one.area or ()),
        *(place for one in stipulations if one.distance for place in one.distance.baselines.values()),
        *(place for one in (*exempt, *agreement.permitted) for place in one.area),
        *(place for sign in signs if sign for place in sign.area),
        *(place for one in agreement.places for place in one.within),
    }
