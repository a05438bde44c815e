"""Every comparison has its words, and they render."""

from __future__ import annotations

import pytest
from fusion_records import AGREEMENT, december

from tregua.fusion import explain_match, fuse_claims
from tregua.fusion.weights import load_weights
from tregua.reporting.messages import Catalogue, Renderer


def test_every_level_of_the_table_has_a_text() -> None:
    entries = Catalogue.load().entries
    for name, levels in load_weights().comparisons.items():
        for level in levels:
            assert f"fusion.{name}.{level}" in entries


def test_the_reasons_of_a_doubt_add_up_and_read_as_sentences() -> None:
    renderer = Renderer()
    for incident in fuse_claims(december(), AGREEMENT):
        for doubt in incident.doubts:
            *parts, total = doubt.reasons
            assert total.args["probability"] == doubt.probability
            summed = sum(float(str(one.args["weight"])) for one in parts)
            assert summed == pytest.approx(float(str(total.args["weight"])))
            for reason in doubt.reasons:
                assert not renderer.text(reason).startswith("fusion.")


def test_two_reports_explain_themselves_without_an_accord() -> None:
    first, second = (fuse_claims([one], AGREEMENT)[0].reports[0] for one in december()[1:3])
    messages = explain_match(first, second)
    assert messages[0].code == "fusion.prior"
    assert messages[-1].code == "fusion.sum"
    assert {one.code for one in messages} >= {"fusion.time.same_day", "fusion.accused.same"}
