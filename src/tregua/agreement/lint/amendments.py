"""Amendments that change nothing, that nobody consented to, or that can never come to be known."""

from __future__ import annotations

from collections.abc import Iterator

from tregua.agreement.consent import agreed_for
from tregua.agreement.lint.doubt import Doubt, Draft, doubt
from tregua.agreement.terms import Agreement, Amendment
from tregua.agreement.tree import Steps
from tregua.model.messages import say

_BY_DAYS = frozenset({"suspension", "termination", "waiver"})


def check(draft: Draft) -> Iterator[Doubt]:
    """Doubts about amendments."""
    for at, amendment in enumerate(draft.agreement.amendments):
        path: Steps = ("amendments", at)
        if not amendment.obligations:
            yield doubt((*path, "obligations"), "amends_nothing", amendment=f"version:{amendment.id}")
            continue
        yield from _known(draft, amendment, path)
        yield from _days(amendment, path)
        yield from _consent(draft.agreement, amendment, path)
        if amendment.kind == "extension":
            yield from _extension(draft, amendment, path)
        if amendment.kind == "revision" and _is_idle(draft.agreement, amendment):
            yield doubt(path, "changes_nothing", amendment=f"version:{amendment.id}")


def _known(draft: Draft, amendment: Amendment, path: Steps) -> Iterator[Doubt]:
    named = f"version:{amendment.id}"
    if amendment.known_on < draft.agreement.signed_on:
        yield doubt((*path, "known_on"), "known_before_signature", amendment=named)
    if amendment.evidence is None and amendment.form != "written":
        yield doubt(path, "never_borne_out", amendment=named, form=amendment.form)
    naming = amendment.evidence.naming if amendment.evidence else None
    window = draft.settled(amendment.window)
    if naming and window and window.due and naming != window.due:
        yield doubt((*path, "evidence", "naming"), "names_another_day", naming=naming, due=window.due)


def _days(amendment: Amendment, path: Steps) -> Iterator[Doubt]:
    first, last, named = amendment.from_on, amendment.until_on, f"version:{amendment.id}"
    if amendment.kind not in _BY_DAYS:
        for key in ("from_on", "until_on"):
            if getattr(amendment, key) and not (key == "from_on" and amendment.changes):
                yield doubt((*path, key), "days_without_effect", kind=amendment.kind)
    elif first and last and last < first:
        yield doubt((*path, "until_on"), "ends_before_it_starts", amendment=named)
    elif amendment.kind in ("suspension", "termination") and first is None:
        yield doubt(path, "stops_from_no_day", amendment=named)


def _consent(accord: Agreement, amendment: Amendment, path: Steps) -> Iterator[Doubt]:
    named = f"version:{amendment.id}"
    _, claimed = agreed_for(accord, amendment)
    match amendment.kind:
        case "extension" if claimed and not amendment.consented_by:
            yield doubt(path, "no_consent", amendment=named)
        case "extension" if claimed:
            yield doubt((*path, "consented_by"), "consent_of_another", amendment=named)
        case "waiver" if claimed:
            yield doubt(path, "waived_by_another", amendment=named)
        case "suspension" | "termination" | "revision" if claimed:
            told = tuple(f"obligation:{one}" for one in claimed)
            change = say(f"explain.amendment.{amendment.kind}")
            yield doubt(path, "one_sided", amendment=named, kind=change, obligations=told)
        case "challenge" if not amendment.asked_by:
            yield doubt(path, "challenged_by_nobody", amendment=named)


def _extension(draft: Draft, amendment: Amendment, path: Steps) -> Iterator[Doubt]:
    """More time: each window it gives must end later than the one it replaces."""
    accord, named = draft.agreement, f"version:{amendment.id}"
    if not (amendment.window or amendment.begin or amendment.term):
        yield doubt(path, "extends_nothing", amendment=named)
    for key in ("window", "begin"):
        after = draft.last_day(getattr(amendment, key))
        days = [draft.last_day(getattr(accord.obligation(one), key)) for one in amendment.obligations]
        if after and any(day and after <= day for day in days):
            yield doubt((*path, key), "extends_nothing", amendment=named)


def _is_idle(accord: Agreement, amendment: Amendment) -> bool:
    """Whether every obligation stays as it is. What an earlier amendment changed may be changed back."""
    amended = [one for other in accord.amendments if other.id != amendment.id for one in other.obligations]
    return all(
        one not in amended and accord.obligation(one).under(amendment) == accord.obligation(one)
        for one in amendment.obligations
    )
