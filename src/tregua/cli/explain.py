"""``agreement explain``: one obligation on one day, in paragraphs that can be read aloud."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tregua.cli.ask import As, AsOf, Json
from tregua.cli.run import CentreOption
from tregua.model.unseen import show_unseen

if TYPE_CHECKING:
    from rich.console import Console

    from tregua.agreement.terms import Agreement
    from tregua.model.explanation import Explanation, Told
    from tregua.reporting.messages import Renderer
    from tregua.vocabulary.lexicon import Vocabulary

_WIDE = 100
_LABEL = 14
_EACH = frozenset({"words", "allowed", "otherwise", "readings"})
"""What is told of several things, each in a paragraph of its own."""
_FEW = 6
"""How many claims a sentence names before it says how many more there are."""


def explain(
    obligation: Annotated[str, typer.Argument(help="An obligation's id.")],
    on: Annotated[
        str | None,
        typer.Option("--on", help="The day asked about. Default: the day of --as-of, or of the signature."),
    ] = None,
    as_of: AsOf = None,
    reading: Annotated[
        str, typer.Option("--reading", help="A reading's id, or the party or language whose it is.")
    ] = "",
    accord: Annotated[
        Path | None,
        typer.Option("--accord", help="An accord.yaml or its folder, without a centre: what is owed."),
    ] = None,
    audience: As = None,
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """What is owed, how it is judged step by step, what follows, and what would change it."""
    if accord is None:
        told, agreement, vocabulary = _by_a_centre((centre, audience), obligation, on, as_of, reading)
    else:
        told, agreement, vocabulary = _by_the_text(accord, obligation, on, as_of, reading)
    from tregua.cli.show import print_json, renderer_for
    from tregua.model.answers import answer_explanation

    if as_json:
        renderer = renderer_for(agreement, vocabulary)
        print_json(answer_explanation(told, renderer.text).model_dump(mode="json"))
        return
    from tregua.reporting.messages import Catalogue, Renderer
    from tregua.reporting.names import Names

    _Page(told, Renderer(Catalogue.load(), Names(agreement, vocabulary), brief=True)).print()


def _by_a_centre(
    whose: tuple[Path | None, str | None], obligation: str, on: str | None, as_of: str | None, reading: str
) -> tuple[Explanation, Agreement, Vocabulary]:
    from tregua.centre.assess import explain_standing
    from tregua.centre.moment import day_asked, snapshot_as_of
    from tregua.wiring import find_centre, open_as

    opened = open_as(find_centre(whose[0]), whose[1])
    snapshot = snapshot_as_of(opened, as_of)
    told = explain_standing(opened, snapshot, obligation, day_asked(opened, on, snapshot), reading)
    return told, opened.agreement, opened.vocabulary


def _by_the_text(
    accord: Path, obligation: str, on: str | None, as_of: str | None, reading: str
) -> tuple[Explanation, Agreement, Vocabulary]:
    from tregua.agreement.load import load_accord
    from tregua.centre.hindsight import tell_hindsight, tell_undeclared
    from tregua.centre.moment import parse_day
    from tregua.compliance.explaining.explain import explain as explain_obligation
    from tregua.compliance.explaining.explain import find_obligation
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say
    from tregua.vocabulary.lexicon import load_vocabulary

    if as_of is not None:
        raise BadArgument(say("explain.nothing_known"), Where(field="--as-of"))
    agreement = load_accord(accord)
    signed = agreement.signed(find_obligation(agreement, obligation))
    day = parse_day(on, "--on") if on else signed
    told = explain_obligation(agreement, None, obligation, day, reading=reading)
    told = tell_hindsight(agreement, tell_undeclared(agreement, told))
    return told, agreement, load_vocabulary().extended(agreement.places, agreement.actors)


class _Page:
    """The explanation as paragraphs: a heading a part, a number a step, the claims in brackets."""

    def __init__(self, told: Explanation, renderer: Renderer) -> None:
        self._told = told
        self._renderer = renderer
        self._console = _console()

    def print(self) -> None:
        """Every part in order, to standard output."""
        self._head()
        told = self._told
        self._part("owed", told.owed)
        self._part("in_force", told.in_force)
        self._part("rule", told.rule)
        if told.phase is not None:
            self._steps()
            self._part("outcome", told.outcome)
            self._listed("grounds", told.grounds)
            self._listed("doubts", told.doubts, "explain.doubts.none")
        self._part("depends", told.depends, "explain.depends.none")
        self._ahead()
        if told.voices:
            self._line("")
            self._line(self._word("explain.look_up"), style="dim")

    def _word(self, code: str) -> str:
        from tregua.model.messages import say

        return self._renderer.text(say(code))

    def _head(self) -> None:
        from tregua.model.messages import say

        told = self._told
        self._line(told.title, style="bold")
        judged = told.phase is not None
        code = "explain.heading" if judged else "explain.heading.unjudged"
        clause = f"clause:{told.clause}"
        on = min(told.on, told.as_of)
        heading = say(code, obligation=told.obligation_id, clause=clause, on=on, as_of=told.as_of)
        self._line(self._renderer.text(heading))
        if not judged:
            self._line(self._word("explain.unjudged"))
        if told.projected:
            self._line(self._renderer.text(say("explain.projected", on=told.on, as_of=told.as_of)))

    def _title(self, part: str) -> None:
        self._line("")
        self._line(self._word(f"explain.part.{part}"), style="bold")

    def _part(self, part: str, sentences: tuple[Told, ...], nothing: str = "") -> None:
        """Sentences as one paragraph, or one for each thing they are about."""
        if not sentences and not nothing:
            return
        self._title(part)
        for about in dict.fromkeys(one.about for one in sentences):
            told = [self._sentence(one) for one in sentences if one.about == about]
            self._about(about, told if about in _EACH else [" ".join(told)])
        if not sentences:
            self._line(self._word(nothing))

    def _about(self, about: str, paragraphs: list[str]) -> None:
        label = self._word(f"explain.about.{about}") if about else ""
        for paragraph in paragraphs:
            if about:
                self._item(label, paragraph, _LABEL)
            else:
                self._line(paragraph)
            label = ""

    def _listed(self, part: str, sentences: tuple[Told, ...], nothing: str = "") -> None:
        """Sentences as a list, each with its claims."""
        lines = [self._sentence(one) for one in sentences]
        if not lines and not nothing:
            return
        self._title(part)
        for line in lines:
            self._item("–", line)
        if not lines:
            self._line(self._word(nothing))

    def _sentence(self, one: Told) -> str:
        return f"{self._renderer.text(one.text)}{self._marks(one.evidence)}"

    def _marks(self, evidence: tuple[str, ...]) -> str:
        from tregua.model.messages import say

        marks = [f"[{one}]" for one in evidence[:_FEW]]
        if len(evidence) > _FEW:
            marks.append(self._renderer.text(say("explain.more", number=len(evidence) - _FEW)))
        return "".join(f" {mark}" for mark in marks)

    def _steps(self) -> None:
        before: tuple[str, ...] = ()
        for number, step in enumerate(self._told.steps, start=1):
            answer = self._word("explain.yes" if step.yes else "explain.no")
            self._item(f"{number}.", f"{self._renderer.text(step.question)} {answer}")
            same = step.evidence and step.evidence == before
            if step.evidence and not step.yes:
                self._item("", self._word(_NO.get(step.question.code, "explain.no.words")))
            for line in [self._word("explain.same_words")] if same else self._voices(step.evidence):
                self._item("", line)
            before = step.evidence or before
        if not self._told.steps:
            self._line(self._word("explain.no_steps"))

    def _voices(self, evidence: tuple[str, ...]) -> list[str]:
        """Whose words a step rests on, each with its day and its claim."""
        from tregua.model.messages import say

        lines = [self._voice(one) for one in evidence[:_FEW]]
        if len(evidence) > _FEW:
            lines.append(self._renderer.text(say("explain.more", number=len(evidence) - _FEW)))
        return lines

    def _voice(self, claim_id: str) -> str:
        from tregua.reporting.wording import voice

        known = self._told.voices.get(claim_id)
        return f"{self._renderer.text(voice(known))} [{claim_id}]" if known else f"[{claim_id}]"

    def _ahead(self) -> None:
        self._title("ahead")
        days = [self._renderer.text(one.text) for one in self._told.ahead]
        for line in days or [self._word("explain.ahead.none")]:
            self._item("–", line)
        for told in self._told.lifts:
            self._item("–", self._renderer.text(told.text))

    def _line(self, text: str, style: str = "") -> None:
        from rich.text import Text

        self._console.print(Text("\n".join(self._wrapped(text, 0)), style=style))

    def _item(self, mark: str, text: str, indent: int = 4) -> None:
        """A paragraph set in, with what it is about, or its number, before it."""
        from rich.text import Text

        from tregua.reporting.letters import capital

        labelled = indent >= _LABEL
        head = f"{mark:<{indent}}" if labelled else f"{mark:>3} "
        text = capital(text) if labelled else text
        first, *more = self._wrapped(text, indent) or [""]
        rest = "".join(f"\n{' ' * indent}{line}" for line in more)
        self._console.print(Text(head, style="bold" if labelled else "") + Text(first + rest))

    def _wrapped(self, text: str, indent: int) -> list[str]:
        import textwrap

        return textwrap.wrap(show_unseen(text), self._console.width - indent, break_on_hyphens=False)


_NO = {
    "compliance.ask.denied_since": "explain.no.denied_since",
    "compliance.ask.gainsaid": "explain.no.denied_since",
    "compliance.ask.passed_back": "explain.no.passed_back",
}
"""How the words under a *no* are introduced, where they say what was asked for."""


def _console() -> Console:
    import shutil

    from rich.console import Console

    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    return Console(width=min(_WIDE, columns), highlight=False, emoji=False, markup=False)
