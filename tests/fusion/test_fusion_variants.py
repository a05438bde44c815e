"""The December picture must not hang on one wording: the same facts as other pages would give them."""

from __future__ import annotations

from itertools import product

import pytest
from fusion_records import AGREEMENT, claim, count, december, event

from tregua.fusion import fuse_claims
from tregua.model.records import Claim
from tregua.model.standing import Incident

COUNT, _SIDE, _FOREIGN_MINISTRY, _DEFENCE, LOSSES = december()
ACTS = ("hostile.attack", "hostile.operation", "hostile.incursion")
VILLAGES = (("hin-taghlar",), ("hadrut", "khtsaberd"))


def _grouped(incidents: tuple[Incident, ...]) -> list[list[str]]:
    return sorted(sorted({r.said_by or "" for r in one.reports}) for one in incidents)


@pytest.mark.parametrize(
    ("act", "later_act", "actor", "target", "village"),
    list(product(ACTS, ACTS[::2], ("az", None), ("am/mil", None), VILLAGES)),
)
def test_five_in_other_words(
    act: str, later_act: str, actor: str | None, target: str | None, village: tuple[str, ...]
) -> None:
    claims = (
        COUNT,
        claim(
            "am",
            "2020-12-12",
            event(
                "hostile.attack", "2020-12-11", actor=actor, target=target, quantities=(count("wounded", 3),)
            ),
        ),
        claim(
            "am/mfa", "2020-12-13", event(act, "2020-12-11T20:30", village, "2020-12-11T20:50", actor=actor)
        ),
        claim(
            "am/mod",
            "2020-12-13",
            event(later_act, "2020-12-12", ("hin-taghlar", "khtsaberd"), actor=actor, target=target),
        ),
        LOSSES,
    )
    incidents = fuse_claims(claims, AGREEMENT)
    assert _grouped(incidents) == [["am", "am/mfa"], ["am/mod"], ["az/mod"], ["az/mod"], ["ru/mod"]]
    three = [one for one in incidents if one.earliest >= "2020-12-11"]
    assert all(len(one.doubts) == 2 for one in three)
    assert all(0 < doubt.probability < 1 for one in three for doubt in one.doubts)


def test_losses_told_in_sentences_of_their_own() -> None:
    """Two claims of one source on one page: the second gives neither day nor place."""
    page = "page-of-mfa"
    claims = (
        claim(
            "am/mfa",
            "2020-12-13",
            event("hostile.attack", "2020-12-11T20:40", ("khtsaberd",), start=10, actor="az"),
            item=page,
        ),
        claim(
            "am/mfa",
            "2020-12-13",
            event("loss.wounded", start=90, quantities=(count("serviceman", 6),)),
            item=page,
        ),
    )
    [incident] = fuse_claims(claims, AGREEMENT)
    assert [q.low for q in incident.wounded] == [6]
    assert incident.act == "hostile.attack"


def test_wire_copies_are_one_witness() -> None:
    copies = [
        COUNT.model_copy(update={"claim_id": f"c{n}.{n}", "item_id": f"c{n}", "through": f"outlet/{n}"})
        for n in range(4)
    ]
    incidents = fuse_claims([*december(), *copies], AGREEMENT)
    assert len(incidents) == 5
    counted = next(one for one in incidents if one.act == "ceasefire.violation")
    assert len(counted.reports) == 5
    assert [p.actor_id for p in counted.positions] == ["ru/mod"]


def test_one_source_does_not_tell_one_event_twice() -> None:
    """Two places on one day by one source stay two; two rows of one table stay two rows."""
    twice = claim(
        "am/mod",
        "2020-12-13",
        event("hostile.attack", "2020-12-12", ("hin-taghlar",), actor="az"),
        event("hostile.attack", "2020-12-12", ("sur",), start=8, actor="az"),
    )
    assert len(fuse_claims([twice], AGREEMENT)) == 2
    rows = [
        claim(
            "osce", "2020-12-13", event("hostile.shelling", "2020-12-12", ("sur",)), item="table"
        ).model_copy(update={"row": row, "claim_id": f"table.{row}"})
        for row in (1, 2)
    ]
    two = fuse_claims(rows, AGREEMENT)
    assert len(two) == 2
    assert all(doubt.probability < 0.5 for one in two for doubt in one.doubts)


def test_a_count_never_joins_a_described_event_on_area_and_day() -> None:
    for where in (("hadrut",), ("nagorno-karabakh",), ()):
        claims = [
            claim("ru/mod", "2020-12-12", event("ceasefire.violation", "2020-12-11", where)),
            claim("az/mod", "2020-12-12", event("hostile.shelling", "2020-12-11", ("khtsaberd",))),
        ]
        counted, described = sorted(
            fuse_claims(claims if where else [claims[1], _unplaced()], AGREEMENT), key=lambda i: i.act
        )
        assert counted.act == "ceasefire.violation"
        assert described.doubts == () or 0 < described.doubts[0].probability < 0.5


def _unplaced() -> Claim:
    return claim("am/mod", "2020-12-12", event("ceasefire.violation", "2020-12-11", actor="az"))


def test_each_side_blames_the_other_for_one_event() -> None:
    claims = [
        claim(
            "az/mod",
            "2020-12-12",
            event("hostile.attack", "2020-12-11T20:30", ("khtsaberd",), actor="am", target="az"),
        ),
        claim(
            "am/mod",
            "2020-12-12",
            event("hostile.attack", "2020-12-11T20:45", ("khtsaberd",), actor="az", target="am"),
        ),
    ]
    [incident] = fuse_claims(claims, AGREEMENT)
    assert {(p.side, p.stance, p.accused) for p in incident.positions} == {
        ("az", "alleges", "am"),
        ("am", "alleges", "az"),
    }


@pytest.mark.parametrize("dated", ["2020-12-11", None])
def test_a_denial_is_a_position_and_founds_nothing(dated: str | None) -> None:
    denial = claim("az/mod", "2020-12-13", event("hostile.attack", dated, actor="az/mil"), stance="denies")
    assert fuse_claims([denial], AGREEMENT) == ()
    incidents = fuse_claims([*december(), denial], AGREEMENT)
    assert len(incidents) == 5
    attack = next(one for one in incidents if one.earliest.endswith("20:40"))
    assert ("az/mod", "denies") in {(p.actor_id, p.stance) for p in attack.positions}
    counted = next(one for one in incidents if one.act == "ceasefire.violation")
    assert [p.stance for p in counted.positions] == ["observes"]
    losses = [one for one in incidents if one.earliest < "2020-12-10"]
    assert all(p.stance == "alleges" for one in losses for p in one.positions)


def test_a_party_that_tells_its_own_act_acknowledges_it() -> None:
    own = claim(
        "az/mod", "2020-12-13", event("hostile.operation", "2020-12-12", ("khtsaberd",), actor="az/mil")
    )
    incidents = fuse_claims([*december(), own], AGREEMENT)
    both = next(
        one
        for one in incidents
        if "az/mod" in {r.said_by for r in one.reports} and one.earliest > "2020-12-10"
    )
    assert {(p.actor_id, p.stance) for p in both.positions} == {
        ("am/mod", "alleges"),
        ("az/mod", "acknowledges"),
    }


def test_what_makes_no_report() -> None:
    quiet = [
        claim("am/mod", "2020-12-13", event("hostile.attack", "2020-12-12", ("sur",), modality="planned")),
        claim("am/mod", "2020-12-13", event("hostile.attack", "2020-12-12", ("sur",)), stance="demands"),
        claim("am/mod", "2020-12-13", event("hostile.attack", "2020-12-12", ("paris",))),
        claim("am/mod", "2020-12-13", event("hostile.attack", "2020-10-04", ("sur",))),
        claim("am/mod", "2020-11-10", event("hostile.operation", "2020-09-27", ("sur",), "2020-11-10")),
        claim("am/mod", "2020-11-10", event("hostile.attack", None, ("sur",))),
        claim("am/mod", "2020-12-13", event("hostile.attack")),
        claim(
            "az/mod", "2020-12-03", event("loss.killed", None, ("sur",), quantities=(count("killed", 2783),))
        ),
        claim("az/mod", "2020-12-03", event("loss.killed", "2020-12-02", quantities=(count("killed", 9),))),
        claim("ru/mod", "2020-12-13", event("ceasefire.violation", "2020-12-12", ("sur",), negated=True)),
        claim(
            "ru/mod",
            "2020-12-13",
            event("ceasefire.violation", "2020-12-12", quantities=(count("violation", 0),)),
        ),
        claim("ru/mod", "2020-12-13", event("handover.enter", "2020-12-12", ("agdam",))),
    ]
    for one in quiet:
        assert fuse_claims([one], AGREEMENT) == (), one.events


def test_a_corrected_claim_no_longer_counts() -> None:
    first = claim("am/mod", "2020-12-13", event("hostile.attack", "2020-12-12", ("sur",)))
    right = claim("am/mod", "2020-12-14", event("hostile.attack", "2020-12-10", ("sur",)))
    [incident] = fuse_claims([first, right.model_copy(update={"supersedes": first.claim_id})], AGREEMENT)
    assert incident.earliest == "2020-12-10"


def test_an_undated_act_told_after_losses_is_not_put_on_their_day() -> None:
    page = "page-of-az"
    claims = (
        claim(
            "az/mod",
            "2020-12-13",
            event("loss.killed", "2020-12-08", ("hadrut",), start=10, quantities=(count("serviceman", 1),)),
            item=page,
        ),
        claim("az/mod", "2020-12-13", event("hostile.operation", start=90, actor="az/mil"), item=page),
    )
    [incident] = fuse_claims(claims, AGREEMENT)
    assert incident.act == "loss.killed"


def test_a_headline_takes_the_day_of_the_words_below_it() -> None:
    """Reading gives what names no day an open beginning: it can be of any day up to the page's."""
    page = "page-with-headline"
    claims = (
        claim(
            "ru/mod",
            "2020-12-12",
            event("ceasefire.violation", None, ("hadrut",), "2020-12-12", start=10),
            item=page,
        ),
        claim(
            "ru/mod",
            "2020-12-12",
            event("ceasefire.violation", "2020-12-11", ("hadrut",), start=90),
            item=page,
        ),
        claim(None, "2020-12-12", event("ceasefire.violation", None, (), "2020-12-12", start=200), item=page),
    )
    [incident] = fuse_claims(claims, AGREEMENT)
    assert (incident.earliest, incident.latest) == ("2020-12-11", "2020-12-11")
    assert [p.stance for p in incident.positions] == ["observes", "reports"]


def test_other_figures_of_the_dead_are_of_other_dead() -> None:
    page = "page-of-losses"
    first = event("loss.killed", "2020-11-26", ("sur",), start=10, quantities=(count("killed", 3),))
    later = event(
        "loss.killed", None, ("khojavend",), "2020-12-13", start=90, quantities=(count("killed", 1),)
    )
    claims = (
        claim("az/mod", "2020-12-13", first, item=page),
        claim("az/mod", "2020-12-13", later, item=page),
    )
    [incident] = fuse_claims(claims, AGREEMENT)
    assert [q.low for q in incident.killed] == [3]


def test_a_denial_on_the_page_is_of_what_the_page_tells() -> None:
    page = "page-of-both"
    claims = (
        claim(
            "am/mod", "2020-12-20", event("hostile.shelling", "2020-12-14", ("sur",), actor="az"), item=page
        ),
        claim(
            "az/mod",
            "2020-12-20",
            event("hostile.shelling", None, (), "2020-12-20", start=90),
            item=page,
            stance="denies",
        ),
    )
    [incident] = fuse_claims(claims, AGREEMENT)
    assert [(p.side, p.stance, p.accused) for p in incident.positions] == [
        ("am", "alleges", "az"),
        ("az", "denies", None),
    ]


def test_a_bare_denial_answers_what_its_side_is_accused_of() -> None:
    denial = claim("az/mod", "2020-12-12", event("ceasefire.violation", "2020-12-11", negated=True))
    incidents = fuse_claims([*december(), denial], AGREEMENT)
    denied = [one.earliest for one in incidents if "denies" in {p.stance for p in one.positions}]
    assert "2020-12-11T20:40" in denied
    assert all(day.startswith("2020-12-11") for day in denied)


def test_a_source_that_tells_another_act_elsewhere_tells_another_event() -> None:
    claims = [
        claim("az/mod", "2021-01-08", event("hostile.shooting", "2021-01-07", actor="am")),
        claim(
            "az/mod",
            "2021-01-08",
            event("loss.killed", "2021-01-07", ("agdam",), quantities=(count("killed", 2),)),
            item="elsewhere",
        ),
    ]
    assert len(fuse_claims(claims, AGREEMENT)) == 2


def test_a_day_alone_makes_no_match() -> None:
    claims = [
        claim("az/mod", "2021-01-08", event("hostile.shooting", "2021-01-07")),
        claim(
            "icrc",
            "2021-01-08",
            event("loss.killed", "2021-01-07", ("agdam",), quantities=(count("killed", 2),)),
        ),
    ]
    one, _ = fuse_claims(claims, AGREEMENT)
    assert 0.05 < one.doubts[0].probability < 0.5


def test_a_headline_names_the_act_of_the_losses_below_it() -> None:
    page = "page-of-a-mine"
    claims = (
        claim(
            None,
            "2021-01-08",
            event("hostile.mine", None, (), "2021-01-08", start=5),
            item=page,
            through="outlet/one",
        ),
        claim(
            "az/mod",
            "2021-01-08",
            event("loss.killed", "2021-01-07", ("agdam",), start=60, quantities=(count("killed", 2),)),
            item=page,
        ),
    )
    [incident] = fuse_claims(claims, AGREEMENT)
    assert incident.act == "hostile.mine"
    assert sorted(p.stance for p in incident.positions) == ["alleges", "reports"]


@pytest.mark.parametrize("voice", ["am/public", "am/opposition", "am/media", "person/0a1b2c3d"])
def test_who_holds_no_office_speaks_for_no_side(voice: str) -> None:
    told = event("hostile.attack", "2020-12-11", ("hadrut",), actor="am/mil", target="az/mil")
    [incident] = fuse_claims([claim(voice, "2020-12-12", told)], AGREEMENT)
    [position] = incident.positions
    assert (position.stance, position.side) == ("reports", None)
