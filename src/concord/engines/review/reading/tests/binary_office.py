"""Small .doc files for tests, put together byte by byte (MS-DOC in MS-CFB)."""

import struct

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
TEXT_AT = 2048
DELETED, INSERTED, IN_TABLE, ROW_END = 0x0800, 0x0801, 0x2416, 0x2417


def doc(paragraphs: list[str], changes: dict[str, int] | None = None) -> bytes:
    """A .doc of these paragraphs, each of which may end in a cell mark; `changes` mark words as inserted or deleted."""
    text = "".join(one if one.endswith("\x07") else f"{one}\r" for one in paragraphs)
    head = bytearray(TEXT_AT + 2 * len(text))
    head[TEXT_AT:] = text.encode("utf-16-le")
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xD9)
    struct.pack_into("<I", head, 0x4C, len(text))
    table = bytearray()
    for where, step, runs in (
        (0x102, 13, _paragraph_runs(text)),
        (0xFA, 1, _character_runs(text, changes or {})),
    ):
        head += bytes(-len(head) % SECTOR)
        struct.pack_into("<II", head, where, len(table), 12)
        table += struct.pack("<III", TEXT_AT, TEXT_AT + 2 * len(text), len(head) // SECTOR)
        head += _page(runs, step)
    pieces = struct.pack("<IIHIH", 0, len(text), 0, TEXT_AT, 0)
    struct.pack_into("<II", head, 0x1A2, len(table), len(pieces) + 5)
    table += b"\x02" + struct.pack("<I", len(pieces)) + pieces
    return compound({"WordDocument": bytes(head), "0Table": bytes(table)})


def _paragraph_runs(text: str) -> list[tuple[int, bytes]]:
    """A row ends where a cell mark follows a cell mark."""
    runs, before = [], ""
    for at, sign in enumerate(text):
        if sign in "\r\x07":
            names = [IN_TABLE] * (sign == "\x07") + [ROW_END] * (sign == before == "\x07")
            runs.append((at + 1, b"\x00\x00" + b"".join(struct.pack("<HB", name, 1) for name in names)))
        before = sign
    return runs


def _character_runs(text: str, changes: dict[str, int]) -> list[tuple[int, bytes]]:
    runs = []
    for words, name in changes.items():
        start = text.index(words)
        runs += [(start, b""), (start + len(words), struct.pack("<HB", name, 1))]
    return [*runs, (len(text), b"")]


def _page(runs: list[tuple[int, bytes]], step: int) -> bytes:
    page, free = bytearray(SECTOR), 510
    struct.pack_into("<I", page, 0, TEXT_AT)
    for count, (end, properties) in enumerate(runs):
        struct.pack_into("<I", page, 4 * (count + 1), TEXT_AT + 2 * end)
        if not properties:
            continue
        if step == 1:
            stored = bytes([len(properties)]) + properties
        else:
            stored = bytes([0, -(-len(properties) // 2)]) + properties + bytes(len(properties) % 2)
        free = (free - len(stored)) // 2 * 2
        page[free : free + len(stored)] = stored
        page[4 * (len(runs) + 1) + step * count] = free // 2
    page[SECTOR - 1] = len(runs)
    return bytes(page)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams, each of which is filled up to the size at which it needs no small sectors."""
    sectors: list[bytes] = []
    links: list[int] = []

    def add(content: bytes) -> int:
        first, count = len(sectors), -(-len(content) // SECTOR)
        sectors.extend(content[one * SECTOR :][:SECTOR].ljust(SECTOR, b"\0") for one in range(count))
        links.extend([*range(first + 1, first + count), END])
        return first

    entries = [_entry("Root Entry", 5, END, 0)]
    for name, content in streams.items():
        filled = content.ljust(4096, b"\0")
        entries.append(_entry(name, 2, add(filled), len(filled)))
    directory = add(b"".join(entries).ljust(SECTOR, b"\0"))
    at = len(sectors)
    table = struct.pack("<128I", *[*links, TABLE, *[FREE] * (127 - len(links))])
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(SECTOR, b"\0"))
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 44, 1, directory, 0, 4096, END, 0, END, 0, at)
    head[80:] = b"\xff" * (SECTOR - 80)
    return bytes(head) + b"".join(sectors) + table


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    entry = bytearray(128)
    encoded = name.encode("utf-16-le")
    entry[: len(encoded)] = encoded
    struct.pack_into("<HB", entry, 64, len(encoded) + 2, kind)
    struct.pack_into("<II", entry, 116, first, size)
    return bytes(entry)


def locked() -> bytes:
    """What a newer Word makes of a file with a password."""
    return compound({"EncryptionInfo": b"", "EncryptedPackage": b""})
