"""In what way an entry is told, and whose word it is, in the same words on every page."""

from __future__ import annotations

import pytest

from tregua.model.messages import say
from tregua.model.standing import Entry
from tregua.reporting.register_words import tell_speaker, tell_told


def entry(**more: object) -> Entry:
    fields = {
        "entry_id": "e",
        "register_name": "forces",
        "measure": "post",
        "act": "deploy.post",
        "claim_id": "c",
    }
    return Entry.model_validate({**fields, **more})


@pytest.mark.parametrize(
    ("more", "told", "how"),
    [
        ({}, "says", []),
        ({"stance": "evaluates"}, "says", ["judges"]),
        ({"stance": "denies"}, "denies", ["denies"]),
        ({"negated": True}, "denies", ["denies"]),
        ({"modality": "planned"}, "plans", ["plans"]),
        ({"stance": "promises"}, "plans", ["promises"]),
        ({"modality": "possible"}, "plans", ["possible"]),
        ({"stance": "demands"}, "demands", ["demands"]),
        ({"modality": "demanded"}, "demands", ["demands"]),
        ({"modality": "planned", "negated": True}, "plans", ["plans", "denies"]),
    ],
)
def test_what_is_not_plainly_said_is_told_as_what_it_is(
    more: dict[str, object], told: str, how: list[str]
) -> None:
    one = entry(**more)
    assert one.told == told
    assert [message.code for message in tell_told(one)] == [f"registers.told.{code}" for code in how]


def test_a_word_that_nobody_is_named_for_names_nobody() -> None:
    assert tell_speaker(entry()) == say("registers.nobody")
    assert tell_speaker(entry(through="outlet/tass")) == "actor:outlet/tass"
    assert tell_speaker(entry(through="outlet/tass", said_by="ru/mod")) == "actor:ru/mod"
