"""What a comparison finds in pages does not fall below its floors (``evaluation/README.md``)."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
import yaml

PAGES = Path(__file__).parents[2] / "evaluation/comparison"
FLOORS = tomllib.loads((PAGES / "floors.toml").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _scripts_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(PAGES), *sys.path])


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_every_verdict_keeps_its_precision_and_its_recall(name: str) -> None:
    from pages import measure

    for verdict, count in measure(name).items():
        floor = FLOORS[name][verdict]
        assert count.precision >= floor["precision"], (name, verdict)
        assert count.recall >= floor["recall"], (name, verdict)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_every_page_has_its_gold_and_every_sentence_of_it_stands_there(name: str) -> None:
    gold = yaml.safe_load((PAGES / name / "gold.yaml").read_text("utf-8"))
    assert {path.stem for path in (PAGES / name).glob("*.txt")} == set(gold)
    for page, wanted in gold.items():
        text = (PAGES / name / f"{page}.txt").read_text("utf-8")
        starts = [text.index(one["begins"]) for one in wanted["sentences"]]
        assert starts == sorted(starts), page
        found = [one for sentence in wanted["sentences"] for one in sentence["find"]]
        assert {verdict for verdict, _, _ in found} <= {"matches", "adds", "contradicts"}
    verdicts = {one[0] for page in gold.values() for each in page["sentences"] for one in each["find"]}
    assert verdicts == {"matches", "adds", "contradicts"}
    assert any(page["omits"] for page in gold.values())


def test_a_verdict_that_is_wrong_or_missing_is_counted() -> None:
    from pages import Count

    count = Count(right=3, wrong=1, missed=2)
    assert (count.precision, count.recall) == (0.75, 0.6)
    assert (Count().precision, Count().recall) == (1.0, 1.0)
