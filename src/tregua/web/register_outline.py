"""What a register's page holds, part by part, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tregua.model.standing import Register
from tregua.reporting.register_words import tell_states_title
from tregua.web.balances import BalanceOnPage
from tregua.web.ground_page import GroundOnPage
from tregua.web.register_parts import Part, claims_of, is_denied
from tregua.web.said import LineOnPage, Said, StateOnPage
from tregua.web.view import View

_MUCH = 1_000  # rows: it folds whatever it holds


def outline(name: Register, laid_out: Mapping[str, Any], view: View) -> Iterator[Part]:
    """The parts of what was laid out for the page, those too that hold nothing."""
    t = view.t
    if laid_out["areas"]:
        yield _held(laid_out["areas"], view)
    for number, one in enumerate(laid_out["balances"], start=1):
        claims = frozenset(_counted(one))
        yield Part(f"balance-{number}", one.title, len(one.rows) or 1, claims=claims, stays=True)
    persons = laid_out["persons"]
    yield Part(
        "persons", t("web.persons.title"), persons.sheet.total, len(persons.shown),
        frozenset(word.claim_id for one in persons.shown for word in one.told),
        unsettled=any(one.contested for one in persons.shown) or persons.open > 0,
    )  # fmt: skip
    states = laid_out["states"]
    yield _of_states("states", view.say(tell_states_title(name)), states.shown, states.total)
    yield from _of_ground(laid_out["ground"], view)
    spans = laid_out["spans"]
    yield Part(
        "spans", t("web.span.title"), spans.rows.total, len(spans.rows.shown),
        frozenset(one.claim_id for row in spans.rows.shown for one in row.spans),
        unsettled=spans.has_unsure,
    )  # fmt: skip
    notices = laid_out["notices"]
    yield Part("notices", t("register.page.notices"), len(notices.shown), stays=True)
    if laid_out["actors"]:
        yield from _of_actors(laid_out["actors"], view)
    else:
        yield _of_lines("told", t("web.register.told"), laid_out["told"])
        if not notices.shown:
            yield _of_lines("meant", t("web.register.meant"), laid_out["meant"])
    yield Part("charts", t("web.chart.title"), len(laid_out["drawn"].courses))
    ledger, gone = laid_out["ledger"], laid_out["gone"]
    yield Part("every", t("web.register.every"), ledger.total, _MUCH, stays=ledger.start > 0)
    yield Part("gone", t("web.register.gone"), gone.total, _MUCH)


def _held(areas: Iterable[Any], view: View) -> Part:
    said = [one for area in areas for one in (*area.said, *area.plans)]
    title = view.t("web.control.title", day=view.moment.on)
    return Part("held", title, len(list(areas)), claims=frozenset(claims_of(said)), stays=True)


def _of_ground(ground: GroundOnPage, view: View) -> Iterator[Part]:
    positions, handovers, links = ground.positions, ground.handovers, ground.links
    yield _of_states("positions", view.t("ground.states.positions"), positions.shown, positions.total)
    steps = [step for one in handovers.shown for step in one.steps]
    yield Part(
        "handovers", view.t("ground.handovers.title"), handovers.total, len(steps),
        frozenset(claims_of(one for step in steps for doing in step.doings for one in doing.said)),
        unsettled=any(step.mark in ("denied", "both") for step in steps),
    )  # fmt: skip
    yield Part(
        "ways", view.t("ground.links.title"), links.total,
        claims=frozenset(claims_of(one for link in links.shown for one in link.words)), stays=True,
    )  # fmt: skip


def _of_states(anchor: str, title: str, states: Iterable[StateOnPage], total: int) -> Part:
    found = list(states)
    claims = frozenset(claims_of(one for state in found for one in state.said))
    return Part(anchor, title, total, len(found), claims, any(one.state.value is None for one in found))


def _of_lines(anchor: str, title: str, lines: Iterable[LineOnPage]) -> Part:
    found = list(lines)
    said: list[Said] = [one for line in found for one in line.said]
    failed = any(owed.meets == "no" for line in found for owed, _ in line.asked)
    mixed = any(is_denied(line.said) and len(line.said) > 1 for line in found)
    return Part(anchor, title, len(found), claims=frozenset(claims_of(said)), unsettled=failed or mixed)


def _of_actors(actors: Any, view: View) -> Iterator[Part]:
    for one in actors.sections:
        blocks = one.blocks
        yield Part(
            f"actors-{one.code}", view.t(f"actors.{one.code}"), len(blocks) + one.left, len(blocks),
            frozenset(claims_of(said for block in blocks for said in block.said)),
            unsettled=any(block.contested for block in blocks),
        )  # fmt: skip
    yield Part("actors-forms", view.t("actors.forms"), len(actors.forms))
    yield Part("actors-accord", view.t("actors.accord"), len(actors.accord))


def _counted(balance: BalanceOnPage) -> Iterator[str]:
    cells = [cell for _, row in balance.rows for cell in row]
    for one in (*(count for cell in cells for count in cell), *balance.unclear):
        yield from (claim_id for _, claim_id in one.figures)
