import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    UnsupportedFormatError,
    WrongContentError,
)
from pipeline.reading.content import kind_of
from pipeline.reading.reader import read_file
from tests.reading.make import SETTINGS, Pdf, docx, para

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (Pdf().data(), "a.pdf", "pdf"),
        (b"junk before\n" + Pdf().data(), "a.pdf", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "a.png", "image"),
        (b"\xff\xd8\xff\xe0....", "a.png", "image"),
        (b"II*\x00....", "a.tif", "image"),
        (archive("word/document.xml"), "a.docx", "docx"),
        (archive("word/document.xml"), "a.doc", "docx"),
        (archive("xl/workbook.xml"), "a.xlsx", "xlsx"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "doc"),
        (b"{\\rtf1 a}", "a.doc", "rtf"),
        (b"\xef\xbb\xbf<html><body>a</body></html>", "a.doc", "html"),
        (b"<!-- note --><!DOCTYPE html><html>a</html>", "a.html", "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", "a.doc", "html"),
        ("Kính gửi: Sở Nội vụ\n".encode(), "a.txt", "plain"),
        ("Kính gửi".encode("utf-16"), "a.txt", "plain"),
    ],
)
def test_the_content_decides(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, Path(name))[0] == kind


@pytest.mark.parametrize(
    ("data", "name", "error", "words"),
    [
        (b"", "a.pdf", EmptyFileError, "a.pdf is empty"),
        (b" \n\x00", "a.txt", EmptyFileError, "a.txt is empty"),
        (b"<html><body>404</body></html>", "a.pdf", WrongContentError, "a.pdf is not PDF but a web page"),
        (b"not found, sorry\n", "a.png", WrongContentError, "a.png is not PNG but plain text"),
        (archive("readme.txt"), "a.tif", WrongContentError, "a ZIP archive"),
        (b"Rar!\x1a\x07\x00....", "a.pdf", WrongContentError, "a RAR archive"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", EncryptedFileError, "password"),
        (archive("word/document.xml")[:60], "a.docx", DamagedFileError, "cut off"),
        (bytes(range(256)) * 9, "a.pdf", DamagedFileError, "damaged"),
        (bytes(range(256)) * 9, "a.bin", UnsupportedFormatError, "save it as PDF or DOCX"),
        (OLE, "a.xls", UnsupportedFormatError, "a.xls"),
        (OLE, "a.doc", DamagedFileError, "cut off Word document"),
        (archive("mimetype", "content.xml"), "a.odt", UnsupportedFormatError, "save it as PDF or DOCX"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "a.doc", UnsupportedFormatError, "save it as PDF or DOCX"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, name: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        kind_of(data, Path(name))


def test_a_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", para("Sở Nội vụ"))
    path.chmod(0o444)
    before = path.read_bytes(), path.stat().st_mtime_ns
    reading = read_file(path, SETTINGS)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert (reading.text_source, reading.media_type.split(".")[-1]) == ("docx", "document")


def test_a_reader_that_stumbles_says_that_the_file_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.reading.formats import plain

    def stumbles(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(plain, "read_plain", stumbles)
    path = tmp_path / "a.txt"
    path.write_text("Sở Nội vụ")
    with pytest.raises(DamagedFileError, match=r"a\.txt cannot be read \(RecursionError: too deep\)"):
        read_file(path, SETTINGS)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DamagedFileError, match=r"mất\.pdf cannot be opened"):
        read_file(tmp_path / "mất.pdf", SETTINGS)


def test_source_of_pages_read_in_two_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.models import Page
    from pipeline.reading import pdf

    ways = iter(["text_layer", "ocr"])
    monkeypatch.setattr(
        pdf,
        "read_pdf",
        lambda *_: [Page(n, (), read_as=way) for n, way in enumerate(ways, 1)],  # type: ignore[arg-type]
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(Pdf().data())
    assert read_file(path, SETTINGS).text_source == "mixed"
