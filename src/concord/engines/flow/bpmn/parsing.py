"""BPMN as bytes from strangers, read without entities, outside documents or network."""

from lxml import etree

from concord.engines.flow.bpmn.marks import MODEL, bpmn
from concord.engines.flow.sentences import UnfitError, problem

LARGEST = 5_000_000


def definitions(data: bytes) -> etree._Element:
    """The root of a BPMN file; refuses what is no XML, declares a document type, is too large, or is no BPMN."""
    if len(data) > LARGEST:
        raise _unfit("The file is larger than {most} bytes.", most=LARGEST)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as wrong:
        raise _unfit("This is not XML: {why}.", why=wrong.msg) from wrong
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise _unfit("A document type (<!DOCTYPE>) is not allowed.")
    if root.tag != bpmn("definitions"):
        raise _unfit("This is not BPMN 2.0: the file must begin with “definitions” of {model}.", model=MODEL)
    return root


def local(element: etree._Element) -> str:
    """The tag of an element without its namespace."""
    return etree.QName(element).localname


def _unfit(form: str, **names: object) -> UnfitError:
    return UnfitError((problem((), form, **names),))
