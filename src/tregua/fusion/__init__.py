"""Claims → incidents: which reports tell of one event, how surely, and why."""

from tregua.fusion.fuse import explain_match, fuse_claims

__all__ = ["explain_match", "fuse_claims"]
