"""Register sheets: what an officer enters, a row a claim with one event.

A row is taken whole or refused with its line, its field and what to do; and a sheet with a row that is
refused is not taken at all. What is claimed is taken as it is claimed, however unlikely: a count below
nothing, an exchange with one side only. What does not fit is told on the register's page.
"""

from __future__ import annotations

import re
from typing import NoReturn, Protocol

from tregua.model.errors import BadRow, Where
from tregua.model.ids import claim_id, content_id
from tregua.model.messages import Argument, say
from tregua.model.person import PSEUDONYM
from tregua.model.records import (
    ActorMention,
    Article,
    Basis,
    Claim,
    ClaimSource,
    Event,
    Modality,
    PlaceMention,
    QuantityMention,
    Reading,
    Span,
    Stance,
    TimeMention,
    first_told,
    may_correct,
)
from tregua.model.standing import Register
from tregua.model.tiers import PUBLIC, Tier
from tregua.model.when import first_instant, last_instant
from tregua.reading.sheets_cells import (
    NotRead,
    is_formula,
    read_actor,
    read_day,
    read_figure,
    read_outlet,
    read_place,
    read_places,
)
from tregua.reading.sheets_faults import Checked, kept, refuse, taken
from tregua.reading.sheets_found import Found
from tregua.reading.sheets_layout import Cell, Layout, Row, is_sheet, lay_out
from tregua.reading.sheets_persons import like_person
from tregua.reading.sheets_tiers import KNOWN_TIERS, ForFewer, said_tier, tier_in
from tregua.reading.sheets_words import (
    Sheet,
    Step,
    basis_of,
    is_organisation,
    register_of,
    sheet_of,
    unit_of,
    word_of,
)
from tregua.vocabulary.lexicon import Vocabulary
from tregua.vocabulary.names import speaks_in_office

__all__ = ["Earlier", "faults_of_sheet", "is_sheet", "published_of_sheet", "read_sheet", "tier_of_sheet"]

_CLAIM = re.compile(r"[a-z]+-[0-9a-f]{16}\.[0-9a-f]{8}")
_ROW = re.compile(
    r"(?:(?P<name>(?!(?:row|line)\b)\S.*?)[\s,:]+)?(?:(?:row|line)\s*)?(?P<row>\d{1,6})", re.IGNORECASE
)
_TOLD: dict[str, tuple[Stance, Modality]] = {
    "says": ("asserts", "actual"),
    "denies": ("denies", "actual"),
    "plans": ("asserts", "planned"),
    "demands": ("demands", "demanded"),
    "struck": ("asserts", "actual"),
}
_STRUCK = "struck"


class Earlier(Protocol):
    """What was entered before: claims by id, and by the file they came in and their row. Where something is
    there, but not for everybody for whom the sheet is, it raises :class:`ForFewer`."""

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of this id; None where there is none."""

    def rows(self, name: str, row: int) -> tuple[Claim, ...]:
        """The claims of this row of files of this name."""


def read_sheet(
    text: str, vocabulary: Vocabulary, name: str, earlier: Earlier | None = None, item_id: str = ""
) -> Reading:
    """Read a register sheet. Offsets are characters of ``text``.

    ``earlier`` is what a correction may correct; without it nothing is looked up, and what a row says it
    corrects is taken on trust. Raises the first of :func:`faults_of_sheet`.
    """
    reader = _Sheet(text, vocabulary, name, earlier, item_id)
    if reader.faults:
        raise reader.faults[0]
    item = Article(title=reader.title, published_at=reader.published)
    return Reading(item=item, mentions=reader.found.mentions(), claims=tuple(reader.claims))


def faults_of_sheet(
    text: str, vocabulary: Vocabulary, name: str, earlier: Earlier | None = None, item_id: str = ""
) -> tuple[BadRow, ...]:
    """Everything that is wrong with a sheet, by line, of each cell the first: ``sheet.*`` (see the
    reference)."""
    return _Sheet(text, vocabulary, name, earlier, item_id).faults


def published_of_sheet(text: str, name: str) -> str | None:
    """The last day or minute on which something in the sheet was said; None where no row tells. A cell that
    is no day is passed over: whoever reads the sheet is told of it, with all else that is wrong."""
    return _published(lay_out(text, name), name)


def _published(layout: Layout, name: str) -> str | None:
    day = Checked()
    cells = [cell for row in layout.rows if (cell := row.get("published")) is not None]
    days = [day(lambda cell=cell: _one_day(cell, name)) for cell in cells]  # type: ignore[misc]
    return max((one for one in days if one), key=last_instant, default=None)


def tier_of_sheet(text: str) -> Tier:
    """For whom the sheet is: everybody, where it says nothing else."""
    return said_tier(lay_out(text, "")) or PUBLIC.name


def _one_day(cell: Cell, name: str) -> str:
    earliest, latest = taken(cell, name, read_day)
    if earliest != latest:
        refuse("sheet.impossible_day", cell, name)
    return earliest


class _Sheet:
    """One sheet, read: its claims, its faults, what it mentions."""

    def __init__(
        self, text: str, vocabulary: Vocabulary, name: str, earlier: Earlier | None, item_id: str
    ) -> None:
        self.text, self.vocabulary, self.name, self.earlier = text, vocabulary, name, earlier
        self.item_id, self.item = item_id, item_id or content_id("page", text)
        self.found = Found()
        self._place_of = kept(lambda name: read_place(name, vocabulary.places))
        self._actor_of = kept(lambda name: read_actor(name, vocabulary))
        self._outlet_of = kept(lambda name: read_outlet(name, vocabulary))
        self._day_of = kept(read_day)
        self.claims: list[Claim] = []
        self._by_id: dict[str, Claim] = {}
        self._by_row: dict[int, Claim] = {}
        layout = lay_out(text, name)
        self.title, self.published = layout.title, _published(layout, name)
        faults = list(layout.faults)
        tier: Cell | None = None
        for row in layout.rows if not any(one.code in _HEADER for one in faults) else ():
            checked = Checked()
            tier = checked(lambda row=row, tier=tier: self._tier(row, tier)) or tier  # type: ignore[misc]
            claim = self._claim(row, checked)
            if claim is not None and not checked.faults:
                self._keep(claim, row.line.number)
            faults += checked.faults
        self.faults = tuple(sorted(faults, key=lambda one: one.where.line or 0))

    def _keep(self, claim: Claim, row: int) -> None:
        self.claims.append(claim)
        self._by_id.setdefault(claim.claim_id, claim)
        self._by_row.setdefault(row, claim)

    # ---- a row --------------------------------------------------------------------------------------

    def _claim(self, row: Row, checked: Checked) -> Claim | None:
        """The claim of a row; what is wrong with its cells is kept in ``checked``. None where the row cannot
        be made out."""
        for role, cell in row.cells.items():
            if is_formula(cell.text, counts=role == "figure"):
                checked(lambda cell=cell: self._fault("sheet.formula", cell))  # type: ignore[misc]
        register = checked(lambda: self._register(row))
        if register is None:
            return None
        sheet = sheet_of(register)
        told = checked(lambda: self._stance(row, sheet)) or sheet.stance
        if told == _STRUCK and row.get("corrects") is None:
            checked(lambda: self._missing(row, "corrects"))
            return None
        corrected = checked(lambda: self._corrected(row))
        names_nobody = row.get("said_by") is None and row.get("through") is None
        is_open = corrected is None and row.get("corrects") is not None  # then whose word it was is not known
        spoken = checked(lambda: self._speaker(row, corrected)) if not (names_nobody and is_open) else None
        source, through = spoken or (None, None)
        event = None if told == _STRUCK else self._event(row, sheet, told, checked)
        checked(lambda: self._check_name(row, sheet))  # of a row that is struck, too: its line is kept
        published = row.get("published")
        said = checked(lambda: _one_day(published, self.name)) if published else None
        claim = Claim(
            claim_id=claim_id(self.item, row.line.number, [row.line.start, row.line.end]),
            item_id=self.item_id,
            source=source,
            through=through,
            content=(Span(start=row.line.start, end=row.line.end),),
            stance=_TOLD[told][0],
            **first_told((event,) if event else ()),
            row=row.line.number,
            published_at=said,
            supersedes=corrected if isinstance(corrected, str) else corrected.claim_id if corrected else None,
        )
        if isinstance(corrected, Claim) and spoken and not may_correct(claim, corrected):
            whose = _whose(corrected)
            checked(lambda: self._fault("sheet.corrects_another", row.cells["corrects"], actor=whose))
        return claim

    def _event(self, row: Row, sheet: Sheet, told: str, checked: Checked) -> Event | None:
        found = checked(lambda: self._step(row, sheet))
        if found is None:  # what else can be read is read, so that all that is wrong is told
            for role in ("whose", "to"):
                checked(lambda role=role: self._actor(row, role))  # type: ignore[misc]
            checked(lambda: self._days(row, checked))
            checked(lambda: self._places(row))
            return None
        step, counted = found
        quantities = checked(lambda: self._quantities(row, step, counted, checked)) or ()
        for need in step.needs:
            if not any(row.get(one) for one in need.split("|")):
                checked(lambda need=need: self._missing(row, *need.split("|")))  # type: ignore[misc]
        earliest, latest = checked(lambda: self._days(row, checked)) or (None, None)
        places, about = checked(lambda: self._place(row, step)) or ((), "")
        target = checked(lambda: self._actor(row, "to"))
        return Event(
            start=row.line.start, end=row.line.end, act=step.act, modality=_TOLD[told][1],
            actor=checked(lambda: self._whose(row, step)), target=target, earliest=earliest, latest=latest,
            ends=row.get("until") is not None,
            places=places,
            quantities=tuple(one.model_copy(update={"to": target}) for one in quantities), about=about,
            category=_plain(row.get("category")), person=checked(lambda: self._person(row, sheet)) or "",
        )  # fmt: skip

    def _step(self, row: Row, sheet: Sheet) -> tuple[Step, str | None]:
        """Which step of the register the row tells of, and the unit that its words count."""
        what = self._needed(row, "what")
        found = sheet.step_of(what.text)
        if found is None:
            known = tuple(step.words[0] for step in sheet.steps)
            self._fault("sheet.unknown_act", what, register=sheet.register, known=known)
        return found

    def _register(self, row: Row) -> Register:
        cell = self._needed(row, "register")
        found = register_of(cell.text)
        if found is None:
            self._fault("sheet.unknown_register", cell)
        return found

    def _stance(self, row: Row, sheet: Sheet) -> str:
        cell = row.get("stance")
        if cell is None:
            return sheet.stance
        found = word_of("stances", cell.text)
        if found is None:
            self._fault("sheet.unknown_word", cell, known=tuple(_TOLD))
        return found

    def _tier(self, row: Row, before: Cell | None) -> Cell | None:
        cell = row.get("tier")
        if cell is not None and tier_in(cell) is None:
            self._fault("sheet.unknown_word", cell, known=KNOWN_TIERS)
        if before and cell and tier_in(before) != tier_in(cell):
            self._fault("sheet.tiers_differ", cell)
        return before or cell

    # ---- who ----------------------------------------------------------------------------------------

    def _speaker(self, row: Row, corrected: Claim | str | None) -> tuple[ClaimSource | None, str | None]:
        """Whose word it is and through whom. A correction that names nobody is its former speaker's."""
        said, via = row.get("said_by"), row.get("through")
        through = taken(via, self.name, self._outlet_of) if via else None
        if said is None and isinstance(corrected, Claim):
            at = row.cells["corrects"]
            former = corrected.source
            source = former and ClaimSource(start=at.start, end=at.end, actor_id=former.actor_id)
            return source, through or corrected.through
        if said is None:
            if through is None:
                where = Where(file=self.name, line=row.line.number, field="said by")
                raise BadRow(say("sheet.nobody"), where)
            return None, through
        actor = self._named(said)
        if actor.startswith("outlet/"):
            return None, through or actor
        return ClaimSource(start=said.start, end=said.end, actor_id=actor), through

    def _actor(self, row: Row, role: str) -> str | None:
        cell = row.get(role)
        return self._named(cell) if cell else None

    def _whose(self, row: Row, step: Step) -> str | None:
        """Whose it is. Whoever is named in an office must be in one."""
        found = self._actor(row, "whose")
        if found and step.name == "holder" and not speaks_in_office(found):
            self._fault("sheet.no_office", row.cells["whose"])
        return found

    def _named(self, cell: Cell) -> str:
        actor = taken(cell, self.name, self._actor_of)
        self.found.actors.append(ActorMention(start=cell.start, end=cell.end, text=cell.text, actor_id=actor))
        return actor

    # ---- where, when, how many ----------------------------------------------------------------------

    def _place(self, row: Row, step: Step) -> tuple[tuple[PlaceMention, ...], str]:
        """The places, and the name of the thing; a place's own name, where none is given, is the place."""
        cell, named = row.get("place"), row.get("name")
        about = re.sub(r"^the ", "", _plain(named), flags=re.IGNORECASE)
        if named and step.name == "organisation" and not is_organisation(about):
            self._fault("sheet.names_a_person", named)
        if cell is None and named and step.name == "thing" and self._is_place(about):
            cell, about = named, ""
        if cell is None:
            return (), about
        return self._places_in(cell), about

    def _places(self, row: Row) -> tuple[PlaceMention, ...]:
        """The places named under ``place``."""
        cell = row.get("place")
        return self._places_in(cell) if cell else ()

    def _places_in(self, cell: Cell) -> tuple[PlaceMention, ...]:
        places = taken(
            cell, self.name, lambda _: read_places(self.text, cell.start, cell.end, self._place_of)
        )
        self.found.places.extend(places)
        return places

    def _is_place(self, name: str) -> bool:
        try:
            return bool(self._place_of(name))
        except NotRead:
            return False

    def _days(self, row: Row, checked: Checked) -> tuple[str | None, str | None]:
        on, since, until = (
            checked(lambda role=role: self._day(row.get(role)))  # type: ignore[misc]
            for role in ("day", "since", "until")
        )
        earliest = since[0] if since else on[0] if on else None
        latest = until[1] if until else on[1] if on else None
        if earliest and latest and first_instant(earliest) > last_instant(latest):
            self._fault("sheet.backwards", row.get("until") or row.cells["day"], since=earliest)
        if not any(row.get(role) for role in ("day", "since", "until", "published")):
            self._missing(row, "day", "published")
        return earliest, latest

    def _day(self, cell: Cell | None) -> tuple[str, str] | None:
        if cell is None:
            return None
        earliest, latest = taken(cell, self.name, self._day_of)
        self.found.times.append(
            TimeMention(start=cell.start, end=cell.end, text=cell.text, earliest=earliest, latest=latest)
        )
        return earliest, latest

    def _quantities(
        self, row: Row, step: Step, counted: str | None, checked: Checked
    ) -> tuple[QuantityMention, ...]:
        cell, named, basis = row.get("figure"), row.get("unit"), row.get("basis")
        unit = checked(lambda: self._unit(named, step)) if named else counted
        told = checked(lambda: self._basis(basis)) if basis else None
        if cell is None:
            if counted:
                self._missing(row, "figure")
            return ()
        figure = taken(cell, self.name, read_figure)
        if named and unit is None:
            return ()
        of_one_post = step.unit == "post" and row.get("name") is not None
        if of_one_post and not (unit or figure.unit) and {figure.low, figure.high} != {1}:
            # Of a post with a name a figure is what stands there, and not how many posts there are.
            self._fault("sheet.no_unit", cell, known=_units(step))
        unit = unit or figure.unit or step.unit
        if unit is None:
            self._fault("sheet.no_unit", cell, known=_units(step))
        if unit not in step.units:
            self._fault("sheet.unknown_unit", named or cell, known=_units(step))
        found = figure.model_copy(
            update={"start": cell.start, "end": cell.end, "text": cell.text, "unit": unit, "basis": told}
        )
        self.found.quantities.append(found)
        return (found,)

    def _unit(self, cell: Cell, step: Step) -> str:
        unit = unit_of(cell.text)
        if unit is None:
            self._fault("sheet.unknown_unit", cell, known=_units(step))
        return unit

    def _basis(self, cell: Cell) -> Basis:
        told = basis_of(cell.text)
        if told is None:
            self._fault("sheet.unknown_word", cell, known=("that day", "total"))
        return told

    def _person(self, row: Row, sheet: Sheet) -> str:
        """The pseudonym of whom the row is about. A name is withheld before a sheet is read, so that one
        which still stands here is refused."""
        cell, figure = row.get("person"), row.get("figure")
        if cell is None:
            return ""
        if figure:
            self._fault("sheet.person_counted", figure)
        if not PSEUDONYM.fullmatch(cell.text):
            raise BadRow(say("sheet.person_open"), Where(file=self.name, line=cell.line, field=cell.field))
        return cell.text

    def _check_name(self, row: Row, sheet: Sheet) -> None:
        if named := like_person(row, sheet.register, self._is_known):
            self._fault("sheet.person_as_thing", named)

    def _is_known(self, name: str) -> bool:
        """Whether it is a place's or an actor's name."""
        try:
            return self._is_place(name) or bool(self._actor_of(name))
        except NotRead:
            return False

    # ---- corrections --------------------------------------------------------------------------------

    def _corrected(self, row: Row) -> Claim | str | None:
        """The claim that a row corrects; its id alone where nothing can be looked up."""
        cell = row.get("corrects")
        if cell is None:
            return None
        try:
            return self._corrected_by(cell)
        except ForFewer:
            self._fault("sheet.corrects_for_fewer", cell)

    def _corrected_by(self, cell: Cell) -> Claim | str | None:
        if _CLAIM.fullmatch(cell.text):
            own = self._by_id.get(cell.text)
            if own is None and self.earlier is None:
                return cell.text
            found = [one for one in (own or self._earlier_claim(cell.text),) if one is not None]
        else:
            match = _ROW.fullmatch(cell.text)
            if match is None:
                self._fault("sheet.corrects_nothing", cell)
            found = self._earlier_rows(match["name"], int(match["row"]))
            if match["name"] and self.earlier is None:
                return None
        if len(found) > 1:
            self._fault("sheet.corrects_several", cell, claims=tuple(one.claim_id for one in found))
        if not found:
            self._fault("sheet.corrects_nothing", cell)
        return found[0]

    def _earlier_claim(self, claim: str) -> Claim | None:
        return self.earlier.claim(claim) if self.earlier else None

    def _earlier_rows(self, name: str | None, number: int) -> list[Claim]:
        if name is None:
            return [self._by_row[number]] if number in self._by_row else []
        return list(self.earlier.rows(name, number)) if self.earlier else []

    # ---- faults -------------------------------------------------------------------------------------

    def _needed(self, row: Row, role: str) -> Cell:
        cell = row.get(role)
        if cell is None:
            self._missing(row, role)
        return cell

    def _missing(self, row: Row, *roles: str) -> NoReturn:
        columns: tuple[Argument, ...] = tuple(say(f"sheet.column.{role}.name") for role in roles)
        where = Where(file=self.name, line=row.line.number, field=roles[0])
        raise BadRow(say("sheet.missing", columns=columns), where)

    def _fault(self, code: str, cell: Cell, **args: Argument) -> NoReturn:
        refuse(code, cell, self.name, **args)


_HEADER = frozenset(
    f"sheet.{one}" for one in ("no_columns", "unknown_column", "column_twice", "no_rows", "too_many_columns")
)


def _units(step: Step) -> tuple[str, ...]:
    return tuple(f"unit:{unit}" for unit in step.units)


def _plain(cell: Cell | None) -> str:
    return " ".join(cell.text.split()) if cell else ""


def _whose(claim: Claim) -> str:
    return f"actor:{claim.said_by or claim.through or ''}"
