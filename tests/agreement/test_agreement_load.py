"""Every fault of an accord has its code, its line and its field; a sound one is read as written."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import polib
import pytest
from agreement_texts import ACCORD, SQUARE, line_of, spoilt, write_accord, zones_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.lint import lint_accord
from tregua.agreement.load import find_faults, load_accord
from tregua.agreement.tree import read_tree
from tregua.model.errors import BadAccord

CATALOGUE = Path(__file__).parents[2] / "src/tregua/data/messages/en/agreement.po"

PARTS = tuple(
    f"accord.{part}." for part in ("expects", "problem", "told", "day", "days", "state", "hint", "write")
)

# (what is changed, into what, code, the passage on whose line the fault stands, field)
FAULTS = [
    (
        "    kind: cease\n",
        "    kin: cease\n    kind: cease\n",
        "accord.unknown_key",
        "kin: ",
        "obligations.quiet.kin",
    ),
    (
        "    object: the mill\n",
        "    zzz: 1\n    object: the mill\n",
        "accord.unknown_key_far",
        "zzz",
        "obligations.mill.zzz",
    ),
    (
        "{preposition: by, due: 2031-04-30}\n",
        "{preposition: by, dew: 2031-04-30}\n",
        "accord.unknown_key",
        "dew",
        "obligations.mill.window.dew",
    ),
    ("zone: UTC\n", "zone: UTC\nzone: UTC\n", "accord.duplicate_key", "zone: UTC\ndefault", "zone"),
    (
        "    object: all shooting\n",
        "    object: all shooting\n    kind: cease\n",
        "accord.duplicate_key",
        "kind: cease\n    area",
        "obligations.quiet.kind",
    ),
    (
        "{preposition: by, due: 2031-04-30}\n",
        "{preposition: by, due: 2031-04-31}\n",
        "accord.impossible_date",
        "2031-04-31",
        "obligations.mill.window.due",
    ),
    (
        "known_on: 2031-04-29",
        "known_on: '2031-02-29'",
        "accord.impossible_date",
        "'2031-02-29'",
        "amendments.mill-later.known_on",
    ),
    (
        "starts_at: 2031-03-02T00:00",
        "starts_at: 2031-03-02T25:00",
        "accord.impossible_date",
        "2031-03-02T25",
        "obligations.quiet.window.starts_at",
    ),
    (
        "known_on: 2031-04-29",
        "known_on: 29 April 2031",
        "accord.wrong_type",
        "29 April",
        "amendments.mill-later.known_on",
    ),
    ("radius_km: 1}", "radius_km: 1e999}", "accord.out_of_range", "1e999", "places.mill.radius_km"),
    ("    title: Fifty guards\n", "", "accord.missing_key", "- id: watch", "obligations.watch.title"),
    ("kind: deploy", "kind: deplyo", "accord.unknown_kind", "deplyo", "obligations.watch.kind"),
    ("form: oral", "form: spoken", "accord.unknown_word", "spoken", "amendments.mill-later.form"),
    (
        "obligors: [south]",
        "obligors: south",
        "accord.wrong_type",
        "obligors: south",
        "obligations.watch.obligors",
    ),
    ("  - id: '1'\n", "  - id: 1\n", "accord.wrong_type", "id: 1\n", "clauses.0.id"),
    (
        "    clause: '1'\n    kind: deploy",
        "    clause: '2'\n    kind: deploy",
        "accord.unknown_clause",
        "clause: '2'",
        "obligations.watch.clause",
    ),
    (
        "beneficiaries: [south]",
        "beneficiaries: [sooth]",
        "accord.unknown_party",
        "[sooth]",
        "obligations.mill.beneficiaries.0",
    ),
    (
        "whose: south",
        "whose: east",
        "accord.unknown_party",
        "whose: east",
        "obligations.mill.readings.south-text.whose",
    ),
    (
        "names: {north: Dale",
        "names: {norht: Dale",
        "accord.unknown_party",
        "norht",
        "places.valley.names.norht",
    ),
    (
        "name_order: [north, south]",
        "name_order: [north, west]",
        "accord.unknown_party",
        "name_order",
        "name_order.1",
    ),
    ("on: mill}", "on: mile}", "accord.unknown_obligation", "on: mile", "obligations.watch.depends.0.on"),
    (
        "    obligations: [mill]\n",
        "    obligations: [milk]\n",
        "accord.unknown_obligation",
        "milk",
        "amendments.mill-later.obligations.0",
    ),
    (
        "    area: [mill]\n",
        "    area: [tower]\n",
        "accord.unknown_place",
        "[tower]",
        "obligations.mill.area.0",
    ),
    (
        "area: [mill], naming",
        "area: [mil], naming",
        "accord.unknown_place",
        "[mil]",
        "amendments.mill-later.evidence.area.0",
    ),
    (
        "within: [valley]",
        "within: [valleyy]",
        "accord.unknown_place",
        "within: [valleyy]",
        "places.mill.within.0",
    ),
    (
        "within: [valley]",
        "within: [mill]",
        "accord.place_within_itself",
        "within: [mill]",
        "places.mill.within",
    ),
    (
        "    object: guards\n",
        "    object: guards\n    body: guard-house\n",
        "accord.unknown_body",
        "guard-house",
        "obligations.watch.body",
    ),
    (
        "    object: guards\n",
        "    object: guards\n    acts: [deploy.fleet]\n",
        "accord.unknown_act",
        "deploy.fleet",
        "obligations.watch.acts.0",
    ),
    (
        "act: extend.postpone",
        "act: extend.forever",
        "accord.unknown_act",
        "extend.forever",
        "amendments.mill-later.evidence.act",
    ),
    (
        "unit: serviceman",
        "unit: giraffe",
        "accord.unknown_unit",
        "giraffe",
        "obligations.watch.quantity.unit",
    ),
    ("zone: UTC", "zone: Europe/Moskow", "accord.unknown_time_zone", "Europe/Moskow", "zone"),
    (
        "{preposition: by, due: 2031-05-10}",
        "{preposition: by, due: 2031-05-10, zone: Mars}",
        "accord.unknown_time_zone",
        "Mars",
        "amendments.mill-later.window.zone",
    ),
    (
        "notice: P6M",
        "notice: six months",
        "accord.bad_duration",
        "six months",
        "obligations.watch.term.notice",
    ),
    (
        "duration: P5Y",
        "duration: P",
        "accord.bad_duration",
        "duration: P,",
        "obligations.watch.term.duration",
    ),
    ("value: 50", "value: -50", "accord.out_of_range", "value: -50", "obligations.watch.quantity.value"),
    ("value: 50", "value: nan", "accord.out_of_range", "value: nan", "obligations.watch.quantity.value"),
    ("value: 50", "value: fifty", "accord.wrong_type", "value: fifty", "obligations.watch.quantity.value"),
    (
        "default_reading: north-text",
        "default_reading: nord-text",
        "accord.unknown_reading",
        "nord-text",
        "default_reading",
    ),
    (
        "  - id: watch\n",
        "  - id: mill\n",
        "accord.duplicate_id",
        "id: mill\n    title: Fifty",
        "obligations.mill.id",
    ),
    ("  - id: watch\n", "  - id: ''\n", "accord.empty_id", "id: ''", "obligations.2.id"),
    (
        "sources: [a text in two copies]",
        "sources: !!python/none x",
        "accord.typed_tag",
        "!!python",
        "sources",
    ),
    ("amendments:\n", "zones: []\namendments:\n", "accord.zones_beside", "zones: []", "zones"),
    ("languages: [en]", "languages: [en]\n? [a, b]\n: c", "accord.bad_key", "[a, b]", None),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "passage", "field"), FAULTS, ids=[f"{f[2]}-{f[3]}" for f in FAULTS]
)
def test_a_fault_has_its_code_line_and_field(
    tmp_path: Path, old: str, new: str, code: str, passage: str, field: str | None
) -> None:
    text = spoilt(old, new)
    with pytest.raises(BadAccord) as caught:
        load_accord(write_accord(tmp_path, text))
    error = caught.value
    assert (error.code, error.where.line, error.where.field) == (code, line_of(text, passage), field)
    assert error.where.file == str(tmp_path / "accord.yaml")
    assert error.where.column is not None
    assert error.exit_code == 2


def test_the_column_is_that_of_the_value(tmp_path: Path) -> None:
    text = spoilt("{preposition: by, due: 2031-04-30}\n", "{preposition: by, due: 2031-11-31}\n")
    with pytest.raises(BadAccord) as caught:
        load_accord(write_accord(tmp_path, text))
    line = text.splitlines()[caught.value.where.line - 1]  # type: ignore[operator]
    assert caught.value.where.column == line.index("2031-11-31") + 1
    assert caught.value.message.args == {"text": "2031-11-31"}


def test_an_unknown_key_is_told_the_nearest(tmp_path: Path) -> None:
    text = spoilt("    obligors: [south]\n", "    obligers: [south]\n")
    faults = find_faults(write_accord(tmp_path, text))
    assert [fault.code for fault in faults] == ["accord.unknown_key"]
    assert faults[0].message.args == {"key": "obligers", "nearest": "obligors"}


def test_an_unknown_kind_is_told_every_known_one(tmp_path: Path) -> None:
    fault = find_faults(write_accord(tmp_path, spoilt("kind: deploy", "kind: levitate")))[0]
    known = fault.message.args["known"]
    assert isinstance(known, tuple)
    assert {"cease", "hand_over", "deploy", "renew"} <= set(known)


def test_a_quote_that_another_quote_closes_is_told_where_it_begins(tmp_path: Path) -> None:
    (tmp_path / "accord.yaml").write_text("id: a\ntitle: 'b\nzone: UTC\nname: 'c'\n")
    (fault,) = find_faults(tmp_path)
    assert (fault.code, fault.where.line, fault.where.column) == ("accord.quote_open", 2, 8)


def test_types_and_references_are_told_together(tmp_path: Path) -> None:
    text = (
        spoilt("value: 50", "value: fifty")
        .replace("on: mill}", "on: mile}")
        .replace("known_on: 2031-04-29", "known_on: 29 April")
        .replace("    obligors: [south]\n", "    obligers: [sooth]\n")
    )
    told = [(one.code, one.where.field) for one in find_faults(write_accord(tmp_path, text))]
    assert sorted(told) == [
        ("accord.unknown_key", "obligations.watch.obligers"),
        ("accord.unknown_obligation", "obligations.watch.depends.0.on"),
        ("accord.unknown_party", "obligations.watch.obligers.0"),
        ("accord.wrong_type", "amendments.mill-later.known_on"),
        ("accord.wrong_type", "obligations.watch.quantity.value"),
    ]


def test_a_fault_is_not_told_again_by_what_refers_to_it(tmp_path: Path) -> None:
    for old, new in (
        ("  - id: '1'\n", "  - id: [1]\n"),
        ("  - id: '1'\n", "  - idd: '1'\n"),
        ("parties:\n", "signatories:\n"),
        ("places:\n", "gazetteer:\n"),
        ("obligations:\n  - id: ", "obligations:\n  - "),
    ):
        codes = {one.code for one in find_faults(write_accord(tmp_path, spoilt(old, new)))}
        assert not {one for one in codes if one.startswith("accord.unknown_") and "key" not in one}, new
        assert codes


def test_a_duplicate_key_is_told_the_first_line(tmp_path: Path) -> None:
    text = spoilt("zone: UTC\n", "zone: UTC\nid: another\n")
    fault = find_faults(write_accord(tmp_path, text))[0]
    assert fault.code == "accord.duplicate_key"
    assert fault.message.args == {"key": "id", "first_line": 1}


def test_all_faults_are_found_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = (
        spoilt("due: 2031-05-10}", "due: 2031-05-32}")
        .replace("kind: deploy", "kind: fly")
        .replace("title: Stop shooting", "titel: Stop shooting")
    )
    faults = find_faults(write_accord(tmp_path, text))
    codes = [fault.code for fault in faults]
    assert codes == ["accord.unknown_key", "accord.unknown_kind", "accord.impossible_date"]
    lines = [fault.where.line for fault in faults]
    assert lines == sorted(lines, key=lambda line: line or 0)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "accord.empty"),
        (b"# only a remark\n", "accord.empty"),
        (b"just words", "accord.not_mapping"),
        (b"- a\n- b\n", "accord.not_mapping"),
        (b"a: [1, 2\nb: 3\n", "accord.not_yaml"),
        (b"a: b: c\n", "accord.second_colon"),
        (b"a: b\n  c: d\n", "accord.not_yaml"),
        (b"a: @b\n", "accord.bad_start"),
        (b"a: `b\n", "accord.bad_start"),
        (b"a: |b\n", "accord.bad_start"),
        (b"a: *\n", "accord.bad_start"),
        (b"a:\n\tb: 1\n", "accord.tab"),
        (b'a: "b\nc: d\n', "accord.quote_open"),
        (b"a: 1\n---\nb: 2\n", "accord.not_yaml"),
        (b"a: \x07\n", "accord.not_yaml"),
        (b"a: &x [1]\nb: *x\n", "accord.unknown_key_far"),
        (b"a: *nowhere\n", "accord.alias"),
        (b"id: caf\xe9\n", "accord.wrong_encoding"),
        ("id: x\n".encode("utf-16"), "accord.wrong_encoding"),
        (b"a: " + b"[" * 60 + b"]" * 60, "accord.too_deep"),
        (b"a: " + b"[" * 200_000, "accord.too_deep"),
        (b"a: 1\n...\nb: 2\n", "accord.not_yaml"),
    ],
)
def test_what_is_no_accord_at_all(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "accord.yaml").write_bytes(data)
    assert code in [fault.code for fault in find_faults(tmp_path)]
    with pytest.raises(BadAccord):
        load_accord(tmp_path)


def test_an_alias_is_refused(tmp_path: Path) -> None:
    text = spoilt("languages: [en]", "languages: &l [en]").replace(
        "sources: [a text in two copies]", "sources: *l"
    )
    assert "accord.alias" in [fault.code for fault in find_faults(write_accord(tmp_path, text))]


def test_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere", tmp_path / "nowhere.yaml"):
        with pytest.raises(BadAccord) as caught:
            load_accord(path)
        assert caught.value.code == "accord.missing"


def test_too_large(tmp_path: Path) -> None:
    (tmp_path / "accord.yaml").write_bytes(b"#" * 8_000_001)
    assert find_faults(tmp_path)[0].code == "accord.too_large"


def test_a_sound_accord_is_read_as_written(tmp_path: Path) -> None:
    folder = write_accord(tmp_path, ACCORD, zones_of(SQUARE))
    accord = load_accord(folder)
    assert accord == load_accord(folder / "accord.yaml")
    assert find_faults(folder) == ()
    assert lint_accord(accord) == ()
    assert [one.id for one in accord.obligations] == ["quiet", "mill", "watch"]
    assert accord.obligation("mill").window.due == date(2031, 4, 30)  # type: ignore[union-attr]
    assert accord.zones[0].place_id == "mill"
    assert accord.lies_in("mill", ("valley",))
    assert not accord.lies_in("valley", ("mill",))


def test_a_copy_of_an_accord_knows_its_own_obligations(tmp_path: Path) -> None:
    accord = load_accord(write_accord(tmp_path))
    quiet, mill, watch = (accord.obligation(one) for one in ("quiet", "mill", "watch"))
    other = accord.model_copy(update={"obligations": (quiet, mill.model_copy(update={"note": "later"}))})
    assert other.obligation("mill").note == "later"
    assert accord.obligation("mill") is mill
    assert accord.obligation("watch") is watch
    with pytest.raises(KeyError, match="watch"):
        other.obligation("watch")


def test_a_byte_order_mark_and_dos_lines_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "accord.yaml").write_bytes(b"\xef\xbb\xbf" + ACCORD.replace("\n", "\r\n").encode())
    assert load_accord(tmp_path).id == "two-valleys"


def test_a_place_of_the_gazetteer_need_not_be_described(tmp_path: Path) -> None:
    accord = load_accord(write_accord(tmp_path, spoilt("    area: [mill]\n", "    area: [mill, baku]\n")))
    added = {place.place_id: place for place in accord.places if place.place_id not in ("valley", "mill")}
    assert set(added) == {"baku", "country-az"}
    assert accord.lies_in("baku", ("country-az",))
    assert added["baku"].source


def test_before_leaves_its_day_out_unless_told_otherwise(tmp_path: Path) -> None:
    accord = load_accord(write_accord(tmp_path))
    by, before = (reading.window for reading in (accord.obligation("mill").readings))
    assert by is None
    assert before is not None
    assert before.inclusive is False


@pytest.mark.parametrize("word", ["no", "yes", "on", "1_000", "0x10", "12:30"])
def test_only_plain_words_and_numbers_are_more_than_text(word: str) -> None:
    assert read_tree(f"a: {word}\n", "x").data == {"a": word}


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_no_text_does_worse_than_a_fault(text: str) -> None:
    try:
        read_tree(text, "x").errors()
    except BadAccord as error:
        assert error.code.startswith("accord.")


# --- what is shown -------------------------------------------------------------------------------


def test_every_code_has_its_text_and_what_to_do() -> None:
    catalogue = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
    station = CATALOGUE.parents[3] / "agreement"
    source = "".join(path.read_text() for path in sorted(station.rglob("*.py")))
    raised = {word for word in catalogue if f'"{word}"' in source}
    unknown = {
        f"accord.unknown_{what}" for what in ("clause", "party", "obligation", "place", "body", "act", "unit")
    }
    for code in raised | unknown | lint_codes() | {fault[2] for fault in FAULTS}:
        assert catalogue[code]
        if code.startswith("accord.") and not code.startswith(PARTS):  # parts of an error, not errors
            assert catalogue[f"{code}.do"], code
    assert lint_codes() == {
        code for code in catalogue if code.startswith("accord.lint.") and not code.endswith(".do")
    }


def lint_codes() -> set[str]:
    """The codes of every doubt that a check raises."""
    found = set()
    for path in sorted((CATALOGUE.parents[3] / "agreement/lint").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "doubt":
                words = [one.value for one in ast.walk(node.args[1]) if isinstance(one, ast.Constant)]
                found |= {f"accord.lint.{word}" for word in words}
    return found


def test_every_fault_fits_its_text(tmp_path: Path) -> None:
    catalogue = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
    for old, new, code, _, _ in FAULTS:
        fault = find_faults(write_accord(tmp_path, spoilt(old, new)))[0]
        assert catalogue[code].format(**fault.message.args)
        assert catalogue[f"{code}.do"].format(**fault.message.args)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "window: {preposition: by, due: 2031-04-30}\n",
            "window: {preposition: by, due: 2030-04-30}\n",
            "accord.lint.due_before_signature",
        ),
        (
            "{preposition: by, due: 2031-04-30}\n",
            "{preposition: by, due: 2031-04-30, inclusive: false}\n",
            "accord.lint.unusual_day",
        ),
        ("    window: {preposition: by, due: 2031-04-30}\n", "", "accord.lint.no_day"),
        ("due: 2031-05-10}\n    known", "due: 2031-04-10}\n    known", "accord.lint.extends_nothing"),
        ("naming: 2031-05-10", "naming: 2031-05-11", "accord.lint.names_another_day"),
        ("known_on: 2031-04-29", "known_on: 2031-02-28", "accord.lint.known_before_signature"),
        ("names: {north: Mill, south: Mulino}", "names: {north: Mill}", "accord.lint.name_missing"),
        (
            "  - id: '1'\n",
            "  - {id: '2', reference: Article 2, instrument: truce, summary: x}\n  - id: '1'\n",
            "accord.lint.clause_unused",
        ),
        ("obligors: [south]", "obligors: []", "accord.lint.no_obligor"),
        ("kind: deploy", "kind: establish", "accord.lint.no_body"),
    ],
)
def test_what_is_doubtful_is_told_and_still_loads(tmp_path: Path, old: str, new: str, code: str) -> None:
    accord = load_accord(write_accord(tmp_path, spoilt(old, new)))
    assert code in [lint.message.code for lint in lint_accord(accord)]
