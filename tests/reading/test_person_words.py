"""Names of persons as keys, and as they are looked for in a text."""

from __future__ import annotations

import time

import pytest

from tregua.model.errors import BadRow
from tregua.model.person import NamedPerson, is_known_ground
from tregua.reading.person_words import Sought, has_letters, holds_whole, words_of
from tregua.reading.sheets import faults_of_sheet
from tregua.reading.sheets_persons import is_like_person, is_like_surname, withhold_names
from tregua.vocabulary.lexicon import load_vocabulary

HEAD = "# register: exchanges\n# said by: am/mod\n"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Aram Testpersonyan", "TESTPERSONYAN,  Aram", True),
        ("Uugar\u00adcía", "Uugarci\u0301a", True),
        ("Unknown 1", "Unknown 2", False),
        ("Unknown 1", "Unknown", False),
        ("राम", "रिम", False),
        ("Kaya", "Kâya", False),
    ],
)
def test_a_key_tells_persons_apart_by_whatever_differs(one: str, other: str, same: bool) -> None:
    assert (words_of(one) == words_of(other)) is same


def test_what_has_no_letter_is_no_name() -> None:
    assert not has_letters("№ 17") and not has_letters("17/2") and not has_letters("\u3164")
    assert has_letters("Unknown 17")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Test Uugarcía", "brother of Uugarcia"),
        ("Test Uugarcia", "brother of Uugarcía"),
        ("Test Uugarcia", "brother of Uugar\u00adcia"),
        ("Test Uugarcia", "brother of U\u200bugarci\u0301\u034fa"),
        ("Wu Li", "the man Li, Wu"),
        ("Aram Testpersonov", "of Testpersonova"),
        ("Aram Testpersonova", "of Testpersonov"),
        ("Aram Vvaram", "the Vvarams"),
        ("Lusine Other", "Lusina's list"),
        ("Aram Testpersonyan", "MrTestpersonyan"),
        ("Ilqar İsmayıltest", "ismayiltest"),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, text: str) -> None:
    assert Sought([name]).stands_in(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Wu Li", "list of the wounded"),
        ("Li Chang", "exchange of lists, li"),
        ("Aram Testpersonyan", "asked for by telephone, list 3"),
        ("Gor Abcdefgh", "gorge north of Agdam"),
    ],
)
def test_other_words_are_left_alone(name: str, text: str) -> None:
    assert not Sought([name]).stands_in(text)


def test_a_whole_name_is_found_in_any_order() -> None:
    assert holds_whole("x;Testperso\u00adnyan, Aram;y", "Aram Testpersonyan")
    assert not holds_whole("Aram and Testpersonyan", "Aram Testpersonyan")


def withheld(text: str, name: str = "list.csv") -> str:
    written, _ = withhold_names(text, name, lambda named: f"person-{abs(hash(named.name)):016x}"[:23])
    return written


@pytest.mark.parametrize(
    ("head", "columns", "row", "field"),
    [
        ("", "through", "Testpersonyan family", "through"),
        ("", "through", "testpersonyans", "through"),
        ("", "said by", "Aram", "said by"),
        ("", "whose", "Testpersonyan", "whose"),
        ("", "place", "Testpersonyan", "place"),
        ("", "corrects", "testpersonyan.csv row 3", "corrects"),
        ("", "note", "Testperso\u00adnyan", "note"),
        ("", "category", "Testpersonyans", "category"),
        ("# note: Aram\n", "note", "something else", "note"),
        ("# through: Testpersonyans\n", "note", "", "through"),
        ("# title: Testpersonyans\n", "note", "", "title"),
    ],
)
def test_a_name_stands_nowhere_else_in_a_sheet(head: str, columns: str, row: str, field: str) -> None:
    text = f"{HEAD}{head}what,person,day,{columns}\nrequested,Aram Testpersonyan,2020-12-05,{row}\n"
    with pytest.raises(BadRow) as refused:
        withheld(text)
    assert (refused.value.code, refused.value.where.field) == ("sheet.name_elsewhere", field)


def test_of_a_row_that_is_struck_nothing_is_left_to_the_reader() -> None:
    rows = (
        "what,person,day,place,stance,corrects\n"
        "requested,Aram Testpersonyan,2020-12-05,,,\n"
        ",,,Testpersonyans,struck,list.csv row 3\n"
    )
    with pytest.raises(BadRow) as refused:
        withheld(HEAD + rows)
    assert refused.value.where.field == "place"


def test_a_name_that_is_a_word_of_the_sheet_can_be_entered() -> None:
    text = withheld(f"{HEAD}what,person,day\nconfirms held,Person Held,2020-12-05\n")
    assert "confirms held" in text and "Person" not in text


@pytest.mark.parametrize("named", ["№ 17", "17", "()"])
def test_a_name_without_letters_is_refused(named: str) -> None:
    with pytest.raises(BadRow) as refused:
        withheld(f"{HEAD}what,person,day\nrequested,{named},2020-12-05\n")
    assert refused.value.code == "sheet.no_name"


def test_a_ground_that_names_nobody_is_known() -> None:
    assert is_known_ground("Asked for by the family, 12/2021")
    assert is_known_ground("ordered by a court")
    assert not is_known_ground("asked for by the family of Aram")
    assert not is_known_ground("asked for by the family, Aram")


def test_nobody_is_shown_by_being_printed() -> None:
    assert "Aram" not in repr(NamedPerson(name="Aram"))


@pytest.mark.parametrize(
    "name",
    [
        "Aram Testpersonyan",
        "aram testpersonyan",
        "Aram Testpersonyan 1987",
        "Testpersonyan (1987)",
        "Dr. Aram Testpersonyan",
        "Dr. A. Testpersonyan",
        "Aram Testpersonyan; b. 1987",
        "Aram Testpersonyan, born in 1987",
        "Aram bin Testperson",
        "captain testpersonyan",
        "Testpersonyan, b. 1987",
    ],
)
def test_what_looks_like_a_person_is_no_name_of_a_thing(name: str) -> None:
    assert is_like_person(name, of_one=True)


@pytest.mark.parametrize(
    "name",
    [
        "list 3",
        "the second list",
        "list of 1993",
        "list of 62 (2020)",
        "Shusha",
        "62",
        "19-3",
        "group of 12 May",
    ],
)
def test_what_tells_that_it_is_a_thing_is_let_be(name: str) -> None:
    assert not is_like_person(name, of_one=True)


def test_of_many_two_plain_words_are_let_be() -> None:
    assert not is_like_person("northern front line")


@pytest.mark.parametrize(
    "word", ["x" * 200_000, "testpe" * 30_000, "a" + "\u0316\u0301" * 100_000, "li " * 60_000]
)
def test_a_word_without_end_is_looked_through_in_no_time(word: str) -> None:
    sought = Sought(["Aram Testpersonyan", "Testpe " + "testpe" * 20, "Wu Li"])
    before = time.process_time()
    sought.stands_in(word)
    is_like_person(word, of_one=True)
    assert time.process_time() - before < 3  # cut into every piece, it took hours


def test_what_is_longer_than_any_name_is_none() -> None:
    with pytest.raises(BadRow) as fault:
        withheld(f"{HEAD}what,person\nrequested,{'Testpersonyan ' * 20}\n")
    assert fault.value.code == "sheet.long_name"


@pytest.mark.parametrize("name", ["Testpersonyan", "testpersonyan", "Տեստյան", "O", "Тестов"])
def test_a_word_alone_may_be_a_surname(name: str) -> None:
    assert is_like_surname(name)


@pytest.mark.parametrize("name", ["62", "list", "Hospital", "Su-25", "list Alpha", "19-3", "x" * 200])
def test_a_word_that_tells_a_thing_is_none(name: str) -> None:
    assert not is_like_surname(name)


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        ("requested,Testpersonyan,,", True),
        ("requested,Testpersonyan,1,", True),
        ("requested,Testpersonyan,12,", False),
        ("visited,Shusha,,", False),
        ("visited,prison Testlan,,", False),
        ("requested,ICRC,,", False),
    ],
)
def test_a_surname_under_name_is_refused_unless_it_is_a_place_or_an_actor(row: str, refused: bool) -> None:
    text = f"{HEAD}# published: 2020-12-18\nwhat,name,figure,unit,whose,to\n{row},icrc,am\n"
    codes = [one.code for one in faults_of_sheet(text, load_vocabulary(), "l.csv")]
    assert codes == (["sheet.person_as_thing"] if refused else [])
