"""Incident → case → finding: what is open, who concurs, and what the centre's rule makes of it."""

from tregua.verification.cases import Case, DelegationView, open_cases, touched_obligations
from tregua.verification.rule import Rule, Statement, conclude, read_rule, state_of, views_of

__all__ = [
    "Case",
    "DelegationView",
    "Rule",
    "Statement",
    "conclude",
    "open_cases",
    "read_rule",
    "state_of",
    "touched_obligations",
    "views_of",
]
