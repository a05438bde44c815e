"""What does not fit together among words kept as they were said: told, and never made to fit."""
