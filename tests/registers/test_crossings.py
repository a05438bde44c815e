"""Links on a day: what each is, how it is, who passes, vouches, controls; beside it what the accord says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tregua.agreement.load import load_accord
from tregua.model.links import Link
from tregua.model.register import Page
from tregua.model.standing import Entry
from tregua.registers import links_on, open_register

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
ON = date(2020, 12, 31)


def word(act: str, day: str, said_by: str = "az/mod", **more: object) -> Entry:
    given: dict[str, object] = {
        "entry_id": f"{act}-{day}-{said_by}-{sorted(more.items())}", "claim_id": f"c-{act}-{day}-{said_by}",
        "register_name": "links", "measure": act, "act": f"link.{act}", "earliest": day, "latest": day,
        "said_by": said_by, "published_at": day, "about": "Kornidzor road",
    }  # fmt: skip
    return Entry.model_validate(given | more)


def page(*words: Entry, on: date = ON) -> Page:
    return open_register(words, "links", ACCORD, on)


def link(about: str, *words: Entry, on: date = ON) -> Link:
    return next(one for one in links_on(page(*words, on=on), ACCORD).links if one.about == about)


def test_the_accord_s_own_link_stands_with_its_course_whether_anything_is_told_or_not() -> None:
    (drawn,) = links_on(page(), ACCORD).links
    assert drawn.about == "lachin-corridor" and drawn.state is None
    assert [(one.kind, one.said_by) for one in drawn.kinds] == [("corridor", None)]
    assert [one.zone_id for one in drawn.courses] == ["lachin-corridor"]


def test_its_course_is_the_one_valid_on_the_day() -> None:
    for on, course in (
        (date(2022, 8, 30), "lachin-corridor"),
        (date(2022, 8, 31), "lachin-corridor-2022"),
    ):
        assert [one.zone_id for one in link("lachin-corridor", on=on).courses] == [course]
    assert links_on(page(on=date(2020, 11, 9)), ACCORD).links == ()


def test_what_the_accord_stipulates_stands_apart_from_what_is_told() -> None:
    found = links_on(page(), ACCORD)
    assert {(one.kind, one.obligation_id, one.clause) for one in found.links[0].stipulated} >= {
        ("keep_open", "keep-open-lachin-corridor", "6"),
        ("guarantee", "guarantee-lachin-traffic", "6"),
    }
    assert found.links[0].guarantees == () and found.links[0].controlled == ()
    assert {one.obligation_id for one in found.stipulated} >= {
        "unblock-links", "guarantee-nakhchivan-links", "control-nakhchivan-links",
    }  # fmt: skip
    assert "deploy-servicemen" not in {one.obligation_id for one in found.links[0].stipulated}


def test_who_vouches_and_who_controls_is_by_whose_word() -> None:
    by_two = (
        word("control", "2020-12-01", "ru/mod", actor="ru"),
        word("control", "2020-12-03", "az/mod", actor="az"),
        word("guarantee", "2020-12-01", "az/mod", actor="az"),
    )
    one = link("Kornidzor road", *by_two)
    assert [(w.entry.actor, w.entry.said_by) for w in one.controlled] == [("az", "az/mod"), ("ru", "ru/mod")]
    assert [(w.entry.actor, w.manner) for w in one.guarantees] == [("az", "announced")]
    assert one.state is None


def test_a_speaker_who_names_another_controller_later_means_that_one() -> None:
    earlier = word("control", "2020-12-01", "ru/mod", actor="ru")
    later = word("control", "2020-12-09", "ru/mod", actor="az")
    assert [w.entry.actor for w in link("Kornidzor road", later, earlier).controlled] == ["az"]


def test_two_counters_of_passages_are_never_added() -> None:
    counted = [
        word("passage", "2020-12-05", who, measure="vehicle", low=n, high=n, unit="vehicle", basis="period")
        for who, n in (("ru/mod", 40.0), ("am/mod", 55.0))
    ]
    steps = [word("passage", "2020-12-05", who, unit="vehicle") for who in ("ru/mod", "am/mod")]
    told = link("Kornidzor road", *counted, *[
        step.model_copy(update={"claim_id": one.claim_id}) for step, one in zip(steps, counted, strict=True)
    ]).passages  # fmt: skip
    assert sorted((w.entry.said_by, w.entry.low) for w in told) == [("am/mod", 55.0), ("ru/mod", 40.0)]


def test_what_it_is_called_by_sort_is_a_speaker_s_word_and_a_corridor_is_nobody_s() -> None:
    told = (
        word("open", "2020-12-01", category="road"),
        word("open", "2020-12-01", "am/mod", category="corridor"),
    )
    assert [(one.kind, one.said_by) for one in link("Kornidzor road", *told).kinds] == [("road", "az/mod")]


def test_a_link_called_by_the_accord_s_name_for_it_is_that_link() -> None:
    closed = word("close", "2020-12-12", about="Lachin Corridor")
    opened = word("open", "2020-12-12", "am/mod", about="", place_ids=("lachin-corridor",))
    one = link("lachin-corridor", closed, opened)
    assert one.state is not None and one.state.value is None and len(one.state.words) == 2
    assert [flag.text.code for flag in page(closed, opened).flags] == ["registers.flag.contested"]


def test_a_line_cut_and_under_repair() -> None:
    cut, mending = word("destroy", "2020-12-02", category="gas"), word("repair", "2020-12-06", category="gas")
    assert link("Kornidzor road", cut, mending).state.value == "under_repair"  # type: ignore[union-attr]
    assert link("Kornidzor road", cut, mending, on=date(2020, 12, 5)).state.value == "destroyed"  # type: ignore[union-attr]


def test_plans_and_works_make_no_link_of_a_place() -> None:
    met = word("plan", "2021-01-30", about="", place_ids=("moscow",))
    assert [one.about for one in links_on(page(met, on=date(2021, 2, 1)), ACCORD).links] == [
        "lachin-corridor"
    ]


def told_of(*words: Entry, on: date = ON) -> list[tuple[str, object]]:
    """The flags on who controls: by their codes, with who is named."""
    return [
        (one.text.code.rpartition(".")[2], one.text.args["names"])
        for one in page(*words, on=on).flags
        if "controller" in one.text.code
    ]


def controls(day: str, said_by: str, *, who: str, **more: object) -> Entry:
    return word("control", day, said_by, actor=who, **more)


def test_two_controllers_by_two_speakers_of_one_day_are_told() -> None:
    one, other = controls("2020-12-01", "ru/mod", who="ru"), controls("2020-12-01", "az/mod", who="az")
    assert told_of(one, other) == [("controllers", ("party:az", "party:ru"))]
    assert told_of(one, controls("2020-12-03", "az/mod", who="az")) == [], "things change"
    both = controls("2020-12-01", "az/mod", who="ru")
    assert told_of(one, other, both) == [], "who names both does not contradict"
    elsewhere = controls("2020-12-01", "az/mod", who="az", about="Gorus road")
    assert told_of(one, elsewhere) == []


def test_one_link_by_two_of_its_names_is_one() -> None:
    one = controls("2020-12-01", "ru/mod", who="ru", about="Lachin corridor")
    other = controls("2020-12-01", "az/mod", who="az", about="", place_ids=("lachin-corridor",))
    assert [code for code, _ in told_of(one, other)] == ["controllers"]


def test_a_stretch_names_its_controller_of_each_of_its_days() -> None:
    long = controls("2020-12-01", "ru/mod", who="ru", latest="2020-12-20")
    other = controls("2020-12-05", "az/mod", who="az")
    on = date(2020, 12, 10)
    assert [code for code, _ in told_of(long, other, on=on)] == ["controllers"]
    assert told_of(long, other, on=date(2020, 12, 4)) == []
    again = controls("2020-12-05", "ru/mod", who="ru")
    shown = link("Kornidzor road", long, again, on=on).controlled
    assert [one.entry.latest for one in shown] == ["2020-12-20", "2020-12-05"]
    over = link("Kornidzor road", long, controls("2020-12-05", "az/mod", who="az"))
    assert [one.entry.actor for one in over.controlled] == ["az"]


def test_a_denial_is_told_where_it_is_of_that_day_or_later() -> None:
    one = controls("2020-12-03", "ru/mod", who="ru")
    assert told_of(one, controls("2020-12-03", "am/mod", who="ru", negated=True)) == [
        ("controller_denied", ("party:ru",))
    ]
    assert told_of(one, controls("2020-12-01", "am/mod", who="ru", negated=True)) == []


def test_who_vouched_for_a_stretch_that_is_over_vouches_no_longer() -> None:
    vouched = word("guarantee", "2020-12-01", actor="az", latest="2020-12-10")
    assert len(link("Kornidzor road", vouched, on=date(2020, 12, 10)).guarantees) == 1
    assert link("Kornidzor road", vouched, on=date(2020, 12, 11)).guarantees == ()
