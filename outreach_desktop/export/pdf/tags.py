"""The tree of tags that tells a screen reader what stands on the pages."""

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase import pdfdoc


@dataclass(slots=True, eq=False)
class Node:
    """One element (H1, P, Table, TD ...). `pieces` are (page index, mark id) pairs in reading order.

    `scope` is Row or Column for TH; `alt` the words for a Figure and `box` where it stands;
    `language` is given where it differs from the document's.
    """

    role: str
    scope: str = ""
    alt: str = ""
    language: str = ""
    box: tuple[float, float, float, float] | None = None
    children: list["Node"] = field(default_factory=list)
    pieces: list[tuple[int, int]] = field(default_factory=list)

    def add(self, role: str, **properties: Any) -> "Node":
        """Append a child and return it."""
        child = Node(role, **properties)
        self.children.append(child)
        return child


def write_tree(document: Any, root: Node, pages: list[Any], marks: list[list[Node]]) -> Any:
    """Add the tree to `document`; `marks[page][id]` is the node of each mark. Return a reference to it."""
    tree = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
    reference = document.Reference(tree)
    elements: dict[int, Any] = {}
    tree["K"] = pdfdoc.PDFArray([_element(document, root, reference, pages, elements)])
    tree["ParentTree"] = document.Reference(pdfdoc.PDFDictionary({"Nums": _parents(marks, elements)}))
    tree["ParentTreeNextKey"] = len(marks)
    return reference


def _parents(marks: list[list[Node]], elements: dict[int, Any]) -> Any:
    numbers: list[Any] = []
    for index, nodes in enumerate(marks):
        numbers += [index, pdfdoc.PDFArray([elements[id(node)] for node in nodes])]
    return pdfdoc.PDFArray(numbers)


def _element(document: Any, node: Node, parent: Any, pages: list[Any], elements: dict[int, Any]) -> Any:
    element = pdfdoc.PDFDictionary(_properties(node))
    reference = elements[id(node)] = document.Reference(element)
    element["P"] = parent
    children = [_element(document, child, reference, pages, elements) for child in node.children]
    if node.pieces:
        element["Pg"] = pages[node.pieces[0][0]]
    element["K"] = pdfdoc.PDFArray([*(_piece(node, piece, pages) for piece in node.pieces), *children])
    return reference


def _piece(node: Node, piece: tuple[int, int], pages: list[Any]) -> Any:
    page, mark = piece
    if page == node.pieces[0][0]:
        return mark
    return pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("MCR"), "Pg": pages[page], "MCID": mark})


def _properties(node: Node) -> dict[str, Any]:
    found: dict[str, Any] = {"Type": pdfdoc.PDFName("StructElem"), "S": pdfdoc.PDFName(node.role)}
    if node.alt:
        found["Alt"] = pdfdoc.PDFString(node.alt)
    if node.language:
        found["Lang"] = pdfdoc.PDFString(node.language)
    if node.scope:
        found["A"] = _attribute("Table", Scope=pdfdoc.PDFName(node.scope))
    if node.box:
        box = pdfdoc.PDFArray([round(edge, 2) for edge in node.box])
        found["A"] = _attribute("Layout", Placement=pdfdoc.PDFName("Block"), BBox=box)
    return found


def _attribute(owner: str, **values: Any) -> Any:
    return pdfdoc.PDFDictionary({"O": pdfdoc.PDFName(owner), **values})
