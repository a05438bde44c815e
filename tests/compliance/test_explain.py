"""An explanation tells what the rule asked and what followed, in words that all exist, and leaks nothing."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, get_args

import pytest
from constructed import ROOT, evidence_of, invented, karabakh, load_cases

from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement
from tregua.agreement.timing import Window
from tregua.compliance import Evidence, evaluate
from tregua.compliance.explaining.ahead import known_by
from tregua.compliance.explaining.explain import explain
from tregua.compliance.explaining.outcome import tell_because
from tregua.compliance.explaining.points import what_bears_on
from tregua.model.errors import BadArgument
from tregua.model.explanation import About, Explanation
from tregua.model.messages import Argument, Message
from tregua.model.standing import Kind, Phase
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.names import Names

ACCORDS = ROOT / "src" / "tregua" / "data" / "accords"
PUT_OFF = [
    {"by": "az/presidency", "published": "2020-11-15", "act": "extend.postpone",
     "from": "2020-11-15", "to_day": "2020-11-25", "at": ["kelbajar"]},
]  # fmt: skip
ENTERED = [
    {"by": "az/mod", "through": "outlet/tass", "published": "2020-11-20T15:00", "act": "handover.enter",
     "actor": "az/mil", "on": "2020-11-20", "at": ["agdam"]},
]  # fmt: skip


@cache
def accord(name: str) -> Agreement:
    return invented() if name == "invented" else load_accord(ACCORDS / name)


def given(*claims: Mapping[str, Any]) -> Evidence:
    return evidence_of({"given": list(claims)}, karabakh())


def told(obligation_id: str, day: str, evidence: Evidence | None, reading: str = "") -> Explanation:
    return explain(karabakh(), evidence, obligation_id, date.fromisoformat(day), reading=reading)


def words(explanation: Explanation, part: str, about: str = "") -> str:
    renderer = Renderer(Catalogue.load(), Names(karabakh()))
    lines = getattr(explanation, part)
    return " ".join(renderer.text(one.text) for one in lines if not about or one.about == about)


def messages(explanation: Explanation) -> Iterator[Message]:
    parts = ("owed", "in_force", "rule", "outcome", "grounds", "doubts", "depends", "ahead", "lifts")
    for part in parts:
        yield from (one.text for one in getattr(explanation, part))
    yield from (step.question for step in explanation.steps)


def assert_in_words(argument: Argument) -> None:
    """Every code has a text that asks for no argument that is not given."""
    if isinstance(argument, tuple):
        for one in argument:
            assert_in_words(one)
    if not isinstance(argument, Message):
        return
    template = Catalogue.load().template(argument.code)
    assert template is not None, f"{argument.code} has no text"
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    assert names <= set(argument.args), f"{argument.code} lacks {names - set(argument.args)}"
    for value in argument.args.values():
        assert_in_words(value)


def test_the_day_is_told_with_its_last_moment() -> None:
    when = words(told("hand-over-agdam", "2020-11-16", Evidence()), "owed", "when")
    assert "By Friday, 20 November 2020." in when
    assert "That day itself still counts" in when
    assert "midnight at its end, Moscow time" in when


def test_a_reading_that_leaves_the_day_out_is_explained_by_its_own_day() -> None:
    default = told("hand-over-agdam", "2020-11-20", Evidence())
    read = told("hand-over-agdam", "2020-11-20", Evidence(), reading="az-en")
    assert (default.phase, default.due_on) == ("not_yet_due", date(2020, 11, 20))
    assert (read.phase, read.due_on, read.reading) == ("overdue", date(2020, 11, 19), "az-en")
    when = words(read, "owed", "when")
    assert "That day itself is too late" in when
    assert "midnight at the end of Thursday, 19 November 2020, Moscow time" in when
    assert "Azerbaijan" in words(read, "in_force", "readings")


def test_a_text_in_a_language_is_not_told_as_the_reading_of_a_state_that_is_no_party() -> None:
    readings = words(told("hand-over-agdam", "2020-11-20", Evidence()), "in_force", "readings")
    assert "The text in Russian" in readings.replace("the text", "The text")
    assert "Russia:" not in readings


def test_a_reading_is_found_by_whose_it_is() -> None:
    assert told("hand-over-agdam", "2020-11-20", Evidence(), reading="az").reading == "az-en"


def test_an_amendment_is_told_with_who_asked_who_agreed_since_when_and_on_what() -> None:
    explanation = told("hand-over-kelbajar", "2020-11-16", given(*PUT_OFF))
    in_force = words(explanation, "in_force", "version")
    assert "by word of mouth" in in_force
    assert "Armenia asked for it, and Azerbaijan agreed." in in_force
    assert "15 November 2020" in in_force
    assert any(one.evidence == ("item-000.c",) for one in explanation.in_force)
    assert "By Wednesday, 25 November 2020." in words(explanation, "owed", "when")
    assert "overdue by 1 day" in words(explanation, "in_force", "otherwise")


def test_an_amendment_not_known_yet_is_not_told() -> None:
    explanation = explain(
        karabakh(), given(), "hand-over-kelbajar", date(2020, 11, 14), date(2020, 11, 14)
    )  # fmt: skip
    assert "put off" not in " ".join(words(explanation, part) for part in ("owed", "in_force", "lifts"))


def test_an_amendment_that_is_only_claimed_is_told_as_that() -> None:
    known = accord("invented")
    alone = tuple(
        one.model_copy(update={"consented_by": "", "asked_by": "south"}) for one in known.amendments
    )
    claimed = known.model_copy(update={"amendments": alone})
    on = date(2031, 4, 12)
    found = explain(claimed, Evidence(), "granary", on, on)
    codes = [one.text.code for one in found.in_force if one.about == "version"]
    assert codes == ["explain.version.original.claimed", "explain.version.claimed"]
    granary = next(s for s in evaluate(claimed, Evidence(), on, on) if s.obligation_id == "granary")
    assert granary.phase == "overdue"
    assert {name: one.claimed for name, one in granary.versions.items()} == {
        "original": False,
        "granary-suspended": True,
    }


def test_the_steps_are_those_of_the_rule_with_whose_word_each_rests_on() -> None:
    explanation = told("hand-over-agdam", "2020-11-21", given(*ENTERED))
    assert explanation.phase == "fulfilled"
    asked = [(step.question.code, step.yes, step.evidence) for step in explanation.steps]
    assert ("compliance.ask.done_credibly", True, ("item-000.c",)) in asked
    voice = explanation.voices["item-000.c"]
    assert (voice.said_by, voice.through, voice.said_at) == ("az/mod", "outlet/tass", "2020-11-20T15:00")


def test_the_calendar_ahead_is_told_and_true() -> None:
    """A day told ahead is a day on which the same words, judged again, give that phase."""
    evidence = given(*ENTERED, *PUT_OFF)
    told_days = 0
    signed = [one for one in karabakh().obligations if karabakh().signed(one) <= date(2020, 11, 21)]
    for one in signed:
        explanation = told(one.id, "2020-11-21", evidence)
        for coming in explanation.ahead:
            if coming.phase is None:
                continue
            told_days += 1
            then = evaluate(karabakh(), evidence, coming.on, coming.on)
            assert {s.obligation_id: s.phase for s in then}[one.id] == coming.phase
    assert told_days >= 2


def test_what_is_not_done_is_told_to_become_overdue_the_day_after() -> None:
    ahead = told("hand-over-agdam", "2020-11-16", Evidence()).ahead
    assert [(one.on, one.phase) for one in ahead] == [(date(2020, 11, 21), "overdue")]


def test_what_is_done_is_not_told_to_become_overdue() -> None:
    assert told("hand-over-agdam", "2020-11-20", given(*ENTERED)).ahead == ()


def test_a_term_tells_its_notice_and_its_end() -> None:
    ahead = told("renew-mandate", "2020-11-16", Evidence()).ahead
    assert [one.on for one in ahead] == [date(2025, 5, 10), date(2025, 11, 10)]


def test_an_accord_alone_is_not_judged() -> None:
    explanation = told("hand-over-agdam", "2020-11-16", None)
    assert (explanation.phase, explanation.steps, explanation.outcome) == (None, (), ())
    assert words(explanation, "owed", "when")
    assert words(explanation, "rule")
    assert "Read so" not in words(explanation, "in_force", "readings")
    assert [one.on for one in explanation.ahead] == [date(2020, 11, 21)]


def test_those_who_owe_each_other_are_not_told_to_acknowledge() -> None:
    mutual = words(told("exchange-bodies", "2020-11-16", Evidence()), "owed", "who")
    assert mutual.startswith("Azerbaijan and Armenia, to each other.")
    lifts = words(told("unblock-links", "2020-11-16", Evidence()), "lifts")
    assert "to whom it is owed" not in lifts
    assert "somebody independent" in lifts
    assert "neither owes it nor is owed it" in words(told("unblock-links", "2020-11-16", Evidence()), "rule")


def test_both_forms_of_a_place_are_told() -> None:
    assert "Kelbajar (Kəlbəcər / Karvachar)" in words(
        told("hand-over-kelbajar", "2020-11-16", Evidence()), "owed", "where"
    )


def test_an_event_not_known_yet_says_so() -> None:
    explanation = explain(accord("minsk-2015"), None, "exchange-all-for-all", date(2015, 2, 20))
    assert "explain.counted.unknown" in {one.text.code for one in explanation.owed}


def test_a_counted_day_says_from_what() -> None:
    explanation = explain(accord("minsk-2015"), None, "withdraw-artillery", date(2015, 2, 20))
    begin = {one.text.code for one in explanation.owed if one.about == "begin"}
    assert {"explain.counted", "explain.counted.known"} <= begin


CASES = [case for _, case in load_cases() if case.get("accord", "karabakh") == "karabakh"]


@pytest.mark.parametrize("case", CASES[::6], ids=[case["it"] for case in CASES[::6]])
def test_everything_told_of_what_was_said_is_in_words(case: Mapping[str, Any]) -> None:
    evidence = evidence_of(case, karabakh())
    on = date.fromisoformat(str(case["on"]))
    standings = {one.obligation_id: one for one in evaluate(karabakh(), evidence, on, on)}
    for obligation_id, status in standings.items():
        explanation = explain(karabakh(), evidence, obligation_id, on)
        assert (explanation.phase, explanation.rests_on) == (status.phase, status.rests_on)
        for message in messages(explanation):
            assert_in_words(message)


@pytest.mark.parametrize("name", ["karabakh-2020", "minsk-2015", "hodeidah-2018", "invented"])
@pytest.mark.parametrize("evidence", [None, Evidence()], ids=["the text alone", "nothing said"])
def test_every_obligation_is_told_in_words(name: str, evidence: Evidence | None) -> None:
    agreement = accord(name)
    for one in agreement.obligations:
        explanation = explain(agreement, evidence, one.id, agreement.binds_from(one))
        assert explanation.owed
        for message in messages(explanation):
            assert_in_words(message)


def test_every_kind_phase_and_part_has_its_words() -> None:
    known = Catalogue.load().entries
    needed = {f"compliance.kind.{kind}.{what}" for kind in get_args(Kind) for what in ("asks", "done")}
    needed |= {f"explain.meaning.{phase}" for phase in get_args(Phase)}
    needed |= {f"explain.about.{about}" for about in get_args(About) if about}
    assert needed <= known.keys()


def test_what_lies_after_the_day_changes_nothing_of_it() -> None:
    """The evidence kept for looking ahead gives the day itself the same standings."""
    for case in CASES[::6]:
        evidence = evidence_of(case, karabakh())
        day = date(2020, 11, 22)
        kept = known_by(evidence, day)
        assert [
            (one.obligation_id, one.phase, one.rests_on)
            for one in evaluate(karabakh(), kept, day, date(2021, 2, 28))
        ] == [
            (one.obligation_id, one.phase, one.rests_on)
            for one in evaluate(karabakh(), evidence, day, date(2021, 2, 28))
        ]


@pytest.mark.parametrize(
    ("obligation", "reading", "day", "code"),
    [
        ("hand-over-agdm", "", "2020-11-16", "explain.no_obligation"),
        ("hand-over-agdam", "xx", "2020-11-16", "explain.no_reading"),
        ("exchange-bodies", "xx", "2020-11-16", "explain.no_readings"),
        ("establish-joint-centre", "", "2020-11-10", "explain.not_signed"),
    ],
)
def test_what_cannot_be_explained_says_why(obligation: str, reading: str, day: str, code: str) -> None:
    with pytest.raises(BadArgument) as caught:
        told(obligation, day, Evidence(), reading)
    assert caught.value.code == code
    advice = Renderer().render_error(caught.value)
    assert Catalogue.load().template(f"{code}.do") is not None
    if code == "explain.no_obligation":
        assert "hand-over-agdam" in advice


def test_the_notes_of_an_amendment_leak_nothing_of_later_days() -> None:
    """It was written down by somebody who knew what came after; a day judged leaves it out."""
    codes = {one.text.code for one in told("hand-over-kelbajar", "2020-11-16", given(*PUT_OFF)).in_force}
    assert "explain.version.amended" in codes
    assert "explain.version.note" not in codes


def test_a_road_shut_by_its_own_obligor_is_admitted_and_not_gainsaid() -> None:
    road = next(one for one in karabakh().obligations if one.kind == "keep_open" and one.area)
    shut = {
        "by": road.obligors[0] + "/mod", "published": "2020-12-02", "act": "link.close",
        "on": "2020-12-02", "at": list(road.area),
    }  # fmt: skip
    explanation = told(road.id, "2020-12-03", given(shut))
    assert explanation.phase == "disputed"
    assert "explain.meaning.admitted" in {each.text.code for each in explanation.outcome}
    assert {each.text.code for each in explanation.doubts} == {"explain.doubts.admitted"}


@pytest.mark.parametrize(
    ("day", "told_so"),
    [
        pytest.param("2020-12-01", "a transfer of control, for 1 December 2020.", id="for a later day"),
        pytest.param("2020-11-10", "a transfer of control. No later day is named.", id="for none"),
    ],
)
def test_a_promise_tells_when_it_was_made_and_for_which_later_day(day: str, told_so: str) -> None:
    promise = {
        "by": "am/government", "published": "2020-11-10", "act": "handover.transfer", "modality": "planned",
        "on": day, "at": ["lachin"],
    }  # fmt: skip
    grounds = words(told("hand-over-lachin", "2020-11-16", given(promise)), "grounds")
    assert f"on 10 November 2020: {told_so}" in grounds
    assert ("No later day" in grounds) == ("No later day" in told_so)


def test_a_count_of_the_other_side_is_told_to_count_where_each_owes_a_share() -> None:
    agreement = accord("invented")
    shared = [one for one in agreement.obligations if one.kind == "exchange" and one.shares]
    for one in shared:
        explanation = explain(agreement, Evidence(), one.id, agreement.binds_from(one))
        assert "explain.lift.counted.shares" in {each.text.code for each in explanation.lifts}


def test_a_report_is_told_to_be_overdue_from_the_day_on_which_it_is() -> None:
    """Its periods run from its window's first day, not from the signature."""
    known = accord("invented")
    report = known.obligation("water-reports")
    window = Window.model_validate({"preposition": "from", "starts_at": "2031-03-06T00:00"})
    later = report.model_copy(update={"window": window, "depends": ()})
    others = tuple(later if one.id == report.id else one for one in known.obligations)
    known, on = known.model_copy(update={"obligations": others, "amendments": ()}), date(2031, 3, 6)
    coming = next(
        one for one in explain(known, Evidence(), report.id, on, on).ahead if one.phase == "overdue"
    )

    def phase_on(day: date) -> str:
        found = {one.obligation_id: one.phase for one in evaluate(known, Evidence(), day, day)}
        return found[report.id]

    assert (phase_on(coming.on - timedelta(days=1)), phase_on(coming.on)) == ("not_yet_due", "overdue")


def test_a_report_owed_again_and_again_is_told_to_become_respected() -> None:
    agreement = accord("invented")
    again = [one for one in agreement.obligations if one.kind == "report" and one.every]
    assert again
    for one in again:
        explanation = explain(agreement, Evidence(), one.id, agreement.binds_from(one))
        codes = {each.text.code for each in explanation.lifts}
        assert {"explain.lift.report.own", "explain.lift.report.credible"} <= codes
        assert "explain.lift.credible" not in codes


def test_of_a_long_point_only_what_bears_on_the_obligation_is_told() -> None:
    kelbajar = words(told("hand-over-kelbajar", "2020-11-16", None), "owed", "clause")
    assert "as far as it tells of this" in kelbajar
    assert "Kelbajar district by 15 November" in kelbajar
    assert "vouches" not in kelbajar
    traffic = words(told("guarantee-lachin-traffic", "2020-11-16", None), "owed", "clause")
    assert "vouches for people, vehicles and goods" in traffic
    assert "Kelbajar" not in traffic
    agdam = words(told("hand-over-agdam", "2020-11-16", None), "owed", "clause")
    assert "as far as" not in agdam


def test_every_sentence_of_a_point_is_told_with_one_of_its_obligations_at_least() -> None:
    for name in ("karabakh-2020", "minsk-2015", "hodeidah-2018"):
        agreement = accord(name)
        for clause in agreement.clauses:
            beside = [one for one in agreement.obligations if one.clause == clause.id]
            told_in_all = " ".join(what_bears_on(agreement, one, clause.summary) for one in beside)
            for sentence in clause.summary.split(". ") if beside else ():
                assert sentence.rstrip(".") in told_in_all


def test_a_term_tells_the_last_day_of_the_one_that_runs() -> None:
    first = words(told("renew-mandate", "2020-11-16", None), "owed", "when")
    assert "The last day of that term is Monday, 10 November 2025." in first
    assert "The term that runs on" not in first
    assert "the last day for that is Saturday, 10 May 2025" in first
    second = words(told("renew-mandate", "2026-01-01", None), "owed", "when")
    assert "The term that runs on 1 January 2026 has Sunday, 10 November 2030 as its last day." in second


def test_one_number_owed_by_all_is_not_told_to_be_each_side_s() -> None:
    agreement = accord("invented")
    rules = {
        one.id: explain(agreement, None, one.id, agreement.binds_from(one)).rule[0].text.code
        for one in agreement.obligations
        if one.kind == "exchange"
    }
    assert rules["swap"] == "compliance.kind.exchange.asks.count"
    assert rules["bodies"] == "compliance.kind.exchange.asks.count.whole"


def test_a_report_tells_by_which_day_it_falls_due_first_and_now() -> None:
    agreement = accord("invented")
    explanation = explain(agreement, Evidence(), "weekly-reports", date(2031, 3, 18))
    renderer = Renderer(Catalogue.load(), Names(agreement))
    when = " ".join(renderer.text(one.text) for one in explanation.owed if one.about == "when")
    assert "for the first time by Saturday, 8 March 2031" in when
    assert "The time in which 18 March 2031 lies ends on Saturday, 22 March 2031" in when
    assert explanation.outcome[1].text.code == "explain.meaning.report.overdue"
    ended = explain(agreement, Evidence(), "weekly-reports", date(2031, 4, 20))
    assert "explain.every.now" not in {one.text.code for one in ended.owed}


def test_silence_is_not_told_beside_what_was_said() -> None:
    entered = explain(
        accord("minsk-2015"), evidence_of({"given": [
            {"by": "ua/mil", "published": "2015-02-26", "act": "withdraw.weapons", "on": "2015-02-26"},
        ]}, accord("minsk-2015")), "withdraw-rocket-launchers", date(2015, 3, 1),
    )  # fmt: skip
    codes = {one.text.code for one in entered.grounds}
    assert "compliance.nothing_said" not in codes
    assert "explain.nothing_said.of_side" in codes


def test_what_should_have_begun_is_not_told_to_be_past_its_last_day() -> None:
    explanation = explain(
        accord("minsk-2015"), Evidence(), "withdraw-rocket-launchers", date(2015, 3, 1), date(2015, 3, 1)
    )
    assert (explanation.phase, explanation.due_on) == ("overdue", date(2015, 3, 2))
    assert explanation.outcome[1].text.code == "explain.meaning.overdue_to_begin"
    assert (explanation.ahead[0].on, explanation.ahead[0].text.code) == (
        date(2015, 3, 3),
        "explain.ahead.last_day",
    )
    assert "explain.lift.credible_late" not in {one.text.code for one in explanation.lifts}


def test_beside_a_standing_the_reason_of_the_side_that_decides_is_told_and_no_standing_again() -> None:
    minsk, day = accord("minsk-2015"), date(2015, 3, 1)
    evidence = evidence_of({"given": [
        {"by": "ua/mil", "published": "2015-02-26", "act": "withdraw.weapons", "on": "2015-02-26"},
    ]}, minsk)  # fmt: skip
    renderer = Renderer(Catalogue.load(), Names(minsk))
    standings = {one.obligation_id: one for one in evaluate(minsk, evidence, day, day)}
    because = tell_because(standings["withdraw-rocket-launchers"])
    assert because is not None
    assert renderer.text(because) == (
        "For Ukraine: It had to have begun by 17 February 2015, 12 days ago; no step is known."
    )
    for one in standings.values():
        told_beside = tell_because(one)
        assert told_beside is None or told_beside.code != "compliance.side"


def test_nobody_is_told_not_to_have_watched_before_it_bound() -> None:
    doubts = words(told("ceasefire", "2020-11-12", Evidence()), "doubts")
    assert "Since 10 November 2020 the centre itself watched nothing." in doubts


def test_no_sentence_of_ours_is_too_long_for_one_breath() -> None:
    """What is told in the words of the house alone: templates without what an accord or a claim adds."""
    for code, template in Catalogue.load().entries.items():
        if not code.startswith(("explain.", "compliance.kind.", "compliance.ask.")) or code.endswith(".do"):
            continue
        for sentence in template.replace("? ", ". ").split(". "):
            assert len(sentence.split()) <= 32, (code, sentence)


def test_a_provision_says_what_it_is() -> None:
    with pytest.raises(BadArgument) as caught:
        told(karabakh().provisions[0].id, "2020-11-16", None)
    assert caught.value.code == "explain.provision"
    assert karabakh().provisions[0].text.rstrip(".") in Renderer().render_error(caught.value)
