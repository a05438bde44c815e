"""What is kept as it came holds no table of persons' names, whatever its name. Nobody bears these."""

from __future__ import annotations

import time

import pytest

from tregua.model.errors import BadRow
from tregua.reading.sheets_layout import is_marked_sheet
from tregua.reading.tables_of_names import check_no_names, is_heading_of_names

TABLE = "what,person,born\nrequested,Aram Testpersonyan,1987\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TABLE, "table.names_of_persons"),
        (f"Prisoners, list 3\n\n{TABLE}", "table.names_of_persons"),
        (TABLE.replace("\n", "\r"), "table.names_of_persons"),
        (f"\ufeff\n \n{TABLE}", "table.names_of_persons"),
        ("what;person\nrequested;Aram Testpersonyan\n", "table.names_of_persons"),
        ("what\tperson\nrequested\tAram Testpersonyan\n", "table.names_of_persons"),
        ("| no | surname |\n|---|---|\n| 1 | Testpersonyan |\n", "table.names_of_persons"),
        ("no   full name           born\n1    Aram Testpersonyan  1987\n", "table.names_of_persons"),
        ('"what","person"\n"requested","Testpersonyan, Aram"\n', "table.names_of_persons"),
        ("no,lastName\n1,Testpersonyan\n", "table.names_of_persons"),
        ("no,Surname (EN)\n1,Testpersonyan\n", "table.names_of_persons"),
        ("no,sur\u200bname\n1,Testpersonyan\n", "table.names_of_persons"),
        ("№;Фамилия\n1;Тестов\n", "table.names_of_persons"),
        ("Surname\nAram Testpersonyan\n", "table.names_of_persons"),
        ("prisoner\nAram Testpersonyan\nGor Testpersonyan\n", "table.names_of_persons"),
        ("Surname: Testpersonyan\nFirst name: Aram\n", "table.names_of_persons"),
        ("- person: Aram Testpersonyan\n  year of birth: in 1987\n", "table.names_of_persons"),
        ('[{"what": "requested", "person": "Aram Testpersonyan"}]', "table.names_of_persons"),
        ("<row><surname>Testpersonyan</surname></row>", "table.names_of_persons"),
        ("A letter.\n# register: exchanges\nwhat\n", "table.register_below"),
        ("A letter.\n＃ Register：exchanges\nwhat\n", "table.register_below"),
        ("A letter.\nregister;exchanges\n", "table.register_below"),
    ],
)
def test_names_in_the_open_are_refused(text: str, code: str) -> None:
    with pytest.raises(BadRow) as fault:
        check_no_names(text, "list.txt")
    assert fault.value.code == code
    assert "Testpersonyan" not in repr(fault.value.message.args)


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><th>what</th>\n<th><b>person</b></th></tr>\n<tr><td>asked</td>\n<td>Aram T</td></tr>",
        "<pre>what,person\nrequested,Aram Testpersonyan\n</pre>",
        "<pre># register: exchanges\nwhat,person\n</pre>",
        "<p>what,person</p><p>requested,Aram Testpersonyan</p>",
        "what,per&#115;on<br>requested,Aram Testpersonyan",
    ],
)
def test_names_in_a_pages_table_are_refused(body: str) -> None:
    with pytest.raises(BadRow):
        check_no_names(f"<html><body>{body}</body></html>", "list.html", markup=True)


@pytest.mark.parametrize(
    "text",
    [
        "The surname was not given, a person said, and a list, as agreed, was given.\nOn Monday, he left.\n",
        "Captive\nInterfax\n1 December 2020\nA captive was returned.\n",
        "Tags: war, prisoner, captive\n",
        "day,prisoners returned,missing persons\n2020-12-01,3,4\n",
        "Prisoner: We were held.\nCaptive: So were we.\n",
        "He was asked his full name.\nHe gave none.\n",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    check_no_names(text, "page.txt")


def test_what_a_page_does_not_show_is_not_looked_at() -> None:
    check_no_names(
        '<script>{"familyName": "Outlet"}</script><p>A road was opened.</p>', "p.html", markup=True
    )


@pytest.mark.parametrize(
    "text", ["# register: exchanges\n", '\ufeff\n"# register: links"\n', "#Register=forces\r"]
)
def test_a_sheet_says_so_in_its_head(text: str) -> None:
    assert is_marked_sheet(text + TABLE)


def test_a_sheet_says_so_by_its_columns() -> None:
    assert is_marked_sheet("register;what;person\nexchanges;requested;Aram Testpersonyan\n")
    assert not is_marked_sheet("Register, of deaths\nA register was opened.\n")
    assert not is_marked_sheet(TABLE)


def test_a_heading_of_names_is_told_from_one_of_counts() -> None:
    assert is_heading_of_names("person_name") and is_heading_of_names("Name of the prisoner")
    assert not is_heading_of_names("persons returned") and not is_heading_of_names("personnel")


@pytest.mark.parametrize(
    "text", ["surname " * 100_000, ("surname:" + " " * 300 + "\n") * 2000, "<script>" * 50_000]
)
def test_a_text_made_to_take_long_does_not(text: str) -> None:
    before = time.process_time()
    check_no_names(text, "page.txt")
    check_no_names(text, "page.html", markup=True)
    assert time.process_time() - before < 5
