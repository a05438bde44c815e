"""People or things are accounted for: those missing, those held, what was laid. Giving the account is
the thing; by whose word decides."""

from __future__ import annotations

from tregua.compliance.completion import weigh_completion
from tregua.compliance.rounds import account_of
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind

KIND: Kind = "account_for"


def judge(case: Case) -> Standing:
    """The standing of an account to be given."""
    return weigh_completion(
        case, account_of(case, *case.acts("exchange.bodies", "loss.missing", "clearance"))
    )
