"""What cannot be a text is refused with its place; what can is decoded exactly."""

from __future__ import annotations

import pytest

from tregua.model.errors import BadFile, BadPage
from tregua.sources import MAX_BYTES, check_size, open_document


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "file.empty", None),
        (b" \n\t\n", "file.empty", None),
        (b"%PDF-1.7 ...", "file.binary", None),
        (b"\x7fELF\x02\x01", "file.binary", None),
        (b"text with \x00 in it", "file.binary", None),
        ("first line\nA\u011fdam \xfc\n".encode("cp1254"), "file.wrong_encoding", 2),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str, line: int | None) -> None:
    with pytest.raises(BadFile) as caught:
        open_document("inbox/note.txt", data)
    assert (caught.value.code, caught.value.where.file, caught.value.where.line) == (
        code,
        "inbox/note.txt",
        line,
    )
    assert caught.value.exit_code == 2


def test_the_place_of_a_wrong_byte_is_told() -> None:
    with pytest.raises(BadFile) as caught:
        open_document("a.txt", b"one\ntwo \xff")
    assert (caught.value.where.line, caught.value.where.column) == (2, 5)


def test_two_hundred_megabytes_are_refused_unread() -> None:
    with pytest.raises(BadFile) as caught:
        check_size("huge.txt", 200_000_000)
    assert caught.value.message.args == {"size": 200_000_000, "limit": MAX_BYTES}


def test_a_byte_order_mark_is_no_text() -> None:
    assert open_document("a.txt", b"\xef\xbb\xbfAgdam").text == "Agdam"


def test_a_web_page_becomes_its_article() -> None:
    paragraphs = "".join(
        f"<p>The ministry said in its bulletin of day {n} that units had entered the district, "
        "and that roads were being cleared of mines by engineers.</p>"
        for n in range(6)
    )
    page = (
        "<html><head><title>Units enter district</title></head><body>"
        "<nav><a href='/'>Home</a><a href='/w'>World</a></nav>"
        f"<article><h1>Units enter district</h1>{paragraphs}</article>"
        "<footer>Terms of use</footer></body></html>"
    )
    document = open_document("page.html", page.encode())
    assert document.text.startswith("Units enter district\n")
    assert "cleared of mines" in document.text
    assert "Terms of use" not in document.text


def test_a_web_page_without_an_article_is_refused() -> None:
    with pytest.raises(BadPage) as caught:
        open_document(
            "menu.html",
            b"<html><head><title>Menu</title></head><body><nav></nav><script>1</script></body></html>",
        )
    assert caught.value.code == "page.no_article"


def test_a_text_longer_than_any_page_is_refused_at_once() -> None:
    with pytest.raises(BadFile) as caught:
        open_document("endless.txt", b"Azerbaijan said units entered Agdam. " * 500_000)
    assert caught.value.code == "file.too_long"
