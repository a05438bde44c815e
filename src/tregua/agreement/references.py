"""Whether what an accord refers to is there: clauses, parties, obligations, places, acts, units.

Ids are unique in their list; a reference names an id that exists; time zones and durations are
ones the calendar can count. Faults are noted in the tree at the referring line.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from zoneinfo import ZoneInfo, available_timezones

from tregua.agreement.calendar import parse_duration
from tregua.agreement.terms import Agreement, Obligation, Quantity, Term, Window
from tregua.agreement.tree import Steps, Tree
from tregua.model.errors import BadAccord
from tregua.vocabulary.acts import ACTS
from tregua.vocabulary.units import UNITS

_ACT_IDS = frozenset(
    ".".join(parts[:upto]) for parts in (act.split(".") for act in ACTS) for upto in range(1, len(parts) + 1)
)
_HALF_ROUND_KM = 20_040
_MOST = 1e12
_LISTS = (
    ("parties", "id"),
    ("delegations", "id"),
    ("clauses", "id"),
    ("obligations", "id"),
    ("amendments", "id"),
    ("places", "place_id"),
)


def check_references(agreement: Agreement, tree: Tree) -> None:
    """Note in ``tree`` every id given twice and every reference to what is not there."""
    _Checker(agreement, tree).check()


class _Checker:
    def __init__(self, agreement: Agreement, tree: Tree) -> None:
        self._accord = agreement
        self._tree = tree
        self._clauses = {clause.id for clause in agreement.clauses}
        self._parties = {party.id for party in agreement.parties}
        self._obligations = {obligation.id for obligation in agreement.obligations}
        self._places = {place.place_id for place in agreement.places}
        self._actors = {actor.actor_id for actor in agreement.actors}

    def check(self) -> None:
        accord = self._accord
        self._unique()
        self._time_zone(accord.zone, ("zone",))
        readings = {reading.id for obligation in accord.obligations for reading in obligation.readings}
        if readings:
            self._one("reading", accord.default_reading, readings, ("default_reading",))
        self._all("party", accord.name_order, self._parties, ("name_order",))
        for at, delegation in enumerate(accord.delegations):
            self._all("party", delegation.represents, self._parties, ("delegations", at, "represents"))
        for at, place in enumerate(accord.places):
            self._all("place", place.within, self._places, ("places", at, "within"))
            self._all("party", place.names, self._parties, ("places", at, "names"), keys=True)
            self._within(place.latitude, -90, 90, ("places", at, "latitude"))
            self._within(place.longitude, -180, 180, ("places", at, "longitude"))
            self._within(place.radius_km, 0.001, _HALF_ROUND_KM, ("places", at, "radius_km"))
        self._no_cycle()
        for at, actor in enumerate(accord.actors):
            self._all("party", actor.names, self._parties, ("actors", at, "names"), keys=True)
        for at, obligation in enumerate(accord.obligations):
            self._obligation(obligation, ("obligations", at))
        for at, amendment in enumerate(accord.amendments):
            path: Steps = ("amendments", at)
            self._one("obligation", amendment.obligation, self._obligations, (*path, "obligation"))
            for key in ("asked_by", "consented_by"):
                if party := getattr(amendment, key):
                    self._one("party", party, self._parties, (*path, key))
            self._window(amendment.window, (*path, "window"))
            self._one("act", amendment.evidence.act, _ACT_IDS, (*path, "evidence", "act"))
            self._all("place", amendment.evidence.area, self._places, (*path, "evidence", "area"))

    def _obligation(self, obligation: Obligation, path: Steps) -> None:
        self._one("clause", obligation.clause, self._clauses, (*path, "clause"))
        self._all("party", obligation.obligors, self._parties, (*path, "obligors"))
        self._all("party", obligation.beneficiaries, self._parties, (*path, "beneficiaries"))
        self._all("place", obligation.area, self._places, (*path, "area"))
        self._all("act", obligation.acts, _ACT_IDS, (*path, "acts"))
        self._window(obligation.window, (*path, "window"))
        self._term(obligation.term, (*path, "term"))
        if obligation.body is not None:
            self._one("body", obligation.body, self._actors, (*path, "body"))
        self._quantity(obligation.quantity, (*path, "quantity"))
        for at, dependency in enumerate(obligation.depends):
            self._one("obligation", dependency.on, self._obligations, (*path, "depends", at, "on"))
        seen: dict[str, int] = {}
        for at, reading in enumerate(obligation.readings):
            here: Steps = (*path, "readings", at)
            self._once(reading.id, seen, at, (*here, "id"))
            self._one("party", reading.whose, self._parties, (*here, "whose"))
            self._window(reading.window, (*here, "window"))
            self._quantity(reading.quantity, (*here, "quantity"))

    def _unique(self) -> None:
        for name, key in _LISTS:
            seen: dict[str, int] = {}
            for at, one in enumerate(getattr(self._accord, name)):
                self._once(getattr(one, key), seen, at, (name, at, key))

    def _once(self, given: str, seen: dict[str, int], at: int, path: Steps) -> None:
        if not given:
            self._tree.fault("accord.empty_id", path)
        elif given in seen:
            first = self._tree.values[(*path[:-2], seen[given], path[-1])][0]
            self._tree.fault("accord.duplicate_id", path, id=given, first_line=first)
        else:
            seen[given] = at

    def _all(
        self, what: str, given: Iterable[str], known: Collection[str], path: Steps, *, keys: bool = False
    ) -> None:
        for at, one in enumerate(given):
            self._one(what, one, known, (*path, one if keys else at), at_key=keys)

    def _one(
        self, what: str, given: str, known: Collection[str], path: Steps, *, at_key: bool = False
    ) -> None:
        if given in known:
            return
        near = difflib.get_close_matches(given, sorted(known), n=1, cutoff=0.6)
        nearest = near[0] if near else "—"
        self._tree.fault(f"accord.unknown_{what}", path, at_key=at_key, id=given, nearest=nearest)

    def _window(self, window: Window | None, path: Steps) -> None:
        if window and window.zone:
            self._time_zone(window.zone, (*path, "zone"))

    def _quantity(self, quantity: Quantity | None, path: Steps) -> None:
        if quantity:
            self._one("unit", quantity.unit, UNITS, (*path, "unit"))
            self._within(quantity.value, 0, _MOST, (*path, "value"))

    def _within(self, given: float, low: float, high: float, path: Steps) -> None:
        if not low <= given <= high:  # also where it is no number at all
            self._tree.fault("accord.out_of_range", path, given=str(given), low=low, high=high)

    def _term(self, term: Term | None, path: Steps) -> None:
        for key in ("duration", "renewal", "notice") if term else ():
            given = getattr(term, key)
            if given is None:
                continue
            try:
                parse_duration(given)
            except BadAccord as error:
                self._tree.fault(error.code, (*path, key), text=given)

    def _time_zone(self, given: str, path: Steps) -> None:
        if given not in available_timezones():
            self._one("time_zone", given, available_timezones(), path)
        else:
            ZoneInfo(given)

    def _no_cycle(self) -> None:
        parents = {place.place_id: place.within for place in self._accord.places}
        for at, place in enumerate(self._accord.places):
            seen: set[str] = set()
            queue = list(place.within)
            while queue:
                here = queue.pop()
                if here == place.place_id:
                    self._tree.fault("accord.place_within_itself", ("places", at, "within"), place=here)
                    break
                if here not in seen:
                    seen.add(here)
                    queue.extend(parents.get(here, ()))
