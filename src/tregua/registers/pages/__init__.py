"""A register on a day: everybody's last word on each line, side by side, with what the agreement asks."""
