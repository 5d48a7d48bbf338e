"""Who belongs to whom once a file is applied: an organisme to a catégorie, a catégorie to nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.anomalie import Anomalie, Gravite
from loaders.lignes.avis import Verification
from loaders.lignes.declaration import RANG, Declaration, LigneLue
from models.changement import Valeur
from models.colonnes_partenariat import LISTE
from models.plan import Plan
from models.texte import fold
from models.vocabulaire import is_rattachable


@dataclass
class Partenaires:
    """The nature and the catégorie of each partner, and the rows that say them."""

    natures: dict[str, Valeur]
    parents: dict[str, Valeur]
    dites: dict[tuple[str, str], tuple[LigneLue, Declaration]] = field(default_factory=dict)

    def tell(self, ligne: LigneLue) -> None:
        """Take in what a row says."""
        for d in ligne.declarations:
            if d.objet == "partenaire" and d.champ in ("nature", "parent"):
                champ = self.natures if d.champ == "nature" else self.parents
                champ[d.reference] = None if d.efface else d.valeur
                self.dites[d.reference, d.champ] = (ligne, d)

    def list_ruptures(self) -> list[tuple[LigneLue, Declaration]]:
        """Return the rows that tie a partner to what is not, or no longer, a catégorie, once each."""
        ruptures: dict[str, tuple[LigneLue, Declaration]] = {}
        for nom, parent in self.parents.items():
            if parent is None:
                continue
            if is_rattachable(self.natures.get(nom), self.natures.get(str(parent))):
                continue
            cles = ((nom, "parent"), (nom, "nature"), (str(parent), "nature"))
            dite = next((self.dites[cle] for cle in cles if cle in self.dites), None)
            if dite is not None:
                ruptures.setdefault(dite[0].cle, dite)
        return list(ruptures.values())


def check_rattachements(
    v: Verification, lignes: Sequence[LigneLue], listees: Mapping[str, set[str]], bloquees: set[str]
) -> tuple[list[LigneLue], list[Anomalie]]:
    """Return the rows that may be applied together, and the errors of the others.

    `listees` are the rows of the list by folded name, `bloquees` those that hold an error: a row never makes a partner
    that its own row fails to, and never leaves one tied to what is not a catégorie.
    """
    gardees, anomalies = [], []
    for ligne in lignes:
        neuve = next((d for d in ligne.declarations if d.objet == "partenaire" and d.champ == RANG), None)
        if neuve is not None and listees.get(fold(neuve.reference), set()) & bloquees:
            quoi = f"« {neuve.reference} » a une erreur dans « {LISTE.nom} » : corrigez-la d’abord."
            anomalies.append(_refuse(v, neuve, "partenaire_inconnu", quoi))
        else:
            gardees.append(ligne)
    while ruptures := _list_ruptures(v.plan, gardees):
        quoi = (
            "un organisme se rattache à une catégorie, une catégorie à rien : avec les lignes retenues de ce fichier, "
            "ce ne serait plus le cas. Corrigez l’autre ligne, ou retirez ce rattachement."
        )
        anomalies += [_refuse(v, d, "rattachement_impossible", quoi) for _, d in ruptures]
        retirees = {ligne.cle for ligne, _ in ruptures}
        gardees = [x for x in gardees if x.cle not in retirees]
    return gardees, anomalies


def _list_ruptures(plan: Plan, lignes: Iterable[LigneLue]) -> list[tuple[LigneLue, Declaration]]:
    etat = Partenaires({p.nom: p.nature for p in plan.partenaires}, {p.nom: p.parent for p in plan.partenaires})
    for ligne in lignes:
        etat.tell(ligne)
    return etat.list_ruptures() if etat.dites else []


def _refuse(v: Verification, declaration: Declaration, code: str, message: str) -> Anomalie:
    return replace(v.warn(declaration, code, message), gravite=Gravite.ERREUR)
