"""Every error has a code with words and advice; every message code in the source has its words."""

from __future__ import annotations

import re
from pathlib import Path

from tregua.reporting.messages import Catalogue

SOURCE = Path(__file__).parents[2] / "src/tregua"
RAISED = re.compile(
    r"\b(?:BadFile|BadPage|BadRow|BadAccord|BadArgument|BadCentre|CheckFailed)\(\s*say\(\s*\"([a-z_.]+)\""
)


def test_every_error_says_what_to_do() -> None:
    catalogue = Catalogue.load()
    codes = {code for path in SOURCE.rglob("*.py") for code in RAISED.findall(path.read_text("utf-8"))}
    assert len(codes) > 30
    missing = {code for code in codes if not (catalogue.template(code) and catalogue.template(f"{code}.do"))}
    assert not missing


def test_no_advice_without_its_error() -> None:
    entries = Catalogue.load().entries
    assert {
        code for code in entries if code.endswith(".do") and code.removesuffix(".do") not in entries
    } == set()
