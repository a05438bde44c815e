"""From when to when, in words: an unsure stretch says that it is unsure."""

from tregua.model.messages import say
from tregua.model.register import Interval
from tregua.reporting.ground_words import tell_extent


def closed(until: str | None, *, sure: bool) -> Interval:
    return Interval(
        about="road", value="closed", since="2020-12-01T08:30", until=until, said_by="az/mod", through=None,
        claim_ids=("claim-1",), sure=sure,
    )  # fmt: skip


def test_an_unsure_stretch_says_so_and_a_sure_one_does_not() -> None:
    assert tell_extent(closed(None, sure=True)).code == "register.interval.on"
    told = tell_extent(closed("2020-12-03", sure=False))
    assert told == say("register.interval.unsure", told=tell_extent(closed("2020-12-03", sure=True)))
