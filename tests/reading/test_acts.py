"""Which acts a sentence tells of, with whose, where, when and how many."""

import sys
from pathlib import Path

import pytest
from example_words import ROOT, claims_of, only_event, vocabulary

sys.path.insert(0, str(ROOT / "evaluation/reading"))
from paraphrases import Case, faults, load_cases

from tregua.reading import read_page
from tregua.vocabulary.acts import ACTS

CASES = list(load_cases(Path(__file__).with_name("paraphrases.txt")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}: {case.text[:50]}")
def test_paraphrase(case: Case) -> None:
    assert not faults(case, read_page(case.text, vocabulary(), case.published).claims)


def test_a_day_put_off_gives_the_old_day_and_the_new() -> None:
    event = only_event(
        "The handover of Kelbajar was put off from 15 November to 25 November, Russia said.", "2020-11-15"
    )
    assert (event.act, event.earliest, event.latest) == ("extend.postpone", "2020-11-15", "2020-11-25")


@pytest.mark.parametrize(
    "sentence",
    [
        "Azerbaijani forces attacked Armenian positions near Hin Taghlar",
        "Armenian positions near Hin Taghlar were attacked by Azerbaijani forces",
        "Armenian positions near Hin Taghlar came under attack from Azerbaijani forces",
    ],
)
def test_active_and_passive_tell_who_did_it(sentence: str) -> None:
    event = only_event(f"{sentence}.", "2020-12-13")
    assert event.actor is not None
    assert event.target is not None
    assert (event.actor.split("/")[0], event.target.split("/")[0]) == ("az", "am")


def test_no_violations_is_a_ceasefire_that_holds() -> None:
    event = only_event("No ceasefire violations have been recorded, the peacekeepers said.", "2021-01-13")
    assert (event.act, event.negated, event.quantities) == ("ceasefire.hold", False, ())


def test_what_did_not_happen_is_negated() -> None:
    event = only_event("Azerbaijani troops did not enter Lachin, the Armenian side said.", "2020-11-25")
    assert (event.act, event.negated) == ("handover.enter", True)


@pytest.mark.parametrize(
    ("verb", "modality"),
    [
        ("will enter", "planned"),
        ("must enter", "demanded"),
        ("may enter", "possible"),
        ("have entered", "actual"),
    ],
)
def test_modality(verb: str, modality: str) -> None:
    assert only_event(f"Azerbaijani troops {verb} Lachin.", "2020-11-25").modality == modality


def test_the_tense_anchors_the_day() -> None:
    now = only_event("Azerbaijani troops have entered Lachin.", "2020-12-01")
    then = only_event("Azerbaijani troops entered Lachin.", "2020-12-01")
    assert (now.earliest, now.latest) == ("2020-12-01", "2020-12-01")
    assert (then.earliest, then.latest) == (None, "2020-12-01")


def test_losses_join_the_attack_before_them() -> None:
    text = "On 11 December an Armenian post was attacked. Three reservists were wounded."
    (claim,) = claims_of(text, "2020-12-12")
    (event,) = claim.events
    assert event.act == "hostile.attack"
    assert [(q.low, q.unit) for q in event.quantities] == [(3, "wounded")]
    assert len(claim.content) == 2


def test_losses_of_another_day_stand_alone() -> None:
    text = (
        "On 11 December a post near Hadrut was attacked. "
        "On 26 November three servicemen were killed near Sur."
    )
    acts = [event.act for claim in claims_of(text, "2020-12-13") for event in claim.events]
    assert acts == ["hostile.attack", "loss.killed"]


def test_forces_that_enter_beside_an_attack_make_an_incursion() -> None:
    text = "Azerbaijani forces attacked Hin Taghlar on 12 December. They entered the village."
    acts = [event.act for claim in claims_of(text, "2020-12-13") for event in claim.events]
    assert acts == ["hostile.attack", "hostile.incursion"]


def test_parts_of_a_sum_are_no_counts_of_their_own() -> None:
    event = only_event(
        "23 observation posts are in place, 11 in the northern and 12 in the southern zone.", "2020-11-18"
    )
    assert [(q.low, q.unit) for q in event.quantities] == [(23, "post")]


def test_every_act_of_the_frames_is_in_the_tree() -> None:
    from tregua.reading.frames import load_frames

    frames = load_frames()
    acts = {
        frame.act
        for index in (frames.verbs, frames.nouns, frames.phrases)
        for all_ in index.values()
        for frame, _ in all_
    }
    assert acts <= set(ACTS)
