"""What is well-formed in an accord but doubtful: things a drafter would want to look at again.

None of these keeps an accord from being used; ``agreement check`` shows them and exits 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from tregua.agreement.calendar import last_day
from tregua.agreement.terms import Agreement, Amendment, Obligation
from tregua.agreement.timing import Window
from tregua.model.messages import Argument, Message, say
from tregua.model.records import Record


class Lint(Record):
    """One doubt: the dotted field it is about, and what is doubtful."""

    field: str
    message: Message


def lint_accord(agreement: Agreement) -> tuple[Lint, ...]:
    """Every doubt about ``agreement``, in the order of the accord; empty where there is none."""
    return (
        *_clauses(agreement),
        *(lint for one in agreement.obligations for lint in _obligation(agreement, one)),
        *(lint for one in agreement.amendments for lint in _amendment(agreement, one)),
        *_places(agreement),
        *_zones(agreement),
    )


def _clauses(agreement: Agreement) -> Iterator[Lint]:
    used = {obligation.clause for obligation in agreement.obligations}
    for clause in agreement.clauses:
        if clause.id not in used:
            yield _lint(f"clauses.{clause.id}", "accord.lint.clause_unused", clause=clause.reference)


def _obligation(agreement: Agreement, obligation: Obligation) -> Iterator[Lint]:
    field = f"obligations.{obligation.id}"
    if not obligation.obligors:
        yield _lint(f"{field}.obligors", "accord.lint.no_obligor", obligation=obligation.id)
    if obligation.kind == "hand_over" and last_day(obligation.window) is None:
        yield _lint(f"{field}.window", "accord.lint.no_day", obligation=obligation.id)
    if obligation.kind == "hand_over" and not obligation.area:
        yield _lint(f"{field}.area", "accord.lint.no_area", obligation=obligation.id)
    if obligation.kind == "establish" and obligation.body is None:
        yield _lint(f"{field}.body", "accord.lint.no_body", obligation=obligation.id)
    if obligation.kind == "renew" and obligation.term is None:
        yield _lint(f"{field}.term", "accord.lint.no_term", obligation=obligation.id)
    yield from _window(agreement, obligation.window, f"{field}.window")
    for reading in obligation.readings:
        yield from _window(agreement, reading.window, f"{field}.readings.{reading.id}.window")


def _window(agreement: Agreement, window: Window | None, field: str) -> Iterator[Lint]:
    if window is None:
        return
    if window.due and window.due < agreement.signed_on:
        yield _lint(field, "accord.lint.due_before_signature", due=window.due, signed=agreement.signed_on)
    if window.due and window.inclusive != (window.preposition != "before"):
        yield _lint(field, "accord.lint.unusual_day", word=window.preposition, due=window.due)
    if window.due is None and window.starts_at is None and not window.event:
        yield _lint(field, "accord.lint.empty_window")
    if window.due and window.starts_at and window.starts_at.date() > window.due:
        yield _lint(field, "accord.lint.starts_after_due", due=window.due)


def _amendment(agreement: Agreement, amendment: Amendment) -> Iterator[Lint]:
    field = f"amendments.{amendment.id}"
    yield from _window(agreement, amendment.window, f"{field}.window")
    before = max(
        (d for one in amendment.obligations if (d := last_day(agreement.obligation(one).window))),
        default=None,
    )
    after = last_day(amendment.window)
    naming = amendment.evidence.naming if amendment.evidence else None
    if amendment.kind == "extension" and (after is None or (before is not None and after <= before)):
        yield _lint(f"{field}.window", "accord.lint.extends_nothing", amendment=amendment.id)
    if after is not None and amendment.window and naming and naming != amendment.window.due:
        yield _lint(f"{field}.evidence.naming", "accord.lint.names_another_day", naming=naming, due=after)
    if amendment.known_on < agreement.signed_on:
        yield _lint(f"{field}.known_on", "accord.lint.known_before_signature", amendment=amendment.id)


def _places(agreement: Agreement) -> Iterator[Lint]:
    named = {place_id for obligation in agreement.obligations for place_id in obligation.area}
    parties = [party.id for party in agreement.parties if party.role == "party"]
    for place in agreement.places:
        for party in parties:
            if place.place_id in named and party not in place.names:
                yield _lint(
                    f"places.{place.place_id}.names",
                    "accord.lint.name_missing",
                    place=place.place_id,
                    party=party,
                )


def _zones(agreement: Agreement) -> Iterator[Lint]:
    for zone in agreement.zones:
        if zone.valid_from and zone.valid_until and zone.valid_until < zone.valid_from:
            yield _lint(f"zones.{zone.id}", "accord.lint.zone_never_valid", zone=zone.id)


def _lint(field: str, code: str, **args: Argument) -> Lint:
    return Lint(field=field, message=say(code, **args))
