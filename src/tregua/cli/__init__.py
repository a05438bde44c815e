"""The command line: one door onto the centre. Heavy imports stay inside the commands."""

from tregua.cli.app import main

__all__ = ["main"]
