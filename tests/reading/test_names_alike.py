"""A name is known again in another spelling, spaced out and in other letters. Nobody bears these names."""

from __future__ import annotations

import time

import pytest

from tregua.reading.names_alike import holds_alike, is_comparable

NAME = "Aram Testpersonyan"


@pytest.mark.parametrize(
    "text",
    [
        "T e s t p e r s o n y a n",
        "T.e.s.t.p.e.r.s.o.n.y.a.n asked",
        "Testpersonian family",
        "the Testpersonians asked",
        "A. Testperson yan",
        "Test-person-yan",
        "TESTPERSONIAN",
        "Testpersonjan",
        "T3stpersonyan",
        "Tstpersonyan",
        "тестперсонян",
        "семья Тестперсонян",
        "Թեստպերսոնյան",
        "ტესტპერსონიანი",
        "father of Арам",
        "Արամ",
        "a r a m asked",
    ],
)
def test_a_name_is_known_again(text: str) -> None:
    assert holds_alike(text, NAME)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Արամ Թեստպերսոնյան", "Testpersonian asked"),
        ("Арам Тестперсонян", "Aram"),
        ("İlqar İsmayıltest", "Ismailtest"),
        ("İlqar İsmayıltest", "Исмаилтест"),
        ("Xxatira Testqızı", "khatira"),
        ("Yury Vvetrov", "Yuri's list"),
        ("Wu Li", "Li Wu"),
    ],
)
def test_it_is_known_again_whatever_it_was_written_in(name: str, text: str) -> None:
    assert holds_alike(text, name)


@pytest.mark.parametrize(
    "text",
    [
        "asked for by the family, 3 March 2021",
        "asked",
        "consent withdrawn on 12 May",
        "the list was entered twice",
        "order 17/2021 of the district court",
        "no longer needed after the exchange of December",
        "решение суда",
    ],
)
def test_other_grounds_are_left_alone(text: str) -> None:
    assert not holds_alike(text, NAME)
    assert is_comparable(text)


def test_letters_that_are_not_compared_are_told() -> None:
    assert not is_comparable("آرام") and not is_comparable("Άραμ")
    assert is_comparable("Արամ, Арам, არამ, Ârəm")


def test_a_long_ground_is_compared_in_no_time() -> None:
    before = time.process_time()
    holds_alike("a b " * 75, NAME)
    holds_alike("x" * 300, NAME)
    assert time.process_time() - before < 2
