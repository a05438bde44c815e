"""Which rules are tried at a word, by the word."""

from __future__ import annotations

from collections.abc import Callable

from tregua.reading.calendar_words import MONTHS, WEEKDAYS
from tregua.reading.numerals import FIRST_WORDS
from tregua.reading.time_dates import (
    clock,
    day_month,
    iso,
    month_alone,
    month_day,
    month_year,
    numeric,
    one_year,
    quarter,
    years,
)
from tregua.reading.time_found import Context, Found
from tregua.reading.time_relative import (
    day_word,
    duration,
    ordinal_day,
    part_of,
    part_of_day,
    relative,
    weekday,
)

Rule = Callable[[Context, int], list[Found]]

#: Rules by the kind of word that an expression begins with.
DIGIT_RULES: tuple[Rule, ...] = (iso, numeric, day_month, years, clock, duration, one_year)
MONTH_RULES: tuple[Rule, ...] = (month_day, month_year, month_alone)
WEEKDAY_RULES: tuple[Rule, ...] = (month_day, day_month, weekday)
THE_RULES: tuple[Rule, ...] = (quarter, part_of_day, ordinal_day, part_of, day_word)


def rules_by_word() -> dict[str, tuple[Rule, ...]]:
    """Which rules to try at a word, by the word in lower case."""
    table: dict[str, tuple[Rule, ...]] = dict.fromkeys((*FIRST_WORDS, "an", "another"), (duration,))
    table |= dict.fromkeys(MONTHS, MONTH_RULES)
    table |= dict.fromkeys(WEEKDAYS, WEEKDAY_RULES)
    table |= dict.fromkeys(
        ("last", "past", "previous", "next", "coming", "following", "this", "current"), (relative,)
    )
    table["last"] = (relative, quarter)
    table |= dict.fromkeys(("early", "mid", "late", "end", "beginning", "start", "middle"), (part_of,))
    table |= dict.fromkeys(("first", "second", "third", "fourth"), (quarter,))
    table |= dict.fromkeys(("night", "morning", "evening", "afternoon"), (part_of_day,))
    table |= dict.fromkeys(("today", "yesterday", "tomorrow", "tonight", "overnight", "earlier"), (day_word,))
    table["early"] = (part_of_day, part_of)
    table["the"] = THE_RULES
    table["that"] = (day_word,)
    return table
