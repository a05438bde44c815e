"""The pure parts: moments, text cut at what was read, days watched, courses drawn."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from fixture_accord import ACCORD
from fixture_desk import FixtureDesk
from fixture_pages import pages
from hypothesis import given
from hypothesis import strategies as st

from tregua.model.errors import BadArgument
from tregua.model.records import Article, Claim, Mentions, Reading, Span
from tregua.model.standing import Phase, Status, Watch
from tregua.reporting.map_svg import load_basemap
from tregua.reporting.phases import PHASES
from tregua.web.almanac import Almanac
from tregua.web.board import GROUP_OF, count_down, spark_path
from tregua.web.highlight import cut_text
from tregua.web.moment import Moment, read_moment
from tregua.web.sketch import draw_sketch, frame_of_accord
from tregua.web.watch import watched_days
from tregua.web.zones import zone_standings

FIRST = date(2020, 11, 10)
DAYS = tuple(FIRST + timedelta(days=n) for n in range(111))
days = st.sampled_from(DAYS)


@given(on=days, as_of=days)
def test_an_address_brings_back_its_moment(on: date, as_of: date) -> None:
    moment = Moment(on, as_of, DAYS)
    query = dict(pair.split("=") for pair in moment.link("/").partition("?")[2].split("&"))
    assert read_moment(query, DAYS) == moment


@given(on=days)
def test_the_day_before_the_day_after_is_the_day(on: date) -> None:
    moment = Moment(on, on, DAYS)
    if moment.after:
        assert moment.after.before == moment
    if moment.before:
        assert moment.before.after == moment


def test_as_of_is_the_last_day_unless_given() -> None:
    assert read_moment({"on": "2020-12-01"}, DAYS).as_of == DAYS[-1]
    assert read_moment({}, DAYS) == Moment(DAYS[-1], DAYS[-1], DAYS)
    assert read_moment({"on": "2021-02-01", "as_of": "2020-12-01"}, DAYS).projected


@pytest.mark.parametrize(
    "query", [{"on": "soon"}, {"on": "2020-13-01"}, {"as_of": "2030-01-01"}, {"on": "2020-12-1"}]
)
def test_a_day_that_is_none_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(BadArgument):
        read_moment(query, DAYS)


@st.composite
def read_texts(draw: st.DrawFn) -> tuple[str, Reading]:
    text = draw(st.text(alphabet="ab \n.é", min_size=1, max_size=80))
    edge = st.integers(0, len(text))

    def span() -> Span:
        start, end = sorted((draw(edge), draw(edge)))
        return Span(start=start, end=end)

    claims = tuple(
        Claim(claim_id=f"item.{number}", content=(span(), span()))
        for number in range(draw(st.integers(0, 4)))
    )
    return text, Reading(item=Article(body=(span(),)), mentions=Mentions(), claims=claims)


@given(read_texts())
def test_no_word_is_lost_and_none_is_added(case: tuple[str, Reading]) -> None:
    text, reading = case
    shown = "".join(segment.text for block in cut_text(text, reading) for segment in block.segments)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)


@given(read_texts())
def test_every_segment_carries_the_claims_that_cover_it(case: tuple[str, Reading]) -> None:
    text, reading = case
    for claim in reading.claims:
        covered = {
            at for span in claim.content for at in range(span.start, span.end) if not text[at].isspace()
        }
        marked = sum(
            len(re.sub(r"\s", "", segment.text))
            for block in cut_text(text, reading)
            for segment in block.segments
            if claim in segment.claims
        )
        assert marked == len(covered)


def test_a_claim_opens_once() -> None:
    for page in pages():
        opened = [
            one for block in cut_text(page.text, page.reading) for seg in block.segments for one in seg.opens
        ]
        assert sorted(opened) == sorted(claim.claim_id for claim in page.claims)


def test_every_phase_has_a_place_on_the_board() -> None:
    assert set(GROUP_OF) == set(PHASES)


def _status(phase: Phase, due: date | None) -> Status:
    return Status(
        obligation_id="x", title="x", clause="1", kind="hand_over", obligors=("am",), phase=phase, due_on=due
    )


def test_days_are_counted_to_and_from_the_due_day() -> None:
    due = date(2020, 11, 20)
    assert count_down(_status("fulfilled", due), FIRST) is None
    assert count_down(_status("not_started", None), FIRST) is None
    left = count_down(_status("not_yet_due", due), FIRST)
    assert left is not None
    assert left.args["days"] == 10
    today = count_down(_status("not_yet_due", due), due)
    assert today is not None
    assert today.code == "web.due.today"
    late = count_down(_status("overdue", due), date(2020, 11, 24))
    assert late is not None
    assert late.args["days"] == 4


def test_a_day_without_an_observer_is_unseen_even_with_an_incident() -> None:
    desk = FixtureDesk()
    as_of = date(2020, 12, 14)
    with desk.happened(as_of) as told:
        told_of = told.days(date(2020, 11, 1), as_of)
    strip = watched_days(desk.watches(as_of), told_of, as_of, 35)
    states = {one.day: one.state for one in strip}
    assert len(strip) == 35
    assert states[date(2020, 11, 20)] == "watched"
    assert states[date(2020, 12, 1)] == "unseen"
    assert states[date(2020, 12, 11)] == "incident"
    assert watched_days([], told_of, date(2020, 12, 11), 1)[0].state == "incident-unseen"


def test_a_planned_or_denied_watch_watched_nothing() -> None:
    watch = Watch(
        watch_id="w",
        observer="ru",
        earliest="2020-12-01",
        latest="2020-12-01",
        means="post",
        outcome="denied",
    )
    assert watched_days([watch], [], date(2020, 12, 1), 1)[0].state == "unseen"


@given(st.lists(st.none() | st.floats(0, 1e6), max_size=40))
def test_a_course_never_leaves_its_box(course: list[float | None]) -> None:
    top = max((value for value in course if value is not None), default=0)
    line, area = spark_path(course, top, 240, 56)
    for x in re.findall(r"[MH]([\d.-]+)", line):
        assert -0.1 <= float(x) <= 240.1
    for y in re.findall(r"V([\d.-]+)", line + area):
        assert -0.1 <= float(y) <= 56.1


def test_the_almanac_forgets_when_the_record_grows() -> None:
    class GrowingDesk(FixtureDesk):
        asked = 0
        grown = 0

        def checkpoint(self, as_of: date) -> object:  # type: ignore[override]
            found = super().checkpoint(as_of)
            return type(found)(origin="x", size=found.size + self.grown, root=found.root) if found else None

        def evenings(self) -> object:  # type: ignore[override]
            type(self).asked += 1
            return super().evenings()

    desk = GrowingDesk()
    almanac = Almanac(desk)  # type: ignore[arg-type]
    moment = Moment(DAYS[5], DAYS[5], DAYS)
    almanac.runs(moment)
    almanac.runs(moment)
    almanac.course(Moment(DAYS[9], DAYS[9], DAYS), "return-displaced")
    assert desk.asked == 1
    desk.grown = 1
    almanac.runs(moment)
    assert desk.asked == 2


def test_no_run_goes_beyond_the_moment() -> None:
    almanac = Almanac(FixtureDesk())
    for runs in almanac.runs(Moment(DAYS[40], DAYS[20], DAYS)).values():
        assert (runs[0].first, runs[-1].last) == (DAYS[0], DAYS[20])


def test_a_course_tells_what_was_measured_each_evening() -> None:
    desk = FixtureDesk()
    course = Almanac(desk).course(Moment(DAYS[60], DAYS[60], DAYS), "return-displaced")
    assert [day for day, _ in course] == list(DAYS[:61])
    for day, level in course:
        told = next(one for one in desk.status(day, day) if one.obligation_id == "return-displaced")
        assert level == told.measured
    assert len({level and level.low for _, level in course}) == 3


def test_runs_cover_every_day_once() -> None:
    almanac = Almanac(FixtureDesk())
    for runs in almanac.runs(Moment(DAYS[-1], DAYS[-1], DAYS)).values():
        assert runs[0].first == DAYS[0]
        assert runs[-1].last == DAYS[-1]
        assert sum(run.days for run in runs) == len(DAYS)
        assert all(a.phase != b.phase and b.first - a.last == timedelta(1) for a, b in pairwise(runs))


def test_changes_name_the_obligation_and_what_it_was() -> None:
    almanac = Almanac(FixtureDesk())
    day = date(2020, 11, 25)
    changes = {one.status.obligation_id: one for one in almanac.changes(Moment(day, day, DAYS))}
    assert set(changes) == {"hand-over-kelbajar"}
    was = changes["hand-over-kelbajar"].was
    assert was is not None
    assert was.phase == "not_yet_due"
    assert almanac.changes(Moment(DAYS[0], DAYS[0], DAYS)) == ()


def test_the_sketch_shows_each_zone_and_hatches_only_what_is_handed_over_or_a_corridor() -> None:
    desk = FixtureDesk()
    day = date(2020, 12, 14)
    zones = zone_standings(ACCORD, desk.status(day, day), day)
    sketch = draw_sketch(zones, load_basemap(), desk.incidents(day), frame_of_accord(ACCORD))
    assert {shape.tone for shape in sketch.zones} == {"done", "corridor"}
    assert sketch.hatch
    assert len(sketch.incidents) == 2
    for x, y in re.findall(r"([\d.-]+) ([\d.-]+)", sketch.hatch):
        assert -1 <= float(x) <= sketch.width + 1
        assert -1 <= float(y) <= sketch.height + 1
