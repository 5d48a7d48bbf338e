"""The tables of a file that is not ours, as ours: the very rows that our reader yields, each cell at its own place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.anomalie import Anomalie, Gravite, cut_extrait
from loaders.cellules.affichage import show_cellule
from loaders.cellules.mots import fold_mot
from loaders.correspondance.lexique import ACTION, CLES, CODE
from loaders.correspondance.mots import CHOIX, COLONNES
from loaders.correspondance.proposition import LigneTrouvee, Proposition, find_entete
from loaders.correspondance.table import Entete, Table
from loaders.lecture.brut import CelluleBrute, ClasseurBrut
from loaders.tableaux.ajouts import list_ajouts
from loaders.tableaux.formes import check_fusions, list_avis, list_liens, list_lointaines, list_sans_entete
from loaders.tableaux.tableaux import FEUILLES_A_PART, LigneBrute, Tableau
from models import colonnes as nos
from models.cellule import Cellule
from models.colonnes import Colonne
from models.correspondance import ECARTEE, Correspondance
from models.refus import ClasseurRefuse
from models.remede import Remede
from models.texte import fold
from models.trimestre import Trimestre

RATTACHER = Remede(
    ecran="Rattachez-la par « Changer la correspondance ».",
    commande="Donnez-lui son action dans le fichier donné à --correspondance (« lignes »), ou « - » pour la laisser.",
    fichier="Écrivez le code de l’action.",
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the columns that are taken stand in a table; `cle` is the head that names its rows."""

    entetes: dict[str, Entete]
    cle: Entete
    c: Correspondance

    @property
    def lettres(self) -> dict[Colonne, str]:
        """Return the letters of our columns; the code stands where the rows are named."""
        autres = {COLONNES[role]: e.lettre for role, e in self.entetes.items() if role not in CLES}
        return {nos.CODE: self.cle.lettre, **autres}


def build_tableaux(
    proposition: Proposition, classeur: ClasseurBrut, trimestre: Trimestre
) -> tuple[list[Tableau], list[Anomalie]]:
    """Return the tables of a file read for a quarter, and what is to be said of their shape and of their rows.

    Raises ClasseurRefuse when its columns are of several quarters, and none of them is that one.
    """
    tableaux, anomalies = [], list_liens(classeur)
    for table in proposition.tables:
        tableau, avis = _build(proposition, table, trimestre)
        tableaux.append(tableau)
        anomalies += avis
    return tableaux, [*anomalies, *_list_ecartees(proposition, classeur)]


def _place(proposition: Proposition, table: Table, trimestre: Trimestre) -> _Plan:
    c = proposition.correspondance
    entetes: dict[str, Entete] = {}
    for role, cle in c.roles.items():
        entete = find_entete(table, c, role, trimestre)
        if entete is None:
            dits = sorted({e.trimestre for e in table.entetes if e.cle == cle and e.trimestre})
            raise ClasseurRefuse(
                "colonne_autre_trimestre",
                f"Feuille « {table.brute.nom} » : les colonnes « {role} » sont celles de "
                f"{', '.join(t.libelle for t in dits)}, aucune n’est du {trimestre.libelle}. Dites un autre trimestre.",
            )
        entetes[role] = entete
    return _Plan(entetes, entetes.get(CODE) or entetes[ACTION], c)


def _build(proposition: Proposition, table: Table, trimestre: Trimestre) -> tuple[Tableau, list[Anomalie]]:
    place = _place(proposition, table, trimestre)
    lignes, anomalies = [], []
    for ligne in (x for x in proposition.trouvees if x.table is table):
        code = ligne.code or ligne.titre if ligne.is_total else proposition.resolve(ligne)
        if code is None or code == ECARTEE:
            anomalies.append(_tell_hors(ligne, place, ecartee=code == ECARTEE))
        else:
            lignes.append(_build_ligne(ligne, place, code))
    numeros = [x.numero for x in lignes]
    lues = {lettre: colonne for colonne, lettre in place.lettres.items()}
    brute, remplies = table.brute, {lettre: c for x in lignes for c, (lettre, _) in x.cellules.items() if c.saisie}
    fusions, bloquees = check_fusions(brute, table.rang, set(numeros), lues)
    anomalies += [*fusions, *_tell_trimestre(table, place, trimestre), *list_avis(brute, [], numeros, remplies)]
    anomalies += list_ajouts(brute, {f"{lettre}{x.numero}" for x in lignes for lettre, _ in x.cellules.values()})
    anomalies += list_sans_entete(brute, table.rang, {e.lettre: CelluleBrute("s", e.libelle) for e in table.entetes})
    anomalies += list_lointaines(brute, lues)
    tableau = Tableau(nos.AVANCEMENT, brute.nom, place.lettres, tuple(lignes), frozenset(bloquees), page=brute.nom)
    return tableau, anomalies


def _build_ligne(ligne: LigneTrouvee, place: _Plan, code: str) -> LigneBrute:
    """Return a row of ours: the code of its action where it is named, what it says under our columns."""
    cellules = {nos.CODE: (place.cle.lettre, CelluleBrute("s", code, affiche=ligne.dite))}
    for role, entete in place.entetes.items():
        cellule = ligne.cellules.get(entete.lettre)
        if role not in CLES and cellule is not None and (lue := _translate(place.c, role, cellule)) is not None:
            cellules[COLONNES[role]] = (entete.lettre, lue)
    return LigneBrute(ligne.numero, cellules)


def _translate(c: Correspondance, role: str, cellule: CelluleBrute) -> CelluleBrute | None:
    """Return a cell with our word for theirs, shown as it was typed; None for a word that says nothing."""
    if role not in CHOIX:
        return cellule
    montre = " ".join(show_cellule(cellule).split())
    notre = c.find_mot(role, fold_mot(montre))
    if notre == ECARTEE:
        return None
    return CelluleBrute("s", notre, affiche=montre, formule=cellule.formule) if notre else cellule


def _tell_hors(ligne: LigneTrouvee, place: _Plan, *, ecartee: bool) -> Anomalie:
    """Return what is said of a row that is not read: left out by who mapped the file, or tied to nothing."""
    cellule = Cellule(ligne.table.brute.nom, place.cle.lettre, ligne.numero)
    dite = f"« {cut_extrait(ligne.dite)} »" if ligne.dite else "cette ligne remplie ne dit pas son action"
    if ecartee:
        return Anomalie.sur(cellule, "ligne_laissee", f"{dite} : ligne laissée de côté dans la correspondance.")
    constat = f"{dite} : aucune action ne lui est rattachée, la ligne n’est pas lue."
    return Anomalie.sur(cellule, "ligne_non_rattachee", constat, gravite=Gravite.ERREUR, remede=RATTACHER)


def _tell_trimestre(table: Table, place: _Plan, trimestre: Trimestre) -> list[Anomalie]:
    """Return the warnings of heads that say another quarter than the one the file is read for."""
    autres = [e for e in place.entetes.values() if e.trimestre not in (None, trimestre)]
    return [
        Anomalie.sur(
            Cellule(table.brute.nom, e.lettre, table.rang),
            "colonne_autre_trimestre",
            f"le titre « {cut_extrait(e.libelle)} » dit un autre trimestre que le {trimestre.libelle}, pour lequel "
            "cette colonne est lue.",
        )
        for e in autres
    ]


def _list_ecartees(proposition: Proposition, classeur: ClasseurBrut) -> list[Anomalie]:
    """Name the sheets that are not read: an error for one that may hold answers, in a table of another shape."""
    lues = {id(t.brute) for t in proposition.tables}
    autres = {id(t.brute): t for t in proposition.autres}
    anomalies = []
    for brute in classeur.feuilles:
        if id(brute) in lues or fold(brute.nom) in FEUILLES_A_PART or not (brute.lignes or brute.exces):
            continue
        table = autres.get(id(brute))
        if table is None or not _is_semblable(table):
            dit = "cette feuille n’est pas lue."
            anomalies.append(Anomalie.sur(Cellule(brute.nom), "feuille_ignoree", dit))
            continue
        dit = (
            f"cette feuille porte un tableau d’une autre forme que « {proposition.table.brute.nom} » : elle n’est pas "
            "lue. Si elle a ses propres réponses, enregistrez-la dans un classeur à part, que vous déposerez avec "
            "celui-ci."
        )
        anomalies.append(Anomalie.sur(Cellule(brute.nom), "feuille_autre_forme", dit, gravite=Gravite.ERREUR))
    return anomalies


def _is_semblable(table: Table) -> bool:
    """Return whether a table looks like one of actions: it names them, and says something of them."""
    nomme, connus = table.note
    return nomme and connus > 2


def list_codes(proposition: Proposition) -> Sequence[str]:
    """Return the actions that the rows of a file speak of."""
    dits = (proposition.resolve(x) for x in proposition.trouvees if not x.is_total)
    return list(dict.fromkeys(code for code in dits if code and code != ECARTEE))
