"""Everything that is wrong in a row is told at once, of each cell the first fault, at its own column."""

from __future__ import annotations

from tregua.reading.sheets import faults_of_sheet
from tregua.reading.sheets_written import write_row
from tregua.vocabulary.lexicon import load_vocabulary

WORDS = load_vocabulary()
HEAD = "# register: forces\nwhat,figure,unit,place,whose,said by,day,basis,stance,corrects\n"


def faults(rows: str) -> list[tuple[int | None, str | None, str]]:
    found = faults_of_sheet(HEAD + rows, WORDS, "rows.csv")
    return [(one.where.line, one.where.field, one.message.code) for one in found]


def test_every_cell_that_is_wrong_is_told() -> None:
    row = "posts,twelfty,bananas,Nowhereville,zz/top,qq/ww,2020-02-31,hourly,maybe,zzz\n"
    assert set(faults(row)) == {
        (3, "figure", "sheet.not_a_number"),
        (3, "unit", "sheet.unknown_unit"),
        (3, "place", "sheet.unknown_place"),
        (3, "whose", "sheet.unknown_actor"),
        (3, "said by", "sheet.unknown_actor"),
        (3, "day", "sheet.impossible_day"),
        (3, "basis", "sheet.unknown_word"),
        (3, "stance", "sheet.unknown_word"),
        (3, "corrects", "sheet.corrects_nothing"),
    }


def test_an_unknown_step_hides_no_other_fault_and_makes_none() -> None:
    assert faults("nonsense,3,,Nowhereville,ru/mil,ru/mod,2020-02-31,,,\n") == [
        (3, "what", "sheet.unknown_act"),
        (3, "day", "sheet.impossible_day"),
        (3, "place", "sheet.unknown_place"),
    ]


def test_the_rows_are_told_in_their_order_and_a_good_one_not_at_all() -> None:
    good = "posts,3,,,ru/mil,ru/mod,2020-11-18,,,\n"
    assert [line for line, _, _ in faults(f"posts,x,,,,,,,,\n{good}posts,3,,,ru/mil,ru/mod,,,,\n")] == [
        3,
        3,
        3,
        5,
    ]


def test_a_unit_that_is_none_is_told_at_the_unit_alone() -> None:
    assert faults("post,3,bananas,,ru/mil,ru/mod,2020-11-18,,,\n") == [(3, "unit", "sheet.unknown_unit")]


def test_a_strike_of_nothing_lacks_what_it_strikes() -> None:
    assert faults(",,,,,,,,struck,\n") == [(3, "corrects", "sheet.missing")]


def test_a_row_without_a_step_lacks_it_in_the_row_and_not_in_the_header() -> None:
    text = write_row("forces", {"figure": "3", "said_by": "ru/mod", "day": "2020-11-18"}).decode()
    [fault] = faults_of_sheet(text, WORDS, "row.csv")
    assert (fault.message.code, fault.where.field) == ("sheet.missing", "what")
    text = write_row("forces", {"stance": "struck", "corrects": " "}).decode()
    [fault] = faults_of_sheet(text, WORDS, "row.csv")
    assert (fault.message.code, fault.where.field) == ("sheet.missing", "corrects")
