"""The answer key for 26 November to 12 December 2020, written before the weights."""

from __future__ import annotations

from fusion_records import AGREEMENT, december

from tregua.fusion import fuse_claims
from tregua.model.standing import Incident

INCIDENTS = fuse_claims(december(), AGREEMENT)


def _of(*sources: str) -> Incident:
    """The one incident that exactly these sources report."""
    found = [one for one in INCIDENTS if sorted({r.said_by or "" for r in one.reports}) == sorted(sources)]
    assert len(found) == 1, [(one.earliest, [r.said_by for r in one.reports]) for one in INCIDENTS]
    return found[0]


def _on(day: str) -> list[Incident]:
    return [one for one in INCIDENTS if one.earliest[:10] == day]


def test_five_incidents() -> None:
    assert len(INCIDENTS) == 5
    assert [len(_on(day)) for day in ("2020-11-26", "2020-12-08", "2020-12-11", "2020-12-12")] == [1, 1, 2, 1]


def test_the_armenian_sides_report_belongs_to_the_attack_of_20_40() -> None:
    attack = _of("am", "am/mfa")
    assert attack.act == "hostile.attack"
    assert attack.earliest == attack.latest == "2020-12-11T20:40"
    assert set(attack.place_ids) == {"hin-taghlar", "khtsaberd"}
    assert sorted(q.low or 0 for q in attack.wounded) == [3, 6]
    assert all(0.5 < p <= 1 for _, p in attack.match)


def test_the_count_stays_an_incident_of_its_own() -> None:
    counted = _of("ru/mod")
    assert counted.act == "ceasefire.violation"
    assert counted.place_ids == ("hadrut",)
    assert [p.stance for p in counted.positions] == ["observes"]
    assert counted.positions[0].accused is None


def test_the_three_doubt_each_other_and_nothing_else_does() -> None:
    three = {
        _of("ru/mod").incident_id,
        _of("am", "am/mfa").incident_id,
        _of("am/mod").incident_id,
    }
    pairs = {(d.incident_id, d.other_id): d for one in INCIDENTS for d in one.doubts}
    assert set(pairs) == {(a, b) for a in three for b in three if a != b}
    for (a, b), doubt in pairs.items():
        assert 0.05 <= doubt.probability < 0.5
        assert doubt.reasons
        assert pairs[b, a].probability == doubt.probability


def test_the_other_days_stand_apart_with_their_losses() -> None:
    [first], [second] = _on("2020-11-26"), _on("2020-12-08")
    assert [q.low for q in first.killed] == [3]
    assert [q.low for q in first.wounded] == [2]
    assert first.place_ids == ("sur",)
    assert [q.low for q in second.killed] == [1]
    assert [q.low for q in second.wounded] == [1]
    assert first.doubts == second.doubts == ()


def test_every_side_keeps_its_position() -> None:
    attack = _of("am", "am/mfa")
    assert {(p.actor_id, p.side, p.stance, p.accused) for p in attack.positions} == {
        ("am", "am", "alleges", "az/mil"),
        ("am/mfa", "am", "alleges", "az/mil"),
    }
