"""Tiles, bundles and checkpoints against C2SP's published examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from tregua.record.checkpoint import Checkpoint, VerifierKey, open_checkpoint, parse_key, sign_checkpoint
from tregua.record.tiles import (
    WIDTH,
    decode_bundle,
    decode_tile,
    encode_bundle,
    name_index,
    tile_path,
    tiles_of,
)
from tregua.record.tree import hash_leaf, root_of


def verifier(key: VerifierKey):
    def verify(message: bytes, signature: bytes) -> bool:
        try:
            VerifyKey(key.public).verify(message, signature)
        except BadSignatureError:
            return False
        return True

    return verify


def test_an_index_is_written_in_groups_of_three() -> None:
    assert [name_index(n) for n in (0, 7, 999, 1000, 1234067)] == [
        "000", "007", "999", "x001/000", "x001/x234/067",
    ]  # fmt: skip
    assert tile_path(None, 1, 44) == "tile/entries/001.p/44"


@given(st.lists(st.binary(max_size=300), max_size=40))
def test_a_bundle_gives_back_its_leaves(given_leaves: list[bytes]) -> None:
    assert list(decode_bundle(encode_bundle(given_leaves))) == given_leaves


def test_a_cut_bundle_is_refused() -> None:
    whole = encode_bundle([b"first", b"second"])
    for end in range(1, len(whole)):
        if end != len(b"first") + 2:
            with pytest.raises(ValueError, match="cut"):
                list(decode_bundle(whole[:end]))


@pytest.mark.shared
def test_the_published_tree_has_the_same_hash_tiles(shared: Path) -> None:
    mirror = shared / "data/vectors/tlog-tiles-skylight/cmd/skylight/testdata/witness/mirror"
    tree = next(path for path in mirror.iterdir() if path.is_dir())
    hashes = [
        one for name in ("tile/0/000", "tile/0/001.p/44") for one in decode_tile((tree / name).read_bytes())
    ]
    assert len(hashes) == 300
    ours = {path: data for path, data in tiles_of([], hashes) if not path.startswith("tile/entries")}
    assert ours == {
        str(path.relative_to(tree)): path.read_bytes()
        for path in sorted(tree.glob("tile/[01]/**/*"))
        if path.is_file()
    }
    assert base64_root(tree / "checkpoint") == root_of(hashes)


def base64_root(note: Path) -> bytes:
    import base64

    return base64.b64decode(note.read_text().splitlines()[2])


@pytest.mark.shared
def test_the_published_note_opens_with_its_key_and_no_other(shared: Path) -> None:
    folder = shared / "data/vectors/c2sp-spec-examples"
    key = parse_key((folder / "signed-note.vkey").read_text())
    note = (folder / "signed-note.1.txt").read_text()
    text, _, signature = note.rpartition("\n\n")
    import base64

    raw = base64.b64decode(signature.rsplit(" ", 1)[1])
    assert raw[:4] == key.key_id
    assert verifier(key)(f"{text}\n".encode(), raw[4:])


def test_a_checkpoint_holds_only_as_signed() -> None:
    signing = SigningKey(bytes(range(32)))
    key = VerifierKey("centre.example", bytes(signing.verify_key))
    assert parse_key(str(key)) == key
    checkpoint = Checkpoint("centre.example", 3, root_of([hash_leaf(b"a"), hash_leaf(b"b"), hash_leaf(b"c")]))
    note = sign_checkpoint(checkpoint, key, lambda message: signing.sign(message).signature)
    assert open_checkpoint(note, key, verifier(key)) == checkpoint
    with pytest.raises(ValueError, match="not signed"):
        open_checkpoint(note.replace("\n3\n", "\n4\n"), key, verifier(key))
    stranger = VerifierKey("centre.example", bytes(SigningKey(bytes(32)).verify_key))
    with pytest.raises(ValueError, match="not signed"):
        open_checkpoint(note, stranger, verifier(stranger))


@given(st.integers(0, 600), st.integers(0, 600))
def test_tiles_written_in_two_steps_are_those_written_in_one(first: int, more: int) -> None:
    leaves = [index.to_bytes(2, "big") for index in range(first + more)]
    hashes = [hash_leaf(leaf) for leaf in leaves]
    kept = dict(tiles_of(leaves[:first], hashes[:first]))
    kept.update(tiles_of(leaves[first - first % WIDTH :], hashes, first))
    whole = dict(tiles_of(leaves, hashes))
    assert {path: data for path, data in kept.items() if path in whole} == whole
