"""An accord with two seats, one incident and the statements on it, made by hand."""

from __future__ import annotations

from datetime import date, datetime

from tregua.agreement.terms import Agreement, Clause, Delegation, Obligation, Party
from tregua.agreement.timing import Window
from tregua.model.standing import Incident, Kind, Position, Report
from tregua.verification import Rule, Statement
from tregua.verification.cases import Answer
from tregua.verification.rule import Conclusion
from tregua.vocabulary.names import NamedPlace


def _place(place_id: str, *within: str) -> NamedPlace:
    return NamedPlace(
        place_id=place_id,
        name=place_id,
        kind="district",
        within=within,
        latitude=39.5,
        longitude=47,
        radius_km=9,
    )


def _owes(obligation_id: str, clause: str, kind: Kind, *area: str) -> Obligation:
    return Obligation(
        id=obligation_id,
        title=obligation_id,
        clause=clause,
        kind=kind,
        obligors=("az", "am"),
        object="what is owed",
        area=area,
        window=Window(preposition="from", starts_at=datetime(2020, 11, 10), zone="Europe/Moscow"),  # noqa: DTZ001
    )


AGREEMENT = Agreement(
    id="test",
    title="A ceasefire",
    signed_on=date(2020, 11, 9),
    zone="Europe/Moscow",
    default_reading="one",
    languages=("en",),
    sources=(),
    name_order=("az", "am"),
    parties=(
        Party(id="az", name="Azerbaijan", role="party", actors=("az",)),
        Party(id="am", name="Armenia", role="party", actors=("am", "nk")),
    ),
    delegations=(Delegation(id="ru", name="Russian side"), Delegation(id="tr", name="Turkish side")),
    clauses=tuple(
        Clause(id=one, reference=f"point {one}", instrument="statement", summary="") for one in ("1", "6")
    ),
    obligations=(
        _owes("ceasefire", "1", "cease", "region"),
        _owes("hold-positions", "1", "hold", "region"),
        _owes("guarantee-road", "6", "guarantee", "road"),
        _owes("return", "7", "return", "region"),
    ),
    places=(_place("region"), _place("village", "region"), _place("road", "region"), _place("abroad")),
)

PARITY = Rule(delegations=("ru", "tr"))


def incident(*places: str, act: str = "hostile.attack", day: str = "2020-12-11") -> Incident:
    report = Report(
        report_id="report-1", claim_id="item.1", act=act, earliest=day, latest=day, said_by="am/mod"
    )
    return Incident(
        incident_id=f"incident-{act}-{day}-{'-'.join(places)}",
        act=act,
        reports=(report,),
        positions=(
            Position(actor_id="am/mod", side="am", stance="alleges", claim_id="item.1", accused="az"),
        ),
        earliest=day,
        latest=day,
        place_ids=places,
    )


def statement(
    case_id: str,
    delegation: str,
    answer: Answer,
    conclusion: Conclusion | None = "verified",
    leaf: int | None = 1,
    attributed_to: str | None = None,
) -> Statement:
    return Statement(
        statement_id=f"statement-{delegation}-{answer}-{conclusion}-{leaf}-{attributed_to}",
        case_id=case_id,
        delegation=delegation,
        answer=answer,
        conclusion=conclusion,
        leaf=leaf,
        attributed_to=attributed_to,
    )
