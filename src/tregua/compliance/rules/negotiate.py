"""Something is to be agreed. Meetings, working groups and drafts are steps; agreeing is the thing."""

from __future__ import annotations

from tregua.compliance.completion import Account, weigh_completion
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "negotiate"
AGREED = "negotiate.agree"


def judge(case: Case) -> Standing:
    """The standing of something to be agreed."""
    done, undone, steps = [], [], []
    for word in case.scene.words_of(*case.acts("negotiate", "link.plan")):
        if case.restates(word) or not case.concerns(place.place_id for place in word.event.places):
            continue
        agreed = is_a(word.event.act, AGREED)
        if word.denies and agreed:
            undone.append(word)
        elif word.affirms and agreed:
            done.append(word)
        elif word.affirms or word.plans:
            steps.append(word)
    return weigh_completion(case, Account(tuple(done), tuple(undone), tuple(steps)))
