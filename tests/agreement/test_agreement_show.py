"""``agreement show`` prints everything that the accord holds, in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tregua.agreement.load import bundled_accords
from tregua.cli.agreement import app

BASE = Path(__file__).parent / "wrong/base.yaml"


def shown(accord: str) -> str:
    done = CliRunner().invoke(app, ["show", accord])
    assert done.exit_code == 0, done.output
    return re.sub(r"\s+", " ", done.stdout)


@pytest.mark.parametrize(
    "told",
    [
        "signed 1 March 2031, binding from 2 March 2031",
        "how much at most 300 servicemen",
        "at least 200 displaced persons in every 1 month",
        "how far 10 km: Upland from Fluss / River",
        "calibre >= 100 mm",
        "where Mühle / Mill",
        "begun by 10 March 2031",
        "closed at most 2 days",
        "heavy heavy weapons Guns from 100 mm and tanks.",
        "when this is done: Hand over Ford district",
        "before 20 March 2031, that day being too late",
        "extension, oral hand-over-ford Ford put off to 30 March; when: by 30",
        "The bridge is mended; from 1 August 2031;",
        "until 14 August 2031, that day included",
        "consented to by",
        "a line of 44.6 km with 2 corners",
        "Nobody has counted those who fled.",
    ],
)
def test_it_tells(told: str) -> None:
    assert told in re.sub(r"\s+", " ", shown(str(BASE)))


@pytest.mark.parametrize("name", bundled_accords())
def test_of_every_accord_nothing_is_shown_in_the_program_s_own_signs(name: str) -> None:
    assert not re.search(r"=\(|\('|=\{|\bNone\b|datetime|cli\.show|accord\.told", shown(name))
