"""What a document says about itself: title, language, the product's name, and nothing else."""

from html import escape
from typing import Any

from reportlab.pdfbase import pdfdoc

PRODUCT = "Outreach Desktop"
_LIBRARY = b"ReportLab Generated PDF document (opensource)"
_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\n'
    "<pdf:Producer>{product}</pdf:Producer><xmp:CreatorTool>{product}</xmp:CreatorTool>\n"
    "<pdfuaid:part>1</pdfuaid:part>\n"
    '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
)


class Facts(pdfdoc.PDFInfo):
    """The document information dictionary without names of people, dates and libraries."""

    def format(self, document: Any) -> bytes:
        entries = {"Title": self.title, "Producer": PRODUCT, "Creator": PRODUCT}
        dictionary = pdfdoc.PDFDictionary({key: pdfdoc.PDFString(text) for key, text in entries.items()})
        formatted: bytes = dictionary.format(document)
        return formatted


def describe(document: Any, title: str) -> None:
    """Write title and conformance into the catalogue; the language is set where the document is made."""
    document.info = Facts()
    document.info.title = title
    catalogue = document.Catalog
    catalogue.Metadata = document.Reference(_metadata(title))
    catalogue.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    catalogue.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})


def _metadata(title: str) -> Any:
    packet = _XMP.format(title=escape(title), product=PRODUCT)
    stream = pdfdoc.PDFStream(content=packet.encode())
    stream.dictionary["Type"] = pdfdoc.PDFName("Metadata")
    stream.dictionary["Subtype"] = pdfdoc.PDFName("XML")
    return stream


def plain(document: bytes) -> bytes:
    """Take the library's name out of the comment in the second line, keeping every offset."""
    if _LIBRARY not in document[:100]:
        raise ValueError("The first lines of the document are not as expected.")
    return document.replace(_LIBRARY, b"-" * len(_LIBRARY), 1)
