"""What holds of every duty that lasts, whatever is said: whose word, what is permitted, who watched."""

from __future__ import annotations

from datetime import date, timedelta

from constructed import invented
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.compliance import Evidence, evaluate
from tregua.compliance.case.whose_word import whose_word
from tregua.compliance.judging.court import Court
from tregua.compliance.judging.history import history, on_day
from tregua.compliance.weighing import breaches as weighing
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention
from tregua.model.standing import Finding, Incident, Phase, Position, Status, Watch
from tregua.model.when import day_of
from tregua.registers import enter

ACCORD = invented("lasting")
SIGNED = ACCORD.signed_on
LASTING = ("cease", "refrain", "hold", "guarantee")
DUTIES = tuple(one for one in ACCORD.obligations if one.kind in LASTING)
SPEAKERS = ("qn/army", "qs/army", "qc/observers", "un/mission", "outlet/reuters", "person/0a", None)
ACTS = ("weapons.present", "flight.aircraft", "fortify", "deploy.force", "control.capture", "ceasefire.hold",
        "link.close", "link.passage", "control.hold", "guarantee.safety", "hostile.mine")  # fmt: skip
FORCE = ("hostile.shelling", "hostile.mine", "hostile.drone", "hostile.attack", "hostile.advance")
PLACES = ("mill", "zone", "bridge", "battery", "ridge", "plateau", "valley")
SIDES = (None, "qn/army", "qs/army")
WORSE: tuple[Phase, ...] = (
    "violated",
    "indicated",
    "disputed",
    "not_started",
    "not_observed",
    "claimed",
    "respected",
)
"""Phases of a duty that binds, the gravest first."""

on_days = st.integers(0, 30).map(lambda n: SIGNED + timedelta(days=n))


@st.composite
def claims(draw: st.DrawFn, speakers: tuple[str | None, ...] = SPEAKERS) -> Claim:
    speaker, when = draw(st.sampled_from(speakers)), draw(on_days).isoformat()
    where = draw(st.none() | st.sampled_from(PLACES))
    event = Event(
        start=0, end=1, act=draw(st.sampled_from(ACTS)), negated=draw(st.booleans()),
        actor=draw(st.sampled_from(SIDES)), earliest=when, latest=when,
        places=(PlaceMention(start=0, end=1, text=where, name=where, place_id=where),) if where else (),
        weapons=draw(st.sampled_from(((), ("tank.t72",), ("mortar",), ("small-arms",)))),
    )  # fmt: skip
    source = ClaimSource(start=0, end=1, actor_id=speaker) if speaker else None
    number = draw(st.integers(0, 10**9))
    return Claim(claim_id=f"c{number:09}", source=source, events=(event,), published_at=when)


@st.composite
def incidents(draw: st.DrawFn, speakers: tuple[str | None, ...] = SPEAKERS) -> Incident:
    when, number = draw(on_days).isoformat(), draw(st.integers(0, 10**9))
    positions = tuple(
        Position(
            actor_id=draw(st.sampled_from(speakers)), side=None, claim_id=f"p{number}.{n}",
            stance=draw(st.sampled_from(("alleges", "denies", "observes", "acknowledges", "reports"))),
            accused=draw(st.sampled_from(SIDES)),
        )
        for n in range(draw(st.integers(1, 2)))
    )  # fmt: skip
    return Incident(
        incident_id=f"i{number}", act=draw(st.sampled_from(FORCE)), reports=(), positions=positions,
        earliest=when, latest=when, place_ids=(draw(st.sampled_from(PLACES)),),
    )  # fmt: skip


def said_by(*speakers: str | None) -> st.SearchStrategy[list[Claim]]:
    return st.lists(claims(speakers), max_size=8, unique_by=lambda one: one.claim_id)


def met_by(*speakers: str | None) -> st.SearchStrategy[list[Incident]]:
    return st.lists(incidents(speakers), max_size=4, unique_by=lambda one: one.incident_id)


def stand(
    said: list[Claim],
    met: list[Incident],
    on: date,
    watches: tuple[Watch, ...] = (),
    findings: tuple[Finding, ...] = (),
    accord=ACCORD,
) -> dict[str, Status]:
    evidence = Evidence(tuple(said), enter(said, accord), tuple(met), findings, watches)
    return {one.obligation_id: one for one in evaluate(accord, evidence, on, on)}


@settings(max_examples=40, deadline=None)
@given(said_by("qn/army", "qs/army", "outlet/reuters", None), met_by("qn/army", "qs/army", None), on_days)
def test_the_sides_words_alone_never_make_a_duty_kept_or_broken(said, met, on) -> None:
    found = stand(said, met, on)
    for duty in DUTIES:
        phase = found[duty.id].phase if duty.id in found else "not_started"
        assert phase not in ("violated", "indicated"), duty.id
        mutual = set(duty.obligors) == set(duty.beneficiaries)
        if mutual:
            assert phase != "respected", duty.id


@settings(max_examples=40, deadline=None)
@given(st.data(), on_days)
def test_an_obligors_own_word_makes_a_claim_at_most(data, on) -> None:
    for duty in DUTIES:
        speakers = tuple(name for name in ("qn/army", "qs/army") if ACCORD.side_of(name) in duty.obligors)
        assert all(whose_word(name, ACCORD.side_of(name), duty.obligors, duty.beneficiaries) == "obligor"
                   for name in speakers)  # fmt: skip
        said = data.draw(said_by(*speakers))
        found = stand(said, [], on).get(duty.id)
        assert found is None or found.phase not in ("respected", "indicated", "violated"), duty.id


@settings(max_examples=40, deadline=None)
@given(said_by(*SPEAKERS), met_by(*SPEAKERS), on_days)
def test_nothing_is_violated_without_a_finding(said, met, on) -> None:
    assert not [one for one in stand(said, met, on).values() if one.phase == "violated"]


def test_a_finding_on_its_clause_makes_it_violated() -> None:
    seen = Position(actor_id="qc/observers", side=None, stance="observes", claim_id="p", accused="qn/army")
    met = Incident(
        incident_id="i", act="hostile.shelling", reports=(), positions=(seen,), earliest="2031-03-05",
        latest="2031-03-05", place_ids=("mill",),
    )  # fmt: skip
    finding = Finding(finding_id="f", incident_id="i", clause="1", state="verified", attributed_to="qn")
    found = stand([], [met], date(2031, 3, 6), findings=(finding,))
    assert found["no-shelling"].phase == "violated"
    assert stand([], [met], date(2031, 3, 6))["no-shelling"].phase == "indicated"


@settings(max_examples=40, deadline=None)
@given(said_by(*SPEAKERS), on_days, st.sampled_from(("fortify", "weapons.present", "flight")))
def test_one_who_looks_and_sees_it_hold_never_makes_it_worse(said, on, act) -> None:
    seen = Claim(
        claim_id="seen",
        source=ClaimSource(start=0, end=1, actor_id="qc/observers"),
        events=(
            Event(start=0, end=1, act=act, negated=True, earliest=on.isoformat(), latest=on.isoformat()),
        ),
        published_at=on.isoformat(),
    )
    before, after = stand(said, [], on), stand([*said, seen], [], on)
    for duty in DUTIES:
        if duty.id in before and before[duty.id].phase in WORSE:
            assert rank(after[duty.id]) >= rank(before[duty.id]), duty.id


def rank(status: Status) -> int:
    return WORSE.index(status.phase)


@settings(max_examples=40, deadline=None)
@given(said_by(*SPEAKERS), met_by(*SPEAKERS), on_days, st.integers(0, 100))
def test_without_one_that_tells_of_a_breach_a_duty_never_stands_worse(said, met, on, which) -> None:
    telling = [one for one in said if not one.events[0].negated and one.events[0].act in ACTS[:5]]
    before = stand(said, met, on)
    left = [one for one in said if not telling or one is not telling[which % len(telling)]]
    fewer = met[1:] if not telling else met
    after = stand(left, fewer, on)
    for duty in DUTIES:
        if duty.id in before and before[duty.id].phase in WORSE:
            assert rank(after[duty.id]) >= rank(before[duty.id]), duty.id


@settings(max_examples=30, deadline=None)
@given(said_by(*SPEAKERS), met_by(*SPEAKERS), on_days, st.randoms())
def test_the_order_of_what_is_said_is_irrelevant(said, met, on, chance) -> None:
    before = stand(said, met, on)
    chance.shuffle(said)
    chance.shuffle(met)
    assert stand(said, met, on) == before


@settings(max_examples=30, deadline=None)
@given(said_by(*SPEAKERS), met_by(*SPEAKERS), on_days)
def test_what_was_before_the_signature_changes_nothing(said, met, on) -> None:
    old = [aged_claim(one) for one in said]
    past = [one.model_copy(update={"earliest": "2031-02-10", "latest": "2031-02-11"}) for one in met]
    before, after = stand([], [], on), stand(old, past, on)
    assert {key: one.phase for key, one in after.items()} == {key: one.phase for key, one in before.items()}


def aged_claim(claim: Claim) -> Claim:
    days = {"earliest": "2031-02-10", "latest": "2031-02-10"}
    events = tuple(event.model_copy(update=days) for event in claim.events)
    return claim.model_copy(update={"events": events, "published_at": "2031-02-10"})


@settings(max_examples=40, deadline=None)
@given(said_by(*SPEAKERS), met_by(*SPEAKERS), on_days)
def test_an_exempted_act_never_makes_it_worse(said, met, on) -> None:
    when = on.isoformat()
    flight = Event(
        start=0, end=1, act="flight.aircraft", actor="qn/army", earliest=when, latest=when,
        places=(PlaceMention(start=0, end=1, text="mill", name="mill", place_id="mill"),),
    )  # fmt: skip
    source = ClaimSource(start=0, end=1, actor_id="qc/observers")
    rescue = Claim(claim_id="rescue", source=source, events=(flight,), published_at=when)
    seen = Position(
        actor_id="qc/observers", side=None, stance="observes", claim_id="blast", accused="qs/army"
    )
    blast = Incident(
        incident_id="blast", act="hostile.mine", reports=(), positions=(seen,), earliest=when, latest=when,
        place_ids=("bridge",),
    )  # fmt: skip
    before, after = stand(said, met, on), stand([*said, rescue], [*met, blast], on)
    if on <= date(2031, 3, 10):
        assert after["no-flights"].phase == before["no-flights"].phase
    assert after["no-digging"].phase == before["no-digging"].phase


@settings(max_examples=40, deadline=None)
@given(said_by(*SPEAKERS), met_by(*SPEAKERS), on_days)
def test_where_nobody_looked_nothing_is_respected(said, met, on) -> None:
    """Nobody independent, nobody to whom it is owed, and no watch of the centre's own."""
    for duty in DUTIES:
        blind = [one for one in said if not may_have_looked(duty, one.said_by)]
        unkept = Watch(
            watch_id="w", observer="qc/observers", earliest=on.isoformat(), latest=on.isoformat(),
            place_ids=("zone",), means="patrol", own=True, outcome="denied",
        )  # fmt: skip
        found = stand(blind, met, on, watches=(unkept,)).get(duty.id)
        assert found is None or found.phase != "respected", duty.id


def may_have_looked(duty, actor: str | None) -> bool:
    voice = whose_word(actor, ACCORD.side_of(actor), set(duty.obligors), set(duty.beneficiaries))
    return voice in ("independent", "beneficiary")


def shots(number: int) -> list[Incident]:
    return [
        Incident(
            incident_id=f"i{n:04}", act="hostile.shelling", reports=(), place_ids=("mill",),
            earliest=(SIGNED + timedelta(days=n % 90)).isoformat(),
            latest=(SIGNED + timedelta(days=n % 90)).isoformat(),
            positions=(
                Position(actor_id="qc/observers", side=None, stance="observes", claim_id=f"p{n:04}",
                         accused="qn/army"),
            ),
        )
        for n in range(number)
    ]  # fmt: skip


def test_older_ones_are_told_five_times_and_counted() -> None:
    on = SIGNED + timedelta(days=60)
    met = shots(120)
    reasons = stand([], met, on)["no-shelling"].reasons
    single = [one for one in reasons if one.text.code == "compliance.incident.older"]
    (counted,) = [one for one in reasons if one.text.code == "compliance.incident.older_counted"]
    older = [one for one in met if day_of(one.latest) < on - timedelta(days=6)]
    assert len(single) == 5
    assert counted.text.args["number"] == len(older) - 5
    assert len(counted.evidence) == len(older) - 5
    assert counted.text.args["first"] == SIGNED


def test_an_incident_is_weighed_once_however_many_days_are_asked_for(monkeypatch) -> None:
    evidence = Evidence(incidents=tuple(shots(90)))
    weighed: list[str] = []
    weigh = weighing._weigh_position

    def counting(case, duty, exemptions, incident, position, charge) -> None:
        if case.obligation.id == "no-shelling" and not weighing.is_telling():
            weighed.append(incident.incident_id)
        weigh(case, duty, exemptions, incident, position, charge)

    monkeypatch.setattr(weighing, "_weigh_position", counting)
    for n in range(40, 60):
        on = SIGNED + timedelta(days=n)
        assert Court(ACCORD, evidence, on, on).bench(ACCORD.obligation("no-shelling")).standing()
    assert len(weighed) == len(set(weighed)) == 90


@settings(max_examples=12, deadline=None)
@given(said_by(*SPEAKERS), met_by(*SPEAKERS), st.booleans())
def test_a_whole_history_stands_as_each_of_its_days(said, met, watched) -> None:
    watch = Watch(
        watch_id="w", observer="qc/observers", earliest="2031-03-05", latest="2031-03-07",
        place_ids=("mill",), means="patrol", own=True,
    )  # fmt: skip
    last = SIGNED + timedelta(days=40)
    entries = enter(said, ACCORD)
    evidence = Evidence(tuple(said), entries, tuple(met), watches=(watch,) if watched else ())
    told = history(ACCORD, evidence, SIGNED, last, last)
    for n in range(41):
        on = SIGNED + timedelta(days=n)
        runs = on_day(told, on)
        fresh = Evidence(evidence.claims, entries, evidence.incidents, watches=evidence.watches)
        for status in evaluate(ACCORD, fresh, on, last):
            run = runs[status.obligation_id]
            assert (run.phase, run.rests_on) == (status.phase, status.rests_on), (status.obligation_id, on)
            assert run.overdue_on(on) == status.overdue_days, (status.obligation_id, on)
