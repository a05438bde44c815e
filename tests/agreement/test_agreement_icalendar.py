"""The accord's calendar: series, what waits, and an iCalendar file that other programs read."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import vobject
from typer.testing import CliRunner

from tregua.agreement.deadlines import Deadline, list_days, list_waiting
from tregua.agreement.load import bundled_accords, load_accord, locate
from tregua.cli.agreement import app
from tregua.reporting.icalendar import write_icalendar
from tregua.reporting.messages import Renderer
from tregua.reporting.names import Names

BASE = Path(__file__).parent / "wrong/base.yaml"
ACCORD = load_accord(BASE)


def days_of(obligation_id: str, days: list[Deadline]) -> list[tuple[str, str, str]]:
    return [
        (str(day.on), day.kind, day.reading or day.version)
        for day in days
        if day.obligation_id == obligation_id
    ]


def written(name: str = "") -> bytes:
    accord = load_accord(Path(name)) if name else ACCORD
    days = list_days(accord, accord.amendments)
    return write_icalendar(accord, days, Renderer(names=Names(accord)))


def test_versions_and_readings_stand_apart() -> None:
    days = list_days(ACCORD, ACCORD.amendments)
    assert days_of("hand-over-ford", days) == [
        ("2031-03-10", "begin", "original"),
        ("2031-03-19", "due", "bb-text"),
        ("2031-03-20", "due", "original"),
        ("2031-03-30", "due", "ford-later"),
    ]
    assert days_of("keep-bridge-open", days) == [
        ("2031-08-01", "stops", "bridge-repair"),
        ("2031-08-15", "resumes", "bridge-repair"),
        ("2032-03-01", "ends", "original"),
    ]


def test_renewals_are_a_series_over_the_horizon() -> None:
    assert days_of("renew-mandate", list_days(ACCORD)) == [
        ("2031-04-01", "starts", "original"),
        ("2032-03-01", "notice", "original"),
        ("2032-04-01", "renews", "original"),
        ("2032-09-01", "notice", "original"),
        ("2032-10-01", "renews", "original"),
    ]
    until = days_of("renew-mandate", list_days(ACCORD, until=date(2033, 9, 15)))
    assert [day for day, kind, _ in until if kind == "renews"] == ["2032-04-01", "2032-10-01", "2033-04-01"]
    assert until[-1][:2] == ("2033-09-01", "notice")
    far = list_days(ACCORD, until=date(9000, 1, 1))
    assert len(far) < 2000


def test_reports_begin_once_their_event_is_known() -> None:
    assert [one.obligation_id for one in list_waiting(ACCORD)] == ["leave-mill", "report-force"]
    assert days_of("report-force", list_days(ACCORD)) == []
    happened = {"force-there": date(2031, 5, 1), "ford-given": date(2031, 3, 19)}
    assert list_waiting(ACCORD, happened=happened) == []
    days = list_days(ACCORD, happened=happened)
    assert days_of("report-force", days) == [
        ("2031-05-01", "starts", "original"),
        ("2031-05-15", "report", "original"),
        ("2031-05-29", "report", "original"),
    ]
    assert days_of("leave-mill", days) == [("2031-03-24", "due", "original")]
    longer = list_days(ACCORD, until=date(2031, 7, 1), happened=happened)
    assert len([day for day in longer if day.kind == "report"]) == 4


def test_what_waits_says_what_for() -> None:
    mill, report = list_waiting(ACCORD)
    assert (mill.kind, mill.duration, mill.hangs_on) == ("due", "P5D", "hand-over-ford")
    assert (report.kind, report.event_id, report.act) == ("starts", "force-there", "deploy.force")


# --- iCalendar -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", *(one for one in bundled_accords() if one != "blank")])
def test_every_line_keeps_to_rfc_5545(name: str) -> None:
    data = written(name)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75, line
    unfolded = data.replace(b"\r\n ", b"").decode("utf-8")
    for line in unfolded.split("\r\n")[:-1]:
        assert ":" in line
        assert not any(ord(letter) < 32 for letter in line)


def test_two_libraries_read_the_same_days() -> None:
    data = written()
    days = list_days(ACCORD, ACCORD.amendments)
    theirs = [
        (component["DTSTART"].dt, component["UID"], component["SUMMARY"])
        for component in icalendar.Calendar.from_ical(data).walk("VEVENT")
    ]
    others = [
        (event.dtstart.value, event.uid.value, event.summary.value)
        for event in vobject.readOne(data.decode("utf-8")).vevent_list
    ]
    assert theirs == others
    assert [on for on, _, _ in theirs] == [day.on for day in days]
    assert len({uid for _, uid, _ in theirs}) == len(days)
    assert {type(on) for on, _, _ in theirs} == {date}


def test_an_entry_is_all_day_and_warns_ahead() -> None:
    calendar = vobject.readOne(written().decode("utf-8"))
    assert calendar.contents["x-wr-calname"][0].value == ACCORD.title
    entries = {event.summary.value: event for event in calendar.vevent_list}
    short = ACCORD.title.partition(",")[0]
    due = entries[f"{short} – Send at most 300 soldiers: last day in time"]
    assert due.dtend.value - due.dtstart.value == timedelta(days=1)
    assert due.dtstamp.value.replace(tzinfo=None) == datetime.combine(ACCORD.signed_on, datetime.min.time())
    assert due.description.value == "Point 3"
    assert due.categories.value == ["last day in time", "original"]
    assert [alarm.trigger.value for alarm in due.valarm_list] == [timedelta(days=-7), timedelta(days=-1)]
    assert "valarm" not in entries[f"{short} – Stop firing: first day"].contents


def test_same_accord_same_bytes_and_a_corrected_day_keeps_its_entry() -> None:
    assert written() == written()
    later = ACCORD.obligation("hand-over-ford").under(ACCORD.amendments[0])
    moved = ACCORD.model_copy(
        update={"obligations": tuple(later if one.id == later.id else one for one in ACCORD.obligations)}
    )

    def uid(accord: object) -> str:
        days = list_days(accord)  # type: ignore[arg-type]
        data = write_icalendar(accord, days, Renderer(names=Names(ACCORD)))  # type: ignore[arg-type]
        found = icalendar.Calendar.from_ical(data).walk("VEVENT")
        (one,) = [
            e
            for e in found
            if "Hand over Ford district: last day in time" in e["SUMMARY"]
            and "as Lowland" not in e["DESCRIPTION"]
            and "amendment" not in e["DESCRIPTION"]
        ]
        return str(one["UID"])

    assert uid(ACCORD) == uid(moved)


# --- the command ---------------------------------------------------------------------------------


def test_the_command_writes_a_file_and_the_screen(tmp_path: Path) -> None:
    target = tmp_path / "accord.ics"
    done = CliRunner().invoke(app, ["calendar", str(BASE), "--ics", str(target)])
    assert done.exit_code == 0
    screen = CliRunner().invoke(app, ["calendar", str(BASE), "--ics", "-"])
    assert target.read_bytes() == screen.stdout_bytes
    assert [path.name for path in tmp_path.iterdir()] == ["accord.ics"]


def test_a_bundled_accord_is_named_like_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["calendar", "karabakh-2020", "--until", "2041-01-01", "--json"])
    days = json.loads(done.stdout)["days"]
    renewals = [day["on"] for day in days if day["kind"] == "renews"]
    assert renewals == ["2025-11-10", "2030-11-10", "2035-11-10", "2040-11-10"]
    (tmp_path / "karabakh-2020").mkdir()  # what is there comes first
    assert locate(Path("karabakh-2020")) == Path("karabakh-2020")


def test_the_table_lists_what_waits_below() -> None:
    told = CliRunner().invoke(app, ["calendar", str(BASE)]).stdout
    before, _, below = told.partition("Counted from what is not known to have happened")
    assert "leave-mill" not in before
    assert "5 days" in below
    assert "Ford district is given back" in below


def test_a_day_says_whose_it_is_and_what_is_superseded_does_not_warn() -> None:
    calendar = vobject.readOne(written().decode("utf-8"))
    due = {
        event.dtstart.value: event
        for event in calendar.vevent_list
        if "last day in time" in event.summary.value and event.dtstart.value.isoformat()[:7] == "2031-03"
    }
    amended, first, read = (due[date(2031, 3, day)] for day in (30, 20, 19))
    assert f"by “{ACCORD.amendments[0].title}”" in amended.summary.value
    assert "valarm" in amended.contents
    assert first.summary.value.endswith("(no longer in force)")
    assert "valarm" not in first.contents
    assert ", as " in read.summary.value


ENDED = """    kind: termination
    form: written
    obligations: [renew-mandate]
    from_on: 2031-12-01
"""


def test_after_an_end_its_days_are_marked_and_warn_of_nothing(tmp_path: Path) -> None:
    text = BASE.read_text("utf-8")
    first, rest = text.split("    kind: suspension\n")
    ended = first + ENDED + rest.split("    until_on: 2031-08-14\n")[1]
    (tmp_path / "accord.yaml").write_text(ended, "utf-8")
    (tmp_path / "zones.geojson").write_bytes((BASE.parent / "zones.geojson").read_bytes())
    target = tmp_path / "days.ics"
    done = CliRunner().invoke(app, ["calendar", str(tmp_path), "--ics", str(target), "--json"])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    void = {
        (day["on"], day["kind"]): day["void"]
        for day in answer["days"]
        if day["obligation_id"] == "renew-mandate"
    }
    assert void[("2031-12-01", "stops")] == void[("2031-04-01", "starts")] == ""
    assert void[("2032-03-01", "notice")] == void[("2032-04-01", "renews")] == "stopped"
    assert answer["not_counted"] == ["ford-later"]
    for event in vobject.readOne(target.read_text("utf-8")).vevent_list:
        if "year: term renews" in event.summary.value:
            assert event.summary.value.endswith("(not owed then)")
            assert "valarm" not in event.contents
    table = CliRunner().invoke(app, ["calendar", str(tmp_path)]).stdout
    assert table.count("(not owed then)") == 4
    assert "ford-later" in table.partition("nothing bears these amendments out")[2]


def test_a_superseded_day_is_marked_in_the_table_too() -> None:
    told = CliRunner().invoke(app, ["calendar", "hodeidah-2018"]).stdout
    assert "first day (no longer in force)" in told


def test_two_things_are_not_written_to_one_screen() -> None:
    done = CliRunner().invoke(app, ["calendar", str(BASE), "--ics", "-", "--json"])
    assert getattr(done.exception, "code", "") == "cli.ics.with_json"
