"""The vocabulary of the bundled example, and short ways to ask what a text says."""

from functools import cache
from pathlib import Path

from tregua.agreement.load import load_accord
from tregua.model.records import Claim, Event, Reading
from tregua.reading import read_page
from tregua.vocabulary.lexicon import Vocabulary, load_vocabulary

ROOT = Path(__file__).parents[2]


@cache
def vocabulary() -> Vocabulary:
    accord = load_accord(ROOT / "src/tregua/data/accords/karabakh-2020")
    return load_vocabulary().extended(accord.places, accord.actors)


def read(text: str, published: str | None = None) -> Reading:
    return read_page(text, vocabulary(), published)


def claims_of(text: str, published: str | None = None) -> tuple[Claim, ...]:
    return read(text, published).claims


def only_event(text: str, published: str | None = None) -> Event:
    events = [event for claim in claims_of(text, published) for event in claim.events]
    assert len(events) == 1, [event.act for event in events]
    return events[0]


def said(claim: Claim, text: str) -> str:
    return " … ".join(text[span.start : span.end] for span in claim.content)
