"""What is well-formed in an accord but doubtful: things a drafter would want to look at again.

None of these keeps an accord from being used; ``agreement check`` shows them and exits 1. One file a
group of checks; each yields a doubt with the path it is about, told only where a false alarm is rare.
"""

from __future__ import annotations

from tregua.agreement.lint import (
    amendments,
    clauses,
    exemptions,
    obligations,
    parties,
    places,
    reach,
    windows,
)
from tregua.agreement.lint.doubt import Doubt, Draft, Lint
from tregua.agreement.terms import Agreement

_GROUPS = (
    parties.check,
    clauses.check,
    obligations.check,
    windows.check,
    exemptions.check,
    reach.check,
    amendments.check,
    places.check,
)

__all__ = ["Doubt", "Draft", "Lint", "lint_accord", "lint_draft"]


def lint_draft(draft: Draft) -> tuple[Lint, ...]:
    """Every doubt about an accord read from its file, in the order of its lines."""
    found = [draft.lint(doubt) for group in _GROUPS for doubt in group(draft)]
    return tuple(sorted(found, key=lambda one: (one.file or "", one.line or 0, one.column or 0, one.code)))


def lint_accord(agreement: Agreement) -> tuple[Lint, ...]:
    """Every doubt about an accord as values. What only its text shows (whether a word was written out)
    is not asked."""
    return lint_draft(Draft(agreement))
