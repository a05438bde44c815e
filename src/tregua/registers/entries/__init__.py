"""Claims into entries: on which line of which register each stands, by whose word, from which day."""
