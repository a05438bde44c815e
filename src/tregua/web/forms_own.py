"""Whose word a form enters: a delegation enters and corrects in its own name alone.

Only when a row has been read is it known who speaks in it. So where somebody may enter his own alone, it is
read on trial first, which leaves nothing, and whoever speaks in it must be his delegation, or one for whom it
sits here.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request

from tregua.model.records import Claim
from tregua.model.rights import Asked, Person
from tregua.web.clerk import Receipt
from tregua.web.gate import asker_of, require
from tregua.web.own_word import is_own_word
from tregua.web.view import View

_STATES = {"correct": "standing"}


def check_own(request: Request, view: View, action: str, read: Callable[[], Receipt]) -> None:
    """Raises Refused, 403, where whoever sent this may not enter what :func:`read` tells on trial. What has a
    fault is told as a fault: none of it is entered."""
    state = _STATES.get(action, "running")
    if asker_of(request).may(action, state, own=False):
        return
    receipt = read()
    if receipt.faults:
        return
    person = asker_of(request).person
    own = all(
        is_own_word(one.said_by, person, view.desk.agreement) and _is_own_before(one, person, view)
        for one in receipt.claims
    )
    require(request, Asked(action, state, own))


def _is_own_before(claim: Claim, person: Person | None, view: View) -> bool:
    """Whether what a claim corrects, if anything, is one's own word too."""
    if not claim.supersedes:
        return True
    former = view.desk.claim(claim.supersedes, view.moment.last)
    return former is not None and is_own_word(former.said_by, person, view.desk.agreement)
