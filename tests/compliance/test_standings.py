"""The table of standings: each case of ``cases/*.yaml`` is a sentence, claims, a day, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from constructed import day, evidence_of, invented, karabakh, load_cases

from tregua.agreement.terms import Agreement
from tregua.compliance import evaluate
from tregua.model.messages import Message
from tregua.model.standing import Status
from tregua.reporting.messages import Catalogue

CASES = load_cases()


@cache
def accord(name: str) -> Agreement:
    return karabakh() if name == "karabakh" else invented(name)


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_standing(case: Mapping[str, Any]) -> None:
    agreement = accord(case.get("accord", "karabakh"))
    on = day(case["on"])
    statuses = evaluate(agreement, evidence_of(case, agreement), on, day(case.get("as_of", on)))
    found = {status.obligation_id: status for status in statuses}
    for obligation_id, expected in case["expect"].items():
        check(found[obligation_id], expected)
    for status in statuses:
        assert status.reasons, f"{status.obligation_id} gives no reason"
        for reason in status.reasons:
            assert_rendered(reason.text)


def check(status: Status, expected: Mapping[str, Any]) -> None:
    shown = status.model_dump()
    for field, value in expected.items():
        if field == "reasons":
            codes = {reason.text.code for reason in status.reasons}
            assert set(value) <= codes, f"{set(value) - codes} not among {sorted(codes)}"
        elif field == "never":
            assert not set(value) & {reason.text.code for reason in status.reasons}
        elif field == "evidence":
            assert set(value) <= {one for reason in status.reasons for one in reason.evidence}
        elif field in ("measured", "required", "clock") and value is not None:
            assert shown[field] is not None, field
            assert {key: shown[field][key] for key in value} == value
        elif field == "versions":
            assert sorted(shown["versions"]) == sorted(value)
            for version, fields in value.items():
                assert {key: shown["versions"][version][key] for key in fields} == fields
        elif field == "rests_on":
            assert list(status.rests_on) == value
        else:
            assert shown[field] == value, field


def assert_rendered(message: Message) -> None:
    """The message has a text, and the text asks for no argument that is not given."""
    template = Catalogue.load().template(message.code)
    assert template is not None, f"{message.code} has no text"
    import string

    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    assert names <= set(message.args), f"{message.code} lacks {names - set(message.args)}"
    for argument in message.args.values():
        if isinstance(argument, Message):
            assert_rendered(argument)
