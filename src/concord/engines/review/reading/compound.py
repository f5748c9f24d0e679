"""The container of Office files before 2007 (MS-CFB): streams by name, with every chain of sectors bounded."""

import struct
from collections.abc import Iterator

from concord.engines.review.refused import Refused

FREE = 0xFFFFFFFA
SMALL = 4096


class Compound:
    """The streams of a compound file. Refuses a file whose tables do not hold together."""

    MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            shift, small_shift = struct.unpack_from("<HH", content, 30)
            self._size, self._small_size = 1 << min(shift, 16), 1 << min(small_shift, 12)
            self._table = self._sector_table()
            self._streams = self._directory()
        except (struct.error, IndexError, UnicodeDecodeError) as broken:
            raise Refused("The file is damaged: its container cannot be opened.") from broken

    def __contains__(self, name: str) -> bool:
        return name in self._streams

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Refuses one that is missing or damaged."""
        if name not in self._streams:
            raise Refused("The file is not a Word document.")
        try:
            return self._read(*self._streams[name])
        except (struct.error, IndexError) as broken:
            raise Refused("The file is damaged: its container cannot be opened.") from broken

    def refuse_if_locked(self) -> None:
        """Refuses a newer Office file that lies in this container because a password locks it."""
        if "EncryptedPackage" in self:
            raise Refused("The file is locked with a password; take the password away and send it again.")

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise IndexError(number)
        return self._content[start : start + self._size]

    def _sector_table(self) -> tuple[int, ...]:
        """Which sector follows which."""
        first, count = struct.unpack_from("<II", self._content, 68)
        places = list(struct.unpack_from("<109I", self._content, 76))
        for _step in range(min(count, len(self._content) // self._size)):
            more = struct.unpack_from(f"<{self._size // 4}I", self._sector(first))
            places += more[:-1]
            first = more[-1]
        table = b"".join(self._sector(place) for place in places if place < FREE)
        return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def _chain(self, first: int, table: tuple[int, ...]) -> Iterator[int]:
        """The sectors of a stream in their order. A chain that runs in a circle is damage."""
        for _step in range(len(table) + 1):
            if first >= FREE:
                return
            yield first
            first = table[first]
        raise IndexError(first)

    def _directory(self) -> dict[str, tuple[int, int]]:
        start, small_table = (
            struct.unpack_from("<I", self._content, 48)[0],
            struct.unpack_from("<I", self._content, 60)[0],
        )
        entries = b"".join(self._sector(one) for one in self._chain(start, self._table))
        streams: dict[str, tuple[int, int]] = {}
        for at in range(0, len(entries) - 127, 128):
            length, kind = struct.unpack_from("<H", entries, at + 64)[0], entries[at + 66]
            begins, size = struct.unpack_from("<II", entries, at + 116)
            name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")
            if kind in (2, 5):
                streams.setdefault("" if kind == 5 else name, (begins, size))
        self._small = (
            b"".join(self._sector(one) for one in self._chain(streams[""][0], self._table)) if "" in streams else b""
        )
        links = b"".join(self._sector(one) for one in self._chain(small_table, self._table))
        self._small_table = struct.unpack(f"<{len(links) // 4}I", links[: len(links) // 4 * 4])
        return streams

    def _read(self, first: int, size: int) -> bytes:
        if size >= SMALL:
            return b"".join(self._sector(one) for one in self._chain(first, self._table))[:size]
        step = self._small_size
        return b"".join(self._small[one * step : (one + 1) * step] for one in self._chain(first, self._small_table))[
            :size
        ]
