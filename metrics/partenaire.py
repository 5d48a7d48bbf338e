"""One partner: its actions, its role, what it did quarter by quarter, what is expected of it next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.bilan import Bilan
from metrics.etat import EtatAction, compute_etats
from metrics.implication import Paire, find_parents, list_paires_action
from metrics.jalons import EtatJalon
from metrics.partenariat_temps import find_premier
from models.plan import Action, Partenaire, Plan
from models.texte import fold
from models.trimestre import Trimestre, list_trimestres
from models.vocabulaire import Cote


@dataclass(frozen=True, slots=True)
class LigneAction:
    """An action that a partner is concerned by; `paires` are its own, quarter by quarter, in time order, never empty.

    `paire` is that of the quarter shown; `actives` tells of each quarter whether the action counted. `au_titre_de` is
    the catégorie through which it is expected, None where it is expected itself, or not at all.
    """

    etat: EtatAction
    paires: tuple[Paire, ...]
    actives: tuple[bool, ...]
    au_titre_de: str | None

    @property
    def paire(self) -> Paire:
        """Return the pair in the quarter shown."""
        return self.paires[-1]

    @property
    def attendue(self) -> bool:
        """Return whether the partner is expected, itself or through its catégorie."""
        return self.paire.attendue or self.au_titre_de is not None


@dataclass(frozen=True, slots=True)
class Attente:
    """What comes next on an action where a partner is expected: said next step, jalons and échéance by a day.

    `decision` is the décision wanted of this very partner, None where it is wanted of somebody else or of nobody said.
    """

    ligne: LigneAction
    prochaine_etape: str | None
    jalons: tuple[EtatJalon, ...]
    echeance: bool
    decision: str | None = None


def list_lignes(bilan: Bilan, nom: str, trimestres: Sequence[Trimestre]) -> list[LigneAction]:
    """Return the actions where a partner is expected, itself or through its catégorie, or was ever reported.

    In the order of the tree, out of the figures included. `trimestres` ends with the quarter shown.
    """
    plan, lignes = bilan.plan, []
    parents = find_parents(plan)
    parent = parents.get(nom)
    for action in plan.actions:
        attendus = {p.partenaire for p in action.participations if p.attendue}
        sienne = next((p for p in action.participations if p.partenaire == nom), None)
        au_titre = parent if parent in attendus and nom not in attendus else None
        if nom not in attendus and au_titre is None and not (sienne and sienne.implications):
            continue
        paires = []
        for t in trimestres:
            du_trimestre = list_paires_action(action, parents, t)
            paires.append(next((p for p in du_trimestre if p.partenaire == nom), _build_absente(action, nom)))
        actives = tuple(e.active for e in compute_etats(action, plan, trimestres))
        lignes.append(LigneAction(bilan.etats[action.code], tuple(paires), actives, au_titre))
    return lignes


def _build_absente(action: Action, nom: str) -> Paire:
    return Paire(action, nom, attendue=False, niveau=None, contribution=None)


def list_trimestres_partenaire(plan: Plan, jusqu_a: Trimestre, maximum: int) -> list[Trimestre]:
    """Return the quarters to show up to one: from the first report of any partner, the last `maximum` at most."""
    premier = find_premier(plan)
    debut = jusqu_a if premier is None else min(premier, jusqu_a)
    return list_trimestres(debut, jusqu_a)[-maximum:]


def list_attentes(bilan: Bilan, lignes: Sequence[LigneAction]) -> list[Attente]:
    """Return what is expected of a partner in the quarter after: every open action where it is expected.

    Jalons not reached and échéances whose date comes by the end of that quarter, the late ones included; the next step
    is the one said in the quarter shown, None when nothing was.
    """
    limite = bilan.trimestre.decale(1).dernier_jour
    return [
        Attente(
            ligne,
            ligne.etat.prochaine_etape,
            tuple(j for j in ligne.etat.jalons if j.atteint_le is None and j.echeance and j.echeance <= limite),
            ligne.etat.echeance <= limite,
            _find_decision(ligne),
        )
        for ligne in lignes
        if ligne.attendue and not ligne.etat.close
    ]


def _find_decision(ligne: LigneAction) -> str | None:
    """Return the décision wanted of the partner: its recipient is named exactly so, case and accents apart."""
    destinataire = ligne.etat.destinataire
    siennes = destinataire is not None and fold(destinataire) == fold(ligne.paire.partenaire)
    return ligne.etat.decision_attendue if siennes and ligne.etat.prise is None else None


def list_membres(plan: Plan, nom: str) -> list[Partenaire]:
    """Return the organismes that belong to a catégorie, in the order of the plan."""
    return [p for p in plan.partenaires if p.parent == nom]


def is_signataire(plan: Plan, partenaire: Partenaire) -> bool:
    """Return whether a partner surely stands on the partners' side of the charter: the signatory or a member of it."""
    if plan.charte is None:
        return False
    noms = {fold(n) for p in plan.charte.parties if p.cote is Cote.PARTENAIRE for n in (p.nom, p.nom_long)}
    return partenaire.membre is True or fold(partenaire.nom) in noms


def find_signataire(plan: Plan) -> str | None:
    """Return the name of the federation that signed the charter, None without a charter."""
    if plan.charte is None or not any(p.cote is Cote.PARTENAIRE for p in plan.charte.parties):
        return None
    return plan.charte.name_partie(Cote.PARTENAIRE)
