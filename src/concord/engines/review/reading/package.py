"""A Word file as a package of parts (ECMA-376 part 2), from strangers: nothing is fetched, all sizes are bounded."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from lxml import etree

from concord.engines.review.refused import Refused

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MOST_OF_A_PART, MOST_OF_XML = 100_000_000, 16_000_000
MOST_OF_ALL = 400_000_000
MOST_PARTS = 5_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
# The "strict" flavour of the standard names the same words otherwise: they are read as the usual ones.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": WORD.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": RELATIONS.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of its type ("header"), and the name of the part."""

    kind: str
    target: str


class Package:
    """The parts of a Word file by name; a part is unpacked only when it is asked for, and never beyond a bound."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except BROKEN as broken:
            raise Refused("The file is damaged: its package cannot be opened.") from broken
        if len(self._zip.infolist()) > MOST_PARTS:
            raise Refused("The file has more than {most} parts.", most=MOST_PARTS)
        self._names = set(self._zip.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def rewritten(self, changed: Mapping[str, bytes]) -> bytes:
        """The package with these parts changed or added, and every other part byte for byte as it was."""
        out = BytesIO()
        left = MOST_OF_ALL
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for entry in self._zip.infolist():
                data = changed[entry.filename] if entry.filename in changed else self.part(entry.filename)
                left -= len(data)
                if left < 0:
                    raise Refused("The file unpacks to more than {most} MB.", most=MOST_OF_ALL // 1_000_000)
                package.writestr(_same_entry(entry), data)
            for name, data in changed.items():
                if name not in self:
                    package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def part(self, name: str, most: int = MOST_OF_A_PART) -> bytes:
        """The bytes of a part. Refuses what is missing, damaged, locked or unpacks to more than `most`."""
        if name not in self._names:
            raise Refused("The file is damaged: its part “{part}” is missing.", part=name)
        try:
            with self._zip.open(name) as stream:
                data = stream.read(most + 1)
        except BROKEN as broken:
            raise Refused("The file is damaged or locked: its part “{part}” cannot be read.", part=name) from broken
        if len(data) > most:
            raise Refused("A part of the file unpacks to more than {most} MB.", most=most // 1_000_000)
        return data

    def xml(self, name: str) -> etree._Element:
        """The root of a part that is XML."""
        return parsed(self.part(name, MOST_OF_XML), name)

    def strict(self, name: str) -> bool:
        """Whether a part is written in the strict flavour of the standard."""
        return any(strict in self.part(name) for strict in STRICT)

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to inside the package, by id; the package itself is the part ""."""
        folder, own = posixpath.dirname(name), relations_of(name)
        if own not in self:
            return {}
        return {
            one.get("Id", ""): Relation(_last(one.get("Type", "")), _inside(folder, one.get("Target", "")))
            for one in self.xml(own)
            if one.get("TargetMode") != "External"
        }

    def main(self) -> str:
        """The name of the part that holds the text. Refuses a package that is no Word document."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self:
                return relation.target
        raise Refused("The file is not a Word document.")


def relations_of(name: str) -> str:
    """The name of the part that says what this part refers to."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _same_entry(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """An entry as it was: name, date, attributes, and whether it is packed."""
    same = zipfile.ZipInfo(entry.filename, entry.date_time)
    same.compress_type = zipfile.ZIP_STORED if entry.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    same.external_attr, same.create_system = entry.external_attr, entry.create_system
    return same


def serialised(root: etree._Element, *, strict: bool) -> bytes:
    """The bytes of a part, in the flavour that it had."""
    data = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
    for flavour, usual in STRICT.items() if strict else ():
        data = data.replace(usual, flavour)
    return data


def parsed(data: bytes, name: str) -> etree._Element:
    """The root of XML from strangers: no document type, no entities, nothing fetched."""
    for strict, usual in STRICT.items():
        data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise Refused("The file is damaged: its part “{part}” is not XML.", part=name) from wrong
    if root is None or getattr(root.getroottree().docinfo, "doctype", None):
        raise Refused("The part “{part}” declares a document type, which no Word file does.", part=name)
    return root


@lru_cache(maxsize=2048)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: etree._Element) -> str:
    """The tag without its namespace; "" for comments and processing instructions."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


def word(name: str) -> str:
    """The full name of a word of WordprocessingML."""
    return f"{{{WORD}}}{name}"


VAL = word("val")


def value(parent: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child, None without such a child; "" where the child has no value."""
    child = None if parent is None else parent.find(word(name))
    return None if child is None else child.get(VAL, "")


def switched_on(parent: etree._Element | None, name: str) -> bool:
    """Whether a switch (`<w:vanish/>`) is there and not off."""
    return value(parent, name) not in (None, "0", "false", "off")


def stepping(parent: etree._Element, path: str) -> Iterator[tuple[etree._Element, str, str]]:
    """Each child with its tag and its XPath."""
    counts: dict[str, int] = {}
    for child in parent:
        tag = local(child)
        if tag:
            name = f"{child.prefix}:{tag}" if child.prefix else tag
            counts[name] = counts.get(name, 0) + 1
            yield child, tag, f"{path}/{name}[{counts[name]}]"


def _last(kind: str) -> str:
    return kind.rpartition("/")[2]


def _inside(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
