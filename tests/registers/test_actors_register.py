"""Who is who on a day: every word beside the others, nothing decided, whatever is said in whatever order."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.actors import Office, WhoIsWho
from tregua.model.records import Claim, ClaimSource, Event
from tregua.model.register import Page
from tregua.registers import enter, open_register
from tregua.registers.accounts import account_of
from tregua.registers.checks.actors import flag_actors
from tregua.registers.reckoning.holders import names_on, offices_on
from tregua.registers.subjects.who_is_who import lay_out_actors

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
FIRST = date(2020, 11, 10)


def says(
    speaker: str,
    name: str,
    *,
    published: str,
    actor: str = "am/pm",
    title: str = "prime minister",
    since: str | None = None,
    until: str | None = None,
    number: str = "",
    corrects: str | None = None,
    denies: bool = False,
    act: str = "actor.office",
    to: str | None = None,
) -> Claim:
    outlet = speaker.startswith("outlet/")
    event = Event(
        start=0, end=1, act=act, actor=actor, target=to, earliest=since, latest=until, about=name,
        category=title,
    )  # fmt: skip
    return Claim(
        claim_id=number or f"{speaker} {name} {published} {since} {until} {denies}",
        source=None if outlet else ClaimSource(start=0, end=1, actor_id=speaker),
        through=speaker if outlet else None,
        stance="denies" if denies else "asserts",
        events=(event,),
        published_at=published,
        supersedes=corrects,
    )


def page(*claims: Claim, on: str) -> Page:
    return open_register(enter(claims, ACCORD), "actors", ACCORD, date.fromisoformat(on))


def office(*claims: Claim, on: str) -> Office | None:
    found = offices_on(page(*claims, on=on))
    assert len(found) <= 1
    return found[0] if found else None


def names(*claims: Claim, on: str) -> list[str]:
    one = office(*claims, on=on)
    return [holder.name for holder in one.holders] if one else []


A = says("am/mfa", "Ann One", published="2020-11-12", since="2018-05-08")
B = says("az/mfa", "Bob Two", published="2020-11-12")


def test_two_sides_that_name_different_holders_are_contested_and_neither_is_chosen() -> None:
    found = office(A, B, on="2020-11-13")
    assert found and found.contested
    assert {one.name for one in found.holders} == {"Ann One", "Bob Two"}
    flags = list(flag_actors(page(A, B, on="2020-11-13")))
    assert [flag.text.code for flag in flags] == ["registers.flag.two_holders"]
    assert set(flags[0].evidence) == {A.claim_id, B.claim_id}


def test_the_manner_tells_whose_office_it_is() -> None:
    found = office(A, B, says("outlet/tass", "Ann One", published="2020-11-12"), on="2020-11-13")
    assert found
    manners = {word.said_by or word.through: word.manner for one in found.holders for word in one.words}
    assert manners == {"am/mfa": "announced", "az/mfa": "acknowledged", "outlet/tass": "told"}


def test_who_came_after_somebody_does_not_contradict_the_older_word() -> None:
    later = says("az/mfa", "Bob Two", published="2020-12-01", since="2020-11-20")
    found = office(A, later, on="2020-12-02")
    assert found and not found.contested
    assert names(A, later, on="2020-12-02") == ["Bob Two", "Ann One"]
    assert names(A, later, on="2020-11-19") == ["Ann One"]


def test_a_stretch_of_another_s_that_goes_on_contradicts() -> None:
    held = says("am/mfa", "Ann One", published="2021-01-01", since="2018-05-08", until="2020-12-31")
    later = says("az/mfa", "Bob Two", published="2020-12-01", since="2020-11-20")
    found = office(held, later, on="2020-12-02")
    assert found and found.contested


def test_the_day_of_the_change_is_common_to_both() -> None:
    went = says("am/mfa", "Ann One", published="2020-12-01", since="2018-05-08", until="2020-11-20")
    came = says("az/mfa", "Bob Two", published="2020-12-01", since="2020-11-20")
    assert not any(one.contested for one in offices_on(page(went, came, on="2020-11-20")))
    assert names(went, came, on="2020-11-21") == ["Bob Two"]


def test_a_speaker_s_later_word_takes_the_place_of_its_own_alone() -> None:
    later = says("am/mfa", "Bob Two", published="2020-11-15")
    other = says("ru/mfa", "Ann One", published="2020-11-11")
    assert names(A, later, on="2020-11-16") == ["Bob Two"]
    assert set(names(A, later, other, on="2020-11-16")) == {"Ann One", "Bob Two"}


def test_an_older_word_that_comes_late_changes_nothing_on_later_days() -> None:
    old = says("am/mfa", "Old Nought", published="2021-01-05", since="2008-04-09", until="2018-04-17")
    assert names(A, old, on="2020-11-13") == ["Ann One"]
    assert names(A, old, on="2010-01-01") == ["Old Nought"]
    assert office(A, old, on="2018-04-20") is None


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    first = says("am/mfa", "Ann Once", published="2020-11-12", number="c1")
    mended = says("am/mfa", "Ann One", published="2020-11-13", number="c2", corrects="c1")
    others = says("az/mfa", "Bob Two", published="2020-11-13", number="c3", corrects="c1")
    assert names(first, mended, on="2020-11-14") == ["Ann One"]
    assert set(names(first, others, on="2020-11-14")) == {"Ann Once", "Bob Two"}


def test_a_denial_makes_an_office_contested() -> None:
    denial = says("az/mfa", "Ann One", published="2020-11-14", denies=True)
    found = office(A, denial, on="2020-11-15")
    assert found and found.contested
    assert not office(A, denial, on="2020-11-13").contested  # type: ignore[union-attr]


def test_an_institution_has_several_offices_and_several_deputies() -> None:
    one = says("outlet/ap", "Ann One", published="2020-11-10", actor="ru/mfa", title="deputy minister")
    two = says("outlet/ap", "Bob Two", published="2020-11-12", actor="ru/mfa", title="deputy minister")
    head = says("outlet/ap", "Cy Three", published="2020-11-12", actor="ru/mfa", title="head of protocol")
    found = offices_on(page(one, two, head, on="2020-11-12"))
    assert [(len(one.holders), one.contested) for one in found] == [(2, False), (1, False)]


def test_a_spelling_that_the_accord_knows_is_one_person() -> None:
    one = says("outlet/tass", "Sergei Shoigu", published="2020-11-12", actor="ru/defmin", title="")
    two = says("outlet/ap", "Sergey Shoigu", published="2020-11-12", actor="ru/defmin", title="")
    found = office(one, two, on="2020-11-12")
    assert found and [holder.name for holder in found.holders] == ["Sergei Shoigu"]
    assert {word.name for word in found.holders[0].words} == {"Sergei Shoigu", "Sergey Shoigu"}


def test_names_that_are_nearly_the_same_are_told_as_perhaps_one() -> None:
    one = says("outlet/tass", "Ara Aivazian", published="2020-11-18", actor="am/fm", title="")
    two = says("outlet/ap", "Ara Ayvazyan", published="2020-11-18", actor="am/fm", title="")
    found = page(one, two, on="2020-11-18")
    assert not offices_on(found)[0].contested
    assert [flag.text.code for flag in flag_actors(found)] == ["registers.flag.spellings"]


def test_different_titles_in_two_usages_stand_side_by_side() -> None:
    ours = says("am/mfa", "Ann One", published="2020-11-12", actor="nk/president", title="president")
    theirs = says(
        "az/mfa", "Ann One", published="2020-11-12", actor="nk/president", title="separatist leader"
    )
    found = page(ours, theirs, on="2020-11-12")
    assert [flag.text.code for flag in flag_actors(found)] == ["registers.flag.titles"]
    assert {word.title for word in offices_on(found)[0].holders[0].words} == {
        "president",
        "separatist leader",
    }


@pytest.fixture(scope="module")
def laid_out() -> WhoIsWho:
    supply = says(
        "am/mfa", "", published="2020-11-12", act="actor.relation.supplies", actor="tr", to="az/mil", title=""
    )
    denial = says(
        "tr/mfa", "", published="2020-11-13", act="actor.relation.supplies", actor="tr", to="az/mil",
        title="", denies=True,
    )  # fmt: skip
    called = says("am/mfa", "Artsakh", published="2020-11-12", act="actor.named", actor="nk", title="")
    return lay_out_actors(page(A, supply, denial, called, on="2020-11-20"), ACCORD)


def test_relations_are_of_the_actor_itself_and_contested_where_denied(laid_out: WhoIsWho) -> None:
    (relation,) = laid_out.relations
    assert (relation.act, relation.actor, relation.to) == ("actor.relation.supplies", "tr", "az/mil")
    assert relation.contested
    assert {word.manner for word in relation.words} == {"acknowledged", "denied"}


def test_the_accord_s_own_word_stands_beside_and_is_no_entry(laid_out: WhoIsWho) -> None:
    by_actor = {one.actor: one for one in laid_out.offices}
    assert [one.name for one in by_actor["am/pm"].by_accord] == ["Nikol Pashinyan"]
    assert [one.name for one in by_actor["am/pm"].holders] == ["Ann One"]
    assert by_actor["az/president"].holders == ()
    told = {(one.what, one.actor) for one in laid_out.accord}
    assert {("party", "az"), ("guarantor", "tr"), ("delegation", "ru")} <= told
    clauses = {clause.id for clause in ACCORD.clauses}
    assert all(one.clause in clauses for one in laid_out.accord if one.obligation_id)


def test_names_stand_in_the_accord_s_order(laid_out: WhoIsWho) -> None:
    assert [word.name for one in laid_out.names for word in one.words] == ["Artsakh"]
    orders = [[party for party, _ in one.forms] for one in laid_out.forms]
    assert all(one == sorted(one, key=lambda p: (p != "az", p != "am", p)) for one in orders)


NAMES = ("Ann One", "Bob Two", "Cy Three")


@st.composite
def told(draw: st.DrawFn) -> list[Claim]:
    claims = []
    for number in range(draw(st.integers(0, 8))):
        first = FIRST + timedelta(draw(st.integers(0, 9)))
        last = first + timedelta(draw(st.integers(0, 6)))
        claims.append(
            says(
                draw(st.sampled_from(["am/mfa", "az/mfa", "icrc", "outlet/tass"])),
                draw(st.sampled_from(NAMES)),
                published=(FIRST + timedelta(draw(st.integers(0, 12)))).isoformat(),
                since=draw(st.sampled_from([None, first.isoformat()])),
                until=draw(st.sampled_from([None, last.isoformat()])),
                number=f"c{number}",
                corrects=draw(st.none() | st.integers(0, 7).map(lambda n: f"c{n}")),
                denies=draw(st.booleans()) and draw(st.booleans()),
            )
        )
    return claims


@settings(max_examples=60, deadline=None)
@given(told(), st.randoms(use_true_random=False), st.integers(0, 14))
def test_the_order_of_entering_changes_nothing_and_nobody_is_made_up(
    claims: list[Claim], shuffler: object, later: int
) -> None:
    on = (FIRST + timedelta(later)).isoformat()
    shuffled = list(claims)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    assert offices_on(page(*claims, on=on)) == offices_on(page(*shuffled, on=on))
    entries = {one.entry_id: one for one in enter(claims, ACCORD)}
    for found in offices_on(page(*claims, on=on)):
        for holder in found.holders:
            for word in holder.words:
                entry = entries[word.entry_id]
                assert (entry.about, entry.category) == (word.name, word.title)
                assert not (entry.latest and entry.earliest != entry.latest and entry.latest < on)
        speakers: dict[str, set[str]] = {}
        for holder in found.holders:
            for word in holder.words:
                day = word.on.isoformat() if word.on else ""
                if word.manner != "denied" and day not in (word.since, word.until):  # a day of change has two
                    speakers.setdefault(word.said_by or word.through or "", set()).add(holder.name)
        if not found.contested:  # nobody's own words name two, unless that is told
            assert all(len(named) == 1 for named in speakers.values())


def test_names_of_one_stand_in_the_accord_s_order_whoever_spoke_last() -> None:
    ours = says("am/mfa", "Shushi", published="2020-11-14", act="actor.named", actor="nk", title="")
    theirs = says("az/mfa", "Shusha", published="2020-11-12", act="actor.named", actor="nk", title="")
    outlet = says("outlet/tass", "Sjusja", published="2020-11-16", act="actor.named", actor="nk", title="")
    (naming,) = lay_out_actors(page(outlet, ours, theirs, on="2020-11-20"), ACCORD).names
    assert [word.name for word in naming.words] == ["Shusha", "Shushi", "Sjusja"]


def test_a_name_that_was_given_for_a_time_is_left_out_afterwards_and_may_be_of_several() -> None:
    def called(actor: str, number: str, until: str | None) -> Claim:
        return says(
            "am/mfa", "Centre", published="2020-11-12", act="actor.named", actor=actor, title="",
            since="2020-11-01", until=until, number=number,
        )  # fmt: skip

    def named(on: str) -> set[str | None]:
        told = page(called("nk", "c1", "2020-11-20"), called("ru/peacekeepers", "c2", None), on=on)
        assert "registers.flag.two_places" not in {flag.text.code for flag in told.flags}
        return {one.actor for one in names_on(told)}

    assert named("2020-11-20") == {"nk", "ru/peacekeepers"}
    assert named("2020-11-21") == {"ru/peacekeepers"}


@pytest.mark.parametrize(
    ("since", "until", "over"),
    [(None, "2020-11-20", True), ("2020-11-20", "2020-11-20", False), ("2020-11-01", "2020-11-20", True),
     ("2020-11-01", None, False), (None, None, False)],
)  # fmt: skip
def test_what_ends_a_word_in_office_ends_it_everywhere(
    since: str | None, until: str | None, over: bool
) -> None:
    told = page(says("am/mfa", "Ann One", published="2020-11-12", since=since, until=until), on="2020-11-21")
    [word] = [word for line in told.lines for word in line.words]
    assert account_of("actors").is_over(word.entry, told.on) is over
    assert (word.manner == "ended") is over
    assert (offices_on(told) == ()) is over
