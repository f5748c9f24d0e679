"""The parts of a Word file that comments need: the comments themselves, their type, and the reference to them."""

import posixpath

from lxml import etree

from concord.engines.review.reading.package import RELATIONS, WORD, Package, relations_of, word

TYPES = "[Content_Types].xml"
TYPES_NAMES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS_NAMES = "http://schemas.openxmlformats.org/package/2006/relationships"
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def comments_part(package: Package, main: str) -> tuple[str, etree._Element]:
    """The part with the comments and its root, new where there are none yet."""
    name = next((one.target for one in package.relations(main).values() if one.kind == "comments"), "")
    if name in package:
        return name, package.xml(name)
    name = posixpath.join(posixpath.dirname(main), "comments.xml")
    count = 1
    while name in package:
        count += 1
        name = posixpath.join(posixpath.dirname(main), f"comments{count}.xml")
    return name, etree.Element(word("comments"), nsmap={"w": WORD})


def next_id(comments: etree._Element, document: etree._Element) -> int:
    """A number that no comment, and no mark of one, has yet."""
    marks = ("commentRangeStart", "commentRangeEnd", "commentReference")
    used = [*comments.iter(word("comment")), *document.iter(*map(word, marks))]
    numbers = [given for one in used if (given := one.get(word("id"), "")).isascii() and given.isdigit()]
    return max((int(number) for number in numbers if len(number) < 10), default=-1) + 1


def typed_and_related(package: Package, main: str, part: str) -> dict[str, bytes]:
    """The parts that make a new comments part known; nothing where it is known already."""
    if part in package:
        return {}
    types, related = package.xml(TYPES), relations_of(main)
    relations = package.xml(related) if related in package else _no_relations()
    override = etree.SubElement(types, f"{{{TYPES_NAMES}}}Override")
    override.set("PartName", f"/{part}")
    override.set("ContentType", COMMENTS)
    relation = etree.SubElement(relations, f"{{{RELATIONS_NAMES}}}Relationship")
    relation.set("Id", _free_id(relations))
    relation.set("Type", f"{STRICT_RELATIONS if package.strict(main) else RELATIONS}/comments")
    relation.set("Target", posixpath.basename(part))
    return {TYPES: _bytes(types), related: _bytes(relations)}


def _no_relations() -> etree._Element:
    """What a document that refers to nothing, and so has no such part, would have."""
    return etree.fromstring(f'<Relationships xmlns="{RELATIONS_NAMES}"/>')


def _free_id(relations: etree._Element) -> str:
    used = {one.get("Id") for one in relations}
    return next(name for number in range(1, len(used) + 2) if (name := f"rIdComments{number}") not in used)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
