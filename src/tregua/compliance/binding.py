"""What holds for every kind alike, after its rule has spoken: from when, until when and on what condition
an obligation binds."""

from __future__ import annotations

from tregua.compliance.scene import Case, Standing


def bind(case: Case, standing: Standing) -> Standing:
    """The rule's standing, as far as the obligation binds on the day."""
    return standing
