"""``enter --columns``: every register at a glance, one register whole; an empty correction is told."""

from __future__ import annotations

import json
from typing import get_args

import jsonschema
import pytest
from typer.testing import CliRunner

from tregua.cli.app import app
from tregua.model.schemas import build_schemas
from tregua.model.standing import Register
from tregua.reading.sheets_words import sheet_of


def told(*command: str) -> str:
    done = CliRunner().invoke(app, ["enter", *command])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_all_registers_are_told_on_one_screen() -> None:
    page = told("--columns")
    assert len(page.splitlines()) <= 40
    words = " ".join(page.split())
    for register in get_args(Register):
        assert f" {register} {sheet_of(register).steps[0].words[0]}" in words
    assert "corrects and tier" in words


@pytest.mark.parametrize("register", get_args(Register))
def test_one_register_is_told_whole_and_of_no_other(register: Register) -> None:
    page = told(register, "--columns")
    words = " ".join(page.split())
    assert all(step.act in words for step in sheet_of(register).steps)
    assert len(page.splitlines()) <= 50
    assert ("year of birth" in words) is (register in ("exchanges", "losses"))
    assert words.index(" said by ") < words.index(" tier ")


def test_columns_are_given_to_programs_as_json() -> None:
    every = json.loads(told("--columns", "--json"))
    jsonschema.validate(every, build_schemas()["columns"])
    assert tuple(one["register_name"] for one in every) == get_args(Register)
    [forces] = json.loads(told("forces", "--columns", "--json"))
    assert forces in every
    assert [step["act"] for step in forces["steps"]] == [step.act for step in sheet_of("forces").steps]
    assert "said by" in [column["name"] for column in forces["columns"]]


def test_without_a_register_or_a_file_the_columns_are_pointed_to() -> None:
    done = CliRunner().invoke(app, ["enter"])
    assert done.exit_code == 2
    assert done.stderr.startswith("enter.nothing_named: ")


@pytest.mark.parametrize("row", [("what=posts", "figure=3"), ("stance=struck",)])
def test_an_empty_correction_is_told_at_its_own_column(row: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, ["enter", "forces", *row, "corrects="])
    assert done.exit_code == 2
    assert done.stderr.startswith("enter.corrects_nothing: ")
    assert "header" not in done.stderr


def test_the_registers_that_are_named_to_people_are_those_there_are() -> None:
    for command in (["enter", "--help"], ["register", "--help"], ["enter", "no-such-thing"]):
        done = CliRunner().invoke(app, command, env={"COLUMNS": "200"})
        assert all(one in done.output for one in get_args(Register)), command
