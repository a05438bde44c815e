"""What a flag is of, in words: whose, where, which thing, of what sort; and whose word each figure is."""

from __future__ import annotations

from tregua.model.bounds import say_figure
from tregua.model.messages import Argument, Message, say
from tregua.model.register import Line
from tregua.model.standing import Entry


def tell_of(line: Line, what: Argument) -> Argument:
    """``what``, then whose, where and of which thing and sort it is, as far as the line tells it."""
    parts: list[Argument] = [f"party:{line.actor}"] if line.actor else []
    parts += [f"place:{place}" for place in line.place_ids]
    if line.about and line.about not in line.place_ids:
        parts.append(f"place:{line.about}")
    if line.category:
        parts.append(line.category)
    told = what
    for part in parts:
        told = say("registers.flag.of", what=told, part=part)
    return told


def tell_figure_of(entry: Entry) -> Message:
    """A figure as it was given, and by whom."""
    return say("registers.flag.figure_of", figure=say_figure(entry), actor=tell_speaker(entry.speaker))


def tell_speaker(speaker: str) -> Argument:
    """Whose word it is; that nobody is named, where it is empty."""
    return f"actor:{speaker}" if speaker else say("registers.nobody")
