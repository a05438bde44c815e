"""The daily report as a record: what it says, what it cites, what it does not claim."""

from __future__ import annotations

import json
import re
from datetime import date

from reporting_scene import Scene

from tregua.model.ids import item_of
from tregua.registers.pages.noted import noted_of, notes_of
from tregua.reporting.sections import section_modules


def test_the_sections_come_in_their_set_order(scene: Scene) -> None:
    names = [section.name for section in scene.build().sections]
    assert names == [
        "head",
        "summary",
        "map",
        "obligations",
        "incidents",
        "figures",
        "coverage",
        "evidence",
        "limits",
    ]


def test_every_section_module_keeps_the_contract() -> None:
    for module in section_modules():
        assert isinstance(module.ORDER, int)
        assert module.__doc__
        assert module.Page.__doc__
        assert callable(module.build)
        assert "{{" in module.TEMPLATE


def test_the_summary_tells_what_changed_and_on_whose_word(scene: Scene) -> None:
    summary = scene.build().section("summary")
    told = [change.text for change in summary.changes]
    assert told[0] == (
        "End all fighting: now disputed, yesterday claimed. Whose word: "
        "Russian defence ministry, Armenian defence ministry and Azerbaijani defence ministry."
    )
    assert sum("First told on this day" in text for text in told) == 3
    assert all(change.cites for change in summary.changes)
    assert summary.tally[0].phase == "disputed"
    assert sum(one.count for one in summary.tally) == len(scene.agreement.obligations)


def test_a_moved_last_day_is_told(scene: Scene) -> None:
    scene.previous[3] = scene.previous[3].model_copy(update={"due_on": date(2020, 11, 15)})
    told = [change.text for change in scene.build().section("summary").changes]
    assert told[2] == (
        "Hand over Kelbajar district: the last day is now 25 November 2020; "
        "in yesterday's report it was 15 November 2020."
    )


def test_a_quiet_day_does_not_claim_that_nothing_happened(scene: Scene) -> None:
    scene.previous = list(scene.statuses)
    scene.known.incidents.clear()
    report = scene.build(day=date(2020, 12, 20))
    assert "does not mean that nothing happened" in report.section("summary").opening
    assert "not observed is not the same as no violation" in report.section("incidents").intro


def test_the_first_day_has_nothing_to_compare_with(scene: Scene) -> None:
    scene.previous = []
    summary = scene.build().section("summary")
    assert summary.opening.startswith("This is the first report")


def test_what_is_due_within_a_fortnight_is_told(scene: Scene) -> None:
    scene.statuses[4] = scene.statuses[4].model_copy(
        update={"phase": "in_progress", "due_on": date(2020, 12, 14)}
    )
    ahead = scene.build().section("summary").ahead
    assert [one.text for one in ahead] == [
        "Hand over Lachin district: last day 14 December 2020, 1 day from now; in progress."
    ]


def test_readings_and_versions_are_shown_where_they_differ(scene: Scene) -> None:
    rows = {row.obligation_id: row for row in scene.build().section("obligations").rows}
    assert [(one.title, one.phase) for one in rows["hand-over-agdam"].readings] == [
        ("Armenia's reading", "fulfilled"),
        ("Azerbaijan's reading", "fulfilled_late"),
    ]
    versions = rows["hand-over-kelbajar"].versions
    assert [(one.title, one.phase, one.overdue) for one in versions] == [
        ("as signed", "fulfilled_late", "10 days overdue"),
        ("Kelbajar put off to 25 November", "fulfilled", ""),
    ]
    assert rows["hand-over-lachin"].readings == ()
    assert rows["hand-over-lachin"].versions == ()
    assert rows["renew-mandate"].clock[-1] == "Last day for notice: 10 May 2025."
    assert rows["ceasefire"].owed == "Owed by Azerbaijan and Armenia to each other."


def test_each_side_stands_beside_the_other_and_silence_is_said(scene: Scene) -> None:
    cards = {card.incident_id: card for card in scene.build().section("incidents").cards}
    attack = cards["inc-c"]
    assert [side.name for side in attack.sides] == ["Azerbaijan", "Armenia"]
    assert "denies it, and holds Armenia responsible" in attack.sides[0].voices[0].says
    assert attack.sides[1].voices[0].words.startswith("On 11 December at about 20:40")
    counted = cards["inc-b"]
    assert [side.silence != "" for side in counted.sides] == [True, True, False]
    assert attack.losses[0].text == "6 wounded, says Armenian foreign ministry"


def test_doubts_are_in_words_and_never_beside_confidence(scene: Scene) -> None:
    cards = {card.incident_id: card for card in scene.build().section("incidents").cards}
    doubts = [doubt.text for doubt in cards["inc-c"].doubts]
    assert doubts[0] == "One event with incident B: likely."
    assert doubts[1] == "One event with incident D: unlikely."
    assert not any("confiden" in doubt or "%" in doubt for doubt in doubts)


def test_an_old_incident_moves_to_the_earlier_ones(scene: Scene) -> None:
    page = scene.build(day=date(2021, 1, 15)).section("incidents")
    assert page.cards == ()
    assert page.intro.startswith("No incident of the last ten days is known")
    assert [one.label for one in page.earlier] == ["A", "B", "C", "D"]


def test_a_days_figure_is_not_mixed_with_a_total(scene: Scene) -> None:
    accounts = {account.register_name: account for account in scene.build().section("figures").accounts}
    returns = accounts["returns"]
    assert returns.columns == ("returnees, that day", "returnees, in total")
    assert returns.lines[0].cells == ("612", "about 38,000")
    assert [point.low for point in returns.charts[0].totals] == [2000, 11500, 27000, 34500, 38000]
    assert [point.low for point in returns.charts[0].flows] == [700, 930, 1168, 859, 612]
    assert "does not measure point 7 as a whole" in returns.notes[0]
    assert accounts["exchanges"].columns == ("bodies, to Azerbaijan",)


def test_a_place_s_figure_does_not_stand_as_the_whole_s(scene: Scene) -> None:
    whole = next(
        one for one in scene.known.entries if one.register_name == "returns" and one.basis == "total"
    )
    before = {one.register_name: one for one in scene.build().section("figures").accounts}["returns"]
    for day, low in (("2020-12-10", 77), ("2020-12-12", 88)):
        of_place = {"entry_id": day, "low": low, "high": low, "latest": day, "place_ids": ("stepanakert",)}
        scene.known.entries.append(whole.model_copy(update=of_place))
    after = {one.register_name: one for one in scene.build().section("figures").accounts}["returns"]
    at = after.columns.index("returnees, in total")
    assert not any(cell in ("77", "88") for line in after.lines for cell in line.cells[at : at + 1])
    assert any("Stepanakert" in column for column in after.columns)
    assert after.charts[0] == before.charts[0]
    assert [point.low for point in after.charts[1].totals] == [77, 88]


def test_what_bears_on_the_road_is_noted_in_the_report_as_on_its_page(scene: Scene) -> None:
    on_page = [one.note for one in noted_of("links", (), scene.agreement)]
    assert on_page == list(notes_of(scene.agreement)["links"])
    assert "inferred" in " ".join(note or "" for note in on_page)
    entry = scene.known.entries[0].model_copy(update={"register_name": "links", "measure": "open"})
    scene.known.entries.append(entry)
    accounts = {one.register_name: one for one in scene.build().section("figures").accounts}
    assert list(accounts["links"].notes) == on_page


def test_a_figure_denied_or_promised_is_neither_drawn_nor_a_figure(scene: Scene) -> None:
    shown = {one.register_name: one for one in scene.build().section("figures").accounts}["returns"]
    told = next(one for one in scene.known.entries if one.register_name == "returns" and one.basis == "total")
    for stance, word in (("denies", "denied"), ("promises", "planned"), ("demands", "demanded")):
        scene.known.entries.append(
            told.model_copy(
                update={"entry_id": stance, "stance": stance, "low": 9e5, "high": 9e5, "latest": "2020-12-12"}
            )
        )
        accounts = scene.build().section("figures").accounts
        account = {one.register_name: one for one in accounts}["returns"]
        assert account.charts == shown.charts
        assert not any("900,000" in cell for line in account.lines for cell in line.cells)
        assert any("900,000" in line.other and word in line.other for line in account.lines)


def test_coverage_tells_not_observed_from_no_violation(scene: Scene) -> None:
    page = scene.build().section("coverage")
    text = " ".join(page.sentences)
    assert "The centre itself watched nothing" in text
    assert "On 16 of the last 21 days somebody says it was watching." in text
    assert "For this day nobody does." in text
    assert "not a day without violations" in text
    assert page.rows[0].cells[-1] == "none"
    assert page.rows[0].cells[0] == "done"


def test_no_watch_at_all_is_the_thing_to_be_told(scene: Scene) -> None:
    scene.known.watches.clear()
    page = scene.build().section("coverage")
    assert page.rows == ()
    assert "On none of the last 21 days" in " ".join(page.sentences)


def test_the_last_watch_is_named_when_it_is_long_ago(scene: Scene) -> None:
    text = " ".join(scene.build(day=date(2021, 2, 28)).section("coverage").sentences)
    assert "The last day for which somebody does is 8 December 2020." in text


def test_a_standing_of_a_later_day_is_marked(scene: Scene) -> None:
    scene.statuses[2] = scene.statuses[2].model_copy(update={"projected": True})
    assert scene.build().section("obligations").rows[2].phase_text == "fulfilled (projected)"


def test_every_citation_leads_to_an_exhibit_with_its_exact_words(scene: Scene) -> None:
    report = scene.build()
    cited = {
        (cite["number"], cite["evidence_id"])
        for cite in _find(json.loads(report.model_dump_json()), {"number", "evidence_id"})
    }
    exhibits = {(one.number, one.evidence_id): one for one in report.section("evidence").exhibits}
    assert cited == set(exhibits)
    assert [one.number for one in exhibits.values()] == list(range(1, len(exhibits) + 1))
    for one in exhibits.values():
        text = scene.texts[item_of(one.evidence_id)]
        assert one.quotation.words == text[one.quotation.start : one.quotation.end]
        assert one.sha256


def test_words_above_the_readers_tier_are_withheld(scene: Scene) -> None:
    secret = scene.item("Note", "2020-12-13", "outlet/x", "az/mod", "Names of the wounded.", tier="internal")
    scene.statuses[0] = scene.statuses[0].model_copy(
        update={"reasons": (scene.statuses[0].reasons[0].model_copy(update={"evidence": (secret,)}),)}
    )
    report = scene.build()
    exhibit = next(one for one in report.section("evidence").exhibits if one.evidence_id == secret)
    assert exhibit.quotation.withheld
    assert "Names of the wounded" not in report.model_dump_json()


def test_evidence_without_a_text_is_still_listed(scene: Scene) -> None:
    scene.texts.clear()
    assert scene.build().section("evidence").exhibits[0].quotation.words == ""


def test_who_sits_in_the_centre_and_who_does_not(scene: Scene) -> None:
    limits = scene.build().section("limits")
    assert limits.seats[-1] == "No delegation represents Azerbaijan and Armenia."
    assert "The example ends on 28 February 2021." in limits.limits


def test_the_same_input_gives_the_same_report_in_any_order(scene: Scene) -> None:
    first = scene.build()
    for part in (scene.statuses, scene.known.incidents, scene.known.watches, scene.known.items):
        part.reverse()
    assert scene.build() == first


def test_no_code_is_left_unrendered(scene: Scene) -> None:
    text = scene.build().model_dump_json()
    assert re.findall(r"\b(?:report|count|span|likelihood|phase|unit|act)\.[a-z_.]+ \(", text) == []


def test_a_bare_centre_has_a_report_too(scene: Scene) -> None:
    report = Scene(scene.agreement).build(checkpoint=None)
    assert [section.name for section in report.sections] == [
        "head",
        "summary",
        "map",
        "obligations",
        "incidents",
        "coverage",
        "limits",
    ]


def _find(value: object, keys: set[str]) -> list[dict[str, object]]:
    if isinstance(value, dict):
        own = [value] if set(value) == keys else []
        return own + [found for part in value.values() for found in _find(part, keys)]
    if isinstance(value, list):
        return [found for part in value for found in _find(part, keys)]
    return []
