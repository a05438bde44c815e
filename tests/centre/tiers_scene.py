"""A centre that received something of every tier, with a word of its own in every field that takes words; and
the same centre without what somebody may not see."""

from __future__ import annotations

from pathlib import Path

from centres import found_to_enter
from tregua.centre.centre import Centre
from tregua.centre.day import play_day
from tregua.centre.entering import enter_sheet
from tregua.centre.intake import open_files, take_in
from tregua.centre.moment import present_of
from tregua.model.tiers import Audience, sees

TIERS = ("public", "parties", "delegation:ru", "delegation:tr", "internal")
AUDIENCES = tuple(Audience(one) for one in TIERS)
CANARY = {
    "public": "Pubcanary",
    "parties": "Parcanary",
    "delegation:ru": "Ruscanary",
    "delegation:tr": "Turcanary",
    "internal": "Intcanary",
}
NUMBERS = {tier: 7001 + at for at, tier in enumerate(TIERS)}
"""A figure of each tier's own."""


def sheets(tier: str) -> list[tuple[str, str]]:
    """What is entered for a tier: files by name."""
    word, number = CANARY[tier], NUMBERS[tier]
    head = f"# tier: {tier}\n# title: Title {word}\n"
    person = f"person-{number:016x}"
    forces = (
        f"# register: forces\n{head}what,figure,said by,whose,place,name,day,published,note\n"
        f"post,,ru/mod,ru/mil,Lachin,Post {word},2020-11-18,2020-11-19,Note {word}\n"
        f"servicemen,{number},ru/mod,ru/mil,,,2020-11-19,2020-11-19,Note {word}\n"
        # The same row in every tier: nobody may learn from it that another has said it too.
        "posts,9,ru/mod,ru/mil,,,2020-11-20,2020-11-20,\n"
    )
    persons = (
        f"# register: exchanges\n{head}what,said by,whose,person,day,published,note\n"
        f"asks for,am/mod,am,{person},2020-11-22,2020-11-23,Note {word}\n"
    )
    return [(f"forces-{word}.csv", forces), (f"persons-{word}.csv", persons)]


def page(tier: str) -> tuple[str, str]:
    """An article of a tier."""
    word = CANARY[tier]
    return f"page-{word}.txt", (
        f"Title {word}: ceasefire violated\nArmenpress {word}\n20 November 2020\n\n"
        f"YEREVAN, NOVEMBER 20, ARMENPRESS. The Armenian defence ministry said that on {10 + len(word) % 9} "
        f"November Azerbaijan opened fire near Shushi, {word} reported.\n"
    )


def correction(centre: Centre, tier: str) -> tuple[str, str]:
    """A sheet of a tier that corrects the public figure."""
    word, number = CANARY[tier], NUMBERS[tier] + 100
    return f"corrected-{word}.csv", (
        f"# register: forces\n# tier: {tier}\nwhat,figure,said by,whose,day,published,corrects\n"
        f"servicemen,{number},ru/mod,ru/mil,2020-11-19,2020-11-25,forces-Pubcanary.csv:6\n"
    )


def found_for(folder: Path, audience: Audience) -> Centre:
    """The centre in ``folder``, which never received anything that ``audience`` may not see."""
    centre = found_to_enter(folder)
    received = [tier for tier in TIERS if sees(audience, tier)]
    for tier in received:
        name, text = page(tier)
        arrivals, faults = open_files([(name, text.encode())])
        assert not faults, faults
        handed = [one.model_copy(update={"tier": tier}) for one in arrivals]
        assert take_in(centre, handed, present_of(centre)).items
        for name, text in sheets(tier):
            found = enter_sheet(centre, name, text.encode())
            assert not found.faults, [(one.code, one.where, one.message) for one in found.faults]
    for tier in received[1:]:
        name, text = correction(centre, tier)
        found = enter_sheet(centre, name, text.encode())
        assert not found.faults, [(one.code, one.where) for one in found.faults]
    days = centre.charter.days
    assert days is not None
    play_day(centre, days.last, [], lambda fault: None)
    return centre


def above(audience: Audience) -> list[str]:
    """The words that ``audience`` may meet nowhere."""
    hidden = [tier for tier in TIERS if not sees(audience, tier)]
    return [CANARY[tier].casefold() for tier in hidden] + [
        f"{NUMBERS[tier] + more:,}" if comma else f"{NUMBERS[tier] + more}"
        for tier in hidden
        for more in (0, 100)
        for comma in (True, False)
    ]
