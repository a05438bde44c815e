"""Where each obligation stands, on whose word. Pure: evidence in, standings out."""

from tregua.compliance.evaluate import evaluate
from tregua.compliance.evidence import Evidence

__all__ = ["Evidence", "evaluate"]
