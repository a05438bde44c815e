"""How words are weighed: what the rules have in common."""
