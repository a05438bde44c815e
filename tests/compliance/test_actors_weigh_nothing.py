"""Who is who carries nothing out and breaks nothing: no standing rests on it, no incident is made of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tregua.agreement.load import load_accord
from tregua.compliance import evaluate
from tregua.compliance.evidence.words import Evidence
from tregua.fusion import fuse_claims
from tregua.model.records import Claim, ClaimSource, Event
from tregua.registers import enter
from tregua.vocabulary.acts import ACTS, is_a

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
OF_ACTORS = tuple(act for act in ACTS if is_a(act, "actor"))


def told(act: str) -> Claim:
    event = Event(
        start=0, end=1, act=act, actor="am/mil", target="az/mil", earliest="2020-11-12", latest="2020-11-12",
        about="Ann One",
    )  # fmt: skip
    return Claim(
        claim_id=f"c-{act}",
        source=ClaimSource(start=0, end=1, actor_id="az/mod"),
        events=(event,),
        published_at="2020-11-12",
    )


CLAIMS = tuple(told(act) for act in OF_ACTORS)


def test_no_incident_is_made_of_who_is_who() -> None:
    assert len(CLAIMS) > 8
    assert fuse_claims(CLAIMS, ACCORD) == ()


def test_no_standing_rests_on_who_is_who() -> None:
    evidence = Evidence(claims=CLAIMS, entries=enter(CLAIMS, ACCORD))
    assert len(evidence.entries) >= len(CLAIMS)
    assert evidence.words == ()
    day = date(2020, 12, 15)
    silent = evaluate(ACCORD, Evidence(), day, day)
    assert [one.model_dump() for one in evaluate(ACCORD, evidence, day, day)] == [
        one.model_dump() for one in silent
    ]
