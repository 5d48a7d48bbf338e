"""Finding our tables in a raw workbook: sheets by label or headers, columns by label, never by position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from loaders.anomalie import Anomalie, Gravite, cut_extrait
from loaders.cellules.affichage import show_cellule
from loaders.lecture.brut import CelluleBrute, ClasseurBrut, FeuilleBrute
from loaders.tableaux.ajouts import list_ajouts
from loaders.tableaux.entetes import ENTETE_MAX, count_entetes, fold_entete, has_entetes, list_noms, read_textes
from loaders.tableaux.formes import (
    check_fusions,
    is_entete_repete,
    list_au_dessus,
    list_avis,
    list_liens,
    list_lointaines,
    list_sans_entete,
)
from models.cellule import Cellule
from models.colonnes import LISEZ_MOI, RECAPITULATIF, TIMBRE, Colonne, Feuille
from models.modeles import Modele, Modeles
from models.refus import ClasseurRefuse
from models.texte import find_proches, fold

FEUILLES_A_PART = frozenset(fold(nom) for nom in (LISEZ_MOI, TIMBRE, RECAPITULATIF))
"""Our own sheets that hold no answer."""


@dataclass(frozen=True, slots=True)
class LigneBrute:
    """A row of a table: its number in the sheet and its filled cells by column, with their letters."""

    numero: int
    cellules: dict[Colonne, tuple[str, CelluleBrute]]


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table found in a sheet. `nom` is the sheet's real name, `lettres` where each column stands.

    `rappels` are the filled cells of the columns that are shown and never read back, by row, with their letters. `page`
    is the sheet of a table that is not ours, of which there may be several.
    """

    feuille: Feuille
    nom: str
    lettres: dict[Colonne, str]
    lignes: tuple[LigneBrute, ...]
    bloquees: frozenset[int]
    rappels: dict[int, dict[Colonne, tuple[str, CelluleBrute]]] = field(default_factory=dict)
    page: str = ""

    @property
    def cle(self) -> str:
        """Return the sheet that its rows are named by: ours, or its own where several hold the same columns."""
        return self.page or self.feuille.nom


def find_tableaux(
    classeur: ClasseurBrut, modele: Modele, modeles: Modeles, *, timbre: bool, connus: Container[str] = ()
) -> tuple[list[Tableau], list[Anomalie]]:
    """Return the tables of a workbook of a kind and the warnings of their shape (faults 16-21, 70-72).

    `modeles` are all the kinds, so that a sheet of another one is known for what it is; `connus` the folded codes and
    names that begin a row, so that a row lost above its header is known for one.

    Raises ClasseurRefuse when no sheet is ours, a column is missing or stands twice.
    """
    tableaux, anomalies = [], []
    trouvees = _match_feuilles(classeur, modele.feuilles, modeles, timbre=timbre)
    for feuille, brute in trouvees:
        tableau, avis = _build_tableau(feuille, brute, timbre=timbre, connus=connus)
        tableaux.append(tableau)
        anomalies += avis
    anomalies += _list_ecartees(classeur, modele.feuilles, trouvees, modeles, timbre=timbre)
    if not tableaux:
        lues = ", ".join(f"« {f.nom} »" for f in classeur.feuilles)
        raise ClasseurRefuse(
            "feuille_introuvable",
            f"Aucune feuille « {modele.feuilles[0].nom} » dans ce classeur. Feuilles lues : {lues}. "
            "Repartez du classeur que vous avez reçu.",
        )
    return tableaux, [*list_liens(classeur), *anomalies]


def _list_ecartees(
    classeur: ClasseurBrut,
    feuilles: Sequence[Feuille],
    trouvees: list[tuple[Feuille, FeuilleBrute]],
    modeles: Modeles,
    *,
    timbre: bool,
) -> list[Anomalie]:
    """Name the sheets that are not read, so that nothing typed there is lost in silence, and those that are gone."""
    anomalies = []
    lues = {id(brute) for _, brute in trouvees}
    for brute in classeur.feuilles:
        vide = not (brute.lignes or brute.loin or brute.exces)
        if id(brute) in lues or vide or fold(brute.nom) in FEUILLES_A_PART:
            continue
        double = next((f for f in feuilles if has_entetes(f, brute, modeles)), None)
        lue = next((lue.nom for f, lue in trouvees if f is double), "")
        if double is None:
            anomalies.append(_build_ecartee(brute, modeles))
        elif brute.masquee:
            message = f"feuille masquée, aux en-têtes de « {double.nom} » : elle n’est pas lue, « {lue} » l’est."
            anomalies.append(Anomalie.sur(Cellule(brute.nom), "feuille_masquee", message))
        else:
            message = (
                f"deux feuilles ont les en-têtes de « {double.nom} » : « {lue} » est lue, celle-ci ne l’est pas. Si "
                "elle a ses propres réponses, déplacez-la dans un classeur à part, que vous déposerez avec celui-ci."
            )
            anomalies.append(Anomalie.sur(Cellule(brute.nom), "feuille_en_double", message, gravite=Gravite.ERREUR))
    absentes = [f.nom for f in feuilles if f not in [feuille for feuille, _ in trouvees]] if timbre and trouvees else []
    dite = "feuille absente : rien n’y change."
    return anomalies + [Anomalie.sur(Cellule(nom), "feuille_absente", dite) for nom in absentes]


def _build_ecartee(brute: FeuilleBrute, modeles: Modeles) -> Anomalie:
    """Return what is said of a sheet that is not of this kind of workbook: an error when it is of another kind."""
    modele = next((m for m in modeles for f in m.feuilles if has_entetes(f, brute, modeles)), None)
    if modele is None:
        return Anomalie.sur(Cellule(brute.nom), "feuille_ignoree", "feuille inconnue : elle n’est pas lue.")
    message = (
        f"cette feuille est celle d’un autre classeur (« {modele.titre} ») : elle n’est pas lue. Enregistrez-la dans "
        "un fichier à part, que vous déposerez avec celui-ci."
    )
    return Anomalie.sur(Cellule(brute.nom), "feuille_autre_classeur", message, gravite=Gravite.ERREUR)


def _match_feuilles(
    classeur: ClasseurBrut, feuilles: Sequence[Feuille], modeles: Modeles, *, timbre: bool
) -> list[tuple[Feuille, FeuilleBrute]]:
    """Return the sheet that is read for each of ours: headers first, then what is in sight, then the name (fault 71).

    A sheet with most of our headers is taken all the same, so that what is missing there is said. A name alone is
    enough in a stamped workbook, which was made of our sheets; elsewhere it is somebody else's, unless nothing is ours.
    """
    restantes = [f for f in classeur.feuilles if fold(f.nom) not in FEUILLES_A_PART]
    trouvees: list[tuple[Feuille, FeuilleBrute]] = []
    for choisir in (has_entetes, _has_presque_entetes, _has_nom):
        if choisir is _has_nom and trouvees and not timbre:
            break
        for feuille in (f for f in feuilles if f not in [prise for prise, _ in trouvees]):
            siennes = [b for b in restantes if choisir(feuille, b, modeles)]
            if siennes:
                lue = min(siennes, key=lambda b: (b.masquee, fold(b.nom) != fold(feuille.nom)))
                restantes.remove(lue)
                trouvees.append((feuille, lue))
    return sorted(trouvees, key=lambda trouvee: feuilles.index(trouvee[0]))


def _has_presque_entetes(feuille: Feuille, brute: FeuilleBrute, _: Modeles) -> bool:
    return count_entetes(feuille, brute) * 2 > len(feuille.lues)


def _has_nom(feuille: Feuille, brute: FeuilleBrute, _: Modeles) -> bool:
    return fold(brute.nom) == fold(feuille.nom)


def _find_entete(feuille: Feuille, brute: FeuilleBrute) -> tuple[int, dict[str, CelluleBrute]]:
    connus = {nom for c in feuille.colonnes for nom in list_noms(c)}
    candidates = [
        (len(read_textes(cellules) & connus), -n, cellules) for n, cellules in brute.lignes if n <= ENTETE_MAX
    ]
    note, numero, cellules = max(candidates, key=lambda c: c[:2], default=(0, 0, {}))
    if note == 0:
        raise ClasseurRefuse(
            "colonne_introuvable",
            f"Feuille « {brute.nom} » : aucun en-tête reconnu dans les {ENTETE_MAX} premières lignes. "
            "Repartez du classeur que vous avez reçu.",
        )
    return -numero, cellules


def _map_colonnes(feuille: Feuille, brute: FeuilleBrute, entete: dict[str, CelluleBrute]) -> dict[Colonne, str]:
    places: dict[str, list[str]] = defaultdict(list)
    for lettre, cellule in entete.items():
        if cellule.genre == "s":
            places[fold_entete(cellule.valeur)].append(lettre)
    lettres = {}
    for colonne in feuille.colonnes:
        doubles = next((places[nom] for nom in list_noms(colonne) if places[nom]), [])
        if len(doubles) > 1:
            raise ClasseurRefuse(
                "entete_double",
                f"Feuille « {brute.nom} » : la colonne « {colonne.libelle} » est en double, "
                f"en {' et '.join(doubles)}. Supprimez ou renommez celle de trop.",
            )
        if doubles:
            lettres[colonne] = doubles[0]
    return lettres


def _check_colonnes(
    feuille: Feuille, nom: str, lettres: dict[Colonne, str], inconnues: list[str], timbre: bool
) -> None:
    for colonne in feuille.lues:
        if colonne in lettres:
            continue
        if colonne.temoin:
            continue
        proches = find_proches(colonne.libelle, inconnues, 1, seuil=0.75) or _list_debuts(colonne, inconnues)
        if not (proches or colonne.libelle in feuille.obligatoires or (timbre and colonne.saisie)):
            continue
        lues = ", ".join(f"« {i} »" for i in [*(c.libelle for c in lettres), *map(cut_extrait, inconnues[:30])])
        remede = f"Vouliez-vous dire « {proches[0]} » ? " if proches else ""
        raise ClasseurRefuse(
            "colonne_introuvable",
            f"Feuille « {nom} » : colonne « {colonne.libelle} » introuvable. Colonnes lues : {lues}. "
            f"{remede}Rétablissez l’en-tête « {colonne.libelle} ».",
        )


def _list_debuts(colonne: Colonne, inconnues: list[str]) -> list[str]:
    """Return the unknown headers that are the first words of a column's: « Membre »."""
    return [i for i in inconnues if (debut := fold_entete(i)) and fold(colonne.libelle).startswith(f"{debut} ")]


def _build_tableau(
    feuille: Feuille, brute: FeuilleBrute, *, timbre: bool, connus: Container[str]
) -> tuple[Tableau, list[Anomalie]]:
    if brute.exces is not None:
        raise ClasseurRefuse(*brute.exces)
    rang_entete, entete = _find_entete(feuille, brute)
    lettres = _map_colonnes(feuille, brute, entete)
    pris = set(lettres.values())
    inconnues = [show_cellule(c).strip() for lettre, c in entete.items() if lettre not in pris and c.genre != "f"]
    _check_colonnes(feuille, brute.nom, lettres, inconnues, timbre)
    lues = {lettre: c for c, lettre in lettres.items() if c in feuille.lues}
    au_dessus = list_au_dessus(feuille, brute, rang_entete, lues, connus, timbre=timbre)
    lignes = []
    for numero, cellules in brute.lignes:
        if numero > rang_entete and not is_entete_repete(lettres, cellules):
            ligne = {lues[lettre]: (lettre, c) for lettre, c in cellules.items() if lettre in lues}
            if ligne:
                lignes.append(LigneBrute(numero, ligne))
    anomalies, bloquees = check_fusions(brute, rang_entete, {ligne.numero for ligne in lignes}, lues)
    remplies = {lettre: c for ligne in lignes for c, (lettre, _) in ligne.cellules.items() if c.saisie}
    anomalies += au_dessus
    anomalies += list_avis(brute, inconnues, [ligne.numero for ligne in lignes], remplies)
    anomalies += list_ajouts(brute, {f"{lettre}{x.numero}" for x in lignes for lettre, _ in x.cellules.values()})
    anomalies += list_sans_entete(brute, rang_entete, entete)
    anomalies += list_lointaines(brute, lues)
    rappels = _list_rappels(feuille, brute, rang_entete, lettres)
    return Tableau(feuille, brute.nom, lettres, tuple(lignes), frozenset(bloquees), rappels), anomalies


def _list_rappels(
    feuille: Feuille, brute: FeuilleBrute, rang_entete: int, lettres: dict[Colonne, str]
) -> dict[int, dict[Colonne, tuple[str, CelluleBrute]]]:
    """Return the filled cells of the columns that are never read back, by row of the table."""
    places = {lettre: c for c, lettre in lettres.items() if c not in feuille.lues}
    rappels = {}
    for numero, cellules in brute.lignes:
        siennes = {places[lettre]: (lettre, c) for lettre, c in cellules.items() if lettre in places}
        if numero > rang_entete and siennes and not is_entete_repete(lettres, cellules):
            rappels[numero] = siennes
    return rappels
