"""A title of office begins with a capital, whatever the speaker's spelling."""

from tregua.model.actors import Office
from tregua.reporting.actor_words import tell_office


def test_a_title_begins_with_a_capital_and_stays_as_it_is() -> None:
    told = tell_office(Office.model_construct(actor="ru/mod", title="deputy head of the NATO desk"))
    assert told.args["title"] == "Deputy head of the NATO desk"
