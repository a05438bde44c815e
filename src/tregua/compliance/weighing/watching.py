"""Who is known to have looked, within the days a standing looks back on: without it, nothing is respected.

Whoever independent says that a duty holds, or those to whom it is owed, thereby says to have looked. The
centre's own watch has looked where it was and when it was, and nowhere else. A watch that was only
planned, or that was denied, has seen nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tregua.compliance.case.reasons import because, is_telling, speaker
from tregua.compliance.case.scene import Case
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Sight, Strand
from tregua.compliance.weighing.breaches import tell_time
from tregua.model.standing import Reason, Watch
from tregua.model.when import day_of


@dataclass(frozen=True)
class OwnWatch:
    """A watch of the centre itself, as something a step can rest on."""

    watch: Watch

    @property
    def claim_id(self) -> str:
        """The claim it was read from, or its own id."""
        return self.watch.claim_id or self.watch.watch_id


@dataclass(frozen=True)
class Looks:
    """One look: its days and places, and the claim or watch that tells of it. No place: all of it."""

    first: date
    last: date
    place_ids: tuple[str, ...]
    known_by: str


def own_watches(case: Case) -> Sight[OwnWatch]:
    """The centre's own watches of the area, once the duty bound, that were kept within the present days."""
    shelf, days = case.scene.dossier.shelf(case.obligation), case.obligation.present_days
    key = ("own watches", case.starts_at)
    if key not in shelf:
        watches = case.scene.dossier.watches.items
        shelf[key] = _strand([one for one in watches if one.own and _counts(case, one)], days)
    found: Strand[OwnWatch] = shelf[key]
    return case.scene.sight(found)


def _strand(watches: list[Watch], days: int) -> Strand[OwnWatch]:
    begun = [day_of(one.earliest).toordinal() for one in watches]
    ended = [day_of(one.latest).toordinal() + days for one in watches]
    return Strand([OwnWatch(one) for one in watches], begun, ended)


def _counts(case: Case, watch: Watch) -> bool:
    return _was_kept(watch, case.starts_at.date()) and _reaches(case, watch.place_ids)


def _was_kept(watch: Watch, since: date) -> bool:
    return watch.outcome == "done" and day_of(watch.latest) >= since


def _reaches(case: Case, place_ids: tuple[str, ...]) -> bool:
    return not case.obligation.area or (bool(place_ids) and case.concerns(place_ids))


def tell_gaps(case: Case, since: date, kept: Sequence[Word]) -> tuple[Reason, ...]:
    """What nobody is known to have looked at, of the area and of the days, where somebody did look."""
    if not is_telling():
        return ()
    first = max(since, case.starts_at.date())
    looks = tuple(_looks(case, first, kept))
    if not looks:
        return ()
    days = (case.day - first).days + 1
    watched = sum(any(_on(look, first + timedelta(n)) for look in looks) for n in range(days))
    evidence = [look.known_by for look in looks]
    gaps = []
    if watched < days:
        gaps.append(because("compliance.watch.some_days", evidence, watched=watched, days=days))
    if not any(_is_whole(case, look.place_ids) for look in looks):
        places = sorted({f"place:{one}" for look in looks for one in look.place_ids})
        gaps.append(because("compliance.watch.part", evidence, places=tuple(places)))
    return tuple(gaps)


def _on(look: Looks, day: date) -> bool:
    return look.first <= day <= look.last


def _looks(case: Case, first: date, kept: Sequence[Word]) -> Iterator[Looks]:
    for word in kept:
        if word.last is not None and word.last >= first:
            ids = word.place_ids
            yield Looks(max(first, word.first or word.last), min(word.last, case.day), ids, word.claim_id)
    for watch in _present(case):
        independent = watch.own or case.voice(watch.observer) == "independent"
        if independent and _was_kept(watch, first) and _reaches(case, watch.place_ids):
            begun, ended = max(first, day_of(watch.earliest)), min(day_of(watch.latest), case.day)
            yield Looks(begun, ended, watch.place_ids, OwnWatch(watch).claim_id)


def _is_whole(case: Case, place_ids: tuple[str, ...]) -> bool:
    area = case.obligation.area
    return not area or not place_ids or all(case.scene.lies_in(one, place_ids) for one in area)


def _present(case: Case) -> Sight[Watch]:
    """The watches that were going on within the present days."""
    days = case.obligation.present_days
    seen = case.scene.dossier.watches.until(("present", days), lambda w: day_of(w.latest).toordinal() + days)
    return case.scene.sight(seen)


def tell_watches(case: Case, since: date) -> Iterator[Reason]:
    """Who says to have watched, to have planned it, or to have been kept from it; whether the centre did."""
    latest: dict[tuple[str, str, str], Reason] = {}
    watches = [watch for watch in _present(case) if day_of(watch.latest) >= since]
    for watch in watches:
        if watch.place_ids and case.obligation.area and not case.concerns(watch.place_ids):
            continue
        key = (watch.observer or "", watch.means, watch.outcome)
        latest[key] = because(
            f"compliance.watch.{watch.outcome}",
            (OwnWatch(watch).claim_id,) if watch.own or watch.claim_id else (),
            actor=speaker(watch.observer),
            means=watch.means,
            when=tell_time(watch.earliest, watch.latest),
        )
    yield from (latest[key] for key in sorted(latest))
    if not any(watch.own and watch.outcome == "done" for watch in watches):
        yield because("compliance.watch.not_own", since=since)
