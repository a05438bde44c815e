"""The tree against RFC 6962's published vectors, and against itself over any size."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tregua.record.tree import (
    Frontier,
    hash_leaf,
    prove_consistency,
    prove_inclusion,
    root_of,
    verify_consistency,
    verify_inclusion,
)


def leaves(size: int) -> list[bytes]:
    return [hash_leaf(index.to_bytes(2, "big")) for index in range(size)]


def test_no_leaves_hash_to_the_empty_string() -> None:
    assert root_of([]) == sha256(b"").digest() == Frontier().root()


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["inclusion", "consistency"])
def test_published_proofs_are_judged_as_published(shared: Path, kind: str) -> None:
    folder = shared / "data/vectors/merkle-rfc6962/testdata" / kind
    judged = {True: 0, False: 0}
    for path in sorted(folder.rglob("*.json")):
        case = json.loads(path.read_text())
        proof = [base64.b64decode(step) for step in case["proof"] or []]
        if kind == "inclusion":
            leaf, root = base64.b64decode(case["leafHash"] or ""), base64.b64decode(case["root"] or "")
            held = verify_inclusion(leaf, case["leafIdx"], case["treeSize"], proof, root)
        else:
            roots = [base64.b64decode(case[key] or "") for key in ("root1", "root2")]
            if case["size1"] == 0:
                continue  # an empty tree is a prefix of every tree; there is nothing to prove
            held = verify_consistency(case["size1"], case["size2"], proof, *roots)
        assert held is not case["wantErr"], path.name
        judged[held] += 1
    assert judged[True] >= 4
    assert judged[False] >= 50


@given(st.integers(1, 300), st.data())
def test_every_leaf_is_proved_and_no_other_in_its_place(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    proof, root = prove_inclusion(index, hashes), root_of(hashes)
    assert verify_inclusion(hashes[index], index, size, proof, root)
    assert not verify_inclusion(hash_leaf(b"other"), index, size, proof, root)
    assert not verify_inclusion(hashes[index], index, size, [*proof, hashes[0]], root)
    if proof:
        assert not verify_inclusion(hashes[index], index, size, proof[:-1], root)


@given(st.integers(1, 300), st.data())
def test_growth_is_proved_and_a_rewritten_past_is_not(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    old = data.draw(st.integers(1, size))
    proof = prove_consistency(old, hashes)
    assert verify_consistency(old, size, proof, root_of(hashes[:old]), root_of(hashes))
    changed = [hash_leaf(b"changed"), *hashes[1:]]
    assert not verify_consistency(old, size, proof, root_of(changed[:old]), root_of(hashes))


@given(st.integers(0, 700))
def test_appending_one_by_one_gives_the_same_root(size: int) -> None:
    frontier = Frontier(leaves(size))
    assert (frontier.size, frontier.root()) == (size, root_of(leaves(size)))
