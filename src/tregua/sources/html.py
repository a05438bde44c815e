"""Web pages: trafilatura finds the article; title, site and date stand on lines of their own."""

from __future__ import annotations

from tregua.model.errors import BadPage, Where
from tregua.model.messages import say
from tregua.sources.document import Document


def read_html(name: str, text: str) -> Document:
    """The article of a page as plain text. Raises BadPage ``page.no_article``.

    Offsets refer to this text, which the evidence store keeps beside the page's own bytes.
    """
    import trafilatura

    page = trafilatura.bare_extraction(text, favor_precision=True, include_comments=False, with_metadata=True)
    if page is None or isinstance(page, dict) or not (body := (page.text or "").strip()):
        raise BadPage(say("page.no_article"), Where(file=name))
    title = (page.title or "").strip()
    if body.startswith(title):
        body = body[len(title) :].lstrip()
    head = [title, *(part for part in (page.sitename, page.author, page.date) if part)]
    return Document(name=name, media_type="text/html", text="\n".join(head) + "\n\n" + body + "\n")
