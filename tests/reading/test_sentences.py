"""Sentences: exact offsets; abbreviations, initials, decimals and quotations do not split."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.model.records import Span
from tregua.reading.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, [Span(start=0, end=len(text))])]


@pytest.mark.parametrize(
    "text",
    [
        "In fighting that flared on Sept. 27, the side took ground.",
        "Gen. Rustam Muradov of the U.S. Army spoke.",
        "Bulletin No. 5 tells of 2.5 km.",
        "J. K. Petrosyan came at 8 p.m. and left.",
        'He said: "Why?" and left.',
        "They left by Dec. 1, not later.",
        "It cost approx. 40 ha. of land",
        "A version 1.2.3 of news.am is out",
        '"We go," he said.',
    ],
)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


def test_several_sentences() -> None:
    assert split(
        'He left. "We go." She stayed! Why? All others between now and Dec. 1. The U.S. The end'
    ) == [
        "He left.",
        '"We go."',
        "She stayed!",
        "Why?",
        "All others between now and Dec. 1.",
        "The U.S.",
        "The end",
    ]


def test_spans_are_kept_apart_and_blanks_left_out() -> None:
    text = "  One. Two \n\n Three.  "
    spans = [Span(start=0, end=11), Span(start=12, end=len(text))]
    assert [text[s.start : s.end] for s in split_sentences(text, spans)] == ["One.", "Two", "Three."]
    assert split("   ") == []


@given(st.text(alphabet=st.sampled_from(list("aB .!?\"”'\n1é…")), max_size=120))
@settings(max_examples=300, deadline=None)
def test_nothing_but_blanks_is_lost(text: str) -> None:
    spans = split_sentences(text, [Span(start=0, end=len(text))])
    covered = "".join(text[s.start : s.end] for s in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
