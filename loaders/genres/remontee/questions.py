"""What a row about an action leaves to be asked: what its statut contradicts, what « levé » would lift (62, 63)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.anomalie import cut_extrait
from loaders.lignes.avis import Verification
from loaders.lignes.declaration import Declaration, LigneLue
from loaders.lignes.posees import Posee
from loaders.question import CodeQuestion, Question, Reponse
from metrics.courant import find_origine, find_reconduit
from models.cellule import Cellule
from models.changement import Valeur
from models.colonnes import AVANCEMENT, EFFACER, Colonne
from models.plan import Action, Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Statut
from phrases.format import join_mots
from phrases.valeurs import format_valeur

LEVER, GARDER = "lever", "garder"
EFFACEE, LAISSEE = "effacer", "laisser"
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
        leves = _list_leves(v, ligne, action, trimestre)
        if leves:
            yield _ask_lever(v, ligne, action, trimestre, leves)
        for colonne, retrait in v.list_retraits(ligne).items():
            if not colonne.reconduite and (dite := _read_stocke(action, colonne, trimestre)) is not None:
                yield _ask_effacer(ligne, trimestre, Effacable(colonne, retrait.cellule, retrait.extrait, dite))


def _list_leves(v: Verification, ligne: LigneLue, action: Action, trimestre: Trimestre) -> list[Reconduit]:
    """Return what the row would end: where it says « levé », and all that it leaves when it is no longer Bloquée."""
    retraits, debloquee = v.list_retraits(ligne), _is_debloquee(ligne, action, trimestre)
    dites = {d.champ for d in ligne.declarations}
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
            LEVER: [_declare(ligne, trimestre, x.colonne, x.cellule, None) for x in leves],
            GARDER: [_declare(ligne, trimestre, x.colonne, x.cellule, x.texte) for x in leves],
        },
    )


@dataclass(frozen=True, slots=True)
class Effacable:
    """A statement of the quarter, and the cell whose words would take it back."""

    colonne: Colonne
    cellule: Cellule
    extrait: str
    valeur: Valeur


def _ask_effacer(ligne: LigneLue, trimestre: Trimestre, x: Effacable) -> Posee:
    """Return the question of a cell: take back what this quarter states, or leave it."""
    dite = cut_extrait(format_valeur(x.colonne, x.valeur))
    question = Question(
        CodeQuestion.EFFACER,
        f"La cellule dit « {x.extrait} » en « {x.colonne.libelle} ». Faut-il retirer ce que le "
        f"{trimestre.libelle} en dit (« {dite} ») ?",
        (
            Reponse(EFFACEE, "Le retirer", f"{x.colonne.libelle} : rien pour le {trimestre.libelle}"),
            Reponse(LAISSEE, "Le laisser", "aucun changement"),
        ),
        (x.cellule,),
        frozenset({ligne.cle}),
        sinon=f"Écrivez {EFFACER}, seul, pour le retirer.",
        bloquante=False,
    )
    return Posee(question, ligne.cle, {EFFACEE: [_declare(ligne, trimestre, x.colonne, x.cellule, None)]})


def _read_stocke(action: Action, colonne: Colonne, trimestre: Trimestre) -> Valeur:
    suivi = action.find_suivi(trimestre)
    return None if suivi is None else getattr(suivi, str(colonne.champ))


def _declare(
    ligne: LigneLue, trimestre: Trimestre, colonne: Colonne, cellule: Cellule, valeur: str | None
) -> Declaration:
    """Return what an answer says in the place of the cell; no value erases."""
    return Declaration(
        str(colonne.objet),
        ligne.reference,
        str(colonne.champ),
        str(trimestre),
        valeur,
        cellule,
        efface=valeur is None,
    )
