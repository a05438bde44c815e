"""Which version and which reading of an obligation hold on the day, why, and what the others would say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tregua.agreement.calendar import last_day
from tregua.agreement.terms import Agreement, Amendment, Obligation, ReadingOf
from tregua.agreement.versions import ORIGINAL, Version
from tregua.compliance.judging.bench import Bench, is_undone
from tregua.model.explanation import Told
from tregua.model.messages import Argument, Message, say
from tregua.model.standing import LASTING, Phase, VersionStanding


def tell_in_force(
    agreement: Agreement,
    obligation: Obligation,
    bench: Bench,
    as_of: date,
    chosen: ReadingOf | None,
    *,
    judged: bool,
) -> tuple[Told, ...]:
    """The version in force as known on ``as_of``, then the others, then the readings. ``obligation`` is
    the accord's own; ``chosen`` the reading asked for, if one was; what each would come to is told
    where it was ``judged``."""
    return (
        *_version(agreement, obligation, bench, as_of, judged=judged),
        *_readings(agreement, obligation, bench, chosen, judged=judged),
    )


def _version(
    agreement: Agreement, obligation: Obligation, bench: Bench, as_of: date, *, judged: bool
) -> Iterator[Told]:
    version = bench.in_force
    if version is None or version.amendment is None:
        signed = agreement.signed(obligation)
        code = "explain.version.original.claimed" if bench.claimed else "explain.version.original"
        code = "explain.version.original.coming" if bench.coming else code
        yield Told(about="version", text=say(code, signed=signed, as_of=as_of))
        yield from _coming(bench)
        yield from _claimed(bench)
        return
    yield from _amended(version, version.amendment, judged=judged)
    yield from _contested(bench)
    yield from _coming(bench)
    yield from _claimed(bench)
    if _passes_while_suspended(obligation, version.amendment, bench.due_on):
        yield Told(about="version", text=say("explain.version.suspended_day"))
    standings = bench.versions()
    for version_id, standing in standings.items():
        if version_id != version.id and not standing.claimed:
            same = standing.phase == standings[version.id].phase
            yield Told(about="otherwise", text=_other(version_id, standing, same=same))


def _passes_while_suspended(obligation: Obligation, amendment: Amendment, due: date | None) -> bool:
    first, last = amendment.from_on, amendment.until_on
    if amendment.kind != "suspension" or due is None or obligation.kind in LASTING:
        return False
    return (first is None or first <= due) and (last is None or due <= last)


def _claimed(bench: Bench) -> Iterator[Told]:
    """What is told as an amendment and is none, because whoever must agree to it has not."""
    for one in bench.claimed:
        code = "explain.version.claimed" if one.told_as == "agreed" else f"explain.version.{one.told_as}"
        actors = tuple(f"actor:{who}" for who in one.said_by)
        text = say(code, version=f"version:{one.id}", known=one.known_on, actors=actors)
        yield Told(about="version", text=text, evidence=one.evidence)


def _contested(bench: Bench) -> Iterator[Told]:
    """Who says, of those without whose consent an amendment does not bind, that it was not agreed."""
    for one, contest in bench.contests():
        code = "explain.version.contested" if is_undone(one) else "explain.version.contested.written"
        actors = tuple(f"actor:{who}" for who in contest.denied_by)
        text = say(code, version=f"version:{one.id}", day=contest.from_on, actors=actors)
        yield Told(about="version", text=text, evidence=contest.evidence)


def _coming(bench: Bench) -> Iterator[Told]:
    """What is agreed already, and holds only from a later day."""
    for one in bench.coming:
        if one.amendment is not None and one.amendment.from_on is not None:
            text = say("explain.version.coming", version=f"version:{one.id}", day=one.amendment.from_on)
            yield Told(about="otherwise", text=text, evidence=one.evidence)


def _amended(version: Version, amendment: Amendment, *, judged: bool) -> Iterator[Told]:
    """Its note is left out where a day is judged: it was written later, and may tell what was not known."""
    named = f"version:{amendment.id}"
    kind, form = say(f"explain.amendment.{amendment.kind}"), say(f"explain.form.{amendment.form}")
    yield Told(about="version", text=say("explain.version.amended", version=named, kind=kind, form=form))
    yield Told(about="version", text=_agreed(amendment))
    if version.evidence:
        known = say("explain.version.known", known=version.known_on, count=len(version.evidence))
    else:
        known = say("explain.version.known_written", known=version.known_on)
    yield Told(about="version", text=known, evidence=version.evidence)
    if amendment.note and not judged:
        yield Told(about="version", text=say("explain.version.note", text=amendment.note))


def _agreed(amendment: Amendment) -> Message:
    asked, consented = amendment.asked_by, amendment.consented_by
    args: dict[str, Argument] = {}
    if asked:
        args["asked"] = f"party:{asked}"
    if consented:
        args["consented"] = f"party:{consented}"
    which = "both" if asked and consented else "asked" if asked else "consented" if consented else "nobody"
    return say(f"explain.agreed.{which}", **args)


def _other(version_id: str, standing: VersionStanding, *, same: bool) -> Message:
    phase = tell_phase(standing.phase, standing.overdue_days)
    args: dict[str, Argument] = {"version": f"version:{version_id}", "phase": phase}
    if standing.due_on is not None:
        args["due"] = standing.due_on
    code = "explain.version.first" if version_id == ORIGINAL else "explain.version.other"
    code = code if standing.due_on else f"{code}.no_day"
    return say(f"{code}.same" if same else code, **args)


def tell_phase(phase: Phase, days: int) -> Message:
    """A phase, with the days it is late."""
    named = f"phase:{phase}"
    return say("explain.phase.late", phase=named, days=days) if days else say("explain.phase", phase=named)


def _readings(
    agreement: Agreement, obligation: Obligation, bench: Bench, chosen: ReadingOf | None, *, judged: bool
) -> Iterator[Told]:
    if not obligation.readings:
        return
    phases = bench.readings()
    alike = len(set(phases.values())) == 1 and len(phases) > 1
    for reading in obligation.readings:
        text = say(
            "explain.reading",
            whose=f"reading:{reading.id}",
            text=reading.text.rstrip("."),
            day=_day_of(reading, bench.in_force),
            standing=_read_so(phases[reading.id]) if judged and not alike else "",
        )
        yield Told(about="readings", text=text)
    if judged and alike:
        phase = next(iter(phases.values()))
        yield Told(about="readings", text=say("explain.readings.same", phase=f"phase:{phase}"))
    yield Told(about="readings", text=_counts_by(agreement, obligation, chosen))


def _read_so(phase: Phase) -> Message:
    return say("explain.reading.phase", phase=f"phase:{phase}")


def _day_of(reading: ReadingOf, version: Version | None) -> Argument:
    """The last day by a reading's own words; an amendment may have put it off since."""
    last = last_day(reading.window)
    if last is None:
        return ""
    moved = version is not None and version.amendment is not None and version.amendment.window is not None
    return say("explain.reading.day_signed" if moved else "explain.reading.day", day=last)


def _counts_by(agreement: Agreement, obligation: Obligation, chosen: ReadingOf | None) -> Message:
    if chosen is not None:
        return say("explain.reading.chosen", whose=f"reading:{chosen.id}")
    default = agreement.default_reading
    for reading in obligation.readings:
        if reading.id == default:
            return say("explain.reading.default", whose=f"reading:{reading.id}")
    return say("explain.reading.none")
