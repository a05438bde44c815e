"""What holds of every standing, whatever is said: order, monotony, neutrality, ground."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from constructed import calls_of, invented, karabakh
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.terms import Agreement, Obligation
from tregua.compliance import Evidence, evaluate
from tregua.compliance.case.scores import SCORES
from tregua.compliance.case.whose_word import whose_word
from tregua.compliance.rules import load_rules
from tregua.compliance.weighing.places import PROGRESS
from tregua.model.errors import BadAccord
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention, QuantityMention
from tregua.model.standing import Finding, Incident, Position, Status
from tregua.registers import enter

ACCORD = karabakh()
FIRST = date(2020, 11, 10)
SPEAKERS = (
    "az/mod",
    "am/mod",
    "ru/mod",
    "tr/fm",
    "icrc",
    "nk/president",
    "outlet/tass",
    "person/00aa11bb",
    None,
)
ACTS = (
    "handover.enter", "handover.transfer", "handover.withdraw", "control.hold", "deploy.force", "deploy.post",
    "ceasefire.hold", "ceasefire.violation", "establish.open", "establish.agree", "return.persons",
    "exchange.prisoners", "exchange.bodies", "clearance.mines", "link.open", "link.close", "link.plan",
    "link.passage", "negotiate.agree", "extend.postpone", "renew.term", "guarantee.safety",
)  # fmt: skip
PLACES = (
    "agdam",
    "kelbajar",
    "lachin",
    "marzili",
    "lachin-corridor",
    "conflict-zone",
    "nakhchivan",
    "hadrut",
)
UNITS = ("serviceman", "apc", "prisoner", "body", "person", "post")

days = st.integers(0, 60).map(lambda n: (FIRST + timedelta(days=n)).isoformat())


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    speaker = draw(st.sampled_from(SPEAKERS))
    count = draw(st.none() | st.integers(1, 3000))
    quantity = QuantityMention(
        start=0, end=1, text="n", low=count, high=count, unit=draw(st.sampled_from(UNITS)),
        basis=draw(st.sampled_from(("period", "total", None))), to=draw(st.sampled_from(("az", "am", None))),
    )  # fmt: skip
    day = draw(days)
    event = Event(
        start=0, end=1, act=draw(st.sampled_from(ACTS)), negated=draw(st.booleans()),
        modality=draw(st.sampled_from(("actual", "actual", "planned", "demanded"))),
        actor=draw(st.sampled_from((None, "az/mil", "am/mil", "ru"))),
        target=draw(st.sampled_from((None, "az", "am", "joint-centre"))),
        earliest=day, latest=day,
        places=tuple(
            PlaceMention(start=0, end=1, text=p, name=p, place_id=p)
            for p in draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True))
        ),
        quantities=(quantity,) if count is not None else (),
    )  # fmt: skip
    return Claim(
        claim_id=f"c{draw(st.integers(0, 10**9)):09}",
        source=ClaimSource(start=0, end=1, actor_id=speaker) if speaker else None,
        through=draw(st.sampled_from((None, "outlet/reuters"))),
        stance=draw(st.sampled_from(("asserts", "asserts", "denies", "promises"))),
        events=(event,),
        published_at=draw(days),
    )


def unique(found: list[Claim]) -> list[Claim]:
    return list({claim.claim_id: claim for claim in found}.values())


many_claims = st.lists(claims(), max_size=12).map(unique)


@st.composite
def incidents(
    draw: st.DrawFn, stances: tuple[str, ...] = ("alleges", "denies", "observes", "reports")
) -> Incident:
    day = draw(days)
    number = draw(st.integers(0, 10**9))
    positions = tuple(
        Position(
            actor_id=draw(st.sampled_from(SPEAKERS)), side=None, stance=draw(st.sampled_from(stances)),
            claim_id=f"p{number}.{n}", accused=draw(st.sampled_from((None, "az", "am"))),
        )
        for n in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    return Incident(
        incident_id=f"i{number}",
        act=draw(st.sampled_from(("hostile.attack", "ceasefire.violation", "hostile.advance"))),
        reports=(), positions=positions, earliest=day, latest=day, place_ids=("hadrut",),
    )  # fmt: skip


def several_incidents(most: int) -> st.SearchStrategy[list[Incident]]:
    return st.lists(incidents(), max_size=most, unique_by=lambda one: one.incident_id)


def standings(
    said: list[Claim], on: date, met: list[Incident] | None = None, accord: Agreement = ACCORD
) -> dict[str, Status]:
    evidence = Evidence(claims=tuple(said), entries=enter(said, accord), incidents=tuple(met or ()))
    return {status.obligation_id: status for status in evaluate(accord, evidence, on, on)}


@settings(max_examples=60, deadline=None)
@given(many_claims, several_incidents(4), st.randoms(), st.integers(0, 60))
def test_the_order_of_evidence_is_irrelevant(said, met, chance, after) -> None:
    on = FIRST + timedelta(days=after)
    before = standings(said, on, met)
    chance.shuffle(said)
    chance.shuffle(met)
    assert standings(said, on, met) == before


@settings(max_examples=100, deadline=None)
@given(many_claims, st.integers(0, 60), days, st.sampled_from(("agdam", "kelbajar", "lachin")))
def test_an_acknowledgement_never_lowers_a_handover(said, after, when, district) -> None:
    """Except that a speaker who names another day for what it said before corrects itself, and no other."""
    on = FIRST + timedelta(days=after)
    said = [one for one in said if not _told_by_it_before(one, district)]
    acknowledgement = Claim(
        claim_id="acknowledged",
        source=ClaimSource(start=0, end=1, actor_id="az/mod"),
        events=(
            Event(
                start=0, end=1, act="handover.transfer", target="az", earliest=when, latest=when,
                places=(PlaceMention(start=0, end=1, text=district, name=district, place_id=district),),
            ),
        ),
        published_at=when,
    )  # fmt: skip
    before = standings(said, on)[f"hand-over-{district}"]
    now = standings([*said, acknowledgement], on)[f"hand-over-{district}"]
    assert PROGRESS.index(now.phase) >= PROGRESS.index(before.phase)


def _told_by_it_before(one: Claim, district: str) -> bool:
    event = one.events[0]
    return (
        one.said_by == "az/mod"
        and event.act == "handover.transfer"
        and not event.negated
        and [place.place_id for place in event.places] == [district]
    )


@settings(max_examples=60, deadline=None)
@given(many_claims, several_incidents(4), st.integers(0, 60))
def test_without_evidence_the_standing_falls_to_its_baseline(said, met, after) -> None:
    on = FIRST + timedelta(days=after)
    for status in standings(said, on, met).values():
        mine = {one for reason in status.reasons for one in reason.evidence}
        kept = [claim for claim in said if claim.claim_id not in mine]
        left = [i for i in met if not mine & {p.claim_id for p in i.positions}]
        fallen = standings(kept, on, left)[status.obligation_id]
        assert fallen.phase == baseline(on)[status.obligation_id].phase, status.obligation_id


def baseline(on: date) -> dict[str, Status]:
    return standings([], on)


@settings(max_examples=80, deadline=None)
@given(st.lists(incidents(("alleges", "reports", "observes", "acknowledges")), min_size=1, max_size=5))
def test_nobodys_word_makes_a_violation_without_a_finding(met) -> None:
    for after in (0, 5, 30):
        for status in standings([], FIRST + timedelta(days=after), met).values():
            assert status.phase != "violated"


@settings(max_examples=80, deadline=None)
@given(many_claims, st.integers(0, 60))
def test_an_obligors_or_an_outlets_word_never_fulfils(said, after) -> None:
    on = FIRST + timedelta(days=after)
    for obligation in ACCORD.obligations:
        weak = [
            claim
            for claim in said
            if ACCORD.side_of(claim.said_by) in obligation.obligors
            or claim.said_by is None
            or claim.said_by.startswith(("outlet/", "person/"))
        ]
        status = standings(weak, on).get(obligation.id)
        if status is None or obligation.kind == "exchange":
            continue  # not signed yet; or both sides owe it, and each acknowledges the other's word
        assert status.phase not in ("fulfilled", "fulfilled_late", "respected"), obligation.id


@settings(max_examples=60, deadline=None)
@given(many_claims, several_incidents(3), st.integers(0, 60))
def test_evidence_exists_is_sorted_and_dated_by_the_day(said, met, after) -> None:
    on = FIRST + timedelta(days=after)
    known = {claim.claim_id for claim in said} | {p.claim_id for i in met for p in i.positions}
    for status in standings(said, on, met).values():
        assert list(status.rests_on) == sorted(set(status.rests_on))
        assert status.reasons
        for reason in status.reasons:
            assert set(reason.evidence) <= known
            assert list(reason.evidence) == sorted(set(reason.evidence))


@settings(max_examples=40, deadline=None)
@given(many_claims, st.integers(0, 60), st.integers(1, 100))
def test_a_projected_day_is_answered_as_of_the_last_known_one(said, after, further) -> None:
    known = FIRST + timedelta(days=after)
    evidence = Evidence(claims=tuple(said), entries=enter(said, ACCORD))
    now = evaluate(ACCORD, evidence, known, known)
    then = evaluate(ACCORD, evidence, known + timedelta(days=further), known)
    assert all(status.projected for status in then)
    assert [status.model_copy(update={"projected": False}) for status in then] == list(now)


@settings(max_examples=40, deadline=None)
@given(many_claims, st.integers(0, 60))
def test_a_measured_figure_is_one_that_somebody_claimed(said, after) -> None:
    numbers = {q.low for claim in said for event in claim.events for q in event.quantities}
    for status in standings(said, FIRST + timedelta(days=after)).values():
        if status.measured is not None:
            assert {status.measured.low, status.measured.high} - {None} <= numbers


def test_both_sides_are_weighed_alike() -> None:
    """Swap the sides of an allegation and the standing is the same."""
    for one, other in (("az", "am"), ("am", "az")):
        said = Position(actor_id=f"{one}/mod", side=one, stance="alleges", claim_id="p", accused=other)
        incident = Incident(
            incident_id="i",
            act="hostile.attack",
            reports=(),
            earliest="2020-12-11",
            latest="2020-12-11",
            positions=(said,),
        )
        assert standings([], date(2020, 12, 12), [incident])["ceasefire"].phase == "disputed"


def test_a_finding_on_another_clause_is_not_this_obligations_business() -> None:
    incident = Incident(
        incident_id="i", act="hostile.attack", reports=(), earliest="2020-12-11", latest="2020-12-11"
    )
    finding = Finding(finding_id="f", incident_id="i", clause="6", state="verified", attributed_to="az")
    evidence = Evidence(incidents=(incident,), findings=(finding,))
    found = {s.obligation_id: s for s in evaluate(ACCORD, evidence, date(2020, 12, 12), date(2020, 12, 12))}
    assert found["ceasefire"].phase == "not_observed"


@pytest.mark.parametrize(
    ("actor", "side", "about", "voice"),
    [
        ("am/mod", "am", None, "obligor"),
        ("az/mod", "az", None, "beneficiary"),
        ("az/mod", "az", "am", "adversary"),
        ("am/mod", "am", "am", "obligor"),
        ("ru/mod", "ru", None, "independent"),
        ("fr/president", None, None, "independent"),
        ("icrc", "icrc", None, "independent"),
        ("outlet/tass", None, None, "outlet"),
        ("am/opposition", "am", None, "outlet"),
        ("am/media", "am", None, "outlet"),
        ("person/00aa11bb", None, None, "outlet"),
        (None, None, None, "outlet"),
    ],
)
def test_whose_word_it_is(actor: str | None, side: str | None, about: str | None, voice: str) -> None:
    assert whose_word(actor, side, {"am"}, {"az"}, about) == voice


def test_every_kind_has_a_rule_and_every_phase_a_score() -> None:
    from typing import get_args

    from tregua.model.standing import Kind, Phase

    assert set(load_rules()) == set(get_args(Kind))
    assert set(SCORES) == set(get_args(Phase))


def test_an_unknown_kind_is_a_clear_error() -> None:
    odd = Obligation.model_construct(
        **{**dict(ACCORD.obligations[0]), "id": "odd", "kind": "apologise"}  # type: ignore[arg-type]
    )
    accord = ACCORD.model_copy(update={"obligations": (odd,)})
    with pytest.raises(BadAccord) as caught:
        evaluate(accord, Evidence(), FIRST, FIRST)
    assert caught.value.code == "compliance.kind.no_rule"
    assert caught.value.where.field == "obligations.odd.kind"


def test_the_invented_accord_falls_silent_too() -> None:
    accord = invented()
    phases = {
        s.obligation_id: s.phase for s in evaluate(accord, Evidence(), date(2031, 3, 2), date(2031, 3, 2))
    }
    assert set(phases.values()) <= {"not_started", "not_yet_due", "not_observed"}


def quick_claim(n: int) -> Claim:
    day = (FIRST + timedelta(days=n % 100)).isoformat()
    where, unit = PLACES[n % len(PLACES)], UNITS[n % len(UNITS)]
    event = Event(
        start=0,
        end=1,
        act=ACTS[n % len(ACTS)],
        earliest=day,
        latest=day,
        places=(PlaceMention(start=0, end=1, text=where, name=where, place_id=where),),
        quantities=(QuantityMention(start=0, end=1, text=str(n), low=n, high=n, unit=unit),),
    )
    source = ClaimSource(start=0, end=1, actor_id=("az/mod", "am/mod", "ru/mod")[n % 3])
    return Claim(claim_id=f"c{n:04}", source=source, events=(event,), published_at=day)


def work_of_a_day(claims: int) -> int:
    said = [quick_claim(n) for n in range(claims)]
    evidence = Evidence(claims=tuple(said), entries=enter(said, ACCORD))
    return calls_of(lambda: evaluate(ACCORD, evidence, date(2021, 2, 1), date(2021, 2, 1)))


def test_a_day_costs_in_proportion_to_what_was_said() -> None:
    """Every obligation is asked; four times the claims are at most about four times the work."""
    work_of_a_day(10)  # what is made once for the accord
    few, many = work_of_a_day(300), work_of_a_day(1200)
    assert few < 300 * 400
    assert many < 5 * few


@settings(max_examples=60, deadline=None)
@given(many_claims, st.randoms())
def test_missing_days_and_odd_intervals_are_borne(said, chance) -> None:
    odd = []
    for claim in said:
        event = claim.events[0].model_copy(
            update={
                "earliest": chance.choice((None, "2020-12-31", "2020-11-12T08:00")),
                "latest": chance.choice((None, "2020-11-11", "2020-12-01T20:40")),
            }
        )
        published = chance.choice((None, claim.published_at, "2020-11-20T10:00"))
        odd.append(claim.model_copy(update={"events": (event,), "published_at": published}))
    for status in standings(odd, date(2020, 12, 5)).values():
        assert status.reasons
