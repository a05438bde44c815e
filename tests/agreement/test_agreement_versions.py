"""An amendment counts once an item bears it out, in whatever words, and not before."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tregua
from tregua.agreement.consent import is_agreed
from tregua.agreement.deadlines import list_days
from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement, Obligation
from tregua.agreement.versions import Version, amendments_known, known_amendments, versions_known
from tregua.compliance import Evidence, evaluate
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention
from tregua.model.standing import Status

ACCORD = load_accord(Path(tregua.__file__).parent / "data/accords/karabakh-2020")
KELBAJAR = ACCORD.obligation("hand-over-kelbajar")


def told(
    act: str = "extend.postpone",
    place: str | None = "kelbajar",
    published: str | None = "2020-11-15",
    claim_id: str = "item-1.aaaa",
    stance: Any = "asserts",
    supersedes: str | None = None,
    said_by: str | None = "az/presidency",
    **event: Any,
) -> Claim:
    """A claim of one event; by default the put-off of Kelbajar as the reading gives it."""
    places = (PlaceMention(start=0, end=1, text=place, name=place, place_id=place),) if place else ()
    given: dict[str, Any] = {"earliest": "2020-11-15", "latest": "2020-11-25", "places": places, **event}
    return Claim(
        claim_id=claim_id,
        source=ClaimSource(start=0, end=1, actor_id=said_by) if said_by else None,
        stance=stance,
        published_at=published,
        supersedes=supersedes,
        events=(Event(start=0, end=1, act=act, **given),),
    )


def ids(*claims: Claim) -> list[str]:
    """The ids of the versions known from these claims."""
    return [version.id for version in versions_known(ACCORD, KELBAJAR, claims)]


def test_without_an_item_only_the_original_is_known() -> None:
    assert versions_known(ACCORD, KELBAJAR, []) == (
        Version(id="original", known_on=date(2020, 11, 10), obligation=KELBAJAR),
    )
    assert amendments_known(ACCORD, []) == ()


def test_an_item_bears_the_extension_out() -> None:
    claim = told()
    original, extension = versions_known(ACCORD, KELBAJAR, [claim])
    assert original.id == "original"
    assert extension.id == "kelbajar-extension"
    assert extension.kind == "extension"
    assert extension.known_on == date(2020, 11, 15)
    assert extension.window is not None
    assert extension.window.due == date(2020, 11, 25)
    assert extension.evidence == ("item-1.aaaa",)
    assert [one.id for one in amendments_known(ACCORD, [claim])] == ["kelbajar-extension"]


@pytest.mark.parametrize(
    "claim",
    [
        told(earliest=None),
        told(earliest="2020-11-25", latest=None),
        told(latest="2020-11-25T23:59"),
        told(stance="evaluates"),
        told(said_by="ru"),
    ],
)
def test_other_words_bear_it_out_too(claim: Claim) -> None:
    assert ids(claim) == ["original", "kelbajar-extension"]


@pytest.mark.parametrize(
    "claim",
    [
        told(latest="2020-11-24"),
        told(earliest=None, latest=None),
        told(place="agdam"),
        told(place=None),
        told(place="nagorno-karabakh"),
        told(negated=True),
        told(stance="denies"),
        told(said_by=None),
        told(said_by="outlet/tass"),
        told(said_by="az/opposition"),
        told(said_by="person/00aa11bb"),
        told(published=None),
        told("handover.enter"),  # it happened: that is the handover, not a later day for it
        told("handover.transfer", modality="planned", negated=True),
        told("negotiate.meet", modality="planned"),
        told("extend"),
    ],
)
def test_what_does_not_bear_it_out(claim: Claim) -> None:
    assert ids(claim) == ["original"]


@pytest.mark.parametrize(
    "claim",
    [
        told(modality="planned"),
        told(modality="demanded"),
        told(modality="possible"),
        told(stance="demands"),
        told(stance="promises"),
        told("handover.transfer", modality="planned", earliest=None),
        told("handover.enter", modality="planned", earliest="2020-11-25", latest="2020-11-25"),
        told(said_by="ru", modality="planned"),
    ],
)
def test_who_tells_of_it_as_asked_for_or_planned_has_not_agreed(claim: Claim) -> None:
    spoken_of, original = versions_known(ACCORD, KELBAJAR, [claim])
    assert (spoken_of.kind, spoken_of.told_as) == ("claimed", "spoken_of")
    assert spoken_of.evidence == ("item-1.aaaa",)
    assert original.obligation == KELBAJAR
    assert amendments_known(ACCORD, [claim]) == ()


def test_what_those_announce_whom_it_lets_off_is_shown_and_changes_nothing() -> None:
    claim = told(said_by="am/pm", published="2020-11-14")
    announced, original = versions_known(ACCORD, KELBAJAR, [claim])
    assert (announced.id, announced.kind, announced.told_as) == ("kelbajar-extension", "claimed", "announced")
    assert (announced.said_by, announced.known_on) == (("am/pm",), date(2020, 11, 14))
    assert original.kind == "original"
    (known,) = known_amendments(ACCORD, [claim])
    assert (known.amendment.obligations, known.claimed_for) == ((), (KELBAJAR.id,))


def test_the_word_of_those_it_is_owed_to_counts_beside_the_others() -> None:
    announced = told(said_by="am/pm", published="2020-11-14", claim_id="item-0.aaaa")
    _, extension = versions_known(ACCORD, KELBAJAR, [announced, told()])
    assert (extension.kind, extension.told_as) == ("extension", "agreed")
    assert (extension.known_on, extension.evidence) == (date(2020, 11, 15), ("item-1.aaaa",))


def test_it_is_known_from_the_first_item_and_never_before_its_own_day() -> None:
    early = told(published="2020-11-12", claim_id="item-0.aaaa")
    late = told(published="2020-11-20T09:30", claim_id="item-2.aaaa")
    undated = told(published=None, claim_id="item-3.aaaa")

    def known(*claims: Claim) -> date:
        return versions_known(ACCORD, KELBAJAR, claims)[1].known_on

    assert known(early) == date(2020, 11, 15)
    assert known(late) == date(2020, 11, 20)
    assert known(late, told()) == date(2020, 11, 15)
    assert known(late, undated) == date(2020, 11, 20)


def test_a_corrected_claim_bears_nothing_out() -> None:
    correction = told(latest="2020-11-24", claim_id="item-2.aaaa", supersedes="item-1.aaaa")
    assert ids(told(), correction) == ["original"]


def test_another_obligation_keeps_its_day() -> None:
    assert [v.id for v in versions_known(ACCORD, ACCORD.obligation("hand-over-lachin"), [told()])] == [
        "original"
    ]


@given(st.permutations([told(claim_id=f"item-{n}.aaaa", published=f"2020-11-{15 + n}") for n in range(5)]))
def test_the_order_of_items_does_not_matter(claims: list[Claim]) -> None:
    assert versions_known(ACCORD, KELBAJAR, claims) == versions_known(ACCORD, KELBAJAR, claims[::-1])
    assert len(versions_known(ACCORD, KELBAJAR, claims)[1].evidence) == 5


# --- consent -------------------------------------------------------------------------------------


def with_amendment(**fields: Any) -> Agreement:
    """The accord with its one amendment changed."""
    (amendment,) = ACCORD.amendments
    return ACCORD.model_copy(update={"amendments": (amendment.model_copy(update=fields),)})


THEIRS = told(said_by="ru")
"""A guarantor's word bears an amendment out, and consents to nothing."""


def test_more_time_that_nobody_consented_to_is_a_claim_and_changes_nothing() -> None:
    accord = with_amendment(consented_by="")
    claimed, original = versions_known(accord, KELBAJAR, [THEIRS])
    assert (claimed.kind, claimed.amendment, claimed.evidence) == ("claimed", None, ("item-1.aaaa",))
    assert claimed.claimed is not None
    assert claimed.obligation == original.obligation == KELBAJAR
    assert original.kind == "original"
    assert amendments_known(accord, [THEIRS]) == ()
    (known,) = known_amendments(accord, [THEIRS])
    assert (known.amendment.obligations, known.claimed_for) == ((), (KELBAJAR.id,))
    assert list_days(accord, [known.amendment]) == list_days(accord)


def test_with_consent_the_same_word_is_enough() -> None:
    original, extension = versions_known(ACCORD, KELBAJAR, [THEIRS])
    assert extension.kind == "extension"
    assert extension.obligation != original.obligation


def test_the_own_word_of_the_side_it_is_owed_to_is_its_consent() -> None:
    accord = with_amendment(consented_by="")
    assert [one.id for one in versions_known(accord, KELBAJAR, [told()])] == [
        "original",
        "kelbajar-extension",
    ]
    assert len(amendments_known(accord, [told()])) == 1


def test_the_last_version_is_in_force_and_a_claimed_one_never_is() -> None:
    (amendment,) = ACCORD.amendments
    later = amendment.model_copy(
        update={"id": "again-later", "consented_by": "", "known_on": date(2020, 11, 17), "evidence": None}
    )
    later = later.model_copy(update={"form": "written"})
    accord = ACCORD.model_copy(update={"amendments": (amendment, later)})
    versions = versions_known(accord, KELBAJAR, [THEIRS])
    assert [(one.id, one.kind) for one in versions] == [
        ("again-later", "claimed"),
        ("original", "original"),
        ("kelbajar-extension", "extension"),
    ]


BOTH = KELBAJAR.model_copy(update={"obligors": ("am", "az"), "beneficiaries": ("am", "az")})
NOBODY = KELBAJAR.model_copy(update={"beneficiaries": ()})
FORCE = KELBAJAR.model_copy(update={"obligors": ("ru",), "beneficiaries": ("am", "az")})


@pytest.mark.parametrize(
    ("kind", "obligation", "asked", "consented", "heard", "agreed"),
    [
        ("extension", KELBAJAR, "am", "az", (), True),
        ("extension", KELBAJAR, "", "az", (), True),
        ("extension", KELBAJAR, "az", "", (), True),
        ("extension", KELBAJAR, "am", "", (), False),
        ("extension", KELBAJAR, "am", "am", (), False),
        ("extension", KELBAJAR, "", "am", (), False),
        ("extension", KELBAJAR, "am", "ru", (), False),
        ("extension", KELBAJAR, "am", "", ("az",), True),
        ("extension", KELBAJAR, "am", "", ("am", "ru"), False),
        ("extension", BOTH, "am", "az", (), True),
        ("extension", BOTH, "am", "am", (), False),
        ("extension", BOTH, "am", "", ("az",), False),
        ("extension", NOBODY, "am", "", (), False),
        ("extension", NOBODY, "am", "az", (), True),
        ("waiver", KELBAJAR, "az", "", (), True),
        ("waiver", KELBAJAR, "am", "", (), False),
        ("waiver", BOTH, "am", "az", (), True),
        ("waiver", BOTH, "am", "", (), False),
        ("waiver", FORCE, "am", "", (), False),
        ("waiver", FORCE, "am", "az", (), True),
        ("revision", KELBAJAR, "", "", (), False),
        ("revision", KELBAJAR, "am", "", (), False),
        ("revision", KELBAJAR, "az", "", (), False),
        ("revision", KELBAJAR, "am", "az", (), True),
        ("revision", KELBAJAR, "am", "", ("az",), True),
        ("revision", BOTH, "am", "", (), False),
        ("revision", BOTH, "am", "az", (), True),
        ("revision", BOTH, "am", "az", ("am",), False),
        ("revision", BOTH, "am", "az", ("am", ""), True),
        ("revision", FORCE, "ru", "", (), False),
        ("revision", FORCE, "ru", "az", (), True),
        *((kind, KELBAJAR, "", "", (), False) for kind in ("suspension", "termination")),
        *((kind, KELBAJAR, "am", "", (), False) for kind in ("suspension", "termination")),
        *((kind, KELBAJAR, "az", "", (), True) for kind in ("suspension", "termination")),
        *((kind, BOTH, "am", "", (), False) for kind in ("suspension", "termination")),
        *((kind, BOTH, "", "", ("am",), False) for kind in ("suspension", "termination")),
        *((kind, BOTH, "", "", ("am", "az"), True) for kind in ("suspension", "termination")),
        *((kind, BOTH, "am", "az", (), True) for kind in ("suspension", "termination")),
        *((kind, BOTH, "am", "az", ("am",), False) for kind in ("suspension", "termination")),
        ("challenge", BOTH, "am", "", (), True),
    ],
)
def test_who_can_consent(
    kind: str, obligation: Obligation, asked: str, consented: str, heard: tuple[str, ...], agreed: bool
) -> None:
    amendment = ACCORD.amendments[0].model_copy(
        update={"kind": kind, "asked_by": asked, "consented_by": consented}
    )
    assert is_agreed(ACCORD, obligation, amendment, heard) is agreed


def test_a_waiver_that_is_only_claimed_stops_nothing() -> None:
    fields = {"kind": "waiver", "form": "written", "evidence": None}
    waived = with_amendment(**fields, asked_by="az", consented_by="")
    assert versions_known(waived, KELBAJAR, ())[-1].stops(date(2020, 12, 1))
    claimed = with_amendment(**fields, asked_by="am", consented_by="")
    versions = versions_known(claimed, KELBAJAR, ())
    assert [one.kind for one in versions] == ["claimed", "original"]
    assert not any(one.stops(date(2020, 12, 1)) for one in versions)


def test_what_is_only_claimed_makes_nobody_less_late() -> None:
    def late(accord: Agreement) -> Status:
        evidence = Evidence(claims=(THEIRS,))
        every = evaluate(accord, evidence, date(2020, 11, 20), date(2020, 11, 20))
        return next(one for one in every if one.obligation_id == KELBAJAR.id)

    agreed, claimed = late(ACCORD), late(with_amendment(consented_by=""))
    assert (agreed.phase, agreed.overdue_days) == ("not_yet_due", 0)
    assert (claimed.phase, claimed.overdue_days) == ("overdue", 5)
    assert "compliance.amended.claimed" in [one.text.code for one in claimed.reasons]
