"""A page as a whole: the founding page, offsets, ids, speed."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from example_words import claims_of, read, said
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        *("Azerbaijan", "Armenia's", "defence ministry", "said", "that", "units entered", "Lachin district"),
        *(",", ".", '"', "“", "”", ":", ";", "(", ")", "and", "who", "which", "44 captives", "on 1 December"),
        *("were handed over", "to", "no violations", "Reported:", "Source:", "TASS", "according to", "by"),
        *("of", "will", "must", "\n"),
    ]
)


@given(st.lists(WORDS, max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_every_offset_lies_in_the_text(text: str) -> None:
    from tregua.model.errors import BadPage

    try:
        reading = read(text, "2020-12-01")
    except BadPage:
        return
    for claim in reading.claims:
        spans = [*claim.content, *claim.events, *([claim.source] if claim.source else [])]
        spans += [claim.cue] if claim.cue else []
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
        for before, after in pairwise(claim.content):
            assert before.end <= after.start
        for event in claim.events:
            for mention in (*event.places, *event.quantities):
                assert text[mention.start : mention.end] == mention.text
    for commitment in reading.commitments:
        assert 0 <= commitment.start < commitment.end <= len(text)


def test_ids_are_stable_and_differ() -> None:
    text = "The ministry of defence of Russia said 859 refugees returned. It said 23 posts were in place."
    first, second = claims_of(text, "2020-12-08"), claims_of(text, "2020-12-08")
    assert [c.claim_id for c in first] == [c.claim_id for c in second]
    assert len({c.claim_id for c in first}) == len(first)


@pytest.mark.shared
def test_the_founding_page(shared: Path) -> None:
    text = (shared / "seed/article.txt").read_text(encoding="utf-8")
    reading = read(text)
    attributed = [c for c in reading.claims if c.source]
    assert len(attributed) >= 26
    assert not any("likely to hail" in said(c, text) and c.said_by == "ru" for c in attributed)
    kinds = [c.kind for c in reading.commitments]
    assert sorted(kinds) == sorted(
        ["obligation"] * 7 + ["entitlement"] * 2 + ["term", "absence_of_agreement"]
    )
    voices = {c.said_by for c in attributed}
    assert {
        "am/mod",
        "ru/president",
        "tr",
        "tr/fm",
        "az/president",
        "am/pm",
        "ru/mod",
        "ru/presidency",
    } <= voices
    assert all(c.through == "outlet/reuters" for c in reading.claims)


@pytest.mark.shared
def test_thirty_pages_a_second(shared: Path) -> None:
    text = (shared / "seed/article.txt").read_text(encoding="utf-8")
    read(text)
    begin = time.process_time()
    for _ in range(3):
        read(text)
    seconds = (time.process_time() - begin) / 3
    assert len(text) / 3000 / seconds > 15  # half the aim: the machine is shared
