"""Where each obligation stands, on whose word. Pure: evidence in, standings out."""

from tregua.compliance.evidence.words import Evidence
from tregua.compliance.judging.court import evaluate

__all__ = ["Evidence", "evaluate"]
