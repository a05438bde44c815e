"""The steps of a standing in plain words."""
