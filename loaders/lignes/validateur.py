"""What is known and noted while the rows of a file are read: the plan, names met on the way, rows, anomalies."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from functools import cached_property

from loaders.anomalie import Anomalie, Gravite
from loaders.cellules.affichage import write_brut
from loaders.cellules.valeurs import Contexte
from loaders.lignes.declaration import RANG, Declaration, LigneLue
from loaders.lignes.rangee import Rangee
from loaders.options import Options
from loaders.question import Question
from loaders.tableaux.identite import Identite
from models.cellule import Cellule
from models.colonnes import Colonne
from models.plan import Plan
from models.remede import Remede
from models.texte import fold


class Validateur:
    """The reading of one file against the plan; `lignes`, `anomalies` and `bloquees` are its results.

    It knows neither the sheets nor the rules of a kind of workbook: those who do, above it, note here what they find.
    `codes_donnes` are the codes of jalons that a new one may not take, `confiees` the actions told, each once, to be
    another pilot's now. By the key of their row: `places` are the rows, `porteurs` the actions they are about;
    `fautives` are those of the blocked rows that have an error.
    """

    def __init__(
        self, plan: Plan, identite: Identite, options: Options, epoque: int, codes_donnes: frozenset[str]
    ) -> None:
        self.plan, self.identite, self.options = plan, identite, options
        self.codes_donnes = codes_donnes
        self.contexte = Contexte(epoque, options.pourcentage, identite.timbre is not None)
        self.anomalies: list[Anomalie] = []
        self.bloquees: set[str] = set()
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
        self.places: dict[str, Rangee] = {}
        self.porteurs: dict[str, str] = {}
        self.questions: list[Question] = []
        self.fautives: set[str] = set()
        self.confiees: set[str] = set()

    def add(
        self,
        rangee: Rangee,
        colonne: Colonne,
        code: str,
        message: str,
        *,
        avis: bool = False,
        remede: Remede | None = None,
    ) -> None:
        """Record an anomaly on a cell: an error, which blocks the row, or a warning (`avis`)."""
        _, lue = rangee.ligne.cellules.get(colonne, ("", None))
        self.anomalies.append(
            Anomalie.sur(
                rangee.locate(colonne),
                code,
                message,
                entete=colonne.libelle,
                valeur=write_brut(lue) if lue is not None and lue.valeur is not None else "",
                gravite=Gravite.AVERTISSEMENT if avis else Gravite.ERREUR,
                remede=remede,
            )
        )
        if not avis:
            self.bloquees.add(rangee.cle)
            self.fautives.add(rangee.cle)

    def ask(self, rangee: Rangee, colonne: Colonne, question: Question) -> Question:
        """Record a question on a cell and return it with the answer given; without one, its row is blocked."""
        posee = question.answer(self.options.reponses)
        self.questions.append(posee)
        if posee.bloque:
            rangee.fautives.add(colonne)
            self.bloquees.add(rangee.cle)
        return posee

    @cached_property
    def attendus(self) -> dict[str, frozenset[str]]:
        """Return the partners of each action, by their folded names."""
        return {a.code: frozenset(fold(p.partenaire) for p in a.participations) for a in self.plan.actions}

    @cached_property
    def reunions(self) -> frozenset[str]:
        """Return the references of the meetings that are known."""
        instances = self.plan.charte.instances if self.plan.charte else ()
        return frozenset(r.reference for i in instances for r in i.reunions)

    @cached_property
    def propres(self) -> frozenset[str]:
        """Return what the plan itself calls its things, folded: a name among them is no word of a table's own."""
        charte = self.plan.charte
        actions = [nom for a in self.plan.actions for nom in (a.code, a.libelle.texte)]
        engagements = [nom for e in charte.engagements for nom in (e.code, e.texte)] if charte else []
        instances = [nom for i in charte.instances for nom in (i.code, i.libelle)] if charte else []
        return frozenset({*map(fold, (*actions, *engagements, *instances)), *self.partenaires})

    def create(self, cle: str, nom: str) -> str:
        """Keep a name that the file is the first to give, by its folded form; return the one kept for it."""
        self.rangs.setdefault(cle, len(self.rangs) + 1)
        return self.crees.setdefault(cle, nom)

    def list_creations(self, cle: str, place: Cellule) -> list[Declaration]:
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

    def declare(self, rangee: Rangee, colonne: Colonne, reference: str, trimestre: str | None = None) -> Declaration:
        """Return what one cell declares about a reference; tree fields (a new jalon) have no quarter.

        The quarter is the file's, unless the row has its own.
        """
        lu = rangee.valeurs[colonne]
        if trimestre is None and colonne.saisie and self.identite.trimestre:
            trimestre = str(self.identite.trimestre)
        return Declaration(
            colonne.objet or "",
            reference,
            colonne.champ or "",
            trimestre,
            lu.valeur,
            rangee.locate(colonne),
            lu.efface,
            lu.formule,
        )
