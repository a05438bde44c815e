"""What a text says somebody must, may, or did not agree to do."""

import pytest
from example_words import read

from tregua.model.records import Commitment


def commitments(text: str) -> tuple[Commitment, ...]:
    return read(text, "2020-11-10").commitments


def test_an_obligation_with_its_window() -> None:
    (one,) = commitments("Armenian forces must give up Lachin district between now and Dec. 1.")
    assert (one.kind, one.due, one.places) == ("obligation", "2020-12-01", ("lachin",))
    assert [debtor.split("/")[0] for debtor in one.debtors] == ["am"]


def test_an_unstated_debtor_stays_unstated() -> None:
    (one,) = commitments("All transport links in the region would be reopened, Putin said.")
    assert (one.kind, one.debtors) == ("obligation", ())


def test_a_term() -> None:
    (one,) = commitments("Russian peacekeepers will remain for at least five years.")
    assert (one.kind, one.duration, one.debtors) == ("term", "P5Y", ("ru/peacekeepers",))


@pytest.mark.parametrize(
    "verb", ["keep territorial gains", "gain a road link to its exclave", "receive three districts"]
)
def test_an_entitlement_names_who_is_entitled(verb: str) -> None:
    (one,) = commitments(f"Under the deal, Azerbaijan will {verb}.")
    assert (one.kind, one.debtors, one.beneficiaries) == ("entitlement", (), ("az",))


@pytest.mark.parametrize(
    "text",
    [
        "There had been no agreement on deploying Turkish peacekeepers in Nagorno-Karabakh, Peskov said.",
        "The sides did not agree on the deployment of Turkish peacekeepers in Nagorno-Karabakh.",
    ],
)
def test_absence_of_agreement(text: str) -> None:
    kinds = [one.kind for one in commitments(text)]
    assert kinds == ["absence_of_agreement"]


def test_all_who_agreed_owe() -> None:
    (one,) = commitments("Russia and Turkey agreed to set up a joint monitoring centre.")
    assert one.debtors == ("ru", "tr")


def test_opinions_are_no_commitments() -> None:
    assert not commitments("Putin said the deal should pave the way for a lasting settlement.")
    assert not commitments("Russia is likely to hail the deal as a success.")
