"""Checks of a row about an action against the rest: contradictions, falls, mandatory comments, open jalons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.anomalie import Anomalie, Gravite
from loaders.lignes.avis import Verification
from loaders.lignes.declaration import Declaration, LigneLue
from loaders.lignes.stocke import SANS_CHANGEMENT
from loaders.lignes.sujets import write_sujet
from metrics.courant import find_reconduit
from models.changement import Valeur
from models.colonnes import AVANCEMENT
from models.plan import Action
from models.trimestre import Trimestre
from models.vocabulaire import METEOS_A_COMMENTER, STATUTS_EXCLUS, Statut
from phrases.format import join_mots
from phrases.valeurs import format_valeur

BAISSE_SIGNALEE = 5
"""Fall of the percentage, in points, from which a warning is given (fault 30)."""


@dataclass(frozen=True)
class LigneEnContexte:
    """An Avancement row with its action: what the file says, what is stored for the quarter, what carries."""

    ligne: LigneLue
    action: Action
    trimestre: Trimestre
    atteints: frozenset[str]

    def find(self, champ: str) -> Declaration | None:
        """Return what the row says of a field, None when nothing."""
        return next((d for d in self.ligne.declarations if d.champ == champ), None)

    def read(self, champ: str) -> Valeur:
        """Return what the quarter will state of a field: the file, else what is stored for it."""
        if (dite := self.find(champ)) is not None:
            return dite.valeur
        suivi = self.action.find_suivi(self.trimestre)
        return getattr(suivi, champ) if suivi is not None else None

    def read_courant(self, champ: str) -> Valeur:
        """Return the value in force once the file is applied: this quarter's, else the one that carries."""
        dite = self.read(champ)
        return dite if dite is not None else find_reconduit(self.action, champ, self.trimestre)  # type: ignore[return-value]

    def has_valeurs(self) -> bool:
        """Return whether something else than « sans changement » is stored for the quarter."""
        suivi = self.action.find_suivi(self.trimestre)
        champs = (c.champ for c in AVANCEMENT.saisies if c.champ != SANS_CHANGEMENT)
        return suivi is not None and any(getattr(suivi, str(champ)) is not None for champ in champs)

    @property
    def actuel(self) -> Valeur:
        """Return the percentage in force before the file."""
        suivi = self.action.find_suivi(self.trimestre)
        if suivi is not None and suivi.avancement is not None:
            return suivi.avancement
        return find_reconduit(self.action, "avancement", self.trimestre)  # type: ignore[return-value]

    def build(self, champ: str, code: str, message: str, *, avis: bool = True) -> Anomalie:
        """Return an anomaly on the cell of a field, or on the row's first cell that speaks."""
        dite = self.find(champ) or self.ligne.declarations[0]
        colonne = next(c for c in AVANCEMENT.saisies if c.champ == dite.champ)
        return Anomalie.sur(
            dite.cellule,
            code,
            message,
            entete=colonne.libelle,
            valeur=format_valeur(colonne, dite.valeur),
            gravite=Gravite.AVERTISSEMENT if avis else Gravite.ERREUR,
        )


def check_sans_changement(c: LigneEnContexte) -> Iterator[Anomalie]:
    """« x » stands alone, and only where something was reported before."""
    if c.find("sans_changement") is None or c.read("sans_changement") is None:
        return
    if len(c.ligne.declarations) > 1:
        message = "« x » avec d’autres cellules remplies : gardez le « x » ou les valeurs, pas les deux."
        yield c.build("sans_changement", "sans_changement_incoherent", message, avis=False)
    elif c.has_valeurs():
        message = f"« x » alors que des valeurs ont déjà été données pour le {c.trimestre.libelle} : retirez le « x »."
        yield c.build("sans_changement", "sans_changement_incoherent", message, avis=False)
    elif not any(s.trimestre <= c.trimestre for s in c.action.suivis):
        message = f"« x » alors que {c.action.code} n’est pas renseignée : indiquez son avancement."
        yield c.build("sans_changement", "sans_changement_incoherent", message, avis=False)


def check_meteo(c: LigneEnContexte) -> Iterator[Anomalie]:
    """Nuage and Orage want a comment in the quarter."""
    dite = c.find("meteo")
    if dite is None or dite.valeur not in METEOS_A_COMMENTER or c.read("point_blocage") or c.read("fait_marquant"):
        return
    message = f"« {dite.valeur} » demande une explication : remplissez « Point de blocage » ou « Fait marquant »."
    yield c.build("meteo", "meteo_sans_commentaire", message, avis=False)


def check_baisse(c: LigneEnContexte) -> Iterator[Anomalie]:
    """A percentage that falls is pointed out, old and new said."""
    dite, actuel = c.find("avancement"), c.actuel
    if dite is None or not isinstance(dite.valeur, int) or not isinstance(actuel, int):
        return
    if actuel - dite.valeur >= BAISSE_SIGNALEE:
        yield c.build("avancement", "baisse", f"l’avancement baisse, de {actuel} % à {dite.valeur} %.")


def check_contradiction(c: LigneEnContexte) -> Iterator[Anomalie]:
    """Statut and percentage that contradict are pointed out, never corrected."""
    if c.find("avancement") is None and c.find("statut") is None:
        return
    statut, avancement = c.read_courant("statut"), c.read_courant("avancement")
    if not isinstance(avancement, int):
        return
    champ = "statut" if c.find("statut") else "avancement"
    if statut == Statut.REALISEE and avancement < 100:
        yield c.build(champ, "contradiction", f"« Réalisée » avec un avancement de {avancement} %.")
    elif statut == Statut.NON_DEMARREE and avancement > 0:
        yield c.build(champ, "contradiction", f"« Non démarrée » avec un avancement de {avancement} %.")
    elif avancement == 100 and statut is not None and statut not in STATUTS_EXCLUS | {Statut.REALISEE}:
        yield c.build(champ, "contradiction", f"100 % avec le statut « {statut} ».")


def check_jalons(c: LigneEnContexte) -> Iterator[Anomalie]:
    """100 % with a jalon not reached is pointed out."""
    dite = c.find("avancement")
    if dite is None or dite.valeur != 100:
        return
    ouverts = [
        write_sujet(j.reference, j.libelle)
        for j in c.action.jalons
        if j.reference not in c.atteints and not any(s.atteint_le and s.trimestre <= c.trimestre for s in j.suivis)
    ]
    if ouverts:
        suite = "ne sont pas atteints" if len(ouverts) > 1 else "n’est pas atteint"
        yield c.build("avancement", "jalon_ouvert", f"100 % alors que {join_mots(ouverts)} {suite}.")


def check_effacement(c: LigneEnContexte) -> Iterator[Anomalie]:
    """EFFACER where this quarter states nothing takes nothing back, and says so."""
    suivi = c.action.find_suivi(c.trimestre)
    for d in c.ligne.declarations:
        if not d.efface or (suivi is not None and getattr(suivi, d.champ) is not None):
            continue
        porte = find_reconduit(c.action, d.champ, c.trimestre)
        if porte is None or not AVANCEMENT.find(d.champ).reconduite:
            message = f"EFFACER sans effet : rien n’a été dit pour le {c.trimestre.libelle}."
            yield c.build(d.champ, "rien_a_effacer", message)


CONTROLES: tuple[Callable[[LigneEnContexte], Iterator[Anomalie]], ...] = (
    check_sans_changement,
    check_meteo,
    check_baisse,
    check_contradiction,
    check_jalons,
    check_effacement,
)


def check_remontee(v: Verification) -> Iterator[Anomalie]:
    """Yield what the rows about actions contradict, leave without a comment or erase in vain."""
    atteints = frozenset(
        ligne.reference for ligne in v.lignes for d in ligne.declarations if d.champ == "atteint_le" and d.valeur
    )
    for ligne in v.lignes:
        if v.identite.trimestre and ligne.feuille == AVANCEMENT.nom and ligne.declarations:
            action = v.plan.actions_par_code[ligne.action]
            contexte = LigneEnContexte(ligne, action, v.identite.trimestre, atteints)
            for controle in CONTROLES:
                yield from controle(contexte)
