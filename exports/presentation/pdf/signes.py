"""The signs that the fonts of this room hold: what none of them draws is shown as « � », never left out."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

POLICES = Path(__file__).parent / "polices"
ABSENT = "\ufffd"
"""What stands for a sign that no font of ours draws."""
_BLANCS = str.maketrans("\n\r\t", "   ")
"""Lines are the typesetter's affair: one that a text brings would only be a sign without a drawing."""


def keep_signes(texte: str) -> str:
    """Return a text whose every sign can be drawn, on one line."""
    signes = list_signes()
    return "".join(s if ord(s) in signes else ABSENT for s in texte.translate(_BLANCS))


@cache
def list_signes() -> frozenset[int]:
    """Return the code points that the fonts hold."""
    lus = {code for police in sorted(POLICES.glob("*.ttf")) for code in _read_police(police.read_bytes())}
    return frozenset(code for code in lus if code >= ord(" "))


def _read_police(octets: bytes) -> Iterator[int]:
    """Yield the code points of a TrueType font, from the tables of its `cmap` that Unicode text uses."""
    tables = {octets[12 + 16 * i :][:4]: 12 + 16 * i for i in range(struct.unpack_from(">H", octets, 4)[0])}
    (debut,) = struct.unpack_from(">I", octets, tables[b"cmap"] + 8)
    for rang in range(struct.unpack_from(">H", octets, debut + 2)[0]):
        _, _, place = struct.unpack_from(">HHI", octets, debut + 4 + 8 * rang)
        (genre,) = struct.unpack_from(">H", octets, debut + place)
        if genre == 4:
            yield from _read_segments(octets, debut + place)
        elif genre == 12:
            (nombre,) = struct.unpack_from(">I", octets, debut + place + 12)
            for groupe in range(nombre):
                premier, dernier, _ = struct.unpack_from(">III", octets, debut + place + 16 + 12 * groupe)
                yield from range(premier, dernier + 1)


def _read_segments(octets: bytes, debut: int) -> Iterator[int]:
    """Yield the code points of a table of format 4: ends, starts, shifts and places, an array each."""
    (double,) = struct.unpack_from(">H", octets, debut + 6)
    for rang in range(0, double, 2):
        (dernier,) = struct.unpack_from(">H", octets, debut + 14 + rang)
        (premier,) = struct.unpack_from(">H", octets, debut + 16 + double + rang)
        (ecart,) = struct.unpack_from(">H", octets, debut + 16 + 2 * double + rang)
        ici = debut + 16 + 3 * double + rang
        (place,) = struct.unpack_from(">H", octets, ici)
        for code in range(premier, min(dernier, 0xFFFE) + 1):
            glyphe = struct.unpack_from(">H", octets, ici + place + 2 * (code - premier))[0] if place else code
            if (glyphe + ecart) % 0x10000 if glyphe else not place and ecart:
                yield code
