"""The Merkle tree of RFC 6962 (RFC 9162 §2.1): hashes, roots, inclusion and consistency.

* A leaf's hash is ``SHA-256(0x00 ‖ bytes)``, a node's ``SHA-256(0x01 ‖ left ‖ right)``.
* The root of no leaves is ``SHA-256("")``.
* Proofs are lists of 32-byte hashes, from the leaf upwards, as in the RFC.

Not handled here: where leaves are kept, who signs a root, who may see a leaf.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

HASH_SIZE = 32


def hash_leaf(data: bytes) -> bytes:
    """The 32-byte hash of one leaf."""
    return sha256(b"\x00" + data).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """The 32-byte hash of two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes, in order."""
    if not hashes:
        return sha256(b"").digest()
    frontier: list[tuple[int, bytes]] = []
    for one in hashes:
        _push(frontier, one)
    return _fold(frontier)


class Frontier:
    """The compact right edge of a growing tree: append in O(log n), root in O(log n)."""

    def __init__(self, hashes: Sequence[bytes] = ()) -> None:
        self.size = 0
        self._edge: list[tuple[int, bytes]] = []
        for one in hashes:
            self.append(one)

    def append(self, leaf_hash: bytes) -> None:
        """Add one leaf hash at the end."""
        _push(self._edge, leaf_hash)
        self.size += 1

    def root(self) -> bytes:
        """The root as of now."""
        return _fold(self._edge) if self._edge else sha256(b"").digest()


def _push(edge: list[tuple[int, bytes]], leaf_hash: bytes) -> None:
    height, node = 0, leaf_hash
    while edge and edge[-1][0] == height:
        node = hash_node(edge.pop()[1], node)
        height += 1
    edge.append((height, node))


def _fold(edge: Sequence[tuple[int, bytes]]) -> bytes:
    node = edge[-1][1]
    for _, left in reversed(edge[:-1]):
        node = hash_node(left, node)
    return node


def _split(size: int) -> int:
    """The largest power of two smaller than ``size`` (``size`` ≥ 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_SIZE for value in values)


def prove_inclusion(index: int, hashes: Sequence[bytes]) -> list[bytes]:
    """The audit path of leaf ``index`` in the tree over ``hashes``; IndexError if it has none."""
    if not 0 <= index < len(hashes):
        raise IndexError(index)
    if len(hashes) == 1:
        return []
    middle = _split(len(hashes))
    if index < middle:
        return [*prove_inclusion(index, hashes[:middle]), root_of(hashes[middle:])]
    return [*prove_inclusion(index - middle, hashes[middle:]), root_of(hashes[:middle])]


def verify_inclusion(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``proof`` shows the leaf at ``index`` of a tree of ``size`` with ``root``."""
    if not 0 <= index < size or not _are_hashes(leaf_hash, root, *proof):
        return False
    node, here, last = leaf_hash, index, size - 1
    for step in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            node = hash_node(step, node)
            while not here & 1 and here:
                here >>= 1
                last >>= 1
        else:
            node = hash_node(node, step)
        here >>= 1
        last >>= 1
    return last == 0 and node == root


def prove_consistency(old_size: int, hashes: Sequence[bytes]) -> list[bytes]:
    """The proof that the tree over ``hashes`` extends its own first ``old_size`` leaves."""
    if not 0 < old_size <= len(hashes):
        raise IndexError(old_size)
    return _subproof(old_size, hashes, whole=True)


def _subproof(old_size: int, hashes: Sequence[bytes], *, whole: bool) -> list[bytes]:
    if old_size == len(hashes):
        return [] if whole else [root_of(hashes)]
    middle = _split(len(hashes))
    if old_size <= middle:
        return [*_subproof(old_size, hashes[:middle], whole=whole), root_of(hashes[middle:])]
    return [*_subproof(old_size - middle, hashes[middle:], whole=False), root_of(hashes[:middle])]


def verify_consistency(
    old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Whether ``proof`` shows that the tree of ``new_size`` extends that of ``old_size``."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    if not _are_hashes(old_root, new_root, *proof):
        return False
    steps = list(proof)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    here, last = old_size - 1, new_size - 1
    while here & 1:
        here >>= 1
        last >>= 1
    old_node = new_node = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            old_node = hash_node(step, old_node)
            new_node = hash_node(step, new_node)
            while not here & 1 and here:
                here >>= 1
                last >>= 1
        else:
            new_node = hash_node(new_node, step)
        here >>= 1
        last >>= 1
    return last == 0 and old_node == old_root and new_node == new_root
