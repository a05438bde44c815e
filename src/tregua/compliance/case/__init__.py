"""One obligation before the court: what it asks, what bears on it, whose word counts, and reasons given."""
