"""A speaker who says later that what it told was not so takes it back, and nobody else does."""

from __future__ import annotations

import pytest
from fusion_records import AGREEMENT, claim, event

from tregua.fusion import fuse_claims
from tregua.model.records import Claim


def _told(by: str, published: str, *, negated: bool = False, actor: str = "az/mil") -> Claim:
    return claim(
        by, published, event("hostile.shelling", "2020-11-19", ("hadrut",), actor=actor, negated=negated)
    )


def _positions(*claims: Claim) -> set[tuple[str | None, str, str | None]]:
    return {
        (p.actor_id, p.stance, p.accused) for one in fuse_claims(claims, AGREEMENT) for p in one.positions
    }


@pytest.mark.parametrize(
    ("by", "stance"), [("ru/mod", "observes"), ("am/mod", "alleges"), ("az/mod", "acknowledges")]
)
def test_a_later_denial_of_what_one_told_takes_it_back(by: str, stance: str) -> None:
    told, denied = _told(by, "2020-11-20"), _told(by, "2020-11-21", negated=True)
    assert _positions(told, denied) == _positions(denied, told)
    assert _positions(told, denied) == {(by, stance, "az/mil"), (by, "denies", "az/mil")}


@pytest.mark.parametrize("published", ["2020-11-20", "2020-11-19"])
def test_no_denial_that_is_not_later_takes_back(published: str) -> None:
    found = _positions(_told("ru/mod", "2020-11-20"), _told("ru/mod", published, negated=True))
    assert found == {("ru/mod", "observes", "az/mil")}


def test_what_is_told_once_more_stands() -> None:
    found = _positions(
        _told("ru/mod", "2020-11-20"),
        _told("ru/mod", "2020-11-21", negated=True),
        _told("ru/mod", "2020-11-22"),
    )
    assert ("ru/mod", "observes", "az/mil") in found
    assert ("ru/mod", "denies", "az/mil") not in found


def test_nobody_takes_back_what_another_told() -> None:
    found = _positions(_told("am/mod", "2020-11-20"), _told("az/mod", "2020-11-21", negated=True))
    assert found == {("am/mod", "alleges", "az/mil"), ("az/mod", "denies", None)}
    elsewhere = _positions(
        _told("am/mod", "2020-11-20"), _told("am/mod", "2020-11-21", negated=True, actor="am/mil")
    )
    assert elsewhere == {("am/mod", "alleges", "az/mil")}
