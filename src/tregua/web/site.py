"""What is the same for every page: the desk, its standings by day, the templates, the words."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tregua.model.errors import TreguaError
from tregua.model.messages import Message, say
from tregua.model.records import Item, Reading
from tregua.model.standing import Status
from tregua.model.tiers import Audience
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.names import Names
from tregua.web.almanac import Almanac
from tregua.web.clerk import Clerk
from tregua.web.desk import Desk
from tregua.web.doorkeeper import NOBODY, Asker
from tregua.web.gate import asker_of
from tregua.web.moment import Moment, read_moment
from tregua.web.view import View

DeskFor = Callable[[Audience], Desk]
"""A centre's desk as an audience sees it."""
ClerkFor = Callable[[Audience], Clerk]
"""Whoever enters for those who see what an audience sees."""


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tregua.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    return environment


@dataclass
class Site:
    """One centre's dashboard."""

    desk: Desk
    clerk: Clerk | None = None
    locale: str = "en"
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """What a form of ours must bring back."""
    almanac: Almanac = field(init=False)
    catalogue: Catalogue = field(init=False)
    names: Names = field(init=False)
    templates: Environment = field(init=False, default_factory=_environment)

    def __post_init__(self) -> None:
        self.almanac = Almanac(self.desk)
        self.catalogue = Catalogue.load(self.locale)
        self.names = Names(self.desk.agreement, self.desk.vocabulary)

    def view(
        self,
        moment: Moment,
        page: str = "",
        query: Iterable[tuple[str, str]] = (),
        asker: Asker = NOBODY,
    ) -> View:
        """A page of this site for ``asker``; ``query`` is what its address asks for."""
        asked = tuple(one for one in query if one[0] not in ("on", "as_of"))
        return View(self.desk, moment, Renderer(self.catalogue, self.names), page, asked, asker)

    def render(
        self, view: View, template: str, status_code: int = 200, bare: bool = False, **context: Any
    ) -> Response:
        """The page as HTML. ``v`` is the view in every template; a bare page asks the desk for nothing
        that may have failed, and has no day bar."""
        if not bare:
            context["arrivals"] = day_counts(view)
            context["dues"] = due_days(self.almanac.at_hand(view.moment) or (), view.moment)
        may_enter = self.clerk is not None and view.may("enter_row")
        text = self.templates.get_template(template).render(v=view, bare=bare, may_enter=may_enter, **context)
        return HTMLResponse(text, status_code=status_code, headers={"cache-control": "no-store"})

    def fail(self, request: Request, message: Message, advice: Message | None, status_code: int) -> Response:
        """The page that says what went wrong and what to do."""
        days = tuple(self.desk.days())
        if not days:
            return Response(
                self.catalogue.template("web.days.none"), status_code=503, media_type="text/plain"
            )
        try:
            moment = read_moment(request.query_params, days)
        except TreguaError:
            moment = Moment(on=days[-1], as_of=days[-1], days=days)
        view = self.view(moment, "error", asker=asker_of(request))
        return self.render(
            view,
            "error.html",
            status_code,
            bare=status_code >= 500 or view.asker.person is None,
            message=message,
            advice=advice,
            code=status_code,
        )


def day_counts(view: View) -> tuple[int, ...]:
    """Items published on each of the centre's days, for the bars over the day slider."""
    counts = view.desk.arrivals(view.moment.last)
    return tuple(counts.get(day.isoformat(), 0) for day in view.moment.days)


def due_days(statuses: Sequence[Status], moment: Moment) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Days of the centre on which something falls due: how many days in, and what."""
    due: dict[int, list[str]] = {}
    for status in statuses:
        if status.due_on and moment.first <= status.due_on <= moment.last:
            due.setdefault((status.due_on - moment.first).days, []).append(status.title)
    return tuple((day, tuple(titles)) for day, titles in sorted(due.items()))


@dataclass
class Sites:
    """A centre's dashboard as each audience sees it, made when it is first asked for."""

    desk_for: DeskFor
    clerk_for: ClerkFor | None = None
    _made: dict[Audience, Site] = field(default_factory=dict)
    _making: Lock = field(default_factory=Lock)

    def of(self, audience: Audience) -> Site:
        """The dashboard of an audience."""
        with self._making:
            if audience not in self._made:
                clerk = self.clerk_for(audience) if self.clerk_for else None
                self._made[audience] = Site(self.desk_for(audience), clerk)
            return self._made[audience]


def site_of(request: Request) -> Site:
    """The dashboard as whoever asks sees it; nobody sees it as the public does."""
    sites: Sites = request.app.state.sites
    return sites.of(asker_of(request).audience)


Page = Callable[[Site, Request, View], Response]


def page(name: str, make: Page) -> Callable[[Request], Any]:
    """A route's endpoint: reads the moment from the address and makes the page off the event loop."""

    async def endpoint(request: Request) -> Response:
        site = site_of(request)

        def answer() -> Response:
            moment = read_moment(request.query_params, tuple(site.desk.days()))
            asker = asker_of(request)
            return make(site, request, site.view(moment, name, request.query_params.items(), asker))

        return await run_in_threadpool(answer)

    return endpoint


def not_found(what: str, given: str) -> HTTPException:
    """What a page raises for an id the centre does not know."""
    return NotKnown(say(f"web.no_{what}", given=given))


def find_item(request: Request, view: View) -> tuple[Item, str, Reading]:
    """The item an address names, if it was known at the page's moment; else a 404."""
    item_id = request.path_params["item_id"]
    with view.desk.received(view.moment.as_of) as got:
        known = got.find(item_id)
    found = view.desk.item(item_id) if known else None
    if found is None:
        raise not_found("item", item_id)
    return found


class NotKnown(HTTPException):
    """An id the centre does not know: a 404 that says which."""

    def __init__(self, message: Message) -> None:
        super().__init__(status_code=404)
        self.message = message
