"""A register on a day: its lines, each speaker's word beside the others', and what they leave possible.

No number here is anybody's but a claimant's: a range runs from the lowest that one of the words gives to
the highest that one gives, and names whose they are by holding the words.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from tregua.model.messages import Message
from tregua.model.records import Basis, Comparator, Record
from tregua.model.standing import Entry, Register

Manner = Literal[
    "told", "announced", "acknowledged", "alleged", "observed", "ended", "planned", "demanded", "denied"
]
"""In what way a word is given: *announced* by the side whose it is, *acknowledged* by the other side
(*alleged*, where one side tells of the other's losses), or *observed* by somebody of neither, where it is
told as a fact; *told* where no speaker is named, or nobody's side is known; *ended* where its own speaker
says that it was so and no longer is; and *planned*, *demanded* or *denied*."""


class Word(Record):
    """One speaker's word on a line, as it stands on the day asked about: the latest of its manner and
    basis. ``since`` is the day it is of."""

    manner: Manner
    since: date | None
    entry: Entry

    @property
    def is_standing_figure(self) -> bool:
        """Whether it gives a number as a fact that its speaker has not said to be over."""
        return self.entry.is_figure and self.manner != "ended"


class Line(Record):
    """One line of a register: what is counted or done, whose, to whom, where; and everybody's word of it.

    ``ranged`` are the words, by their entries' ids, that may stand in one range: of figures of a day each,
    those of the last day told of; none where they are of different times and not told to be of a day each.
    ``low``/``high`` are the lowest and the highest figure that these give, each of
    them claimed, null where a word leaves that end open or none gives a figure. How it is (who holds the
    ground, whether the link is open) is no line's but a :class:`State`'s.
    """

    measure: str
    actor: str | None = None
    to: str | None = None
    place_ids: tuple[str, ...] = ()
    about: str = ""
    category: str = ""
    person: str = ""
    basis: Basis | None = None
    low: float | None = None
    high: float | None = None
    ranged: tuple[str, ...] = ()
    words: tuple[Word, ...]
    owed: tuple[Owed, ...] = ()
    scopes: tuple[Scope, ...] = ()

    @property
    def of(self) -> str:
        """Of whom or what alone somebody's figures on it are, in words."""
        return "; ".join(dict.fromkeys(one.of for one in self.scopes))


class Scope(Record):
    """Of whom or what alone somebody's figures are, as the accord's data says (``series_id``), counted from
    ``since``: the figures of a part, that stand for no whole."""

    series_id: str
    speaker: str
    of: str
    since: date | None = None
    note: str = ""
    source: str


OwedOf = Literal["level", "total", "flow"]


class Owed(Record):
    """What the agreement asks of a figure, and whether it is met: *yes* by everybody's word, *no* by
    nobody's, else *open*. ``reading`` is empty for the text itself; ``of`` is what is asked for: a *level*,
    a *total* that is reached or not, or a *flow* of so many in each period (``per``, ISO 8601), which no
    figure of a day tells. ``giver``: whose share it is. ``met_by``, ``unmet_by`` and ``open_by`` are those by
    whose words it is met, is not, or cannot be told, by id (empty: nobody is named)."""

    obligation_id: str
    reading: str = ""
    of: OwedOf = "level"
    per: str = ""
    giver: str = ""
    low: float | None = None
    high: float | None = None
    meets: Literal["yes", "no", "open"]
    met_by: tuple[str, ...] = ()
    unmet_by: tuple[str, ...] = ()
    open_by: tuple[str, ...] = ()


class Lapsed(Record):
    """Of a place or link what speakers said it was until a day that is past, who say nothing of it since."""

    about: str
    words: tuple[StateWord, ...]


class State(Record):
    """How a place or link is on the day, by everybody's latest word. ``value`` is what those of the last day
    say alike, null where they differ or nobody says how it is: then nothing is decided."""

    about: str
    value: str | None
    words: tuple[StateWord, ...]

    @property
    def standing(self) -> Standing:
        """In what way it stands by these words. A value that was said last is its speakers' alone, where
        others say otherwise of earlier days."""
        affirmed = {one.value for one in self.words if one.manner != "denied"}
        denied = {one.value for one in self.words if one.manner == "denied"}
        if self.value is not None:
            return "said" if affirmed == {self.value} and self.value not in denied else "said_last"
        if not affirmed:
            return "denied"
        return "contested" if len({one.said_by or one.through for one in self.words}) > 1 else "unclear"


Standing = Literal["said", "said_last", "contested", "unclear", "denied"]
"""*Said* alike by all; *said last*, and otherwise before; *contested* between several speakers; *unclear*
where one speaker says both of one day; only *denied*."""


class StateWord(Record):
    """What one speaker says that the state is, since when, and the entry it rests on. ``until`` is the last
    day that the word itself names; ``since`` is null where it names that alone."""

    value: str
    since: date | None
    until: date | None = None
    said_by: str | None
    through: str | None
    manner: Manner
    entry_id: str
    claim_id: str


class Flag(Record):
    """Something that does not fit, kept as claimed and told. ``evidence`` are the claims' ids."""

    text: Message
    evidence: tuple[str, ...] = ()


class Page(Record):
    """A register on one day: its lines in order, the states that follow, those that are over, and what does
    not fit."""

    register_name: Register
    on: date
    lines: tuple[Line, ...] = ()
    states: tuple[State, ...] = ()
    lapsed: tuple[Lapsed, ...] = ()
    flags: tuple[Flag, ...] = ()


class Batch(Record):
    """One figure that a speaker's count is made of: so many, on that day."""

    on: date | None
    low: float | None
    high: float | None
    comparator: Comparator = "="
    entry_id: str
    claim_id: str


class Count(Record):
    """What one speaker's own words come to. Where ``batches`` are several, ``low`` and ``high`` are their
    sum, which is the reader's and not the speaker's; a running total of the speaker's own stands alone.
    Figures of a ``category`` are a part and apart from those of the whole."""

    said_by: str | None
    through: str | None = None
    low: float | None
    high: float | None
    category: str = ""
    batches: tuple[Batch, ...]


class SideBalance(Record):
    """What is said of one side in an exchange, by speaker: how many it ``received``; how many of its people
    the other is said to have ``held``; how many it ``requested``, and how many were ``confirmed``."""

    side: str
    received: tuple[Count, ...] = ()
    held: tuple[Count, ...] = ()
    requested: tuple[Count, ...] = ()
    confirmed: tuple[Count, ...] = ()


class Balance(Record):
    """An exchange of one kind, side by side. ``all_for_all``: *yes* where both sides say that the other
    holds nobody more, *no* where one says how many are still held, else *open*; null of the dead, of whom
    it is not asked. ``owed``: how many are to be given, under the text and each reading."""

    measure: str
    sides: tuple[SideBalance, ...]
    unclear: tuple[Count, ...] = ()
    all_for_all: Literal["yes", "no", "open"] | None = None
    readings: tuple[ReadingBalance, ...] = ()
    owed: tuple[Owed, ...] = ()


class ReadingBalance(Record):
    """The same exchange as one reading of the agreement counts it: without the figures of the categories
    that it ``leaves_out``, or of those alone that it ``counts_only``. Of the figures in ``untold`` nobody
    tells the category; they stand here as in every reading, and may hold some whom this does not count."""

    reading: str
    whose: str
    obligation_id: str
    leaves_out: tuple[str, ...] = ()
    counts_only: tuple[str, ...] = ()
    sides: tuple[SideBalance, ...]
    unclear: tuple[Count, ...] = ()
    all_for_all: Literal["yes", "no", "open"] | None = None
    untold: tuple[Count, ...] = ()


class Matched(Record):
    """An incident that a notice may explain. ``fit`` is *yes* where act, side, place and time all fit,
    *perhaps* where one of them is not told; ``beforehand``: whether the notice came before it began."""

    incident_id: str
    fit: Literal["yes", "perhaps"]
    beforehand: Literal["yes", "no", "open"]


class Notified(Record):
    """A notice, as entered, and the incidents it may explain; none where nothing of the kind was reported.
    ``late``: it was given after what it announces had begun; ``begun`` is false where, on the day asked
    about, what it announces was still to begin: nothing can have been reported of it."""

    entry: Entry
    late: bool = False
    begun: bool = True
    incidents: tuple[Matched, ...] = ()


class Interval(Record):
    """By one speaker's words, how a place or link was from one time to another. Times are local ISO, a day or
    a minute; ``until`` is null where this speaker has said nothing later of it. ``sure`` is false where the
    same speaker tells otherwise of the very time at which it begins."""

    about: str
    value: str
    since: str
    until: str | None
    said_by: str | None
    through: str | None
    claim_ids: tuple[str, ...]
    sure: bool = True


class Spell(Record):
    """How long, in a period, a place or link was in one state by one speaker's words: at least ``low`` and at
    most ``high`` hours, apart because a day is not an hour. Reckoned from the intervals of ``claim_ids``."""

    about: str
    value: str
    said_by: str | None
    through: str | None
    low: float
    high: float
    claim_ids: tuple[str, ...]


Balance.model_rebuild()
Line.model_rebuild()
Lapsed.model_rebuild()
State.model_rebuild()
