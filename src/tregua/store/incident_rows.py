"""Incidents and reports as rows: what fusion asks of those that are kept, and keeping what it changes.

Rows are as of one act of the record: those that stand are the ones that no act has ended.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, select, text

from tregua.centre.grown import Growing
from tregua.fusion.boxes import Box
from tregua.fusion.kept import (
    Change,
    Changes,
    KeptClaim,
    KeptIncident,
    KeptReport,
    read_compared,
    write_compared,
)
from tregua.model.records import Claim
from tregua.model.standing import Incident
from tregua.store.cells import blind, cell_of, kind_of, probes
from tregua.store.database import insert_once, words_for
from tregua.store.incident_tables import INCIDENT_TEXTS, INCIDENTS, KINDS, REPORTS, TAGGED, TAGS

TagsOf = Callable[[Incident], frozenset[str]]
"""By what an incident can be found."""

# PostgreSQL lets a question name itself once, so what an edition replaces and what replaces it are one step.
_KIN = (
    "WITH RECURSIVE kin(claim_id) AS (SELECT given.value FROM {given} UNION"
    " SELECT CASE WHEN one.supersedes = kin.claim_id THEN one.claim_id ELSE one.supersedes END"
    "  FROM kin {in_order} claims AS one ON one.supersedes = kin.claim_id"
    "  OR (one.claim_id = kin.claim_id AND one.supersedes IS NOT NULL))"
    " SELECT claims.claim, claims.seen_by FROM kin JOIN claims ON claims.claim_id = kin.claim_id"
    " WHERE claims.known_from < :index"
)
_REPORT = "SELECT r.row, r.compared, r.told, r.denies, r.folded, r.incident_id, r.seen_by"


class RowsAround:
    """What stands before the act ``index``; see :class:`tregua.fusion.kept.Around`."""

    def __init__(self, connection: Connection, index: int) -> None:
        self._connection, self._index = connection, index
        self._words = words_for(connection)

    def kin(self, claim_ids: Collection[str]) -> Iterable[KeptClaim]:
        """See the protocol."""
        query = _KIN.format(given=self._words.given("given", "text"), in_order=self._words.in_order)
        return self._claims(query, claim_ids)

    def on_pages(self, item_ids: Collection[str]) -> Iterable[KeptClaim]:
        """See the protocol."""
        query = (
            f"SELECT claims.claim, claims.seen_by FROM {self._words.given('given', 'text')}"  # noqa: S608
            f" {self._words.in_order} claims ON claims.item_id = given.value WHERE claims.known_from < :index"
        )
        return self._claims(query, item_ids)

    def made_of(self, item_ids: Collection[str]) -> Iterable[KeptReport]:
        """See the protocol."""
        return self._reports("r.item_id", item_ids)

    def copies(self, folded: Collection[str]) -> Iterable[KeptReport]:
        """See the protocol."""
        return self._reports("r.folded", folded, "AND NOT r.denies")

    def members(self, incident_ids: Collection[str]) -> Iterable[KeptReport]:
        """See the protocol."""
        return self._reports("r.incident_id", incident_ids)

    def near(self, boxes: Sequence[Box]) -> Iterable[KeptReport]:
        """See the protocol."""
        kinds = list(self._connection.scalars(select(KINDS.c.kind)))
        found: dict[int, KeptReport] = {}
        asked: tuple[tuple[Literal["cell", "kind"], list[Any]], ...] = (
            ("cell", probes(boxes, kinds)), ("kind", blind(boxes, kinds)),
        )  # fmt: skip
        for column, where in asked:
            if where:
                found |= self._between(column, where)
        return found.values()

    def incidents(self, incident_ids: Collection[str]) -> Iterable[KeptIncident]:
        """See the protocol."""
        query = text(
            f"SELECT told.incident, i.seen_by FROM {self._words.given('given', 'text')}"  # noqa: S608 - our own
            f" {self._words.in_order} incidents AS i ON i.incident_id = given.value"
            f" {self._words.in_order} incident_texts AS told ON told.row = i.row WHERE {_standing('i')}"
        )
        for told, seen_by in self._ask(query, incident_ids):
            yield KeptIncident(Incident.model_validate_json(told), seen_by)

    def _claims(self, query: str, ids: Collection[str]) -> Iterator[KeptClaim]:
        for claim, seen_by in self._ask(text(query), ids):
            yield KeptClaim(Claim.model_validate_json(claim), seen_by)

    def _reports(self, column: str, values: Collection[str], rest: str = "") -> Iterator[KeptReport]:
        query = text(
            f"{_REPORT} FROM {self._words.given('given', 'text')}"
            f" {self._words.in_order} reports AS r ON {column} = given.value WHERE {_standing('r')} {rest}"
        )
        for row in self._ask(query, values):
            yield _report_of(row)

    def _between(self, column: str, where: Sequence[tuple[int, float, float]]) -> dict[int, KeptReport]:
        given = self._words.given_rows("probes", ("bigint", "float8", "float8"))
        query = text(
            f"{_REPORT} FROM {given} {self._words.in_order} reports AS r"
            f" ON r.{column} = given.a AND r.first BETWEEN given.b AND given.c WHERE {_standing('r')}"
        )
        asked = {"index": self._index, **self._words.rows("probes", where)}
        found = {row.row: row for row in self._connection.execute(query, asked)}  # two probes may find one
        return {number: _report_of(row) for number, row in found.items()}

    def _ask(self, query: Any, values: Collection[str]) -> Iterable[Any]:
        asked = {"index": self._index, "given": self._words.values(sorted(values))}
        return self._connection.execute(query, asked)


def _standing(rows: str) -> str:
    return f"{rows}.known_from < :index AND ({rows}.known_to IS NULL OR {rows}.known_to >= :index)"


def _report_of(row: Any) -> KeptReport:
    return KeptReport(
        compared=read_compared(row.compared),
        told=row.told,
        denies=bool(row.denies),
        folded=row.folded,
        incident_id=row.incident_id,
        seen_by=row.seen_by,
    )


def grow_act(connection: Connection, index: int, growing: Growing) -> int:
    """Grows the incidents by the claims that the act ``index`` brought; returns how many these are."""
    query = text("SELECT claim, seen_by FROM claims WHERE known_from = :index ORDER BY position")
    begun = tuple(
        KeptClaim(Claim.model_validate_json(claim), seen_by)
        for claim, seen_by in connection.execute(query, {"index": index})
    )
    changes = growing.grow(Change(begun=begun), RowsAround(connection, index))
    keep_changes(connection, index, changes, growing.tags_of)
    return len(begun)


def keep_changes(connection: Connection, index: int, changes: Changes, tags_of: TagsOf) -> None:
    """Ends and begins the rows that the act ``index`` changes."""
    _end(connection, index, changes)
    _begin_reports(connection, index, changes.reports_begun)
    _begin_incidents(connection, index, changes.incidents_begun, tags_of)


def forget_incidents(connection: Connection) -> None:
    """Takes every row away, so that all can be made anew."""
    for table in (TAGGED, TAGS, INCIDENT_TEXTS, INCIDENTS, KINDS, REPORTS):
        connection.execute(delete(table))


_END_REPORT = text(
    "UPDATE reports SET known_to = :index WHERE report_id = :id AND denies = :denies AND seen_by = :seen_by"
    " AND known_to IS NULL"
)
_END_INCIDENT = text(
    "UPDATE incidents SET known_to = :index WHERE incident_id = :id AND seen_by = :seen_by"
    " AND known_to IS NULL"
)


def _end(connection: Connection, index: int, changes: Changes) -> None:
    reports = [
        {"index": index, "id": one.report_id, "denies": one.denies, "seen_by": one.seen_by}
        for one in changes.reports_ended
    ]
    incidents = [
        {"index": index, "id": one.incident.incident_id, "seen_by": one.seen_by}
        for one in changes.incidents_ended
    ]
    for statement, rows in ((_END_REPORT, reports), (_END_INCIDENT, incidents)):
        if rows:
            connection.execute(statement, rows)


def _begin_reports(connection: Connection, index: int, begun: Sequence[KeptReport]) -> None:
    if not begun:
        return
    boxes = [one.box for one in begun]
    kinds = [{"kind": kind} for kind in sorted({kind_of(box) for box in boxes})]
    connection.execute(insert_once(connection, KINDS).on_conflict_do_nothing(), kinds)
    connection.execute(
        insert(REPORTS),
        [
            {
                "report_id": one.report_id,
                "denies": one.denies,
                "item_id": one.compared.item_id,
                "incident_id": one.incident_id,
                "folded": one.folded,
                "first": box.first,
                "kind": kind_of(box),
                "cell": cell_of(box),
                "compared": write_compared(one.compared),
                "told": one.told,
                "known_from": index,
                "seen_by": one.seen_by,
            }
            for one, box in zip(begun, boxes, strict=True)
        ],
    )


def _begin_incidents(
    connection: Connection, index: int, begun: Sequence[KeptIncident], tags_of: TagsOf
) -> None:
    if not begun:
        return
    first = int(connection.scalar(select(func.max(INCIDENTS.c.row))) or 0) + 1
    rows = list(enumerate(begun, first))
    connection.execute(insert(INCIDENTS), [_incident_row(index, row, one) for row, one in rows])
    connection.execute(insert(INCIDENT_TEXTS), [_text_row(row, one.incident) for row, one in rows])
    tagged = [(row, one.incident, tags_of(one.incident)) for row, one in rows]
    numbers = _numbers_of(connection, [tags for _, _, tags in tagged])
    connection.execute(
        insert(TAGGED),
        [
            {"tag": numbers[tag], "earliest": incident.earliest, "row": row}
            for row, incident, tags in tagged
            for tag in sorted(tags)
        ],
    )


def _incident_row(index: int, row: int, one: KeptIncident) -> dict[str, object]:
    incident = one.incident
    return {
        "row": row,
        "incident_id": incident.incident_id,
        "earliest": incident.earliest,
        "until": incident.latest[:10] if incident.latest[:10] != incident.earliest[:10] else None,
        "known_from": index,
        "seen_by": one.seen_by,
    }


def _text_row(row: int, incident: Incident) -> dict[str, object]:
    return {"row": row, "incident": incident.model_dump_json(exclude_defaults=True)}


def _numbers_of(connection: Connection, tagged: Sequence[frozenset[str]]) -> dict[str, int]:
    """The numbers of these tags, new ones made; what each is told of is counted."""
    counts: dict[str, int] = {}
    for tags in tagged:
        for tag in tags:
            counts[tag] = counts.get(tag, 0) + 1
    known = {tag: number for number, tag in connection.execute(select(TAGS.c.number, TAGS.c.tag))}
    new = {tag: number for number, tag in enumerate(sorted(set(counts) - set(known)), len(known) + 1)}
    if new:
        connection.execute(insert(TAGS), [{"number": n, "tag": tag, "rows": 0} for tag, n in new.items()])
    connection.execute(
        text("UPDATE tags SET rows = rows + :more WHERE tag = :tag"),
        [{"tag": tag, "more": more} for tag, more in sorted(counts.items())],
    )
    return known | new
