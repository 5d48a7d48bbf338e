"""Reads workbooks in a process of its own, run by path: bytes in, raw cells out as JSON, nothing else within reach.

Standard input: one JSON line, the sizes of the files, then their bytes end to end. Standard output: a JSON list, one
object a file, either {"refus": [code, message]} or {"feuilles": [...], "timbre": {...}, "epoque": "...", "liens":
[...]}. Only the standard library and openpyxl. Every part that is read is inflated first, counted and checked (faults
1, 5-11, 50).
"""

from __future__ import annotations

import datetime
import functools
import io
import json
import math
import re
import signal
import sys
import time
import warnings
import zipfile
from typing import Any
from xml.parsers import expat

ENTREES_MAX = 2_000
PARTIE_MAX = 64 * 2**20
TOTAL_MAX = 128 * 2**20
LIGNES_MAX = 5_000
COLONNES_MAX = 200
COLONNES_EXCEL = 16_384
CELLULES_MAX = 100_000
TITRE_MAX = 31
FUSIONS_MAX = 5_000
TEXTE_MAX = 5_000
MEMOIRE_MAX = 700 * 2**20
SORTIE_MAX = 32 * 2**20
SECONDES_MAX = 20  # of processor, a file: a million empty rows take 4, and twice as many where others compute
SURSIS = 4

ENDOMMAGE = "Le fichier est endommagé (archive illisible). Rouvrez-le dans Excel et enregistrez-le à nouveau."
ANORMAL = "Contenu anormal ({}). Recopiez vos réponses dans un classeur neuf et renvoyez-le."
INTERDIT = "Contenu XML interdit dans le classeur. Recopiez vos réponses dans un classeur neuf et renvoyez-le."
STRICT = "Format « Strict Open XML » non lu : Enregistrer sous → Classeur Excel (*.xlsx), pas « Strict »."
TROP_GROS = {"refus": ["contenu_anormal", ANORMAL.format("trop volumineux pour être lu")]}
LOIN = (
    "Feuille « {} » : une cellule est remplie en {}, très loin du tableau. "
    "Supprimez les lignes et les colonnes sous et à droite du tableau, puis enregistrez."
)
ILLISIBLE = ANORMAL.format("référence de cellule « {} » illisible, vers la ligne {}")
PERDUE = ANORMAL.format("feuille « {} », la cellule {} est remplie mais illisible")
FUSIONS = "Feuille « {} » : la feuille entière ou plus de {} zones sont fusionnées. Défusionnez, puis enregistrez."
REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
NUMERO = re.compile(r"([0-9]{1,7})(?:\.0*)?")  # some programs write the rows « 2.0 »
LITTERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # shown as it stands: the « % » of `0" %"` multiplies nothing
GABARIT = re.compile(r'"[^"]*"|\\.|[0#]|[ \-()\u00a0]')
"""What a pattern of digits is made of: digits, and what stands between them."""
AUTRES_FORMATS = (
    ("vbaproject.bin", "macros", "Classeur avec macros : enregistrez-le en Classeur Excel (*.xlsx), sans macro."),
    ("xl/workbook.bin", "format_refuse", "Classeur binaire (.xlsb) : enregistrez-le en Classeur Excel (*.xlsx)."),
    ("word/document.xml", "format_refuse", "C’est un document Word : envoyez le classeur Excel (*.xlsx)."),
    ("ppt/presentation.xml", "format_refuse", "C’est un diaporama : envoyez le classeur Excel (*.xlsx)."),
    ("mimetype", "format_refuse", "Format OpenDocument : Enregistrer sous → Classeur Excel (*.xlsx)."),
)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OBJETS = "Objets incorporés dans le classeur : recopiez vos réponses dans un classeur neuf et renvoyez-le."
TYPES_ACTIFS = (
    ("macroenabled", "macros", AUTRES_FORMATS[0][2]),
    ("vbaproject", "macros", AUTRES_FORMATS[0][2]),
    ("macrosheet", "macros", AUTRES_FORMATS[0][2]),
    ("oleobject", "macros", OBJETS),
    ("activex", "macros", OBJETS),
)
LIENS = {"externalBook": "un autre classeur", "ddeLink": "un autre programme (DDE)", "oleLink": "un objet OLE"}
SOURCES = ("xl/connections.xml", "xl/querytables/")


class Refuse(Exception):  # noqa: N818
    """The file is refused as a whole: code, message."""


def column_number(lettres: str) -> int:
    """Return the number of a column from its letters: A is 1."""
    return functools.reduce(lambda nombre, lettre: nombre * 26 + ord(lettre) - 64, lettres, 0)


def column_letters(nombre: int) -> str:
    """Return the letters of a column from its number."""
    lettres = ""
    while nombre:
        nombre, reste = divmod(nombre - 1, 26)
        lettres = chr(65 + reste) + lettres
    return lettres


def _forbid(*_: Any) -> None:
    raise Refuse("xml_interdit", INTERDIT)


class Balayage:
    """Streams one XML part: forbids a DOCTYPE and, when it is a sheet, notes what openpyxl does not tell."""

    def __init__(self) -> None:
        self.racine, self.strict, self.type = "", False, ""
        self.ligne = self.colonne = self.derniere_ligne = self.derniere_colonne = self.cellules = self.feuilles = 0
        self.fusions: list[str] = []
        self.masquees: list[int] = []
        self.colonnes_masquees: list[int] = []
        self.liens: set[str] = set()
        self.filtre = False
        self.formules: set[str] = set()
        self.vues: set[int] = set()
        self.remplies: dict[int, set[int]] = {}
        self.non_calculees: dict[int, list[str]] = {}
        self.formule = self.valeur = self.dans_valeur = self.balise_v = False
        self.parseur = expat.ParserCreate()
        self.parseur.StartDoctypeDeclHandler = _forbid
        self.parseur.StartElementHandler = self._root

    def _root(self, nom: str, attributs: dict[str, str]) -> None:
        self.racine = nom.rpartition(":")[2]
        self.strict = any("purl.oclc.org/ooxml" in v for v in attributs.values())
        self.parseur.StartElementHandler = {
            "worksheet": self._start,
            "workbook": self._count,
            "externalLink": self._link,
        }.get(self.racine)
        if self.racine == "worksheet":
            self.parseur.EndElementHandler, self.parseur.CharacterDataHandler = self._end, self._text

    def _count(self, nom: str, _: dict[str, str]) -> None:
        self.feuilles += nom.rpartition(":")[2] == "sheet"

    def _link(self, nom: str, _: dict[str, str]) -> None:
        if (lien := LIENS.get(nom.rpartition(":")[2])) is not None:
            self.liens.add(lien)

    def _start(self, nom: str, attributs: dict[str, str]) -> None:
        nom = nom.rpartition(":")[2]
        if nom == "c":
            self._place_cellule(attributs.get("r"))
            self.formule = self.valeur = self.balise_v = False
            self.type = attributs.get("t", "n")
        elif nom == "row":
            self._place_ligne(attributs.get("r"))
            if attributs.get("hidden") in ("1", "true"):
                self.masquees.append(self.ligne)
        elif nom in ("v", "t"):
            self.dans_valeur = True
            self.balise_v = self.balise_v or nom == "v"
        elif nom == "f":
            self.formule = True
        elif nom == "col" and attributs.get("hidden") in ("1", "true"):
            self.colonnes_masquees += range(int(attributs["min"]), min(int(attributs["max"]), COLONNES_MAX) + 1)
        elif nom == "filterColumn":
            self.filtre = True
        elif nom == "mergeCell":
            self.fusions.append(attributs.get("ref", "").upper().replace("$", ""))

    def _place_ligne(self, reference: str | None) -> None:
        """Go to the row that `<row>` names, or to the next one when it names none."""
        avant = self.ligne
        if reference is None:
            self.ligne += 1
        elif m := NUMERO.fullmatch(reference):
            self.ligne = int(m[1])
        else:
            raise Refuse("contenu_anormal", ILLISIBLE.format(reference[:20], avant + 1))
        self._check_ordre(self.ligne > avant)
        self.colonne = 0
        self.vues.clear()

    def _place_cellule(self, reference: str | None) -> None:
        """Go to the cell that `<c>` names, in any case and any order, or to the next one when it names none.

        A reference written otherwise (`$E$2`) is refused: what is not placed as openpyxl places it would be lost.
        """
        if reference is None:
            self.colonne += 1
        elif m := REFERENCE.fullmatch(reference):
            self.colonne = column_number(m[1].upper())
            self._check_ordre(int(m[2]) == self.ligne)
        else:
            raise Refuse("contenu_anormal", ILLISIBLE.format(reference[:20], self.ligne))
        if self.colonne > COLONNES_EXCEL:
            raise Refuse("contenu_anormal", ANORMAL.format("trop de colonnes"))
        if self.colonne in self.vues:
            double = f"cellule {column_letters(self.colonne)}{self.ligne} en double"
            raise Refuse("contenu_anormal", ANORMAL.format(double))
        self.vues.add(self.colonne)

    def _check_ordre(self, en_ordre: bool) -> None:
        """Refuse rows out of order, or a cell that claims another row: readers disagree on them, or drop them."""
        if not en_ordre:
            raise Refuse("contenu_anormal", ANORMAL.format("lignes en désordre"))

    def _text(self, texte: str) -> None:
        if self.dans_valeur and not texte.isspace():
            self.valeur = True

    def _end(self, nom: str) -> None:
        nom = nom.rpartition(":")[2]
        if nom in ("v", "t"):
            self.dans_valeur = False
        elif nom == "c" and (self.valeur or self.formule):
            self.cellules += 1
            self.derniere_ligne = max(self.derniere_ligne, self.ligne)
            self.derniere_colonne = max(self.derniere_colonne, self.colonne)
            if self.valeur and self.cellules <= CELLULES_MAX:
                self.remplies.setdefault(self.ligne, set()).add(self.colonne)
            if self.formule:
                lettres = column_letters(self.colonne)
                if self.valeur or (self.balise_v and self.type == "str"):
                    self.formules.add(f"{lettres}{self.ligne}")
                else:
                    self.non_calculees.setdefault(self.ligne, []).append(lettres)

    def check(self, nom: str) -> None:
        """Refuse a sheet whose values or merges go further than any table of ours."""
        if self.derniere_ligne > LIGNES_MAX or self.derniere_colonne > COLONNES_MAX:
            place = f"{column_letters(self.derniere_colonne)}{self.derniere_ligne}"
            raise Refuse("cellule_lointaine", LOIN.format(nom, place))
        if self.cellules > CELLULES_MAX:
            raise Refuse("contenu_anormal", ANORMAL.format("trop de cellules remplies"))
        if len(self.fusions) > FUSIONS_MAX or any("XFD1048576" in f for f in self.fusions):
            raise Refuse("trop_de_fusions", FUSIONS.format(nom, FUSIONS_MAX))

    def check_lues(self, nom: str, lues: dict[int, set[int]]) -> None:
        """Refuse a sheet of which openpyxl did not give back a cell that is filled: nothing is lost in silence."""
        for ligne, colonnes in self.remplies.items():
            if perdues := colonnes - lues.get(ligne, set()):
                raise Refuse("contenu_anormal", PERDUE.format(nom, f"{column_letters(min(perdues))}{ligne}"))


def check_entrees(archive: zipfile.ZipFile) -> None:
    """Refuse an archive whose list of entries is not that of a plain .xlsx."""
    noms = [i.filename for i in archive.infolist()]
    if len(noms) > ENTREES_MAX:
        raise Refuse("contenu_anormal", ANORMAL.format("trop d’éléments"))
    if len({n.lower() for n in noms}) < len(noms):
        raise Refuse("contenu_anormal", ANORMAL.format("éléments en double"))
    if any(n.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", n) or ":" in n for n in noms):
        raise Refuse("contenu_anormal", ANORMAL.format("noms d’éléments dangereux"))
    for nom, code, message in AUTRES_FORMATS:
        if any(n.lower().endswith(nom) for n in noms):
            raise Refuse(code, message)
    if "[Content_Types].xml" not in noms or not any(n.startswith("xl/") for n in noms):
        raise Refuse("format_inconnu", "Cette archive n’est pas un classeur Excel : envoyez le classeur (*.xlsx).")


def check_bornes(octets: bytes, archive: zipfile.ZipFile) -> None:
    """Refuse what is not one archive from the first byte to the last: two of them glued say two things (fault 90)."""
    fin = octets.rfind(b"PK\x05\x06")
    commentaire = int.from_bytes(octets[fin + 20 : fin + 22], "little")
    debut = min((i.header_offset for i in archive.infolist()), default=0)
    if debut or fin + 22 + commentaire != len(octets) or archive.start_dir > fin:
        raise Refuse("contenu_anormal", ANORMAL.format("deux archives bout à bout"))


def read_types(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the kind of content that the workbook itself declares for each part, in lower case (fault 90)."""
    with archive.open("[Content_Types].xml") as flux:
        octets = flux.read(PARTIE_MAX + 1)
    if len(octets) > PARTIE_MAX:
        raise Refuse("contenu_anormal", ANORMAL.format("taille décompressée excessive"))
    propres, par_suffixe = {}, {}

    def start(nom: str, attributs: dict[str, str]) -> None:
        genre = attributs.get("ContentType", "").lower()
        if nom.rpartition(":")[2] == "Override":
            propres[attributs.get("PartName", "").lstrip("/").lower()] = genre
        elif nom.rpartition(":")[2] == "Default":
            par_suffixe[attributs.get("Extension", "").lower()] = genre

    parseur = expat.ParserCreate()
    parseur.StartDoctypeDeclHandler = _forbid
    parseur.StartElementHandler = start
    parseur.Parse(octets, True)
    noms = [i.filename for i in archive.infolist()]
    return {n: propres.get(n.lower(), par_suffixe.get(n.lower().rpartition(".")[2], "")) for n in noms}


def check_actif(types: dict[str, str]) -> None:
    """Refuse a workbook with something that acts: macros, old macro sheets, embedded objects, controls."""
    for motif, code, message in TYPES_ACTIFS:
        if any(motif in genre for genre in types.values()):
            raise Refuse(code, message)


def scan_parties(archive: zipfile.ZipFile) -> dict[str, Balayage]:
    """Inflate every part once, bounded, CRC checked by zipfile, and return what each holds.

    What is XML is judged by what it is declared to be as well as by its name.
    """
    balayages: dict[str, Balayage] = {}
    types = read_types(archive)
    check_actif(types)
    total = 0
    for info in archive.infolist():
        declare = types[info.filename].endswith(("+xml", "/xml"))
        balayage, taille, xml = Balayage(), 0, declare or info.filename.lower().endswith((".xml", ".rels"))
        with archive.open(info) as flux:
            while bloc := flux.read(65_536):
                if not taille and bloc.startswith(OLE):
                    raise Refuse("macros", OBJETS)
                taille, total = taille + len(bloc), total + len(bloc)
                if taille > PARTIE_MAX or total > TOTAL_MAX:
                    raise Refuse("contenu_anormal", ANORMAL.format("taille décompressée excessive"))
                if xml:
                    balayage.parseur.Parse(bloc, False)
        if xml:
            balayage.parseur.Parse(b"", True)
            balayages[info.filename] = balayage
        if balayage.strict and balayage.racine in ("workbook", "worksheet"):
            raise Refuse("strict", STRICT)
    return balayages


def show_gabarit(valeur: float, format_: str) -> str:
    """Return an integer as a format made of digits alone shows it: « 06 12 34 56 78 », « 00012 »; empty for others."""
    motifs = GABARIT.findall(format_)
    places = [motif for motif in motifs if motif in ("0", "#")]
    # « 0 » and « 0" jours" » show the number as it is: only a second digit makes a pattern of it
    if valeur < 0 or valeur != int(valeur) or len(places) < 2 or "".join(motifs) != format_:
        return ""
    chiffres, rendus = list(str(int(valeur))), []
    for motif in reversed(motifs):
        if motif not in ("0", "#"):
            rendus.append(motif.strip('"\\'))
        elif chiffres:
            rendus.append(chiffres.pop())
        elif motif == "0":
            rendus.append("0")
    premier = next(rang for rang, motif in enumerate(motifs) if motif in ("0", "#"))
    debut = [motif.strip('"\\') for motif in motifs[:premier]]
    rendus = rendus[: len(rendus) - len(debut)]
    return "".join([*debut, *chiffres, *reversed(rendus)]).strip()


def show_duree(duree: datetime.timedelta, *, secondes: bool) -> str:
    """Return a length of time as a spreadsheet shows it: 33:45, past the day too."""
    minutes, reste = divmod(round(duree.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}" + (f":{reste:02d}" if secondes else "")


def dump_cellule(cellule: Any, balayage: Balayage) -> dict[str, Any] | None:
    """Return a cell as JSON, None for a blank.

    `t` kind, `v` value, `p` percent format, `f` computed by a formula, `a` what the format shows of it.
    """
    place = f"{column_letters(cellule.column)}{cellule.row}" if cellule.value is not None else ""
    if not place:
        return None
    valeur, brut = cellule.value, {"f": 1} if place in balayage.formules else {}
    if cellule.data_type == "e":
        return {"t": "e", "v": str(valeur), **brut}
    if isinstance(valeur, bool):
        return {"t": "b", "v": valeur, **brut}
    forme = LITTERAL.sub("", cellule.number_format or "")
    if isinstance(valeur, int | float):
        if not math.isfinite(valeur) or abs(valeur) > 1e15:
            return {"t": "s", "v": str(valeur), **brut}
        montre = show_gabarit(valeur, cellule.number_format or "")
        return {"t": "n", "v": valeur, "p": int("%" in forme), **({"a": montre} if montre else {}), **brut}
    if isinstance(valeur, datetime.timedelta):
        return {"t": "s", "v": show_duree(valeur, secondes="s" in forme), **brut}
    if hasattr(valeur, "isoformat"):
        heure = {"a": f"{valeur:%H:%M}"} if isinstance(valeur, datetime.time) and "s" not in forme else {}
        return {"t": "d", "v": valeur.isoformat(), **heure, **brut}
    texte = str(valeur)
    if len(texte) > TEXTE_MAX:
        return {"t": "l", "v": texte[:80], "n": len(texte), **brut}
    return {"t": "s", "v": texte, **brut} if texte.strip() else None


def read_feuille(feuille: Any, balayage: Balayage) -> dict[str, Any]:
    """Return a sheet: its filled cells by row and letter, its merges, what it hides."""
    if len(feuille.title) > TITRE_MAX:
        raise Refuse("contenu_anormal", ANORMAL.format("nom de feuille trop long"))
    balayage.check(feuille.title)
    lignes: list[tuple[int, dict[str, Any]]] = []
    lues: dict[int, set[int]] = {}
    bornes = max(balayage.derniere_ligne, 1), 1, max(balayage.derniere_colonne, 1)
    for numero, rangee in enumerate(feuille.iter_rows(1, *bornes), start=1):
        cellules = {}
        lues[numero] = {c.column for c in rangee if c.value is not None}
        for cellule in rangee:
            if (brut := dump_cellule(cellule, balayage)) is not None:
                cellules[column_letters(cellule.column)] = brut
        cellules |= {lettres: {"t": "f"} for lettres in balayage.non_calculees.get(numero, ())}
        if cellules:
            lignes.append((numero, cellules))
    balayage.check_lues(feuille.title, lues)
    masquees = [n for n in balayage.masquees if n <= balayage.derniere_ligne]
    fiche = {"nom": feuille.title, "etat": feuille.sheet_state, "lignes": lignes, "fusions": balayage.fusions}
    return {
        **fiche,
        "masquees": masquees,
        "filtre": balayage.filtre,
        "colonnes_masquees": [column_letters(n) for n in balayage.colonnes_masquees[:COLONNES_MAX]],
    }


def list_liens(balayages: dict[str, Balayage]) -> list[str]:
    """Return what the workbook would fetch elsewhere, in words; nothing of it is ever followed (fault 15)."""
    liens = set().union(*(b.liens for b in balayages.values()))
    if any(nom.lower().startswith(SOURCES) for nom in balayages):
        liens.add("une source de données")
    return sorted(liens)


def read_fichier(octets: bytes) -> dict[str, Any]:
    """Return one workbook; raise Refuse, or any error of the parsers on a damaged file."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        check_bornes(octets, archive)
        check_entrees(archive)
        balayages = scan_parties(archive)
    classeur: Any = load_workbook(io.BytesIO(octets), read_only=True, data_only=True, keep_links=False)
    feuilles = classeur.worksheets
    if not feuilles or len(classeur.sheetnames) < sum(b.feuilles for b in balayages.values()):
        raise Refuse("aucune_feuille", "Une feuille ne peut pas être lue. Enregistrer sous → Classeur Excel (*.xlsx).")
    proprietes = {p.name: str(p.value)[:200] for p in classeur.custom_doc_props.props}
    return {
        "timbre": proprietes,
        "epoque": str(classeur.epoch.year),
        "liens": list_liens(balayages),
        "feuilles": [read_feuille(f, balayages[f._worksheet_path]) for f in feuilles],
    }


def read_ou_refuse(octets: bytes) -> dict[str, Any]:
    """Return one workbook or its refusal, whatever the bytes."""
    try:
        return read_fichier(octets)
    except Refuse as refus:
        return {"refus": list(refus.args)}
    except MemoryError:
        return TROP_GROS
    except Exception:  # whatever zipfile, expat and openpyxl raise on a damaged part
        return {"refus": ["archive_illisible", ENDOMMAGE]}


def dump_fichier(octets: bytes) -> str:
    """Return one workbook, or its refusal, as JSON short enough for the server to read."""
    limit_fichier()
    texte = json.dumps(read_ou_refuse(octets))
    return texte if len(texte) <= SORTIE_MAX else json.dumps(TROP_GROS)


def stop(*_: Any) -> None:
    """Give up the file being read: it has taken its time."""
    raise Refuse(*TROP_GROS["refus"])


def limit_ressources(fichiers: int) -> None:
    """Bound the memory of this process, and the processor time that so many files may take, where the system can.

    The system kills past the bound of the batch; before it, `limit_fichier` gives up one file and goes on.
    """
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE_MAX, MEMOIRE_MAX))
    signal.signal(signal.SIGXCPU, stop)
    fin = math.ceil(time.process_time()) + fichiers * (SECONDES_MAX + SURSIS)
    impose = resource.getrlimit(resource.RLIMIT_CPU)[1]
    fin = fin if impose == resource.RLIM_INFINITY else min(fin, impose)
    resource.setrlimit(resource.RLIMIT_CPU, (fin, fin))


def limit_fichier() -> None:
    """Bound the processor time that this process takes from now on, by a signal: the file is given up."""
    try:
        import resource
    except ImportError:
        return
    fin = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (min(math.ceil(time.process_time()) + SECONDES_MAX, fin), fin))


def main() -> None:
    """Read the batch of standard input and print it."""
    warnings.simplefilter("ignore")
    tailles = json.loads(sys.stdin.buffer.readline())
    limit_ressources(len(tailles))
    sys.stdout.write(f"[{', '.join(dump_fichier(sys.stdin.buffer.read(taille)) for taille in tailles)}]")


if __name__ == "__main__":
    main()
