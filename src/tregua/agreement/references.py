"""Whether what an accord refers to is there: clauses, parties, obligations, places, acts, units.

Ids are unique in their list; a reference names an id that exists; time zones and durations are
ones the calendar can count. Faults are noted in the tree at the referring line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cache, partial
from zoneinfo import available_timezones

from tregua.agreement.amounts import Distance, Quantity, Weapons
from tregua.agreement.calendar import parse_duration
from tregua.agreement.identifiers import amiss, is_reserved
from tregua.agreement.nearest import hint, hint_time_zone, hint_unit
from tregua.agreement.terms import BY_THE_TEXT, LISTS, Agreement, Exemption, Obligation, Overrides
from tregua.agreement.timing import SIGNATURE, Milestone, Sign, Term, Window
from tregua.agreement.tree import Steps, Tree
from tregua.model.errors import BadAccord
from tregua.vocabulary.acts import ACTS
from tregua.vocabulary.units import UNITS
from tregua.vocabulary.weapons import WEAPONS

_ACT_IDS = frozenset(
    ".".join(parts[:upto]) for parts in (act.split(".") for act in ACTS) for upto in range(1, len(parts) + 1)
)
_HALF_ROUND_KM = 20_040
_OF_HOURS = re.compile(r"P[0-9YMWD]*T[0-9]")
_HOURS_IN = frozenset({"window", "begin", "interruption", "notice"})
"""Where hours may be counted: until something is done, how long a way is closed, before a term ends."""
_MOST = 1e12
#: Listed as time zones, but no place's: the machine's own, and one for a machine not set up yet.
_NOWHERE = frozenset({"localtime", "Factory", "posixrules"})


@cache
def _time_zones() -> frozenset[str]:
    """Every time zone of some place. To list them a whole folder tree is walked through."""
    return frozenset(available_timezones() - _NOWHERE)


def check_references(agreement: Agreement, tree: Tree) -> None:
    """Note in ``tree`` every id given twice and every reference to what is not there."""
    _Checker(agreement, tree).check()


class _Checker:
    def __init__(self, agreement: Agreement, tree: Tree) -> None:
        self._accord = agreement
        self._tree = tree
        self._instruments = {one.id for one in agreement.instruments}
        self._definitions = {one.id for one in agreement.definitions}
        self._clauses = {clause.id for clause in agreement.clauses}
        self._parties = {party.id for party in agreement.parties}
        self._obligations = {obligation.id for obligation in agreement.obligations}
        self._events = {SIGNATURE} | {event.id for event in agreement.events}
        self._places = {place.place_id for place in agreement.places}
        self._actors = {actor.actor_id for actor in agreement.actors}

    def check(self) -> None:
        accord = self._accord
        self._unique()
        self._who_speaks()
        self._time_zone(accord.zone, ("zone",))
        readings = {reading.id for obligation in accord.obligations for reading in obligation.readings}
        if readings:
            known = readings | {BY_THE_TEXT}
            self._one("reading", accord.default_reading, known, ("default_reading",))
        self._all("party", accord.name_order, self._parties, ("name_order",))
        for at, delegation in enumerate(accord.delegations):
            self._all("party", delegation.represents, self._parties, ("delegations", at, "represents"))
        for at, party in enumerate(accord.parties):
            self._all("party", party.names, self._parties, ("parties", at, "names"), keys=True)
        self._definitions_and_clauses()
        for at, event in enumerate(accord.events):
            self._event(event, ("events", at))
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
        for at, exemption in enumerate(accord.permitted):
            self._exemption(exemption, ("permitted", at))
        for at, provision in enumerate(accord.provisions):
            self._one("clause", provision.clause, self._clauses, ("provisions", at, "clause"))
            self._all("party", provision.holders, self._parties, ("provisions", at, "holders"))
            self._term(provision.term, ("provisions", at, "term"))
        for at, told in enumerate(accord.series):
            known = self._parties | self._actors
            self._all("speaker", told.speakers, known, ("series", at, "speakers"))
        for at, amendment in enumerate(accord.amendments):
            path: Steps = ("amendments", at)
            self._all("obligation", amendment.obligations, self._obligations, (*path, "obligations"))
            for key in ("asked_by", "consented_by"):
                if party_id := getattr(amendment, key):
                    self._one("party", party_id, self._parties, (*path, key))
            self._overrides(amendment, path)
            self._sign(amendment.evidence, (*path, "evidence"))

    def _definitions_and_clauses(self) -> None:
        for at, definition in enumerate(self._accord.definitions):
            if definition.clause:
                self._one("clause", definition.clause, self._clauses, ("definitions", at, "clause"))
        for at, clause in enumerate(self._accord.clauses):
            if self._instruments:
                self._one("instrument", clause.instrument, self._instruments, ("clauses", at, "instrument"))
            if clause.verification:
                known = self._parties | self._actors
                self._all("verifier", clause.verification.by, known, ("clauses", at, "verification", "by"))

    def _event(self, event: Milestone, path: Steps) -> None:
        told = [key for key in ("on", "at", "obligation", "sign") if getattr(event, key)]
        if len(told) != 1:
            self._tree.fault("accord.event_told_how", path, event=event.id, given=tuple(told))
        if event.obligation:
            self._one("obligation", event.obligation, self._obligations, (*path, "obligation"))
        self._sign(event.sign, (*path, "sign"))
        self._local(event.at, (*path, "at"), self._accord.zone)

    def _obligation(self, obligation: Obligation, path: Steps) -> None:
        self._one("clause", obligation.clause, self._clauses, (*path, "clause"))
        self._terms_of(obligation, path)
        self._within(obligation.present_days, 1, 36_500, (*path, "present_days"))
        if obligation.body is not None:
            self._one("body", obligation.body, self._actors, (*path, "body"))
        seen: dict[str, int] = {}
        for at, reading in enumerate(obligation.readings):
            here: Steps = (*path, "readings", at)
            self._once(reading.id, seen, at, (*here, "id"))
            whose = self._parties | set(self._accord.languages)
            self._one("party", reading.whose, whose, (*here, "whose"))
            self._overrides(reading, here)

    def _overrides(self, given: Overrides, path: Steps) -> None:
        blank = Obligation(id="", title="", clause="", kind="cease", obligors=(), object="")
        self._terms_of(blank.under(given), path)

    def _terms_of(self, given: Obligation, path: Steps) -> None:
        """What an obligation, a reading and an amendment have alike."""
        self._all("party", given.obligors, self._parties, (*path, "obligors"))
        self._all("party", given.beneficiaries, self._parties, (*path, "beneficiaries"))
        self._all("place", given.area, self._places, (*path, "area"))
        self._all("act", given.acts, _ACT_IDS, (*path, "acts"))
        self._window(given.window, (*path, "window"))
        self._window(given.begin, (*path, "begin"))
        self._term(given.term, (*path, "term"))
        self._quantity(given.quantity, (*path, "quantity"))
        self._all("party", given.shares, self._parties, (*path, "shares"), keys=True)
        for party, quantity in given.shares.items():
            self._quantity(quantity, (*path, "shares", party))
        self._weapons(given.weapons, (*path, "weapons"))
        self._distance(given.distance, (*path, "distance"))
        for key in ("interruption", "every"):
            self._duration(getattr(given, key), (*path, key))
        for at, dependency in enumerate(given.depends):
            self._one("obligation", dependency.on, self._obligations, (*path, "depends", at, "on"))
        seen: dict[str, int] = {}
        for at, exemption in enumerate(given.exceptions):
            self._once(exemption.id, seen, at, (*path, "exceptions", at, "id"))
            self._exemption(exemption, (*path, "exceptions", at))

    def _exemption(self, exemption: Exemption, path: Steps) -> None:
        if exemption.clause:
            self._one("clause", exemption.clause, self._clauses, (*path, "clause"))
        self._all("act", exemption.acts, _ACT_IDS, (*path, "acts"))
        self._all("party", exemption.actors, self._parties, (*path, "actors"))
        self._all("place", exemption.area, self._places, (*path, "area"))
        self._weapons(exemption.weapons, (*path, "weapons"))
        self._window(exemption.window, (*path, "window"))

    def _sign(self, sign: Sign | None, path: Steps) -> None:
        if sign:
            self._one("act", sign.act, _ACT_IDS, (*path, "act"))
            self._all("place", sign.area, self._places, (*path, "area"))

    def _weapons(self, weapons: Weapons | None, path: Steps) -> None:
        if weapons:
            self._all("weapon", weapons.classes, WEAPONS, (*path, "classes"))
            if weapons.calibre:
                self._within(weapons.calibre.mm, 1, 2000, (*path, "calibre", "mm"))

    def _distance(self, distance: Distance | None, path: Steps) -> None:
        if distance:
            self._within(distance.km, 0, _HALF_ROUND_KM, (*path, "km"))
            self._all("party", distance.baselines, self._parties, (*path, "baselines"), keys=True)
            for party, place_id in distance.baselines.items():
                self._one("place", place_id, self._places, (*path, "baselines", party))

    def _unique(self) -> None:
        self._id(self._accord.id, ("id",))
        for name, key in LISTS.items():
            seen: dict[str, int] = {}
            for at, one in enumerate(getattr(self._accord, name)):
                if name != "actors":
                    self._once(getattr(one, key), seen, at, (name, at, key))
        for at, actor in enumerate(self._accord.actors):
            self._id(actor.actor_id, ("actors", at, "actor_id"), is_actor=True)
        for at, amendment in enumerate(self._accord.amendments):
            if is_reserved(amendment.id):
                self._tree.fault("accord.reserved_id", ("amendments", at, "id"), id=amendment.id)

    def _who_speaks(self) -> None:
        """Every actor speaks for one party."""
        speaks: dict[str, str] = {}
        for at, party in enumerate(self._accord.parties):
            for nth, actor in enumerate(party.actors):
                path: Steps = ("parties", at, "actors", nth)
                self._id(actor, path, is_actor=True)
                other = speaks.setdefault(actor, party.id)
                if other != party.id:
                    self._tree.fault("accord.actor_of_two_parties", path, actor=actor, party=f"party:{other}")

    def _once(self, given: str, seen: dict[str, int], at: int, path: Steps) -> None:
        if given and given in seen:
            first = self._tree.mark((*path[:-2], seen[given], path[-1]))[0]
            self._tree.fault("accord.duplicate_id", path, id=given, first_line=first)
        else:
            seen[given] = at
            self._id(given, path)

    def _id(self, given: str, path: Steps, *, is_actor: bool = False) -> None:
        for code, args in amiss(given, is_actor=is_actor):
            self._tree.slip(code, path, args)

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
        self._tree.fault(
            f"accord.unknown_{what}", path, at_key=at_key, id=given, hint=partial(hint, given, known)
        )

    def _window(self, window: Window | None, path: Steps) -> None:
        if window is None:
            return
        if window.zone:
            self._time_zone(window.zone, (*path, "zone"))
        if window.event:
            self._one("event", window.event, self._events, (*path, "event"))
        self._duration(window.duration, (*path, "duration"))
        self._duration(window.ahead, (*path, "ahead"))
        if window.preposition == "before" and window.event and window.duration:
            event, duration = window.event, window.duration
            self._tree.fault("accord.before_or_after", path, event=event, duration=duration)
        elif window.ahead and (
            not window.event or window.duration or window.preposition == "within" or window.starts_at
        ):
            self._tree.fault("accord.ahead_of_nothing", (*path, "ahead"), duration=window.ahead)
        for key in ("starts_at", "due_at"):
            self._local(getattr(window, key), (*path, key), window.zone or self._accord.zone)
        if window.due_at is not None and window.due != window.due_at.date():
            self._tree.fault("accord.hour_of_another_day", (*path, "due_at"), due=str(window.due))

    def _local(self, given: datetime | None, path: Steps, zone: str) -> None:
        if given is not None and given.tzinfo is not None:
            self._tree.fault("accord.not_local", path, zone=zone)

    def _quantity(self, quantity: Quantity | None, path: Steps) -> None:
        if quantity:
            self._unit(quantity.unit, (*path, "unit"))
            self._within(quantity.value, 0, _MOST, (*path, "value"))
            self._duration(quantity.per, (*path, "per"))
            if not quantity.is_consistent:
                self._tree.fault(
                    "accord.comparator_contradicts",
                    (*path, "comparator"),
                    bound=quantity.bound,
                    comparator=quantity.comparator,
                )

    def _unit(self, given: str, path: Steps) -> None:
        if given not in UNITS:
            known, advice = tuple(sorted(UNITS)), partial(hint_unit, given)
            self._tree.fault("accord.unknown_unit", path, id=given, known=known, hint=advice)

    def _within(self, given: float, low: float, high: float, path: Steps) -> None:
        if not low <= given <= high:  # also where it is no number at all
            self._tree.fault("accord.out_of_range", path, given=str(given), low=low, high=high)

    def _term(self, term: Term | None, path: Steps) -> None:
        for key in ("duration", "renewal", "notice") if term else ():
            given = getattr(term, key)
            if given == "":  # elsewhere an empty one is none
                self._tree.fault("accord.bad_duration", (*path, key), text="''")
            self._duration(given, (*path, key))

    def _duration(self, given: str | None, path: Steps) -> None:
        if not given:
            return
        try:
            parse_duration(given)
        except BadAccord as error:
            code = "accord.duration_of_minutes" if _OF_HOURS.match(given) else error.code
            self._tree.slip(code, path, error.message.args)
        else:
            if _OF_HOURS.match(given) and _HOURS_IN.isdisjoint(path[-2:]):
                self._tree.slip("accord.duration_of_hours", path, {"text": given})

    def _time_zone(self, given: str, path: Steps) -> None:
        known = _time_zones()
        if given in _NOWHERE:
            self._tree.fault("accord.time_zone_of_no_place", path, id=given)
        elif given not in known:
            advice = partial(hint_time_zone, given, known)
            self._tree.fault("accord.unknown_time_zone", path, id=given, hint=advice)

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
