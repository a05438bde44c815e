"""No word of others moves the terminal or turns a line: characters that are not seen are shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from centres import found_to_enter
from tregua.cli.app import app
from tregua.cli.layout import Sheet
from tregua.cli.show import print_json, print_json_each, print_table
from tregua.model.errors import BadRow, Where
from tregua.model.messages import say
from tregua.reading.sheets import faults_of_sheet
from tregua.reporting.rows import write_csv
from tregua.vocabulary.lexicon import load_vocabulary

NAMES = ["Post \x1b[31m7", "Post \u202e7", "Post \x9b7", "Post \u20677", "Post \x007", "Post \x7f7"]
WORDS = "# register: forces\nwhat,figure,said by,day,name,note\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_with_an_unseen_character_is_refused(name: str) -> None:
    for row in (f'post,1,ru/mod,2020-11-18,"{name}",', f"post,1,ru/mod,2020-11-18,,{name}"):
        [fault] = faults_of_sheet(f"{WORDS}{row}\n", load_vocabulary(), "posts.csv")
        assert (fault.message.code, fault.where.line) == ("sheet.unseen", 3)
        assert "⟨U+" in str(fault.message.args["value"])
    [fault] = faults_of_sheet(f"# title: {name}\n{WORDS}post,1,ru/mod,2020-11-18,,\n", load_vocabulary(), "p")
    assert (fault.message.code, fault.where.line) == ("sheet.unseen", 1)


def test_what_is_typed_is_refused_with_the_character_shown(tmp_path: Path) -> None:
    found_to_enter(tmp_path)
    row = ["what=post", "figure=1", "said_by=ru/mod", "day=2020-11-18", "name=Post \x1b[31m7"]
    done = CliRunner().invoke(app, ["enter", "forces", *row, "--centre", str(tmp_path)])
    assert done.exit_code == 2
    assert done.stderr.startswith("sheet.unseen: ")
    assert "Post ⟨U+001B⟩[31m7" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_printed_shows_them(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = Sheet()
    sheet.line(name)
    sheet.item("-", name)
    sheet.rows([(name, name)], [40, 40], 0)
    print_table(name, ["what"], [(name,)])
    mark = next(char for char in name if not char.isprintable())
    printed = capsys.readouterr().out
    printed += "".join(write_csv((), [(name,)]))
    assert mark not in printed
    assert printed.count(f"U+{ord(mark):04X}") == 7
    for told in (print_json, print_json_each):
        told([name])
        printed = capsys.readouterr().out
        assert mark not in printed
        assert json.loads(printed) == [name]


def test_an_error_shows_them(capsys: pytest.CaptureFixture[str]) -> None:
    from tregua.cli.show import tell_error

    tell_error(BadRow(say("sheet.not_a_number", value=NAMES[0]), Where(file="x.csv", line=1)))
    assert "\x1b" not in capsys.readouterr().err
