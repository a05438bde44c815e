"""Reading quality does not fall below its floors (``evaluation/README.md``)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

EVALUATION = Path(__file__).parents[2] / "evaluation/reading"


@pytest.fixture(autouse=True)
def _scripts_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(EVALUATION), *sys.path])


@pytest.mark.shared
def test_the_founding_page_is_read_as_before(shared: Path) -> None:
    from founding import measure

    figures = measure(shared / "seed/article.txt")
    assert figures["claims_found"] >= 26
    assert figures["claims_given"] <= figures["claims"] + 1
    assert figures["commitments_found"] == figures["commitments"] == figures["commitments_given"] == 11
