"""What was received and does not weigh, or was said from afar: told, so that no explanation says of a word
that there is none, or of a speaker that it was there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tregua.agreement.terms import Agreement
from tregua.compliance.evidence.words import Evidence
from tregua.model.explanation import Told
from tregua.model.messages import say
from tregua.model.standing import Step
from tregua.vocabulary.names import speaks_in_office

_CONTRARY = ("compliance.ask.denied_since", "compliance.ask.passed_back", "compliance.ask.gainsaid")
"""Questions whose evidence, where the answer is no, says what was asked for and does not weigh."""
_NO_VERSION = ("explain.version.claimed", "explain.version.announced", "explain.version.spoken_of")
_SILENT = ("compliance.nothing_said", "explain.nothing_said.of_side")


def without_silence(
    grounds: Sequence[Told], in_force: Iterable[Told], steps: Iterable[Step]
) -> tuple[Told, ...]:
    """The grounds, in which *no item says anything of it* is told as *nothing that weighs* where something
    received bears on it."""
    claims = _unweighed(in_force, steps)
    if not claims:
        return tuple(grounds)
    weak = Told(text=say("explain.nothing_weighs"), evidence=claims)
    return tuple(weak if one.text.code in _SILENT else one for one in grounds)


def tell_undisputed(in_force: Iterable[Told], steps: Iterable[Step]) -> tuple[Told, ...]:
    """Said among the doubts where there is none: that what says the contrary does not weigh."""
    claims = _unweighed(in_force, steps)
    return (Told(text=say("explain.doubts.nothing_weighs"), evidence=claims),) if claims else ()


def _unweighed(in_force: Iterable[Told], steps: Iterable[Step]) -> tuple[str, ...]:
    found = {one for step in steps if _is_contrary(step) for one in step.evidence}
    found |= {one for told in in_force if told.text.code in _NO_VERSION for one in told.evidence}
    return tuple(sorted(found))


def _is_contrary(step: Step) -> bool:
    return not step.yes and step.question.code in _CONTRARY


def tell_from_afar(
    agreement: Agreement, evidence: Evidence, rests_on: Iterable[str], told: Iterable[str]
) -> Iterator[Told]:
    """For each of ``rests_on`` that is no party, guarantor or observer of the accord and is not known to have
    watched: that nothing shows that it did. ``told`` are the claims that the explanation rests on."""
    watching = {_state(one.observer) for one in evidence.watches if one.observer}
    claims = set(told)
    for actor in rests_on:
        if not speaks_in_office(actor) or agreement.side_of(actor) is not None or _state(actor) in watching:
            continue
        said = (one.claim_id for one in evidence.claims if one.said_by == actor and one.claim_id in claims)
        yield Told(text=say("explain.doubts.from_afar", actor=f"actor:{actor}"), evidence=tuple(sorted(said)))


def _state(actor: str) -> str:
    return actor.partition("/")[0]
