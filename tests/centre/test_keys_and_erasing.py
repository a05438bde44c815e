"""Evidence under keys: sealed, kept in any of three ways, backed up, erased; and every harm to it is told."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from centres import EXAMPLE
from tregua.centre.closing import close_all
from tregua.centre.day import play_days
from tregua.centre.erasing import erase_item, erasures
from tregua.model.errors import BadArgument, BadCentre, CheckFailed, TreguaError
from tregua.store import keys as keys_module
from tregua.store.ciphers import Cost
from tregua.store.item_keys import RECORD
from tregua.store.key_backup import open_backup, pack_keys, put_back
from tregua.store.keys import CentreKeys
from tregua.wiring import _keys_in, found_centre, open_centre, open_keys, rebuild_state, verify_record

CHEAP = Cost(1, 8192)
GROUND = "ordered by a court, 4/2021"


def refuse(fault: TreguaError) -> None:
    raise fault


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sealed") / "centre"
    centre = found_centre(folder, EXAMPLE)
    list(play_days(centre, date(2020, 12, 1), date(2020, 12, 2), refuse))
    return folder


@pytest.fixture
def centre(played: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "centre"
    shutil.copytree(played, folder)
    _keys_in.cache_clear()
    return folder


def items(folder: Path) -> list[str]:
    acts = [act for _, act in open_centre(folder).ledger.acts()]
    return [act.body["item_id"] for act in acts if act.type == "item_received"]


def verify_locked(folder: Path) -> str:
    with pytest.raises(CheckFailed) as caught:
        verify_record(folder)
    return caught.value.code


def answers(folder: Path) -> list[str]:
    state = open_centre(folder).state
    latest = state.snapshot()
    assert latest
    return [repr(state.items(latest)), repr(state.claims(latest)), repr(state.claim_count(latest))]


def test_no_word_of_what_was_received_lies_open(centre: Path) -> None:
    opened = open_centre(centre)
    text = opened.evidence.get(items(centre)[0], opened.state.text_sha256(items(centre)[0]))
    line = max(text.splitlines(), key=len)
    assert len(line) > 40
    for folder in ("evidence", "bulk", "keys"):
        for path in (one for one in (centre / folder).rglob("*") if one.is_file()):
            assert line not in path.read_bytes(), path


def test_two_centres_from_one_inbox_have_one_root(played: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    list(play_days(found_centre(other, EXAMPLE), date(2020, 12, 1), date(2020, 12, 2), refuse))
    ours, theirs = (open_centre(one).ledger for one in (played, other))
    assert ours.checkpoint(ours.size).root == theirs.checkpoint(theirs.size).root
    assert (played / "keys/items.log").read_bytes() != (other / "keys/items.log").read_bytes()


def test_an_erased_item_is_gone_from_every_answer_and_stays_gone(centre: Path) -> None:
    first, *others = items(centre)
    opened = open_centre(centre)
    left = erase_item(opened, first, GROUND)
    assert left.reports
    assert erasures(opened) == {first: GROUND}
    with pytest.raises(BadCentre, match=r"evidence\.(missing|key_destroyed)"):
        opened.evidence.get(first, opened.state.text_sha256(first))
    before = answers(centre)
    [blank] = [one for one in opened.state.items(opened.state.snapshot()) if one.erased]  # type: ignore[arg-type]
    assert (blank.item_id, blank.title, blank.name, blank.outlet) == (first, "", "", None)
    assert not opened.state.claims_of(first)
    rebuild_state(centre)
    assert answers(centre) == before
    assert verify_record(centre)[1].erased == 1
    assert opened.evidence.get(others[0], opened.state.text_sha256(others[0]))
    erase_item(open_centre(centre), first, "whatever")  # a second time nothing is recorded
    assert len(open_centre(centre).state.acts_of("item_erased")) == 1


def test_stopped_between_key_and_record_nothing_is_told_that_is_not_so(centre: Path) -> None:
    first = items(centre)[0]
    open_centre(centre).evidence.destroy(first)
    with pytest.raises(CheckFailed, match=r"evidence\.key_destroyed"):
        verify_record(centre)
    erase_item(open_centre(centre), first, GROUND)
    verify_record(centre)


def test_a_key_that_an_old_copy_brings_back_is_told(centre: Path) -> None:
    first = items(centre)[0]
    old = (centre / "keys/items.log").read_bytes()
    erase_item(open_centre(centre), first, GROUND)
    (centre / "keys/items.log").write_bytes(old)
    with pytest.raises(CheckFailed, match=r"erasure\.undone"):
        verify_record(centre)
    erase_item(open_centre(centre), first, GROUND)
    verify_record(centre)


@pytest.mark.parametrize(("ground", "code"), [("", "erase.no_ground"), ("x" * 400, "erase.long_ground")])
def test_a_ground_is_checked(centre: Path, ground: str, code: str) -> None:
    with pytest.raises(BadArgument) as caught:
        erase_item(open_centre(centre), items(centre)[0], ground)
    assert caught.value.code == code


def test_a_ground_that_quotes_the_item_is_refused(centre: Path) -> None:
    opened, first = open_centre(centre), items(centre)[0]
    text = opened.evidence.get(first, opened.state.text_sha256(first)).decode()
    line = max(text.splitlines(), key=len)
    with pytest.raises(BadArgument, match=r"erase\.ground_quotes"):
        erase_item(opened, first, f"it says {line[:200]}")


def test_a_passphrase_opens_and_another_does_not(centre: Path) -> None:
    sealed = {path: path.read_bytes() for path in (centre / "evidence").rglob("*") if path.is_file()}
    first = items(centre)[0]
    open_keys(centre).keep_under("four odd words together", CHEAP)
    right = CentreKeys(centre / "keys", lambda: "four odd words together")
    assert right.item_key(first)
    assert verify_locked(centre) == "keys.locked"
    for given, code in (("no", "keys.wrong_passphrase"), (None, "keys.locked")):
        with pytest.raises(BadCentre) as caught:
            CentreKeys(centre / "keys", lambda given=given: given).unlock()  # type: ignore[misc]
        assert caught.value.code == code
    right.keep_in_file()
    assert CentreKeys(centre / "keys").item_key(items(centre)[0])
    assert sealed == {path: path.read_bytes() for path in sealed}, "nothing is sealed again"


def test_each_byte_of_a_wrapped_key_and_of_the_centre_s_is_watched(centre: Path) -> None:
    path, first = centre / "keys/items.log", items(centre)[0]
    data = path.read_bytes()
    for at in (*range(RECORD), *range(RECORD, 2 * RECORD)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(BadCentre, match=r"keys\.damaged"):
            CentreKeys(centre / "keys").item_key(first)
    path.write_bytes(data)
    path, data = centre / "keys/centre.key", (centre / "keys/centre.key").read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(BadCentre, match=r"keys\.damaged"):
            CentreKeys(centre / "keys").unlock()


def test_a_torn_tail_is_cut_off_by_the_next_key(centre: Path) -> None:
    path = centre / "keys/items.log"
    whole = path.read_bytes()
    path.write_bytes(whole + b"torn" * 20)
    keys = CentreKeys(centre / "keys")
    assert keys.item_key(items(centre)[0])
    keys.draw(["item-new"])
    assert len(path.read_bytes()) == len(whole) + RECORD
    assert keys.item_key("item-new") and not keys.items.harmed()


def test_missing_and_foreign_keys_are_told(centre: Path, tmp_path: Path) -> None:
    (centre / "keys/centre.key").rename(tmp_path / "centre.key")
    with pytest.raises(CheckFailed, match=r"keys\.missing"):
        verify_record(centre)
    CentreKeys(tmp_path / "strange").found()
    shutil.copy(tmp_path / "strange/centre.key", centre / "keys/centre.key")
    with pytest.raises(BadCentre, match=r"keys\.another"):
        CentreKeys(centre / "keys").unlock()


def test_a_backup_of_the_keys_brings_back_what_was_not_erased(centre: Path) -> None:
    first, second, *_ = items(centre)
    packed = pack_keys(open_keys(centre), "a passphrase of its own", CHEAP)
    key = json.loads((centre / "keys/centre.key").read_bytes())["key"]
    assert key.encode() not in packed and bytes.fromhex(key) not in packed
    erase_item(open_centre(centre), first, GROUND)
    shutil.rmtree(centre / "keys")
    with pytest.raises(BadCentre, match=r"keys\.backup_closed"):
        open_backup(packed, "another", "b")
    files = open_backup(packed, "a passphrase of its own", "b")
    put_back(centre / "keys", files, [first], [])
    verify_record(centre)
    keys = CentreKeys(centre / "keys")
    assert keys.is_destroyed(first) and keys.item_key(second)
    with pytest.raises(BadCentre, match=r"keys\.in_the_way"):
        put_back(centre / "keys", files, [], [])


def test_changing_the_way_killed_anywhere_leaves_the_old_or_the_new(
    centre: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = items(centre)[0]
    for step in ("sync_folder",):
        monkeypatch.setattr(keys_module, step, lambda _: (_ for _ in ()).throw(OSError(30, "read-only")))
        with pytest.raises(OSError, match="read-only"):
            open_keys(centre).keep_under("four odd words together", CHEAP)
        monkeypatch.undo()
    assert CentreKeys(centre / "keys", lambda: "four odd words together").item_key(first)


def test_what_lay_open_is_sealed_and_the_record_holds(centre: Path) -> None:
    opened = open_centre(centre)
    for _, act in opened.ledger.acts():
        if act.type == "item_received":
            for digest in {act.body["sha256"], act.body["text_sha256"]}:
                data = opened.evidence.get(act.body["item_id"], digest)
                (centre / "evidence" / digest[:2] / digest[2:]).write_bytes(data)
    verify_record(centre)
    assert close_all(opened).contents
    verify_record(centre)
    assert close_all(opened) == (0, 0)
