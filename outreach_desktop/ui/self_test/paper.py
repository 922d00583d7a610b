"""What a saved PDF says, read back from the disk as another program reads it."""

import ctypes
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paper:
    """`text` has single spaces only; `language` is as the document names it, `sv-SE`."""

    text: str
    language: str
    tagged: bool
    title: str
    pages: int


def read_paper(path: Path) -> Paper:
    """Read a PDF; raises `OSError` or the reader's own error where it is none."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        return Paper(
            " ".join(" ".join(pages).split()),
            _language(document),
            bool(pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)),
            document.get_metadata_dict().get("Title", ""),
            len(pages),
        )
    finally:
        document.close()


def _language(document: object) -> str:
    import pypdfium2

    ask = pypdfium2.raw.FPDFCatalog_GetLanguage
    length = ask(document.raw, None, 0)  # type: ignore[attr-defined]
    space = (ctypes.c_ushort * ((length + 1) // 2))()
    ask(document.raw, space, length)  # type: ignore[attr-defined]
    return bytes(space).decode("utf-16-le").rstrip("\0")
