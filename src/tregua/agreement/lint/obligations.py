"""What one kind of obligation needs, and what another kind would never look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tregua.agreement.calendar import parse_duration
from tregua.agreement.lint.doubt import Doubt, Draft, Placed, doubt
from tregua.agreement.terms import Obligation
from tregua.agreement.tree import Steps
from tregua.model.standing import Kind
from tregua.vocabulary.units import PEOPLE

_OF_PEOPLE = PEOPLE | {"family", "body"}
_OF_FORCES = frozenset(
    {
        "serviceman", "personnel", "officer", "observer", "apc", "armoured-vehicle", "vehicle", "tank", "gun",
        "aircraft", "helicopter", "drone", "ship", "train", "weapon", "camera", "base", "convoy", "group",
        "post", "patrol",
    }
)  # fmt: skip
UNITS_READ: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {"deploy": _OF_FORCES, "return": _OF_PEOPLE, "exchange": _OF_PEOPLE, "account_for": _OF_PEOPLE}
)
"""The kinds whose rules read a quantity, and of what; of every other kind no standing depends on a number."""


def check(draft: Draft) -> Iterator[Doubt]:
    """Doubts about obligations, kind by kind, and about their readings."""
    for placed in draft.obligations:
        yield from _needs(draft, placed)
        yield from _readings(placed.path, placed.whole)
    for placed in draft.stipulations:
        given = placed.given
        if given.obligors or given.beneficiaries:
            yield from _owed_to_itself(placed)
        if given.quantity or given.shares:
            yield from _quantity(placed)
        if given.distance:
            yield from _distance(draft, placed)
        named = f"obligation:{placed.whole.id}"
        if given.interruption and placed.whole.kind != "keep_open":
            yield doubt((*placed.path, "interruption"), "interruption_elsewhere", obligation=named)
        if (given.leaves_out or given.counts_only) and placed.whole.kind not in ("exchange", "account_for"):
            key = "leaves_out" if given.leaves_out else "counts_only"
            yield doubt((*placed.path, key), "categories_elsewhere", obligation=named)
        elif given.leaves_out and given.counts_only:
            yield doubt((*placed.path, "leaves_out"), "categories_twice", obligation=named)
        if given.every and placed.whole.kind != "report":
            yield doubt((*placed.path, "every"), "every_elsewhere", obligation=named)
        elif given.every:
            yield from _period(given.every, (*placed.path, "every"))


def _period(duration: str, path: Steps) -> Iterator[Doubt]:
    """How often something falls due: a period that lasts."""
    parsed = parse_duration(duration)
    if not (parsed.months or parsed.days):
        yield doubt(path, "period_of_nothing", duration=duration)


def _needs(draft: Draft, placed: Placed) -> Iterator[Doubt]:
    one, path, named = placed.whole, placed.path, f"obligation:{placed.whole.id}"
    if not one.obligors:
        yield doubt((*path, "obligors"), "no_obligor", obligation=named)
    if one.kind == "hand_over" and not _has_day(draft, one):
        yield doubt((*path, "window"), "no_day", obligation=named)
    if one.kind == "hand_over" and not one.area:
        yield doubt((*path, "area"), "no_area", obligation=named)
    if one.kind == "withdraw" and not one.area and not one.distance:
        yield doubt((*path, "area"), "withdraws_nowhere", obligation=named)
    if one.kind == "refrain" and not (one.acts or one.area or one.distance):
        yield doubt(path, "refrains_from_nothing_named", obligation=named)
    if one.kind == "establish" and one.body is None:
        yield doubt((*path, "body"), "no_body", obligation=named)
    if one.kind == "renew" and one.term is None:
        yield doubt((*path, "term"), "no_term", obligation=named)


def _owed_to_itself(placed: Placed) -> Iterator[Doubt]:
    """Nobody else is there whose word could make it fulfilled."""
    one = placed.whole
    if len(set(one.obligors)) == 1 and set(one.obligors) == set(one.beneficiaries):
        key = "beneficiaries" if placed.given.beneficiaries else "obligors"
        yield doubt((*placed.path, key), "owed_to_itself", party=f"party:{one.obligors[0]}")


def _has_day(draft: Draft, one: Obligation) -> bool:
    return one.window is not None and bool(draft.last_day(one.window) or one.window.event)


def _readings(path: Steps, obligation: Obligation) -> Iterator[Doubt]:
    """Two readings that are one: same words, same terms."""
    said = [(_words(obligation.object), obligation)]
    for at, reading in enumerate(obligation.readings):
        told = (_words(reading.text), obligation.under(reading))
        if told in said:
            yield doubt((*path, "readings", at), "reading_says_the_same", reading=reading.id)
        said.append(told)


def _words(text: str) -> str:
    return " ".join(text.casefold().rstrip(".").split())


def _quantity(placed: Placed) -> Iterator[Doubt]:
    one, path = placed.whole, placed.path
    quantity = one.quantity
    kind = one.kind.replace("_", " ")
    known = UNITS_READ.get(one.kind)
    if placed.given.quantity and known is None:
        yield doubt((*path, "quantity"), "quantity_unasked", kind=kind)
    elif placed.given.quantity and quantity and known and quantity.unit not in known:
        told = tuple(sorted(known))
        yield doubt(
            (*path, "quantity", "unit"), "unit_unusual", kind=kind, unit=f"unit:{quantity.unit}", known=told
        )
    if placed.given.quantity and quantity and quantity.per:
        yield from _period(quantity.per, (*path, "quantity", "per"))
    for party in one.shares if placed.given.shares else ():
        if party not in one.obligors:
            yield doubt((*path, "shares", party), "share_of_no_obligor", party=f"party:{party}")
    if not quantity or not one.shares:
        return
    where = (*path, "shares" if placed.given.shares else "quantity")
    units = {share.unit for share in one.shares.values()}
    total = sum(share.value for share in one.shares.values())
    if units != {quantity.unit}:
        yield doubt(where, "shares_in_other_units", unit=f"unit:{quantity.unit}")
    elif (
        (quantity.bound == "exact" and abs(total - quantity.value) > 1e-6 * quantity.value)
        or (quantity.bound == "ceiling" and total > quantity.value)
        or (quantity.bound == "floor" and total < quantity.value)
    ):
        yield doubt(where, "shares_do_not_add_up", total=total, value=quantity.value)


def _distance(draft: Draft, placed: Placed) -> Iterator[Doubt]:
    one, path = placed.whole, (*placed.path, "distance")
    distance = one.distance
    if distance is None:
        return
    if one.kind not in ("withdraw", "refrain", "hold"):
        yield doubt(path, "distance_elsewhere", obligation=f"obligation:{one.id}")
    elif one.kind == "refrain" and one.weapons is None:
        yield doubt(path, "distance_of_nothing", obligation=f"obligation:{one.id}")
    for obligor in one.obligors:
        if obligor not in distance.baselines:
            yield doubt((*path, "baselines"), "no_baseline", party=f"party:{obligor}")
    drawn = {zone.place_id for zone in draft.agreement.zones if zone.kind != "site"}
    for party, place_id in distance.baselines.items():
        if place_id not in drawn:
            where = (*path, "baselines", party)
            yield doubt(where, "baseline_not_drawn", place=f"place:{place_id}")
