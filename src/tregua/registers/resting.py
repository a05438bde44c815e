"""What of an agreement an entry and its place rest on: whose side an actor is of, and who owes a force."""

from __future__ import annotations

from tregua.agreement.terms import Agreement


def rest_on(agreement: Agreement) -> dict[str, object]:
    """``sides``: the party that each actor speaks for, those below it too unless named themselves;
    ``deploying``: the obligors of deployments. Agreements that are alike in these make the same entries and
    postings."""
    return {
        "sides": {actor: party.id for party in reversed(agreement.parties) for actor in party.actors},
        "deploying": sorted(
            {who for one in agreement.obligations if one.kind == "deploy" for who in one.obligors}
        ),
    }
