"""One file of the tree as lines of text: its encoding, its separator, its header, each refusal naming file and line."""

from __future__ import annotations

import csv
import errno
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.refus import ArbreInvalide
from models.texte import find_proches
from phrases.causes import write_cause
from phrases.format import format_compte

Ligne = dict[str, str]

SEPARATEURS = ";,\t"
"""What spreadsheets write between two columns; ours is the first."""
_ILLISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
"""Signs that no keyboard types, and the one that stands for a letter lost in a conversion."""
CELLULE_MAX = csv.field_size_limit()
_GUILLEMET = (
    'un guillemet droit (") n’est pas fermé, ou ne finit pas sa cellule.',
    "Fermez-le ; un guillemet dans une cellule entre guillemets s’écrit deux fois.",
)
_TROP_LONGUE = (
    f"une cellule de plus de {format_compte(CELLULE_MAX, 'caractère')}.",
    'Raccourcissez-la ; si elle a pris les lignes qui suivent, fermez son guillemet droit (").',
)
"""What is wrong with a line that the csv module does not read, and what to do: it has these two complaints only."""
NOM_CITE = 60
"""Characters of a folder's name that a message quotes."""


@dataclass
class Table:
    """The lines of a file, by header, each with its number; `refus` is what is wrong with the others.

    `entiere` tells that every line is there: where it is not, nothing may be said unknown because it is not found.
    """

    nom: str
    lignes: list[tuple[int, Ligne]] = field(default_factory=list)
    refus: list[str] = field(default_factory=list)

    @property
    def entiere(self) -> bool:
        """Return whether every line could be read."""
        return not self.refus

    def refuse(self, numero: int, probleme: str, remede: str) -> None:
        """Note what is wrong with a line and what to do."""
        self.refus.append(f"{self.nom}, ligne {numero} : {probleme} {remede}")


def is_present(chemin: Path) -> bool:
    """Return whether a file of the tree is there; raise ArbreInvalide when its folder does not let it be seen."""
    try:
        return chemin.exists()
    except OSError as erreur:  # the system does not say « absent » of a name too long, nor of a folder that is closed
        nom = chemin.parent.name
        cite = nom if len(nom) <= NOM_CITE else f"{nom[:NOM_CITE]}…"
        remede = "Donnez-le-lui, ou choisissez" if erreur.errno == errno.EACCES else "Choisissez"
        cause = f"Le dossier « {cite} » ne peut pas être lu : {write_cause(erreur)}."
        raise ArbreInvalide([f"{cause} {remede} un autre dossier (SCHEMA_DATA)."]) from erreur


def read_table(chemin: Path, attendues: Collection[str], facultatives: Collection[str] = ()) -> Table:
    """Return the lines of a file that is there; cells are stripped, blank lines left out.

    `attendues` must all be in the header; with `facultatives`, they are all the columns known.
    """
    table = Table(chemin.name)
    if (contenu := _read_contenu(chemin, table)) is None:
        return table
    separateur = max(SEPARATEURS, key=contenu.partition("\n")[0].count)
    lignes = _iter_csv(contenu, separateur, table)
    _, titres = next(lignes, (1, []))
    colonnes = [titre.strip().strip("\ufeff") for titre in titres]
    if _check_entete(table, colonnes, attendues, facultatives):
        for numero, cellules in lignes:
            if (ligne := _read_ligne(table, numero, colonnes, cellules, separateur)) is not None:
                table.lignes.append((numero, ligne))
    return table


def _read_contenu(chemin: Path, table: Table) -> str | None:
    """Return the text of a file, None with its refusal when there is none to read."""
    try:
        octets = chemin.read_bytes()
    except OSError:
        table.refus.append(f"{table.nom} : ce fichier ne peut pas être lu. Vérifiez qu’il en est un, et ses droits.")
        return None
    try:
        contenu = octets.decode("utf-8-sig")
    except UnicodeDecodeError as erreur:
        numero = erreur.object.count(b"\n", 0, erreur.start) + 1
        table.refuse(numero, "le fichier n’est pas en UTF-8.", "Enregistrez-le en « CSV UTF-8 ».")
        return None
    return contenu.replace("\r\n", "\n").replace("\r", "\n")


def _iter_csv(contenu: str, separateur: str, table: Table) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each line that has any; a cell may go on over several lines.

    Strictly: a quotation mark left open would take the lines that follow into its cell, in silence.
    """
    # not `splitlines`, which would cut a line at the separators that a text copied from a web page may hold
    lecteur = csv.reader(io.StringIO(contenu, newline=""), delimiter=separateur, strict=True)
    while True:
        numero = lecteur.line_num + 1
        try:
            cellules = next(lecteur, None)
        except csv.Error as erreur:
            table.refuse(numero, *(_TROP_LONGUE if "field limit" in str(erreur) else _GUILLEMET))
            return
        if cellules is None:
            return
        if any(c.strip() for c in cellules):
            yield numero, cellules


def _check_entete(
    table: Table, colonnes: Sequence[str], attendues: Collection[str], facultatives: Collection[str]
) -> bool:
    """Return whether the columns are those of the file; note what is wrong otherwise, its cause first."""
    nommees, connues = [c for c in colonnes if c], {*attendues, *facultatives}
    entete = f"Rétablissez-le : {SEPARATEURS[0].join(attendues)}."
    if table.refus:
        return False
    if not nommees:
        table.refuse(1, "le fichier est vide, sans même son en-tête.", entete)
    elif len(colonnes) == 1 and sum(c in colonnes[0] for c in attendues) > 1:
        table.refuse(1, "les colonnes ne sont pas séparées par « ; ».", "Enregistrez avec ce séparateur.")
    elif connues.isdisjoint(nommees):
        table.refuse(1, "l’en-tête manque.", entete)
    elif absentes := sorted(set(attendues) - set(nommees)):
        lues = [f"« {c[:30]} »" for i, c in enumerate(nommees) if c not in connues or c in nommees[:i]]
        lu = f" Lu à la place : {', '.join(lues)}." if lues else ""
        table.refuse(1, f"colonne absente : {', '.join(absentes)}.", f"Rétablissez l’en-tête.{lu}")
    elif doubles := [c for c, n in Counter(nommees).items() if n > 1]:
        table.refuse(1, f"colonne en double : {', '.join(doubles)}.", "Gardez-en une seule.")
    elif inconnues := [c for c in nommees if c not in connues]:
        proche = find_proches(inconnues[0], connues, 1)[0]
        probleme = f"colonne inconnue : {', '.join(inconnues)}."
        table.refuse(1, probleme, f"Ôtez-la, ou corrigez son titre ; le plus proche : {proche}.")
    return table.entiere


def _read_ligne(
    table: Table, numero: int, colonnes: Sequence[str], cellules: Sequence[str], separateur: str
) -> Ligne | None:
    """Return a line by header, None with its refusal.

    A line may be short: Excel leaves out the last separators where the last cells of several lines are empty.
    """
    if len(cellules) > len(colonnes):
        table.refuse(numero, "trop de colonnes.", f"Mettez entre guillemets les « {separateur} ».")
        return None
    ligne = {c: brut.strip() for c, brut in zip(colonnes, [*cellules, *[""] * len(colonnes)], strict=False)}
    for colonne, texte in ligne.items():
        if texte and not colonne:
            table.refuse(numero, f"« {texte[:30]} » dans une colonne sans titre.", "Ôtez-le, ou déplacez-le.")
            return None
        if _ILLISIBLE.search(texte):
            table.refuse(numero, f"un signe illisible en « {colonne} ».", "Tapez la cellule de nouveau.")
            return None
    return ligne
