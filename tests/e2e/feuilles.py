"""What Chromium wrote in a PDF, page after page: where its texts stand, what they say, which colours it used.

Only what its own writer makes is read: one stream a page, texts placed glyph by glyph, fonts with their Unicode table.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

OBJET = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
JETON = re.compile(rb"/[^\s/<>\[\]]+|<[0-9A-Fa-f]*>|[-+]?\d*\.?\d+|[A-Za-z*]+|\[|\]|\((?:\\.|[^\\)])*\)")
TABLE = re.compile(r"beginbf(char|range)(.*?)endbf", re.DOTALL)
CODE = re.compile(r"<([0-9A-Fa-f]+)>")
LARGEURS = re.compile(rb"(\d+) \[([^\]]*)\]|(\d+) (\d+) ([\d.]+)")
Matrice = tuple[float, float, float, float, float, float]
IDENTITE: Matrice = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Police:
    """A font: the letters of its glyphs, their widths in thousandths of its size."""

    lettres: dict[int, str] = field(default_factory=dict)
    largeurs: dict[int, float] = field(default_factory=dict)

    def measure(self, glyphe: int) -> float:
        """Return the width of a glyph, as a share of the size."""
        return self.largeurs.get(glyphe, 500) / 1000


@dataclass(frozen=True, slots=True)
class Ecrit:
    """A run of text: its box in points from the top left corner of the page, and what it says."""

    gauche: float
    haut: float
    droite: float
    bas: float
    texte: str

    def covers(self, autre: Ecrit, jeu: float = 1.5) -> bool:
        """Return whether two runs stand on each other, by more than `jeu` points both ways."""
        large = min(self.droite, autre.droite) - max(self.gauche, autre.gauche)
        return large > jeu and min(self.bas, autre.bas) - max(self.haut, autre.haut) > jeu


@dataclass(slots=True)
class Feuille:
    """A page: its size in points, its texts in the order they were written, the colours of its marks."""

    large: float
    haute: float
    ecrits: list[Ecrit] = field(default_factory=list)
    couleurs: set[tuple[float, ...]] = field(default_factory=set)

    @property
    def texte(self) -> str:
        """Return everything it says."""
        return " ".join(e.texte for e in self.ecrits)

    def list_recouvrements(self) -> list[tuple[str, str]]:
        """Return the texts that stand on one another."""
        ordre = sorted((e for e in self.ecrits if e.texte.strip()), key=lambda e: e.haut)
        couples = ((a, b) for i, a in enumerate(ordre) for b in ordre[i + 1 :] if b.haut < a.bas)
        return [(a.texte, b.texte) for a, b in couples if a.covers(b)]


def read_pdf(contenu: bytes) -> list[Feuille]:
    """Return the pages of a PDF that Chromium wrote."""
    objets = {int(m[1]): m[2] for m in OBJET.finditer(contenu)}
    pages = [o for o in objets.values() if re.search(rb"/Type /Page\b(?!s)", o[:40])]
    return [_read_page(page, objets) for page in pages]


def _inflate(objet: bytes) -> bytes:
    flux = objet[objet.index(b"stream\n") + 7 :]
    return zlib.decompressobj().decompress(flux) if b"/FlateDecode" in objet[:200] else flux


def _read_page(page: bytes, objets: dict[int, bytes]) -> Feuille:
    boite = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page)
    contenu = re.search(rb"/Contents (\d+)", page)
    assert boite and contenu
    polices = {nom: _read_police(objets[int(n)], objets) for nom, n in re.findall(rb"/(F\d+) (\d+) 0 R", page)}
    feuille = Feuille(float(boite[1]), float(boite[2]))
    _play(_inflate(objets[int(contenu[1])]), polices, feuille)
    return feuille


def _read_police(objet: bytes, objets: dict[int, bytes]) -> Police:
    return Police(_read_lettres(objet, objets), _read_largeurs(objet, objets))


def _read_largeurs(objet: bytes, objets: dict[int, bytes]) -> dict[int, float]:
    fille = re.search(rb"/DescendantFonts \[(\d+)", objet)
    table = re.search(rb"/W \[(.*)\]", objets[int(fille[1])], re.DOTALL) if fille else None
    largeurs: dict[int, float] = {}
    for debut, suite, premier, dernier, commune in LARGEURS.findall(table[1]) if table else ():
        if debut:
            largeurs |= {int(debut) + rang: float(n) for rang, n in enumerate(suite.split())}
        else:
            largeurs |= dict.fromkeys(range(int(premier), int(dernier) + 1), float(commune))
    return largeurs


def _read_lettres(objet: bytes, objets: dict[int, bytes]) -> dict[int, str]:
    table = re.search(rb"/ToUnicode (\d+)", objet)
    lettres: dict[int, str] = {}
    for genre, corps in TABLE.findall(_inflate(objets[int(table[1])]).decode("latin-1")) if table else ():
        codes, pas = CODE.findall(corps), 2 if genre == "char" else 3
        for rang in range(0, len(codes), pas):
            premier, dernier = int(codes[rang], 16), int(codes[rang + pas - 2], 16)
            texte = bytes.fromhex(codes[rang + pas - 1]).decode("utf-16-be", "replace")
            lettres |= {code: texte[:-1] + chr(ord(texte[-1]) + code - premier) for code in range(premier, dernier + 1)}
    return lettres


def _multiply(a: Matrice, b: Matrice) -> Matrice:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _play(flux: bytes, polices: dict[bytes, Police], feuille: Feuille) -> None:
    """Follow the orders of a page that move, colour and write."""
    repere, piles, police, corps = IDENTITE, list[Matrice](), Police(), 0.0
    ligne, glyphes = IDENTITE, list[tuple[float, float, float, str]]()
    for ordre, valeurs in _list_ordres(flux):
        nombres = [float(v) for v in valeurs if v[:1] not in b"/<[("]
        if ordre == b"q":
            piles.append(repere)
        elif ordre == b"Q":
            repere = piles.pop()
        elif ordre == b"cm":
            repere = _multiply(_matrix(nombres), repere)
        elif ordre in {b"rg", b"RG"}:
            feuille.couleurs.add(tuple(round(n, 2) for n in nombres))
        elif ordre == b"BT":
            ligne, glyphes = IDENTITE, []
        elif ordre == b"Tf":
            police, corps = polices.get(valeurs[0][1:], Police()), nombres[-1]
        elif ordre == b"Tm":
            ligne = _matrix(nombres)
        elif ordre == b"Td":
            ligne = _multiply((1, 0, 0, 1, nombres[0], nombres[1]), ligne)
        elif ordre == b"Tj":
            codes, place, avance = bytes.fromhex(valeurs[-1][1:-1].decode()), _multiply(ligne, repere), 0.0
            for code in (int.from_bytes(codes[i : i + 2]) for i in range(0, len(codes), 2)):
                large = police.measure(code) * corps * place[0]
                gauche = place[4] + avance
                glyphes.append((gauche, gauche + large, feuille.haute - place[5], police.lettres.get(code, "")))
                avance += large
        elif ordre == b"ET" and glyphes:
            taille = corps * abs(_multiply(ligne, repere)[0])
            while len(glyphes) > 1 and glyphes[-1][3].isspace():
                glyphes.pop()
            gauche, droite, pied = min(x for x, *_ in glyphes), max(x for _, x, *_ in glyphes), glyphes[0][2]
            texte = "".join(t for *_, t in glyphes)
            feuille.ecrits.append(Ecrit(gauche, pied - taille * 0.65, droite, pied + taille * 0.1, texte))


def _matrix(nombres: list[float]) -> Matrice:
    a, b, c, d, e, f = nombres
    return a, b, c, d, e, f


def _list_ordres(flux: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield each order with what stands before it."""
    valeurs: list[bytes] = []
    for jeton in JETON.findall(flux):
        if jeton[:1].isalpha():
            yield jeton, valeurs
            valeurs = []
        else:
            valeurs.append(jeton)
