"""What differs between two editions of an accord: fields in words, who agreed, and the days it matters."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from agreement_texts import write_accord
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tregua.agreement.calendar import last_day
from tregua.agreement.diff import Edition, diff_editions, edition
from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement, Amendment
from tregua.agreement.timing import Window
from tregua.agreement.versions import KnownAmendment, declared_amendments
from tregua.cli.agreement import app
from tregua.reporting.messages import Renderer
from tregua.reporting.names import Names

BASE = Path(__file__).parent / "wrong/base.yaml"
ACCORD = load_accord(BASE)
DECLARED = declared_amendments(ACCORD)
ORIGINAL = edition("original", ACCORD)
DAYS = st.dates(min_value=date(2031, 2, 1), max_value=date(2031, 12, 31))


def after(amendment_id: str) -> Edition:
    upto = next(at for at, one in enumerate(DECLARED) if one.amendment.id == amendment_id)
    return edition(amendment_id, ACCORD, DECLARED[: upto + 1])


def changed(**fields: object) -> Agreement:
    """The accord with other fields of the handover."""
    one = ACCORD.obligation("hand-over-ford").model_copy(update=fields)
    rest = tuple(one if other.id == one.id else other for other in ACCORD.obligations)
    return ACCORD.model_copy(update={"obligations": rest})


def test_an_accord_does_not_differ_from_itself() -> None:
    assert diff_editions(ORIGINAL, edition("again", ACCORD)).is_empty


def test_an_extension_is_told_with_its_days() -> None:
    (one,) = diff_editions(ORIGINAL, after("ford-later")).obligations
    render = Renderer(names=Names(ACCORD))
    assert one.id == "hand-over-ford"
    assert [change.field for change in one.changes] == ["window"]
    assert render.text(one.changes[0].old) == "by 20 March 2031, that day included"
    assert render.text(one.changes[0].new) == "by 30 March 2031, that day included"
    (known,) = one.amendments
    assert (known.amendment.asked_by, known.amendment.consented_by, known.known_on) == (
        "aa",
        "bb",
        date(2031, 3, 18),
    )
    (span,) = one.spans
    assert (span.first, span.last) == (date(2031, 3, 21), date(2031, 3, 30))
    assert (span.old, span.new) == ("overdue", "not_yet_due")
    assert one.measured == ()


def test_what_nobody_consented_to_is_shown_as_claimed_and_changes_nothing() -> None:
    later, *others = ACCORD.amendments
    accord = ACCORD.model_copy(
        update={"amendments": (later.model_copy(update={"consented_by": ""}), *others)}
    )
    claimed = edition("ford-later", accord, declared_amendments(accord)[:1])
    (one,) = diff_editions(edition("original", accord), claimed).obligations
    assert (one.id, one.changes, one.spans) == ("hand-over-ford", (), ())
    assert [(known.amendment.id, known.claimed_for) for known in one.amendments] == [
        ("ford-later", ("hand-over-ford",))
    ]
    file = BASE.parent / "extension-without-consent.yaml"
    done = CliRunner().invoke(app, ["diff", "original", "ford-later", "--accord", str(file)])
    assert "claimed only" in done.stdout


def test_the_other_way_round_is_the_other_way_round() -> None:
    there = diff_editions(ORIGINAL, after("ford-later")).obligations[0]
    back = diff_editions(after("ford-later"), ORIGINAL).obligations[0]
    assert [(s.first, s.last, s.old, s.new) for s in there.spans] == [
        (s.first, s.last, s.new, s.old) for s in back.spans
    ]
    assert [(c.field, c.old, c.new) for c in there.changes] == [(c.field, c.new, c.old) for c in back.changes]


def test_a_suspension_changes_no_field_but_its_days() -> None:
    found = diff_editions(after("ford-later"), after("bridge-repair")).obligations
    (one,) = found
    assert one.id == "keep-bridge-open"
    assert one.changes == ()
    (span,) = one.spans
    assert (span.first, span.last, span.old, span.new) == (
        date(2031, 8, 1),
        date(2031, 8, 14),
        "binds",
        "stopped",
    )


def test_what_is_asked_for_can_matter_on_any_day() -> None:
    (one,) = diff_editions(ORIGINAL, edition("b", changed(area=("mill",), object="the mill"))).obligations
    assert one.measured == ("area",)
    assert one.spans == ()


def test_added_and_removed_entries_are_told() -> None:
    fewer = ACCORD.model_copy(
        update={"obligations": ACCORD.obligations[1:], "clauses": ACCORD.clauses[:-1], "provisions": ()}
    )
    found = diff_editions(ORIGINAL, edition("b", fewer))
    assert {(one.list, one.id) for one in found.removed} == {
        ("obligations", "ceasefire"),
        ("clauses", "4"),
        ("provisions", "pass-freely"),
        ("provisions", "toll"),
    }
    back = diff_editions(edition("b", fewer), ORIGINAL)
    assert {(one.list, one.id) for one in back.added} == {(one.list, one.id) for one in found.removed}


def test_other_entries_and_the_head_are_told_field_by_field() -> None:
    party = ACCORD.parties[0].model_copy(update={"name": "Highland"})
    other = ACCORD.model_copy(update={"title": "Another", "parties": (party, *ACCORD.parties[1:])})
    found = diff_editions(ORIGINAL, edition("b", other))
    assert [change.field for change in found.top] == ["title"]
    (entry,) = found.changed
    assert (entry.list, entry.id, [change.field for change in entry.changes]) == ("parties", "aa", ["name"])


def test_before_a_text_was_signed_its_obligations_are_not_there(tmp_path: Path) -> None:
    accord = load_accord(write_accord(tmp_path))
    later = accord.model_copy(
        update={
            "instruments": (
                ACCORD.instruments[0].model_copy(update={"id": "truce", "signed_on": date(2031, 3, 5)}),
            )
        }
    )
    found = diff_editions(
        edition("a", later, (), date(2031, 3, 4)), edition("b", later, (), date(2031, 3, 5))
    )
    assert {one.id for one in found.added if one.list == "obligations"} == {"quiet", "mill", "watch"}


@given(DAYS, DAYS, st.booleans(), st.booleans(), st.one_of(st.none(), st.tuples(DAYS, DAYS)))
def test_the_spans_are_the_days_that_differ(
    first: date, second: date, one_in: bool, other_in: bool, stopped: tuple[date, date] | None
) -> None:
    before = Window(preposition="by", due=first, inclusive=one_in)
    later = Window(preposition="by", due=second, inclusive=other_in)
    stop: tuple[KnownAmendment, ...] = ()
    if stopped:
        amendment = Amendment(
            id="stop",
            title="Stop",
            kind="suspension",
            form="written",
            obligations=("hand-over-ford",),
            from_on=min(stopped),
            until_on=max(stopped),
            known_on=min(stopped),
        )
        stop = (KnownAmendment(amendment=amendment, known_on=amendment.known_on),)
    old, new = edition("a", changed(window=before)), edition("b", changed(window=later), stop)
    spans = [span for one in diff_editions(old, new).obligations for span in one.spans]
    told = set()
    for span in spans:
        last = span.last or date(2032, 1, 31)
        told |= {span.first + timedelta(days=n) for n in range((last - span.first).days + 1)}
    signed, binds = ACCORD.signed_on, date(2031, 3, 2)

    def state(window: Window, day: date, *, with_stop: bool) -> str:
        if day < signed:
            return "none"
        if with_stop and stopped and min(stopped) <= day <= max(stopped):
            return "stopped"
        if day < binds:
            return "before"
        return "due" if day <= (last_day(window) or day) else "over"

    days = [date(2031, 2, 1) + timedelta(days=n) for n in range(365)]
    differ = {day for day in days if state(before, day, with_stop=False) != state(later, day, with_stop=True)}
    assert told <= set(days)
    assert told == differ
    assert all(a.last and a.last < b.first for a, b in pairwise(spans))


# --- the command ---------------------------------------------------------------------------------


def ran(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["diff", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_command_tells_kelbajar() -> None:
    told = ran("original", "kelbajar-extension", "--accord", "karabakh-2020")
    assert "hand-over-kelbajar" in told
    assert "15 November 2020" in told.split("→")[1]
    assert "asked for by Armenia; consented to by Azerbaijan" in told
    assert (
        "16–25 November 2020: overdue if not done under the original, not yet due under kelbajar-extension"
        in told
    )
    assert told.count("hand-over-") == 1


def test_the_command_compares_days_files_and_json(tmp_path: Path) -> None:
    days = ran("2031-07-19", "2031-07-20", "--accord", str(BASE))
    assert "written suspension" in days
    assert "21–30 March 2031" in ran("original", "ford-later", "--accord", str(BASE))
    oral = ran("2031-03-17", "2031-03-18", "--accord", str(BASE))
    assert "Nothing differs." in oral
    assert "Not counted on these days: ford-later." in oral
    other = tmp_path / "accord.yaml"
    other.write_text(BASE.read_text("utf-8").replace("due: 2031-03-20, inclusive: true", "due: 2031-04-02"))
    told = ran(str(BASE), str(other))
    assert "21 March 2031 to 2 April 2031" in told
    answer = json.loads(ran(str(BASE), str(other), "--json"))
    assert answer["obligations"][0]["spans"] == [
        {"first": "2031-03-21", "last": "2031-04-02", "old": "overdue", "new": "not_yet_due"}
    ]
    assert "zones" in {entry["list"] for entry in answer["removed"]}


@pytest.mark.parametrize("side", ["nowhere", "2031-02-30", "/nowhere/accord.yaml"])
def test_a_side_that_is_none_is_told(side: str) -> None:
    done = CliRunner().invoke(app, ["diff", side, "original", "--accord", str(BASE)])
    assert done.exit_code != 0
    assert getattr(done.exception, "code", "") in (
        "diff.no_such_side",
        "moment.no_such_day",
        "accord.missing",
    )


def told_of(tmp_path: Path, old: str, new: str) -> str:
    """What the command says of the base and the base with one passage changed."""
    text = BASE.read_text("utf-8")
    assert text.count(old) == 1
    for name, content in (("a", text), ("b", text.replace(old, new))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "accord.yaml").write_text(content, "utf-8")
        (tmp_path / name / "zones.geojson").write_bytes((BASE.parent / "zones.geojson").read_bytes())
    return ran(str(tmp_path / "a"), str(tmp_path / "b"))


def test_a_term_s_days_are_told(tmp_path: Path) -> None:
    told = told_of(tmp_path, "duration: P1Y, renewal: P6M", "duration: P11M, renewal: P6M")
    assert "last day for notice: 1 March 2032  →  1 February 2032" in told
    assert "term renews: 1 April 2032  →  1 March 2032" in told


def test_what_changes_no_day_says_so(tmp_path: Path) -> None:
    told = told_of(tmp_path, "depends: [{relation: after, on: send-force}]", "depends: []")
    assert "By itself this makes it stand otherwise on no day that is known." in told


def test_a_definition_and_a_time_zone_say_why_no_day_follows(tmp_path: Path) -> None:
    assert "No day follows from this" in told_of(tmp_path, "Guns from 100 mm and tanks.", "Guns and tanks.")


def test_nothing_is_told_in_the_program_s_own_signs(tmp_path: Path) -> None:
    told = told_of(tmp_path, "{by: [cc, aa/mod], means: [patrols]", "{by: [cc], means: [drones]")
    assert "by: cc" in told
    assert "means: drones" in told
    assert not re.search(r"=\(|\('|=\{|None|datetime", told)


def test_a_zone_s_change_is_told_in_kilometres(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "accord.yaml").write_bytes(BASE.read_bytes())
        zones = (BASE.parent / "zones.geojson").read_text("utf-8")
        moved = zones.replace("[9.15, 46.45]]", "[9.15, 46.40]]") if name == "b" else zones
        (tmp_path / name / "zones.geojson").write_text(moved, "utf-8")
    told = ran(str(tmp_path / "a"), str(tmp_path / "b"))
    assert "a line of 44.6 km with 2 corners" in told
    assert "km from where it was" in told


def test_a_waiver_counts_from_the_day_it_is_known() -> None:
    waiver = Amendment(
        id="given-up", title="Given up", kind="waiver", form="written", obligations=("hand-over-ford",),
        known_on=date(2031, 3, 5), asked_by="bb",
    )  # fmt: skip
    new = edition("b", ACCORD, (KnownAmendment(amendment=waiver, known_on=waiver.known_on),))
    (one,) = diff_editions(ORIGINAL, new).obligations
    assert one.spans[0].first == date(2031, 3, 5)
    assert {span.new for span in one.spans} == {"stopped"}
