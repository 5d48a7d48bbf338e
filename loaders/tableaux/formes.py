"""The shape of a sheet around its table: merges, hidden rows, rows above the header, columns that are not read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container

from loaders.anomalie import Anomalie, Gravite
from loaders.cellules.affichage import write_brut
from loaders.lecture.brut import CelluleBrute, ClasseurBrut, FeuilleBrute
from loaders.lecture.lecteur.places import column_letters, column_number
from loaders.tableaux.entetes import fold_entete, list_noms
from models.cellule import Cellule
from models.colonnes import Colonne, Feuille
from models.refus import ClasseurRefuse
from models.texte import fold

PREMIERE = "A"
"""The column where the title of our sheets stands, then a line of help."""
AIDES = ("Cellules blanches : à remplir.", "Chaque ligne grisée est ", "Une ligne par ")
"""How the help of our sheets begins."""
MONTREES_MAX = 20
"""How many hidden rows a message names."""


def list_au_dessus(
    feuille: Feuille,
    brute: FeuilleBrute,
    rang_entete: int,
    lues: dict[str, Colonne],
    connus: Container[str],
    *,
    timbre: bool,
) -> list[Anomalie]:
    """Return the warnings of what was typed above the header, in a column of answers (fault 70).

    In a workbook of ours (`timbre`), in any column, our own title and help apart: a table that somebody else made has
    its own anywhere. Raises ClasseurRefuse when such a row begins with a known code: its header
    was moved below it.
    """
    code = next((lettre for lettre, c in lues.items() if c is feuille.colonnes[0]), "")
    saisies = {lettre for lettre, c in lues.items() if c.saisie}
    anomalies, perdues = [], []
    for numero, cellules in brute.lignes:
        if numero >= rang_entete:
            continue
        siennes = [x for x, c in cellules.items() if x in saisies or (timbre and not _is_notre(feuille, x, c))]
        if not siennes:
            continue
        brut = fold(str(cellules[code].valeur)) if code in cellules else ""
        cle = brut.partition("/")[0]
        if cle in connus and not saisies.isdisjoint(cellules):
            perdues.append(numero)
        for lettre in siennes:
            dit = f"« {write_brut(cellules[lettre])} » est au-dessus de l’en-tête : ce n’est pas lu."
            anomalies.append(Anomalie.sur(Cellule(brute.nom, lettre, numero), "texte_au_dessus", dit))
    if perdues:
        raise ClasseurRefuse(
            "entete_deplace",
            f"Feuille « {brute.nom} » : des lignes remplies sont au-dessus de l’en-tête "
            f"({', '.join(map(str, perdues))}). Remettez l’en-tête au-dessus du tableau.",
        )
    return anomalies


def _is_notre(feuille: Feuille, lettre: str, cellule: CelluleBrute) -> bool:
    """Return whether a cell above the header of one of our sheets holds what we print there."""
    return lettre == PREMIERE and str(cellule.valeur).startswith((feuille.nom, *AIDES))


def is_entete_repete(lettres: dict[Colonne, str], cellules: dict[str, CelluleBrute]) -> bool:
    """Return whether a row of a table is its header again, as on each page of a long one (fault 76)."""
    memes = [lettre for c, lettre in lettres.items() if _is_titre(c, cellules.get(lettre))]
    return len(memes) >= min(2, len(lettres)) and len(memes) * 2 > len(cellules)


def _is_titre(colonne: Colonne, cellule: CelluleBrute | None) -> bool:
    return cellule is not None and cellule.genre == "s" and fold_entete(cellule.valeur) in list_noms(colonne)


def list_sans_entete(brute: FeuilleBrute, rang_entete: int, entete: dict[str, CelluleBrute]) -> list[Anomalie]:
    """Name the columns without a header that are filled beside the table or below it: they are not read."""
    remplies: dict[str, list[int]] = defaultdict(list)
    for numero, cellules in brute.lignes:
        if numero > rang_entete:
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


def list_lointaines(brute: FeuilleBrute, lues: dict[str, Colonne]) -> list[Anomalie]:
    """Name each cell filled too far to be read: an error where it may be an answer, below the table (fault 80)."""
    anomalies = []
    for place in brute.loin:
        cellule = Cellule.parse(f"{brute.nom}!{place}")
        colonne = lues.get(cellule.colonne or "")
        if colonne is None or colonne.temoin:
            dit = "remplie très loin du tableau, cette cellule n’est pas lue. Videz-la si elle ne sert à rien."
            anomalies.append(Anomalie.sur(cellule, "cellule_lointaine", dit))
            continue
        dit = "cette cellule est remplie trop loin sous le tableau pour être lue : remontez sa ligne, ou videz-la."
        gravite = Gravite.ERREUR
        anomalies.append(Anomalie.sur(cellule, "cellule_lointaine", dit, entete=colonne.libelle, gravite=gravite))
    return anomalies


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
