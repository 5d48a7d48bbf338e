"""What a row about an action leaves to be asked: its statut leaves « Bloquée », or a cell says « levé » (63)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.anomalie import cut_extrait
from loaders.lignes.avis import Verification
from loaders.lignes.declaration import LigneLue
from loaders.lignes.effacement import declare_reponse
from loaders.lignes.posees import Posee
from loaders.lignes.stocke import SANS_CHANGEMENT
from loaders.question import CodeQuestion, Question, Reponse
from metrics.courant import find_origine, find_reconduit
from models.cellule import Cellule
from models.colonnes import AVANCEMENT, EFFACER, Colonne
from models.plan import Action, Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Statut
from phrases.format import join_mots

LEVER, GARDER = "lever", "garder"
NOMS = {"point_blocage": "le point de blocage", "decision_attendue": "la décision attendue"}
"""Columns that carry until ended, as a sentence calls them."""


@dataclass(frozen=True, slots=True)
class Reconduit:
    """What stays shown of a column of an action: the cell where the row could end it, the statement that it shows."""

    colonne: Colonne
    cellule: Cellule
    origine: Suivi

    @property
    def texte(self) -> str:
        """Return the text that stays shown."""
        return str(getattr(self.origine, str(self.colonne.champ)))

    def say(self) -> str:
        """Return « le point de blocage du T2 2026 (« … ») »."""
        nom = NOMS[str(self.colonne.champ)]
        return f"{nom} du {self.origine.trimestre.libelle} (« {cut_extrait(self.texte)} »)"


def ask_remontee(v: Verification) -> Iterator[Posee]:
    """Yield the questions of the rows about actions, in their order; none for a workbook without a quarter."""
    trimestre = v.identite.trimestre
    if trimestre is None:
        return
    for ligne in v.lignes:
        if ligne.feuille != AVANCEMENT.nom or ligne.cle not in v.places:
            continue
        action = v.plan.actions_par_code[ligne.action]
        if leves := _list_leves(v, ligne, action, trimestre):
            yield _ask_lever(v, ligne, action, trimestre, leves)


def _list_leves(v: Verification, ligne: LigneLue, action: Action, trimestre: Trimestre) -> list[Reconduit]:
    """Return what the row would end: where it says « levé », and all that it leaves when it is no longer Bloquée."""
    retraits, debloquee = v.list_retraits(ligne), _is_debloquee(ligne, action, trimestre)
    dites = {d.champ for d in ligne.declarations}
    if SANS_CHANGEMENT in dites:
        return []  # either answer would contradict the cross: what the cell says is told by its warning alone
    leves = []
    for colonne in (c for c in AVANCEMENT.saisies if c.reconduite):
        origine = find_origine(action, str(colonne.champ), trimestre)
        if origine is not None and colonne.champ not in dites and (debloquee or colonne in retraits):
            leves.append(Reconduit(colonne, v.places[ligne.cle].locate(colonne), origine))
    return leves


def _is_debloquee(ligne: LigneLue, action: Action, trimestre: Trimestre) -> bool:
    """Return whether a row takes its action out of the statut Bloquée."""
    dite = next((d for d in ligne.declarations if d.champ == "statut"), None)
    if dite is None:
        return False
    origine = find_origine(action, "statut", trimestre)
    repris = find_reconduit(action, "statut", trimestre)
    apres = repris if dite.efface else dite.valeur
    return origine is not None and origine.statut is Statut.BLOQUEE and apres not in (None, Statut.BLOQUEE)


def _ask_lever(
    v: Verification, ligne: LigneLue, action: Action, trimestre: Trimestre, leves: Sequence[Reconduit]
) -> Posee:
    """Return the question of a row: lift what stays shown, or say it again for the quarter."""
    debloquee = _is_debloquee(ligne, action, trimestre)
    leve = [r.extrait for c, r in v.list_retraits(ligne).items() if c.reconduite]
    motif = "L’action n’est plus bloquée" if debloquee else f"La cellule dit « {leve[0]} »"
    dits, noms = join_mots([x.say() for x in leves]), join_mots([NOMS[str(x.colonne.champ)] for x in leves])
    reste, oter = ("reste", "l’ôter") if len(leves) == 1 else ("restent", "les ôter")
    question = Question(
        CodeQuestion.LEVER_BLOCAGE,
        f"{motif}, mais {dits} {reste} à l’écran. Faut-il {oter} ?",
        (
            Reponse(LEVER, f"Ôter {noms}", f"plus rien n’en est montré à partir du {trimestre.libelle}"),
            Reponse(GARDER, f"Garder {noms}", f"le même texte est redit pour le {trimestre.libelle}"),
        ),
        tuple(x.cellule for x in leves),
        frozenset({ligne.cle}),
        sinon=f"Écrivez {EFFACER} dans la cellule pour l’ôter, ou récrivez le texte s’il tient toujours.",
        bloquante=debloquee,
    )
    return Posee(
        question,
        ligne.cle,
        {
            LEVER: [declare_reponse(ligne, trimestre, x.colonne, x.cellule, None) for x in leves],
            GARDER: [declare_reponse(ligne, trimestre, x.colonne, x.cellule, x.texte) for x in leves],
        },
    )
