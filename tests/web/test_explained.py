"""The obligation's page tells how its standing was decided, with a way to the words of each step."""

from __future__ import annotations

import re
from datetime import date

import pytest
from fixture_desk import FixtureDesk
from visitor import Visitor

from tregua.model.explanation import Explanation


@pytest.fixture(scope="module")
def client() -> Visitor:
    return Visitor(FixtureDesk())


def test_every_part_is_told_in_order(client: Visitor) -> None:
    page = client.get("/obligations/hand-over-agdam?on=2020-11-21&as_of=2020-11-21").text
    section = page[page.index('id="how"') :]
    parts = re.findall(r'<div class="part"><h3>([^<]+)</h3>', section)
    assert parts == [
        "What is owed",
        "Which text is in force",
        "How it is judged",
        "What follows",
        "What is disputed, doubtful or unwatched",
        "What it hangs on",
        "What would change it",
    ]


def test_each_step_has_its_answer_and_leads_to_its_words(client: Visitor) -> None:
    page = client.get("/obligations/ceasefire?on=2020-12-15&as_of=2020-12-15").text
    steps = re.findall(r'<li class="is-(yes|no)">(.*?)</li>\n(?=<li class="is-|</ol>)', page, re.DOTALL)
    assert steps
    assert all(f"<b>{answer.title()}.</b>" in words for answer, words in steps)
    told = [words for answer, words in steps if answer == "yes"]
    assert any('href="/items/' in words for words in told)


def test_a_centre_that_knew_nothing_explains_nothing() -> None:
    class Silent(FixtureDesk):
        def explain(self, obligation_id: str, on: date, as_of: date, reading: str = "") -> Explanation | None:
            return None

    page = Visitor(Silent()).get("/obligations/hand-over-agdam")
    assert page.status_code == 200
    assert 'id="how"' not in page.text
