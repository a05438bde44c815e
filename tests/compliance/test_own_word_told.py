"""Word stands against word only where somebody answers; what is taken back is told with both claims."""

from __future__ import annotations

from datetime import date

import pytest
from constructed import evidence_of, karabakh

from tregua.compliance import evaluate
from tregua.compliance.explaining.outcome import tell_outcome

ACCORD = karabakh()
ON = date(2020, 11, 21)
ALLEGED = {"by": "am/mod", "as": "alleges", "of": "az/mil"}


def _score(*said: dict[str, str]) -> str:
    met = {
        "id": "i",
        "act": "hostile.shelling",
        "earliest": "2020-11-19",
        "at": ["hadrut"],
        "said": list(said),
    }
    statuses = evaluate(ACCORD, evidence_of({"incidents": [met]}, ACCORD), ON, ON)
    status = next(one for one in statuses if one.obligation_id == "ceasefire")
    told = tell_outcome(ACCORD.obligation("ceasefire"), status, ON)
    return next(one.text.code for one in told if one.about == "score")


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ((), "disputed_told"),
        (({"by": "az/mod", "as": "denies"},), "disputed"),
        (({"by": "az/mod", "as": "alleges", "of": "am/mil"},), "disputed"),
        (({"by": "am", "as": "alleges", "of": "az"},), "disputed_told"),
        (({"by": "am/mod", "as": "denies", "of": "az/mil"},), "none"),
    ],
)
def test_word_stands_against_word_only_where_somebody_answers(answer, score) -> None:
    assert _score(ALLEGED, *answer) == f"explain.score.{score}"
