"""How a phrase begins where it stands at the head of a line or a sentence."""


def capital(text: str) -> str:
    """The text with its first letter as a capital, all else as it is."""
    return text[:1].upper() + text[1:]
