"""What the preview of a file says: what it holds, what is wrong, what it would change. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from loaders.anomalie import Anomalie, Gravite
from loaders.apercu.conflits import Conflit
from loaders.correspondance.proposition import Proposition
from loaders.question import CodeQuestion, Question
from loaders.tableaux.timbre import NATURE_TUE
from models.changement import Changement
from models.refus import ServeurOccupe
from models.suites import Laissee, Repondue, Suites

CORRESPONDANCE = "correspondance_a_confirmer"
"""Code of the refusal of a table that is not ours as long as nobody said how it reads."""
CHANGEMENT_CHAMPS = ("objet", "reference", "champ", "trimestre", "avant", "apres", "cellule")


class StatutApercu(StrEnum):
    """What a file may do: all of it, its rows without an error, or nothing (the whole file is refused)."""

    OK = "ok"
    INVALIDE = "invalide"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Apercu:
    """What one file would do at one revision of the data.

    `changements` are those of the valid rows, `conflits` the ones that write over what moved since the workbook was
    made; `questions` what it leaves to be asked. Of the actions of its scope, none for a kind of workbook (`modele`)
    without a quarter: `inchangees` counts those it confirms, moving no value, `muettes` are those it says nothing of,
    `en_erreur` those with a row that is blocked, `absentes` those without a row. `laissees` are the rows that would not
    be applied; `lignes` ties each row to its changes by its key. `message` is said to the reader when there is nothing
    to do, `remontee` is set once applied. `proposition` is how a table that is not ours reads, or would.
    """

    fichier: str
    empreinte: str
    statut: StatutApercu
    revision: int
    trimestre: str | None = None
    pilote: str | None = None
    anomalies: tuple[Anomalie, ...] = ()
    changements: tuple[Changement, ...] = ()
    conflits: tuple[Conflit, ...] = ()
    questions: tuple[Question, ...] = ()
    inchangees: int = 0
    message: str | None = None
    remontee: int | None = None
    absentes: tuple[str, ...] = ()
    muettes: tuple[str, ...] = ()
    en_erreur: tuple[str, ...] = ()
    laissees: tuple[Laissee, ...] = ()
    lignes: dict[str, tuple[Changement, ...]] = field(default_factory=dict)
    modele: str = NATURE_TUE
    proposition: Proposition | None = None

    @property
    def attend_correspondance(self) -> bool:
        """Return whether it waits for somebody to say how its table reads: a refusal that answers lift."""
        return self.proposition is not None and any(a.code == CORRESPONDANCE for a in self.anomalies)

    @property
    def reprise(self) -> str | None:
        """Return whose correspondence it was read by, without a question; None for one that was just given."""
        lue = None if self.proposition is None or self.attend_correspondance else self.proposition.souvenir
        return lue.dit if lue else None

    @property
    def erreurs(self) -> list[Anomalie]:
        """Return the anomalies that block."""
        return [a for a in self.anomalies if a.gravite is Gravite.ERREUR]

    @property
    def avertissements(self) -> list[Anomalie]:
        """Return the anomalies that do not block."""
        return [a for a in self.anomalies if a.gravite is Gravite.AVERTISSEMENT]

    @property
    def fautes(self) -> list[Anomalie]:
        """Return the errors to be mended in the file: those that block and are no question."""
        return [a for a in self.erreurs if a.code not in tuple(CodeQuestion)]

    @property
    def attentes(self) -> list[Question]:
        """Return the questions without an answer, those that block and those that do not."""
        return [q for q in self.questions if q.reponse is None]

    @property
    def suites(self) -> Suites:
        """Return what its entry of the journal keeps of it; an answer about rows that did not go is of no avail."""
        hors = {x.ligne for x in self.laissees}
        suivies = [q for q in self.questions if not q.lignes or q.lignes - hors]
        dites = [(q.dite, r.libelle) for q in suivies for r in q.possibles if r.cle == q.reponse]
        return Suites(tuple(Repondue(*d) for d in dites), self.laissees, self.muettes)

    @property
    def occupe(self) -> bool:
        """Return whether the file was not read because the machine was too busy: it only has to be read again."""
        return any(a.code == ServeurOccupe.code for a in self.anomalies)

    def to_json(self) -> dict[str, Any]:
        """Return the form that `--json` prints."""
        return {
            "fichier": self.fichier,
            "statut": self.statut,
            "empreinte": self.empreinte,
            "trimestre": self.trimestre,
            "pilote": self.pilote,
            "remontee": self.remontee,
            "message": self.message,
            "anomalies": [a.to_json() for a in self.anomalies],
            "changements": [_to_json(c) for c in self.changements],
            "conflits": [c.to_json() for c in self.conflits],
            "questions": [q.to_json() for q in self.questions],
            "inchangees": self.inchangees,
            "absentes": list(self.absentes),
            "muettes": list(self.muettes),
            "en_erreur": list(self.en_erreur),
            "correspondance": self.reprise,
        }


def _to_json(changement: Changement) -> dict[str, Any]:
    """Return the published form of a change; its cell is `Avancement!H7`."""
    cellule = None if changement.cellule is None else str(changement.cellule)
    return {champ: getattr(changement, champ) for champ in CHANGEMENT_CHAMPS} | {"cellule": cellule}


def clean_nom(nom: str) -> str:
    """Return a file name fit to be shown: its last part, printable, 120 characters at most (fault 49)."""
    dernier = nom.replace("\\", "/").rpartition("/")[2]
    propre = "".join(
        c for c in dernier if c.isprintable() and c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    return propre.strip()[:120] or "fichier"
