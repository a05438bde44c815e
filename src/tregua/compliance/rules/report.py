"""Something is reported, notified or published. The obligation's ``acts`` say what is to be told; where
they are missing nothing can be matched, and only the calendar speaks."""

from __future__ import annotations

from tregua.compliance.completion import weigh_completion
from tregua.compliance.rounds import account_of
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind

KIND: Kind = "report"


def judge(case: Case) -> Standing:
    """The standing of a report to be made."""
    return weigh_completion(case, account_of(case, *case.acts()))
