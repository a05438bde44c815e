"""The accord as data: load, validate, amend, calendar. Knows the vocabulary, no store and no clock."""
