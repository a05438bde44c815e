"""Words over time: series of figures, from when to when, and published totals against published flows."""
