"""Cases are opened on incidents; findings come from signed statements and from nothing else."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verification_records import AGREEMENT, PARITY, incident, statement

from tregua.reporting.messages import Renderer
from tregua.verification import Rule, Statement, conclude, open_cases, read_rule, state_of, views_of
from tregua.verification.cases import Answer
from tregua.verification.rule import Conclusion

[CASE] = open_cases([incident("village")], AGREEMENT)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    return statement(
        draw(st.sampled_from((CASE.case_id, CASE.case_id, CASE.case_id, "case-other"))),
        draw(st.sampled_from(("ru", "tr", "az"))),
        draw(st.sampled_from(get_args(Answer))),
        draw(st.sampled_from((*get_args(Conclusion), None))),
        draw(st.sampled_from((None, 1, 2, 3, 4, 5))),
        draw(st.sampled_from(("az", "am", None))),
    )


def test_one_case_an_incident_against_the_clauses_it_touches() -> None:
    incidents = [
        incident("village"),
        incident("road"),
        incident("village", act="hostile.incursion"),
        incident(),
        incident("abroad"),
        incident("village", day="2020-10-01"),
    ]
    cases = {one.incident_id: one for one in open_cases(reversed(incidents), AGREEMENT)}
    touched = [cases[one.incident_id].obligations if one.incident_id in cases else None for one in incidents]
    assert touched == [
        ("ceasefire",),
        ("ceasefire", "guarantee-road"),
        ("ceasefire", "hold-positions"),
        ("ceasefire",),
        None,
        None,
    ]
    assert cases[incidents[1].incident_id].clauses == ("1", "6")
    assert cases[incidents[2].incident_id].clauses == ("1",)


def test_a_new_case_holds_the_sides_positions_and_no_delegations_view() -> None:
    assert [(p.side, p.stance) for p in CASE.positions] == [("am", "alleges")]
    assert [(one.delegation, one.represents, one.answer) for one in CASE.delegations] == [
        ("ru", (), None),
        ("tr", (), None),
    ]
    assert Renderer().text(CASE.state) == "open: no signed statements"


def test_without_statements_there_is_no_finding() -> None:
    assert read_rule(AGREEMENT) == PARITY
    assert conclude(CASE, [], PARITY) is None
    assert conclude(CASE, [], Rule(delegations=())) is None
    draft = [statement(CASE.case_id, one, "concur", leaf=None) for one in ("ru", "tr")]
    assert conclude(CASE, draft, PARITY) is None


def test_parity_needs_every_delegation() -> None:
    one = statement(CASE.case_id, "ru", "concur", attributed_to="az")
    assert conclude(CASE, [one], PARITY) is None
    assert state_of(CASE, [one], PARITY).args["delegations"] == ("delegation:tr",)
    other = statement(CASE.case_id, "tr", "concur_with_reservation", attributed_to="az", leaf=2)
    finding = conclude(CASE, [one, other], PARITY)
    assert finding is not None
    assert (finding.state, finding.attributed_to, finding.clause) == ("verified", "az", "1")
    assert finding.statements == tuple(sorted((one.statement_id, other.statement_id)))
    assert [view.answer for view in views_of(CASE, [one, other], PARITY)] == [
        "concur",
        "concur_with_reservation",
    ]


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ((("concur", "verified"), ("dissent", "verified")), "dissent"),
        ((("concur", "verified"), ("concur", "not_substantiated")), "deadlock"),
        ((("concur", "verified"), ("no_reply", None)), "deadlock"),
        ((("dissent", "verified"), ("dissent", "closed")), "deadlock"),
        ((("concur", "not_substantiated"), ("concur", "not_substantiated")), "not_substantiated"),
        ((("concur", "closed"), ("concur", "closed")), "closed"),
    ],
)
def test_outcomes(answers: tuple[tuple[Answer, Conclusion | None], ...], state: str) -> None:
    given_statements = [
        statement(CASE.case_id, who, answer, conclusion)
        for who, (answer, conclusion) in zip(("ru", "tr"), answers, strict=True)
    ]
    finding = conclude(CASE, given_statements, PARITY)
    assert finding is not None
    assert finding.state == state
    assert len(finding.statements) == 2
    assert state_of(CASE, given_statements, PARITY).code == f"verification.state.{state}"
    assert not Renderer().text(state_of(CASE, given_statements, PARITY)).startswith("verification.")


def test_delegations_that_blame_different_parties_are_deadlocked() -> None:
    blamed = [
        statement(CASE.case_id, "ru", "concur", attributed_to="az"),
        statement(CASE.case_id, "tr", "concur", attributed_to="am"),
    ]
    finding = conclude(CASE, blamed, PARITY)
    assert finding is not None
    assert (finding.state, finding.attributed_to) == ("deadlock", None)


def test_the_last_signed_statement_of_a_delegation_stands() -> None:
    changed = [
        statement(CASE.case_id, "tr", "concur", leaf=7),
        statement(CASE.case_id, "tr", "dissent", leaf=3),
        statement(CASE.case_id, "ru", "concur", leaf=5),
    ]
    finding = conclude(CASE, changed, PARITY)
    assert finding is not None
    assert finding.state == "verified"


def test_votes_carry_over_a_dissent_and_keep_it() -> None:
    rule = Rule(kind="votes", delegations=("a", "b", "c"), needed=2)
    two = [statement(CASE.case_id, "a", "concur"), statement(CASE.case_id, "b", "concur")]
    early = conclude(CASE, two, rule)
    assert early is not None
    assert early.state == "verified"
    dissent = statement(CASE.case_id, "c", "dissent")
    late = conclude(CASE, [*two, dissent], rule)
    assert late is not None
    assert late.state == "verified"
    assert dissent.statement_id in late.statements
    assert conclude(CASE, two[:1], rule) is None


@given(st.lists(statements(), max_size=8))
def test_what_a_finding_rests_on(given_statements: list[Statement]) -> None:
    finding = conclude(CASE, given_statements, PARITY)
    assert conclude(CASE, [*reversed(given_statements), *given_statements], PARITY) == finding
    signed = [one for one in given_statements if one.leaf is not None and one.case_id == CASE.case_id]
    seated = {one.delegation for one in signed} & {"ru", "tr"}
    assert (finding is not None) == (seated == {"ru", "tr"})
    if finding is None:
        return
    ids = {one.statement_id: one for one in signed}
    heard = [ids[one] for one in finding.statements]
    assert sorted(one.delegation for one in heard) == ["ru", "tr"]
    agreed = {(one.conclusion, one.attributed_to) for one in heard}
    if finding.state == "verified":
        assert agreed == {("verified", finding.attributed_to)}
        assert all(one.answer in ("concur", "concur_with_reservation") for one in heard)
    elif finding.state in ("not_substantiated", "closed"):
        assert {one.conclusion for one in heard} == {finding.state}
    else:
        assert finding.attributed_to is None


@given(st.lists(statements(), max_size=6))
def test_no_statement_of_others_changes_a_finding(given_statements: list[Statement]) -> None:
    stranger = statement(CASE.case_id, "az", "dissent", leaf=99)
    elsewhere = statement("case-other", "ru", "dissent", leaf=99)
    assert conclude(CASE, [*given_statements, stranger, elsewhere], PARITY) == conclude(
        CASE, given_statements, PARITY
    )
