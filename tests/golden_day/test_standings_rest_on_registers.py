"""Where the forces, the handovers, exchanges, returns and links stand comes from the registers: every word
a standing cites is an entry there, on its page or in the series behind it, with the same speaker."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tregua.centre.assess import know, stand
from tregua.model.standing import Kind, Register, Status
from tregua.wiring import open_centre

REGISTER: dict[Kind, Register] = {
    "deploy": "forces",
    "hand_over": "control",
    "hold": "control",
    "withdraw": "control",
    "exchange": "exchanges",
    "return": "returns",
    "keep_open": "links",
}
NOT_OF_A_REGISTER = ("compliance.watch.", "compliance.amended.", "compliance.hold.ceasefire_only")
"""What rests on who watched, on what changed the accord, and a calm that is no word on positions."""
WHOSE_WORD = {
    "deploy-servicemen": ("claimed", {"ru/mod"}),
    "deploy-apcs": ("claimed", {"ru/mod"}),
    "deploy-vehicles": ("claimed", {"ru/mod"}),
    "hand-over-agdam": ("fulfilled", {"az/mod"}),
    "hand-over-kelbajar": ("fulfilled", {"az/mod"}),
    "hand-over-lachin": ("fulfilled", {"az/mod"}),
    "return-displaced": ("in_progress", {"ru/mod"}),
    "unblock-links": ("not_started", set()),
}


@pytest.mark.parametrize(
    "day", [date(2020, 11, 20), date(2020, 12, 15), date(2021, 1, 12), date(2021, 2, 28)]
)
def test_every_word_that_a_standing_cites_is_an_entry(demo: Path, day: date) -> None:
    centre = open_centre(demo)
    snapshot = centre.state.snapshot()
    assert snapshot is not None
    entered: dict[Register, dict[str, str]] = {}
    for entry in know(centre, snapshot).entries:
        entered.setdefault(entry.register_name, {})[entry.claim_id] = entry.speaker
    cited = 0
    for status in stand(centre, snapshot, day):
        if status.kind in REGISTER:
            for claim_id in _cited(status):
                assert claim_id in entered[REGISTER[status.kind]], (status.obligation_id, claim_id)
                cited += 1
    assert cited > 5


def test_whose_word_the_demo_s_standings_rest_on(demo: Path) -> None:
    centre = open_centre(demo)
    snapshot = centre.state.snapshot()
    assert snapshot is not None
    statuses = {one.obligation_id: one for one in stand(centre, snapshot, date(2020, 12, 15))}
    for obligation_id, (phase, speakers) in WHOSE_WORD.items():
        assert (statuses[obligation_id].phase, set(statuses[obligation_id].rests_on)) == (phase, speakers)
    exchange = statuses["exchange-prisoners"]
    assert exchange.phase == "in_progress"
    assert {one.partition("/")[0] for one in exchange.rests_on} >= {"am", "az"}


def _cited(status: Status) -> list[str]:
    return [
        claim_id
        for reason in status.reasons
        if not reason.text.code.startswith(NOT_OF_A_REGISTER)
        for claim_id in reason.evidence
    ]
