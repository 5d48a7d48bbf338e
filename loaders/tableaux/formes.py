"""The shape of a sheet around its table: merges, hidden rows, rows above the header, columns that are not read."""

from __future__ import annotations

import re
from collections import defaultdict

from loaders.anomalie import Anomalie, Gravite
from loaders.lecture.brut import CelluleBrute, ClasseurBrut, FeuilleBrute
from loaders.lecture.lecteur import column_letters, column_number
from models.cellule import Cellule
from models.colonnes import Colonne, Feuille
from models.refus import ClasseurRefuse

MONTREES_MAX = 20
"""How many hidden rows a message names."""


def check_au_dessus(feuille: Feuille, brute: FeuilleBrute, rang_entete: int, lues: dict[str, Colonne]) -> None:
    """Refuse a table whose header was moved below some of its rows: they would be dropped without a word."""
    code = next((lettre for lettre, c in lues.items() if c is feuille.colonnes[0]), "")
    saisies = {lettre for lettre, c in lues.items() if c.saisie}
    perdues = [n for n, cellules in brute.lignes if n < rang_entete and code in cellules and saisies & set(cellules)]
    if perdues:
        raise ClasseurRefuse(
            "entete_deplace",
            f"Feuille « {brute.nom} » : des lignes remplies sont au-dessus de l’en-tête "
            f"({', '.join(map(str, perdues))}). Remettez l’en-tête au-dessus du tableau.",
        )


def list_sans_entete(
    brute: FeuilleBrute, rang_entete: int, entete: dict[str, CelluleBrute], numeros: list[int]
) -> list[Anomalie]:
    """Name the columns without a header that are filled on rows of the table: they are not read."""
    remplies: dict[str, list[int]] = defaultdict(list)
    for numero, cellules in brute.lignes:
        if numero > rang_entete and numero in numeros:
            for lettre in cellules.keys() - entete.keys():
                remplies[lettre].append(numero)
    return [
        Anomalie.sur(
            Cellule(brute.nom, lettre),
            "colonne_sans_entete",
            f"la colonne {lettre} n’a pas d’en-tête mais est remplie "
            f"({'ligne' if len(lignes) == 1 else 'lignes'} {', '.join(map(str, lignes[:10]))}) : "
            "elle n’est pas lue.",
        )
        for lettre, lignes in sorted(remplies.items())
    ]


def check_fusions(
    brute: FeuilleBrute, rang_entete: int, numeros: set[int], lues: dict[str, Colonne]
) -> tuple[list[Anomalie], set[int]]:
    """Return the errors of merged cells among the rows of the table, and the rows that they block (fault 16)."""
    anomalies: list[Anomalie] = []
    bloquees: set[int] = set()
    places = {column_number(lettre): colonne for lettre, colonne in lues.items() if not colonne.temoin}
    for zone in brute.fusions:
        if not (m := re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", zone)):
            continue
        lignes = range(int(m[2]), int(m[4]) + 1)
        colonnes = range(column_number(m[1]), column_number(m[3]) + 1)
        trouvees = sorted((n, c.libelle) for n, c in places.items() if n in colonnes)
        touchees = {n for n in numeros if n in lignes}
        if not touchees or not trouvees:
            continue
        bloquees |= touchees
        ou = f"lignes {lignes[0]}-{lignes[-1]}" if len(lignes) > 1 else f"ligne {lignes[0]}"
        quoi = ", ".join(f"« {libelle} »" for _, libelle in trouvees)
        anomalies.append(
            Anomalie.sur(
                Cellule(brute.nom, column_letters(trouvees[0][0]), max(lignes[0], rang_entete + 1)),
                "cellules_fusionnees",
                f"{ou}, colonne {quoi} : cellules fusionnées ({zone}). Défusionnez, puis répétez la valeur sur chaque "
                "ligne.",
                gravite=Gravite.ERREUR,
            )
        )
    return anomalies, bloquees


def list_avis(
    brute: FeuilleBrute, inconnues: list[str], numeros: list[int], remplies: dict[str, Colonne]
) -> list[Anomalie]:
    """Return the warnings of a sheet that hides what is read of it, or has columns we do not know (faults 17, 19).

    `remplies` are the columns that hold an answer on one of the rows `numeros`, by letter.
    """
    avis = []
    masquees = sorted(set(brute.lignes_masquees) & set(numeros))
    if brute.masquee:
        avis.append(("feuille_masquee", "cette feuille est masquée : elle est lue quand même."))
    if brute.filtre and masquees:
        avis.append(("filtre_actif", "un filtre est actif : les lignes qu’il cache sont lues quand même."))
    if masquees:
        liste = ", ".join(map(str, masquees[:MONTREES_MAX])) + ("…" if len(masquees) > MONTREES_MAX else "")
        avis.append(("lignes_masquees", f"{_count(len(masquees), 'ligne masquée', 'lignes masquées')} : {liste}."))
    if colonnes := [f"{x} (« {remplies[x].libelle} »)" for x in brute.colonnes_masquees if x in remplies]:
        compte = _count(len(colonnes), "colonne masquée", "colonnes masquées")
        avis.append(("colonnes_masquees", f"{compte} : {', '.join(colonnes)}."))
    if inconnues:
        liste = ", ".join(f"« {i} »" for i in inconnues[:10])
        avis.append(("colonnes_ignorees", f"colonnes inconnues, ignorées : {liste}."))
    return [Anomalie.sur(Cellule(brute.nom), code, message) for code, message in avis]


def _count(nombre: int, un: str, plusieurs: str) -> str:
    return f"1 {un} sera importée" if nombre == 1 else f"{nombre} {plusieurs} seront importées"


def list_liens(classeur: ClasseurBrut) -> list[Anomalie]:
    """Return the warning of a workbook tied to something else: its stored values are read, nothing is fetched."""
    if not classeur.liens:
        return []
    message = (
        f"ce classeur est lié à {' et à '.join(classeur.liens)} : rien n’y est allé chercher, seules les valeurs "
        "enregistrées dans le classeur sont lues. Vérifiez-les."
    )
    return [Anomalie("liens_externes", message, Gravite.AVERTISSEMENT)]
