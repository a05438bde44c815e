"""What every template can say: one page's words, names, days and links, bound to its moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from tregua.model.bounds import say_count
from tregua.model.errors import TreguaError
from tregua.model.explanation import Told
from tregua.model.ids import item_of
from tregua.model.messages import Argument, Message, say
from tregua.model.records import Claim, QuantityMention
from tregua.model.standing import Doubt, Entry, Incident, Level, Phase, Reason, Status
from tregua.reporting import wording
from tregua.reporting.messages import Renderer, write_number
from tregua.reporting.phases import MARKS
from tregua.reporting.register_words import tell_told
from tregua.web.board import GROUP_OF, GROUPS, count_down
from tregua.web.desk import Desk
from tregua.web.doorkeeper import NOBODY, Asker
from tregua.web.ground import Ground, ground_of
from tregua.web.moment import Moment
from tregua.web.own_word import is_own_word
from tregua.web.sketch import frame_of_accord

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class View:
    """A page under way. Its methods are what templates call."""

    desk: Desk
    moment: Moment
    renderer: Renderer
    page: str = ""
    asked: tuple[tuple[str, str], ...] = ()
    """What else the address asks for, besides its two clocks."""
    asker: Asker = NOBODY
    """Whoever asks."""

    def may(self, action: str, state: str = "running") -> bool:
        """Whether whoever asks may do this, with what is his own at least: a page shows no way to what is
        refused."""
        return self.asker.may(action, state)

    def may_correct(self, entry: Entry) -> bool:
        """Whether whoever asks may correct this entry and strike it out."""
        own = is_own_word(entry.said_by, self.asker.person, self.desk.agreement)
        return self.asker.may("correct", "standing", own=own)

    # words

    def t(self, code: str, **args: Argument) -> str:
        """A message of the catalogue."""
        return self.renderer.text(say(code, **args))

    def say(self, message: Message | None) -> str:
        """A message made elsewhere."""
        return self.renderer.text(message) if message else ""

    def phase(self, phase: str) -> str:
        """A phase in words."""
        return self.renderer.value(f"phase:{phase}")

    def mark(self, phase: Phase) -> Markup:
        """The inside of a phase's 16 by 16 SVG mark."""
        return Markup(MARKS[phase])  # noqa: S704 - our own constant

    def act(self, act: str | None) -> str:
        """An act in words."""
        return self.renderer.value(f"act:{act}") if act else ""

    def group(self, phase: Phase) -> str:
        """The board's group of a phase."""
        return GROUP_OF[phase]

    def group_mark(self, group: str) -> Markup:
        """The mark of a group: that of its first phase."""
        return self.mark(GROUPS[group][0])

    def count_down(self, status: Status) -> str:
        """``5 days left``, or nothing."""
        return self.say(count_down(status, self.moment.on))

    def days_left(self, status: Status) -> str:
        """The same where the due day stands beside it: ``5 days left``."""
        return self.say(count_down(status, self.moment.on, beside=True))

    def other(self, doubt: Doubt, incident: Incident) -> str:
        """The incident that ``incident`` may be one with."""
        return doubt.other_id if doubt.other_id != incident.incident_id else doubt.incident_id

    def reach(self, radius_km: float) -> str:
        """How far from its point something may have been, no finer than it can be known."""
        return self.t("web.radius", km=round(radius_km) if radius_km >= 3 else round(radius_km, 1))

    def likely(self, probability: float) -> str:
        """A probability in the words of the seven-step scale."""
        return self.say(wording.likelihood(probability))

    # names

    def actor(self, actor_id: str | None) -> str:
        """An actor's name; a phrase where none is named."""
        return self.renderer.value(f"actor:{actor_id}") if actor_id else self.t("web.unnamed")

    def party(self, party_id: str | None) -> str:
        """A party's name."""
        return self.renderer.names.party(party_id) if party_id else ""

    def parties(self, party_ids: tuple[str, ...]) -> str:
        """Several parties' names."""
        return self.renderer.value(tuple(self.party(one) for one in party_ids))

    def accord_faults(self) -> tuple[TreguaError, ...]:
        """A fault for each file of the accord that was changed since the record rests on it."""
        return tuple(self.desk.accord_faults())

    def limits(self) -> tuple[str, ...]:
        """What this cannot show, the centre's own limits first, each once."""
        return tuple(dict.fromkeys((*self.desk.limits, *self.desk.agreement.limits)))

    def place(self, place_id: str) -> str:
        """Every party's form of a place's name."""
        return self.renderer.names.place(place_id)

    def forms(self, zone_id: str) -> tuple[str, ...]:
        """Every party's form of a zone's name; the zone's own where no place has its id."""
        if self.renderer.names.find_place(zone_id):
            return self.renderer.names.forms(zone_id)
        return (self.renderer.names.by_prefix("zone", zone_id) or zone_id,)

    def places(self, place_ids: tuple[str, ...]) -> str:
        """Several places, every form each."""
        return "; ".join(self.place(one) for one in place_ids)

    def clause(self, clause_id: str) -> str:
        """How a clause is cited."""
        return self.renderer.names.by_prefix("clause", clause_id) or clause_id

    def side(self, actor_id: str | None) -> str:
        """The party an actor speaks for, as a class name: an id, or ``none``."""
        return self.desk.agreement.side_of(actor_id) or "none"

    # days and figures

    def day(self, day: date) -> str:
        """``26 November 2020``."""
        return self.renderer.value(day)

    def short_day(self, day: date) -> str:
        """``26 Nov``."""
        return self.renderer.short_day(day)

    def weekday(self, day: date) -> str:
        """``Thursday``."""
        return self.t(f"web.weekday.{_WEEKDAYS[day.weekday()]}")

    def time(self, text: str | None) -> str:
        """A printed time."""
        return self.renderer.time(text) if text else self.t("web.unknown")

    def span(self, earliest: str | None, latest: str | None) -> str:
        """A time interval."""
        return self.say(wording.span(earliest, latest))

    def number(self, value: float) -> str:
        """With thousands separators."""
        return write_number(value)

    def level(self, level: Level) -> str:
        """A figure with its unit."""
        words = self.say(say_count(level.low, level.high))
        return f"{words} {self.renderer.unit(level.unit, level.high)}".strip()

    def bound(self, level: Level) -> str:
        """``at least`` or ``up to`` where a figure is open on one side, else nothing."""
        if level.high is None:
            return self.t("web.at_least")
        return self.t("web.up_to") if level.low is None else ""

    def quantity(self, quantity: QuantityMention) -> str:
        """A count as it was given."""
        words = self.say(say_count(quantity.low, quantity.high, quantity.comparator, quantity.word))
        return f"{words} {self.renderer.unit(quantity.unit, quantity.low)}".strip()

    def entry_figure(self, entry: Entry) -> str:
        """A register line's figure as it was given; nothing where it gives none."""
        if entry.low is None and entry.high is None:
            return ""
        return f"{self.figure(entry)} {self.renderer.unit(entry.unit, entry.low)}".strip()

    def told(self, entry: Entry) -> tuple[str, ...]:
        """In what way it is told, where it is not plainly said to be so."""
        return tuple(self.say(one) for one in tell_told(entry))

    def figure(self, entry: Entry) -> str:
        """The same without what it counts."""
        return self.say(say_count(entry.low, entry.high, entry.comparator))

    def paragraphs(self, told: tuple[Told, ...]) -> tuple[tuple[str, tuple[Told, ...]], ...]:
        """What is told, by what it is about, in order."""
        order = dict.fromkeys(one.about for one in told)
        return tuple((about, tuple(one for one in told if one.about == about)) for about in order)

    # the map

    @cached_property
    def ground(self) -> Ground:
        """The base map under the accord."""
        return ground_of(frame_of_accord(self.desk.agreement))

    def credit(self) -> str:
        """Whom the base map under the accord is from, and what time its disputed lines are of."""
        ground = self.ground
        if not ground.layers:
            return self.t("web.basemap.none")
        told = self.t("web.basemap", sources=ground.sources)
        return f"{told} {self.t('web.basemap.state', states=ground.states)}" if ground.states else told

    # links

    def link(self, path: str, **query: str | None) -> str:
        """A link that keeps the page's moment."""
        return self.moment.link(path, **query)

    def here(self, moment: Moment) -> str:
        """The same page at another moment."""
        return moment.link("", **dict(self.asked))

    def evidence_link(self, evidence_id: str) -> str:
        """Where the words of a claim, or an item, are shown."""
        return self.link(f"/items/{item_of(evidence_id)}#{evidence_id}")

    def claim(self, evidence_id: str) -> Claim | None:
        """The claim of an evidence id; None for an item or one not known."""
        if evidence_id not in self._looked_up:
            self._looked_up[evidence_id] = self.desk.claim(evidence_id, self.moment.as_of)
        return self._looked_up[evidence_id]

    @cached_property
    def _looked_up(self) -> dict[str, Claim | None]:
        return {}

    def evidence(self, reasons: tuple[Reason, ...]) -> tuple[str, ...]:
        """Every evidence id of some reasons, each once."""
        return tuple(dict.fromkeys(one for reason in reasons for one in reason.evidence))
