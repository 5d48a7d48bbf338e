"""Typed rows out of tables: every cell read, every row tied to its action, every anomaly in one pass."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from loaders.anomalie import Anomalie, Gravite, cut_extrait
from loaders.contexte import Identite
from loaders.declaration import RANG, Declaration, LigneLue, Options
from loaders.mots import write_brut
from loaders.references import resolve_action
from loaders.references_partenariat import RESOLUTIONS, note_partenaires
from loaders.tableaux import LigneBrute, Tableau
from loaders.valeurs import Contexte, Lu, ValeurIllisible, is_fraction, is_sans_unite, read_cellule
from models.colonnes import Colonne, Genre
from models.colonnes_partenariat import LISTE
from models.plan import Plan
from models.texte import find_proches, fold
from phrases.format import join_mots

ANOMALIES_AIDEES = 200
"""Anomalies of a file for which the nearest names are looked for: it takes time."""
QUESTION_POURCENTAGE = (
    "des nombres entre 0 et 1 dans cette colonne : 0,45 veut-il dire 45 % ou 0,45 % ? "
    "Dites-le pour toute la colonne (sur l’écran, ou --pourcentage points|fraction), ou écrivez 45 dans chaque cellule."
)


@dataclass(frozen=True, slots=True)
class Rangee:
    """A row being read: its table, its raw cells, what they say, and the columns that could not be read."""

    tableau: Tableau
    ligne: LigneBrute
    valeurs: dict[Colonne, Lu] = field(default_factory=dict)
    fautives: set[Colonne] = field(default_factory=set)
    temoins: dict[Colonne, str] = field(default_factory=dict)

    @property
    def cle(self) -> str:
        """Return the row's name: `Avancement!7`."""
        return f"{self.tableau.feuille.nom}!{self.ligne.numero}"

    @property
    def cles(self) -> str:
        """Return what the cells that name the row hold: « I01, IDEE 93, 2025 »."""
        cles = [c for c in self.tableau.feuille.lues if not (c.saisie or c.temoin) and c in self.ligne.cellules]
        return ", ".join(write_brut(self.ligne.cellules[c][1]) for c in cles)

    @property
    def saisies(self) -> list[Colonne]:
        """Return the typed columns that say something."""
        return [c for c in self.tableau.feuille.saisies if c in self.valeurs]

    def locate(self, colonne: Colonne) -> str:
        """Return the cell of a column in this row: `Avancement!H7`."""
        return f"{self.tableau.nom}!{self.ligne.cellules[colonne][0]}{self.ligne.numero}"

    def read_brut(self, colonne: Colonne) -> str:
        """Return what a cell holds, as received."""
        return str(self.ligne.cellules[colonne][1].valeur)

    def read_texte(self, colonne: Colonne) -> str:
        """Return the text of a column, empty when it says nothing."""
        return str(self.valeurs[colonne].valeur or "") if colonne in self.valeurs else ""


class Validateur:
    """Reads the tables of one file against the plan; `lignes`, `anomalies` and `bloquees` are its results.

    `codes_donnes` are the codes of jalons that a new one may not take.
    """

    def __init__(
        self, plan: Plan, identite: Identite, options: Options, epoque: int, codes_donnes: frozenset[str]
    ) -> None:
        self.plan, self.identite, self.options = plan, identite, options
        self.codes_donnes = codes_donnes
        self.contexte = Contexte(epoque, options.pourcentage, identite.timbre is not None)
        self.anomalies: list[Anomalie] = []
        self.bloquees: set[str] = set()
        self.aidees = self.compares = 0
        self.lignes: list[LigneLue] = []
        self.vus: set[tuple[str, str]] = set()
        self.codes: dict[str, list[str]] = defaultdict(list)
        self.nouveaux: dict[tuple[str, str], str] = {}
        for code in plan.actions_par_code:
            self.codes[fold(code)].append(code)
        self.partenaires = {fold(p.nom): p.nom for p in plan.partenaires}
        self.natures = {fold(p.nom): p.nature for p in plan.partenaires}
        self.crees: dict[str, str] = {}
        self.rangs: dict[str, int] = {}
        self.noms = ChainMap(self.partenaires, self.crees)
        self.listees: dict[str, set[str]] = {}

    def add(self, rangee: Rangee, colonne: Colonne, code: str, message: str, *, avis: bool = False) -> None:
        """Record an anomaly on a cell: an error, which blocks the row, or a warning (`avis`)."""
        lettre, cellule = rangee.ligne.cellules.get(colonne, (rangee.tableau.lettres.get(colonne), None))
        self.anomalies.append(
            Anomalie(
                code,
                f"{colonne.libelle} : {message}",
                Gravite.AVERTISSEMENT if avis else Gravite.ERREUR,
                rangee.tableau.nom,
                rangee.ligne.numero,
                lettre,
                write_brut(cellule) if cellule is not None and cellule.valeur is not None else None,
            )
        )
        if not avis:
            self.bloquees.add(rangee.cle)

    @cached_property
    def attendus(self) -> dict[str, frozenset[str]]:
        """Return the partners of each action, by their folded names."""
        return {a.code: frozenset(fold(p.partenaire) for p in a.participations) for a in self.plan.actions}

    @cached_property
    def reunions(self) -> frozenset[str]:
        """Return the references of the meetings that are known."""
        instances = self.plan.charte.instances if self.plan.charte else ()
        return frozenset(r.reference for i in instances for r in i.reunions)

    def find_proches(self, texte: str, candidats: Iterable[str]) -> list[str]:
        """Return the three nearest candidates; none once they were looked for more often than anybody reads."""
        self.aidees += 1
        return find_proches(cut_extrait(texte), candidats) if self.aidees <= ANOMALIES_AIDEES else []

    def read_tableau(self, tableau: Tableau) -> None:
        """Read every row of a table."""
        ambigu = self._is_ambigu(tableau)
        lues: dict[str, list[tuple[Rangee, LigneLue]]] = defaultdict(list)
        rangees = [Rangee(tableau, ligne) for ligne in tableau.lignes]
        self.bloquees |= {r.cle for r in rangees if r.ligne.numero in tableau.bloquees}
        rangees = [r for r in rangees if r.ligne.numero not in tableau.bloquees]
        for rangee in rangees:
            self._read_cellules(rangee, ambigu)
        if tableau.feuille is LISTE:
            note_partenaires(self, rangees)
        for rangee in rangees:
            if (lue := self._read_ligne(rangee)) is not None:
                lues[fold(lue.reference)].append((rangee, lue))
        for doubles in lues.values():
            self._keep_une(doubles)

    def _is_ambigu(self, tableau: Tableau) -> bool:
        """Return whether the percentage column must be asked about: a bare 0.45 somewhere in it (fault 22)."""
        cellules = (
            c for ligne in tableau.lignes for col, (_, c) in ligne.cellules.items() if col.genre is Genre.POURCENTAGE
        )
        return self.options.pourcentage is None and any(is_fraction(c) for c in cellules)

    def _read_cellules(self, rangee: Rangee, ambigu: bool) -> None:
        for colonne, (_, cellule) in rangee.ligne.cellules.items():
            if colonne.temoin:
                rangee.temoins[colonne] = str(cellule.valeur or "")
                continue
            if ambigu and colonne.genre is Genre.POURCENTAGE and is_sans_unite(cellule):
                rangee.fautives.add(colonne)
                self.add(rangee, colonne, "pourcentage_ambigu", QUESTION_POURCENTAGE)
                continue
            try:
                lu = read_cellule(cellule, colonne.genre, self.contexte)
            except ValeurIllisible as erreur:
                rangee.fautives.add(colonne)
                self.add(rangee, colonne, erreur.code, str(erreur))
                continue
            for code, message in lu.avertissements if lu else ():
                self.add(rangee, colonne, code, message, avis=True)
            if lu is not None and (lu.efface or lu.valeur is not None):
                rangee.valeurs[colonne] = lu

    def _read_ligne(self, rangee: Rangee) -> LigneLue | None:
        """Return the row with its declarations, None when it says nothing or its key is wrong."""
        feuille = rangee.tableau.feuille
        resolue = RESOLUTIONS.get(feuille.nom, resolve_action)(self, rangee)
        if resolue is None:
            return None
        action, reference, creations = resolue
        saisies = [self.declare(rangee, c, reference) for c in rangee.saisies]
        return LigneLue(feuille.nom, rangee.ligne.numero, action, reference, (*creations, *saisies))

    def create(self, cle: str, nom: str) -> str:
        """Keep a name that the file is the first to give, by its folded form; return the one kept for it."""
        self.rangs.setdefault(cle, len(self.rangs) + 1)
        return self.crees.setdefault(cle, nom)

    def list_creations(self, cle: str, place: str) -> list[Declaration]:
        """Return what makes a partner that the file names first, by its folded name; nothing for a known one.

        Every row that needs it says it again: any of them may be left out, the first that is applied makes it.
        """
        if cle in self.partenaires:
            return []
        rang, nom = len(self.partenaires) + self.rangs[cle], self.crees[cle]
        return [
            Declaration("partenaire", nom, RANG, None, rang, place),
            Declaration("partenaire", nom, "nature", None, self.natures[cle], place),
        ]

    def declare(self, rangee: Rangee, colonne: Colonne, reference: str) -> Declaration:
        """Return what one cell declares about a reference; tree fields (a new jalon) have no quarter."""
        lu = rangee.valeurs[colonne]
        return Declaration(
            colonne.objet or "",
            reference,
            colonne.champ or "",
            str(self.identite.trimestre) if colonne.saisie and self.identite.trimestre else None,
            lu.valeur,
            rangee.locate(colonne),
            lu.efface,
            lu.formule,
        )

    def _keep_une(self, doubles: list[tuple[Rangee, LigneLue]]) -> None:
        """Keep one of the rows of a same key: identical ones merge, different ones are all errors (fault 29)."""
        parlantes = [d for d in doubles if d[1].declarations or d[0].fautives] or doubles[:1]
        contenus = {
            (
                *((d.objet, d.champ, d.valeur, d.efface) for d in lue.declarations if d.champ != RANG),
                *((c.libelle, rangee.read_brut(c)) for c in rangee.fautives),
            )
            for rangee, lue in parlantes
        }
        numeros = join_mots([str(rangee.ligne.numero) for rangee, _ in parlantes])
        premiere, lue = parlantes[0]
        nom = lue.reference if self.identite.trimestre else premiere.cles
        colonne = premiere.tableau.feuille.colonnes[0]
        if len(contenus) > 1:
            message = f"« {nom} » a des lignes différentes ({numeros}) : gardez-en une seule."
            for rangee, _ in parlantes:
                self.add(rangee, colonne, "doublon_different", message)
            return
        if len(parlantes) > 1:
            message = f"« {nom} » a des lignes identiques ({numeros}), lues comme une seule."
            self.add(premiere, colonne, "doublon_identique", message, avis=True)
        self.lignes.append(lue)
