"""Web pages: trafilatura finds the article; title, site and date stand on lines of their own."""

from __future__ import annotations

import re

from tregua.model.errors import BadPage, Where
from tregua.model.messages import say
from tregua.sources.document import Document

_DEPTH = 1000
"""How many elements may stand open at once: far more than any page that shows an article."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
#: Elements that need no end: they never hold another open.
_UNENDED = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "dd",
        "dt",
        "embed",
        "hr",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "option",
        "p",
    }
    | {"param", "source", "td", "th", "tr", "track", "wbr"}
)


def _deepest(text: str) -> int:
    """The most elements that stand open at once, by the tags as written."""
    depth = deepest = 0
    for end, name in _TAG.findall(text):
        if name.lower() not in _UNENDED:
            depth = max(0, depth + (-1 if end else 1))
            deepest = max(deepest, depth)
    return deepest


def read_html(name: str, text: str) -> Document:
    """The article of a page as plain text. Raises BadPage ``page.no_article``, ``page.too_deep``.

    Offsets refer to this text, which the evidence store keeps beside the page's own bytes.
    """
    import trafilatura

    if _deepest(text) > _DEPTH:
        raise BadPage(say("page.too_deep", limit=_DEPTH), Where(file=name))
    page = trafilatura.bare_extraction(text, favor_precision=True, include_comments=False, with_metadata=True)
    if page is None or isinstance(page, dict) or not (body := (page.text or "").strip()):
        raise BadPage(say("page.no_article"), Where(file=name))
    title = (page.title or "").strip()
    if body.startswith(title):
        body = body[len(title) :].lstrip()
    head = [title, *(part for part in (page.sitename, page.author, page.date) if part)]
    return Document(name=name, media_type="text/html", text="\n".join(head) + "\n\n" + body + "\n")
