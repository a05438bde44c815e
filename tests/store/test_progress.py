"""Who waits is told why and how far it is; who does not wait is told nothing."""

from __future__ import annotations

import io

from tregua.model.messages import Message, say
from tregua.store.progress import Telling


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO, seconds: list[float]) -> str:
    """What stands on the stream when work is told of at these seconds, the last of them its end."""
    left = list(seconds)
    telling = Telling(lambda message: f"{message.code} {message.args['at']}", stream, lambda: left.pop(0))
    for number, at in enumerate(seconds):

        def message(at: float = at) -> Message:
            return say("far", at=at)

        telling(message, done=number == len(seconds) - 1)
    return stream.getvalue()


def test_what_is_done_at_once_is_not_told() -> None:
    assert told(io.StringIO(), [0, 0.5, 1.4]) == told(Terminal(), [0, 0.5, 1.4]) == ""


def test_a_terminal_is_told_on_one_line_that_is_written_over() -> None:
    assert told(Terminal(), [0, 2, 2.1, 3, 4]) == "\rfar 2\rfar 3\rfar 4\n"


def test_a_log_is_told_seldom_and_line_by_line() -> None:
    assert told(io.StringIO(), [0, 2, 3, 10, 18, 19]) == "far 2\nfar 18\nfar 19\n"
