"""Clauses that say nothing, or that nobody checks; provisions for nobody."""

from __future__ import annotations

from collections.abc import Iterator

from tregua.agreement.lint.doubt import Doubt, Draft, doubt


def check(draft: Draft) -> Iterator[Doubt]:
    """Doubts about clauses and provisions."""
    accord = draft.agreement
    said = {one.clause for one in accord.provisions} | {one.clause for one in accord.definitions}
    said |= {exemption.clause for _, exemption, _ in draft.exemptions}
    instruments = {one.id: one for one in accord.instruments}
    for at, clause in enumerate(accord.clauses):
        path = ("clauses", at)
        owed = tuple(f"obligation:{one.id}" for one in accord.obligations if one.clause == clause.id)
        if not owed and clause.id not in said:
            yield doubt(path, "clause_unused", clause=clause.reference)
        if owed and clause.verification is None:
            yield doubt(path, "unverified", clause=clause.reference, obligations=owed)
        own = instruments[clause.instrument].languages if clause.instrument in instruments else ()
        for language in clause.texts:
            if language not in (*accord.languages, *own):
                yield doubt((*path, "texts", language), "text_in_no_language", language=language)
    for at, provision in enumerate(accord.provisions):
        if provision.kind == "entitlement" and not provision.holders:
            yield doubt(("provisions", at), "entitlement_of_nobody", title=provision.title)
