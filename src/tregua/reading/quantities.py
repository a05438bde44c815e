"""How many: counts and measures with their unit, range and comparator.

* a figure counts where a unit follows it, with up to four words between (``17 political parties``),
  where a label stands before it (``Returned: 1,168``), or where it repeats the unit of the figure
  before (``12 captives to one side, 44 to the other``);
* ``low`` and ``high`` are equal for an exact or approximate figure; ``more than`` leaves ``high``
  open, ``up to`` leaves ``low`` open; ``thousands`` and ``a slew`` have neither but a ``word``;
* heads joined without a figure of their own are one count (``380 vehicles and pieces of equipment``);
* durations and ages count, dates, clock times, years, ordinals, list numbers and telephone numbers do not.

``basis`` and ``to`` are left to the reader of acts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from tregua.model.records import Comparator, QuantityMention
from tregua.reading.numerals import FIRST_WORDS, number_at
from tregua.reading.times import find_times
from tregua.vocabulary.packaged import load_yaml
from tregua.vocabulary.tokens import Token, joined, tokenise
from tregua.vocabulary.units import DURATIONS, PEOPLE, unit_at

_WORDS = load_yaml("lexicon/quantity-words.yaml")


def _alternatives(forms: Iterable[str]) -> str:
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)


_BEFORE = [
    (comparator, re.compile(rf"(?<![^\W_])(?:{_alternatives(forms)})\s*$", re.I))
    for comparator, forms in _WORDS["comparators"].items()
]
_AFTER = [
    (comparator, re.compile(rf"\s*(?:{_alternatives(forms)})(?![^\W_])", re.I))
    for comparator, forms in _WORDS["after"].items()
]
#: *handed over 12*: no more than twelve.
_HANDED = re.compile(r"\b(?:hand(?:ed|ing|s)?|turn(?:ed|ing|s)|took|taken|pass(?:ed|ing))\s+over\s*$", re.I)
_NEUTRAL = re.compile(rf"\b(?:{_alternatives(_WORDS['neutral'])})\s+$", re.I)
_WITHOUT_NUMBER = re.compile(rf"\b(?:{_alternatives(_WORDS['without_number'])})\b(?:\s+of\b)?", re.I)
_STARTS_WORD = re.compile(rf"(?<![^\W_])(?:\d|(?:{'|'.join(sorted(FIRST_WORDS))})\b)", re.I)
_GAP_STOPS = frozenset(str(w) for w in _WORDS["gap_stops"])
_LABELS = re.compile(rf"(?<![^\W_])(?:{_alternatives(map(str, _WORDS['labels']))})\.?[\s:#-]*$", re.I)
_PERSON_VERB = re.compile(
    rf"\b(?:{_alternatives(_WORDS['person_verbs_before'])})\s+(?:another\s+|a\s+further\s+)?$", re.I
)
_STATES: dict[str, frozenset[str]] = {
    state: frozenset(words) for state, words in _WORDS["states_after"].items()
}
_RANGE = re.compile(r"\s*(?:[-‐‑–—]|\bto\b|\bor\b)\s*(?:as\s+many\s+as\s+)?", re.I)
_BETWEEN_AND = re.compile(r"\s+and\s+", re.I)
_BETWEEN = re.compile(r"\b(?:between|from|anywhere\s+between)\s+(?:about\s+)?$", re.I)
_CALIBRE = re.compile(r"[\s-]?(?:mm|millimet(?:re|er)s?)\b", re.I)
_MORE_DIGITS = re.compile(r"[-/:.,]\d")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)\b", re.I)
_MONEY = re.compile(r"(?:[$€£]|\b(?:US|USD|EUR|AMD|AZN)\s?\$?)$")
_BODIES_OF = re.compile(r"\b(?:bodies|remains|corpses)\s+of\s+(?:\w+\s+){0,2}$", re.I)
_LABEL_BEFORE = re.compile(r"([A-Za-z][\w ,/()'-]{2,60}?)\s*[:=–—]\s*$")
_ELLIPTIC_NEXT = frozenset(_WORDS["elliptic_next"])
_AUXILIARIES = frozenset(_WORDS["auxiliaries"])
_DETERMINERS = frozenset(_WORDS["determiners"])
_LINK = re.compile(r"[\s\u00a0]*|[-‑]|\s?\(")
_SENTENCE_END = re.compile(r"(?<=[a-z)\]\"”’\d])[.!?][\"'”’)]*\s+(?=[A-Z\"“])|\n")
_ONE_OF = re.compile(r"one\s+of\b", re.I)
_SYMBOL = re.compile(r"\s?(%|°)")
#: Units that a bare figure after them does not repeat.
_NO_HEAD = frozenset({"age", "money", "percent", "side", "country", "official", "point", "direction", "time"})
_LETTERS = re.compile(r"[^\W\d_]{2}")
_WINDOW = 80
_MAX_GAP = 4


@dataclass(frozen=True)
class _Number:
    """A figure as printed: where, its ends, and where its comparator begins."""

    start: int
    end: int
    low: float
    high: float


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[QuantityMention]:
    """The quantities in ``text[start:end]`` in order, never overlapping."""
    limit = len(text) if end is None else end
    return _Counter(text, start, limit).count()


class _Counter:
    """One run of text, counted from left to right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        times = find_times(text, None, start, end)
        self._durations = [t for t in times if t.duration]
        dated = sorted((t.start, t.end) for t in times if not t.duration)
        self._dated = dated
        self._dated_starts = [s for s, _ in dated]
        self._found: list[QuantityMention] = []
        self._window: tuple[int, list[Token]] = (-1, [])

    def count(self) -> list[QuantityMention]:
        """Every quantity."""
        at = self._start
        worded = {m.start(): m for m in _WITHOUT_NUMBER.finditer(self._text, self._start, self._end)}
        starts = {m.start() for m in _STARTS_WORD.finditer(self._text, self._start, self._end)}
        for here in sorted(starts | worded.keys()):
            if here < at:
                continue
            found = self._worded(worded[here]) if here in worded else self._figure(here)
            if found is not None:
                self._found.append(found)
                at = found.end
        starts_found = [q.start for q in self._found]
        inner = [
            self._duration_inside(time.start, time.end)  # the past 24 hours
            for time in self._durations
            if not any(q.end > time.start for q in self._before(starts_found, time.end))
        ]
        return sorted((*self._found, *filter(None, inner)), key=lambda q: q.start)

    def _before(self, starts: list[int], end: int) -> list[QuantityMention]:
        """The few quantities that begin last before ``end``."""
        index = bisect_right(starts, end)
        return self._found[max(0, index - 3) : index]

    # -- figures ---------------------------------------------------------------------------------

    def _figure(self, here: int) -> QuantityMention | None:
        number = self._number(here)
        if number is None or self._is_dated(number.start) or self._is_name(number):
            return None
        begin, comparator = self._comparator(number.start)
        end = number.end
        after = self._after(end)
        if after is not None:
            end, comparator = after[0], after[1]
        before = self._text[max(self._start, number.start - 12) : number.start]
        if _MONEY.search(before):
            symbol = _MONEY.search(before)
            begin = min(begin, number.start - len(symbol.group())) if symbol else begin
            return self._mention(begin, end, number, comparator, "money")
        counted = self._unit_after(end)
        if counted is not None:
            stop, unit = counted
            if _ONE_OF.match(self._text, number.start, stop):
                return None
            if _BODIES_OF.search(self._text, max(self._start, begin - 40), begin) and unit in PEOPLE:
                unit = "body"
            return self._mention(begin, stop, number, comparator, unit)
        return self._without_unit(number, begin, end, comparator)

    def _number(self, here: int) -> _Number | None:
        """The figure, or range of two, that begins here and stands by itself."""
        first = number_at(self._text, here, self._end)
        if first is None or not self._begins_clean(here):
            return None
        end, low = first
        lead = self._text[max(self._start, here - 20) : here]
        link = _RANGE.match(self._text, end, self._end) or (
            _BETWEEN_AND.match(self._text, end, self._end) if _BETWEEN.search(lead) else None
        )
        second = number_at(self._text, link.end(), self._end) if link is not None else None
        if link is not None and second is not None and second[1] > low:
            last, high = second
            if self._ends_clean(link.end(), last) and not self._is_dated(link.end()):
                spelt_scale = low < 1000 <= high and _LETTERS.search(self._text, link.end(), last)
                shared = low * 1000 if spelt_scale and low < high / 1000 else low  # 20 to 30 thousand
                return _Number(here, last, shared, high)
        return _Number(here, end, low, low) if self._ends_clean(here, end) else None

    def _begins_clean(self, start: int) -> bool:
        """Whether nothing before the figure makes it part of a code or of a telephone number."""
        before = self._text[max(self._start, start - 2) : start]
        if not before or before[-1] in "+*#№@":
            return not before
        inside = before[-1] in "-‑/.:," and (len(before) == 1 or not before[0].isspace())
        return not (inside and self._text[start].isdigit())

    def _ends_clean(self, start: int, end: int) -> bool:
        """Whether nothing after the figure makes it an ordinal or part of a longer one."""
        if not self._text[start].isdigit():
            return True
        return not _ORDINAL.match(self._text, end) and not _MORE_DIGITS.match(self._text, end)

    def _is_dated(self, at: int) -> bool:
        index = bisect_right(self._dated_starts, at)
        return any(s <= at < e for s, e in self._dated[max(0, index - 4) : index])

    def _is_name(self, number: _Number) -> bool:
        """``Article 4``, ``No. 5``, ``S-300``, ``120-mm``."""
        if not self._text[number.start].isdigit():
            return False
        if _CALIBRE.match(self._text, number.end):
            return True
        lead = self._text[max(self._start, number.start - 16) : number.start]
        label = _LABELS.search(lead)
        return label is not None and "\n" not in label.group() and ":" not in label.group()

    def _comparator(self, start: int) -> tuple[int, Comparator]:
        """Where the words that qualify a figure begin, and what they make of it."""
        begin = max(self._start, start - 32)
        lead = self._text[begin:start]
        shift = 0
        neutral = _NEUTRAL.search(lead)
        if neutral is not None and neutral.group().strip().lower() not in (
            "all",
            "the",
            "only",
            "just",
            "another",
        ):
            lead, shift = lead[: neutral.start()], len(lead) - neutral.start()
        best: tuple[int, Comparator] | None = None
        for comparator, pattern in _BEFORE:
            match = pattern.search(lead)
            if match is not None and _HANDED.search(lead):
                continue
            if match is not None and (best is None or begin + match.start() < best[0]):
                best = begin + match.start(), comparator
        if best is not None:
            return best
        return start - shift if shift else start, "="

    def _after(self, end: int) -> tuple[int, Comparator] | None:
        for comparator, pattern in _AFTER:
            match = pattern.match(self._text, end, self._end)
            if match is not None:
                return match.end(), comparator
        return None

    # -- units -----------------------------------------------------------------------------------

    def _tokens(self, at: int) -> list[Token]:
        limit = min(self._end, at + _WINDOW)
        if self._window[0] != at:
            newline = self._text.find("\n", at, limit)
            self._window = at, tokenise(self._text, at, newline if newline >= 0 else limit)
        return self._window[1]

    def _unit_after(self, at: int) -> tuple[int, str] | None:
        """Where the counted noun ends and its unit, for a figure that ends at ``at``."""
        symbol = _SYMBOL.match(self._text, at, self._end)
        if symbol:
            return (symbol.end(), "percent") if symbol.group(1) == "%" else None
        tokens = self._tokens(at)
        if not tokens or not _LINK.fullmatch(self._text, at, tokens[0].start):
            return None
        if self._text[at] in "-‑" and "-" in tokens[0].text:  # 5-kilometre-wide
            head = tokenise(tokens[0].text.partition("-")[0])
            found = unit_at(head, 0, tokens[0].text) if head else None
            if found and tokens[0].key.endswith(("-old", "-olds")):
                return tokens[0].end, "age"
            return (tokens[0].start + head[0].end, found[1]) if found else None
        best: tuple[int, int, str] | None = None
        index = first = self._partitive(tokens)
        while index < len(tokens):
            if index and not self._runs_on(tokens, index):
                break
            if index > first and index - first >= _MAX_GAP:
                break
            found = unit_at(tokens, index, self._text)
            if found is not None and not self._is_modifier(tokens, index, found):
                best = index, found[0], found[1]
                break
            if tokens[index].key in _GAP_STOPS and not (
                tokens[index].key in ("and", "or") and self._joins_adjectives(tokens, index)
            ):
                break
            if tokens[index].text[0].isdigit():
                break
            index += 1
        if best is None:
            return None
        index, length, unit = best
        if (
            unit in DURATIONS
            and index == 0
            and "old" in self._text[tokens[index].start : tokens[index].end + 6].lower()
        ):
            unit = "age"
        return self._extend(tokens, index + length, unit)

    def _partitive(self, tokens: list[Token]) -> int:
        """How many words of ``of its``, ``of the 44`` stand before the noun counted."""
        if len(tokens) < 3 or tokens[0].key != "of" or tokens[1].key not in _DETERMINERS:
            return 0
        return 3 if tokens[2].text[0].isdigit() else 2

    def _runs_on(self, tokens: list[Token], index: int) -> bool:
        return joined(self._text, tokens[index - 1], tokens[index])

    def _is_modifier(self, tokens: list[Token], index: int, found: tuple[int, str]) -> bool:
        """``17 state buildings``: a unit word that only describes the one after it."""
        after = index + found[0]
        last = tokens[after - 1]
        if after >= len(tokens) or not self._runs_on(tokens, after):
            return False
        if last.key.endswith("s") and not last.possessive:
            return False
        following = unit_at(tokens, after, self._text)
        return (
            following is not None
            and following[1] not in DURATIONS
            and following[1] not in ("killed", "wounded", "missing")
        )

    def _joins_adjectives(self, tokens: list[Token], index: int) -> bool:
        return 0 < index < len(tokens) - 1 and tokens[index - 1].capital and tokens[index + 1].capital

    def _extend(self, tokens: list[Token], after: int, unit: str) -> tuple[int, str]:
        """Take in a second head that has no figure of its own, and an age's tail."""
        end = tokens[after - 1].end
        if unit == "age":
            tail = re.compile(r"[-‑\s]olds?\b|\s+of\s+age\b").match(self._text, end, self._end)
            return (tail.end() if tail else end), unit
        if unit in DURATIONS or after + 1 >= len(tokens) or tokens[after].key not in ("and", "or"):
            return end, unit
        if not (self._runs_on(tokens, after) and self._runs_on(tokens, after + 1)):
            return end, unit
        for gap in range(3):
            at = after + 1 + gap
            if (
                at >= len(tokens)
                or (gap and not self._runs_on(tokens, at))
                or tokens[at].key in _GAP_STOPS
                or tokens[at].text[0].isdigit()
            ):
                break
            found = unit_at(tokens, at, self._text)
            if found is not None:
                same = (
                    (found[1] in PEOPLE) == (unit in PEOPLE)
                    and found[1] not in DURATIONS
                    and found[1] not in ("killed", "wounded", "body")
                )
                plural = tokens[at + found[0] - 1].key.endswith("s") or found[0] > 1
                return (tokens[at + found[0] - 1].end if same and plural else end), unit
            if number_at(self._text, tokens[at].start, self._end) is not None:
                break
        return end, unit

    # -- figures without a noun -------------------------------------------------------------------

    def _without_unit(
        self, number: _Number, begin: int, end: int, comparator: Comparator
    ) -> QuantityMention | None:
        """A figure whose unit must be taken from a label, a verb, or the figure before it."""
        if self._looks_like_year(number):
            return None
        lead = self._text[max(self._start, begin - 70) : begin]
        label = _LABEL_BEFORE.search(lead.rpartition("\n")[2])
        if label is not None:
            unit = self._unit_in(label.group(1)) or self._state(tokenise(label.group(1)), None)
            if unit:
                return self._mention(begin, end, number, comparator, unit)
        tokens = self._tokens(end)
        state = self._state(tokens, end)
        bare_one = number.low == number.high == 1 and not self._text[number.start].isdigit()
        if state and not bare_one:
            previous = self._previous_unit(begin) if state == "person" else ""
            return self._mention(begin, end, number, comparator, previous or state)
        if _PERSON_VERB.search(lead):
            previous = self._previous_unit(begin)
            return self._mention(begin, end, number, comparator, previous if previous in PEOPLE else "person")
        if bare_one or not self._may_repeat(tokens, end, comparator):
            return None
        unit = self._previous_unit(begin)
        return self._mention(begin, end, number, comparator, unit) if unit else None

    def _looks_like_year(self, number: _Number) -> bool:
        printed = self._text[number.start : number.end]
        return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", printed))

    def _state(self, tokens: list[Token], end: int | None) -> str:
        """What the words after a bare figure, or of its label, say of those it counts."""
        if not tokens or (end is not None and not re.fullmatch(r"\s+", self._text[end : tokens[0].start])):
            return ""
        for token in tokens[:4]:
            for state, words in _STATES.items():
                if token.key in words:
                    return state
            if token.key not in _AUXILIARIES:
                break
        return ""

    def _may_repeat(self, tokens: list[Token], end: int, comparator: Comparator) -> bool:
        """Whether what follows a bare figure lets it repeat the unit of the figure before."""
        if self._text[end : end + 1] in (",", ".", ";", ":", ")", "", "\n"):
            return True
        return comparator != "=" or (bool(tokens) and tokens[0].key in _ELLIPTIC_NEXT)

    def _previous_unit(self, at: int) -> str:
        """The unit of the figure before, or of the last unit word before, in the same sentence."""
        begin = max(self._start, at - 300)
        ends = list(_SENTENCE_END.finditer(self._text, begin, at))
        sentence = ends[-1].end() if ends else begin
        for quantity in reversed(self._found[-6:]):
            if quantity.start < sentence:
                break
            if quantity.unit and quantity.unit not in DURATIONS and quantity.unit not in _NO_HEAD:
                return quantity.unit
        return self._unit_in(self._text[max(sentence, at - 160) : at])

    def _unit_in(self, phrase: str) -> str:
        """The last unit named in a phrase, durations aside."""
        if not _LETTERS.search(phrase):
            return ""
        tokens = tokenise(phrase)
        last: str = ""
        index = 0
        while index < len(tokens):
            found = unit_at(tokens, index, phrase)
            if found is None:
                index += 1
                continue
            if found[1] not in DURATIONS and found[1] not in (
                "side",
                "country",
                "official",
                "point",
                "direction",
                "time",
            ):
                last = found[1]
            index += found[0]
        return last

    # -- words instead of figures ------------------------------------------------------------------

    def _worded(self, match: re.Match[str]) -> QuantityMention | None:
        """``thousands``, ``a slew of other territories``: no number, but a word."""
        phrase = match.group()
        word = re.sub(r"\s+", " ", phrase.lower()).removesuffix(" of")
        counted = self._unit_after(match.end())
        if counted is not None:
            return self._without_number(match.start(), counted[0], counted[1], word)
        lead = self._text[max(self._start, match.start() - 70) : match.start()]
        plural = word.endswith("s") and " " not in word and word not in ("several", "numerous", "countless")
        if not plural or phrase.lower().endswith(" of"):
            return None
        if _PERSON_VERB.search(lead) or self._state(self._tokens(match.end()), match.end()):
            return self._without_number(match.start(), match.end(), "person", word)
        return None

    def _without_number(self, start: int, end: int, unit: str, word: str) -> QuantityMention:
        return QuantityMention(start=start, end=end, text=self._text[start:end], unit=unit, word=word)

    def _duration_inside(self, start: int, end: int) -> QuantityMention | None:
        for match in _STARTS_WORD.finditer(self._text, start, end):
            number = number_at(self._text, match.start(), end)
            counted = self._unit_after(number[0]) if number else None
            if number and counted and counted[1] in DURATIONS:
                return self._mention(
                    match.start(),
                    counted[0],
                    _Number(match.start(), number[0], number[1], number[1]),
                    "=",
                    counted[1],
                )
        return None

    def _mention(
        self, start: int, end: int, number: _Number, comparator: Comparator, unit: str
    ) -> QuantityMention:
        low: float | None = number.low
        high: float | None = number.high
        if number.low == number.high:
            if comparator in (">", ">="):
                high = None
            elif comparator in ("<", "<="):
                low = None
        return QuantityMention(
            start=start,
            end=end,
            text=self._text[start:end],
            low=low,
            high=high,
            unit=unit,
            comparator=comparator,
        )
