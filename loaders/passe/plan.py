"""Reading the plan as of an entry of the journal: its rows replayed in a database of a moment, then loaded as ever.

What was shown to a meeting is made again so: nothing of it is stored apart, so nothing can differ from the journal. It
is the program that words and computes it today: a kept meeting says by which version of the rule it was computed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, text
from sqlmodel import Session

from loaders.integrite.chaine import replay_annulations
from loaders.integrite.etat import Etat, replay_journal
from models.chargement import load_plan
from models.declarees import TABLES
from models.objets import OBJETS
from models.plan import Plan
from models.refus import DemandeInvalide
from models.sceau import DU_CHANGEMENT, Chaine, load_chaine
from models.session import create_engine_en_memoire
from models.tables_journal import ChangementJournal, Remontee
from models.temps import read_instant

_OBJET, _REFERENCE, _CHAMP, _TRIMESTRE = map(DU_CHANGEMENT.index, ("objet", "reference", "champ", "trimestre"))


def load_plan_passe(session: Session, tete: int) -> Plan:
    """Return the plan as the journal told it when `tete` was its last entry, undone entries as they were then.

    The cost is that of reading the whole journal up to there. Raises DemandeInvalide when it does not go so far.
    """
    entrees = load_chaine(session.connection()).entrees
    if not 0 <= tete < len(entrees):
        raise DemandeInvalide(f"Le journal n’a pas d’entrée n° {tete}.")
    chaine = Chaine(entrees[: tete + 1], ())
    etat, _ = replay_journal(chaine)
    moteur = create_engine_en_memoire()
    try:
        with Session(moteur) as passee:
            connexion = passee.connection()
            TABLES.create_all(connexion)
            connexion.execute(text("PRAGMA defer_foreign_keys=ON"))  # an undone entry names one that comes after it
            _write_etat(connexion, etat)
            _write_journal(connexion, chaine)
            return load_plan(passee)
    finally:
        moteur.dispose()


def _write_etat(connexion: Connection, etat: Etat) -> None:
    """Write the rows, parents first; a column that a row says nothing of is NULL."""
    lignes: dict[str, list[dict[str, Any]]] = {nom: [] for nom in OBJETS}
    for (nom, reference, trimestre), valeurs in etat.items():
        objet = OBJETS[nom]
        ligne: dict[str, Any] = dict.fromkeys(c.name for c in objet.colonnes.columns)
        ligne |= {champ: objet.to_colonne(champ, valeur) for champ, valeur in valeurs.items()}
        lignes[nom].append(ligne | {"reference": reference} | ({"trimestre": trimestre} if objet.par_trimestre else {}))
    for nom, siennes in lignes.items():
        if siennes:
            connexion.execute(insert(OBJETS[nom].table), siennes)


def _write_journal(connexion: Connection, chaine: Chaine) -> None:
    """Write the entries, and of their changes those that tell when an action was reported."""
    marques = replay_annulations(chaine.entrees)
    entrees = [
        {
            "id": e.numero,
            "nature": e.get_champ("nature"),
            "date": read_instant(e.get_champ("date")),
            "auteur": e.get_champ("auteur"),
            "annule_par": marques[e.numero],
        }
        for e in chaine.entrees
    ]
    connexion.execute(insert(Remontee), entrees)
    suivis = [
        {
            "remontee": e.numero,
            "rang": rang,
            "objet": c[_OBJET],
            "reference": c[_REFERENCE],
            "champ": c[_CHAMP],
            "trimestre": c[_TRIMESTRE],
            "formule": False,
        }
        for e in chaine.entrees
        for rang, c in enumerate(e.changements)
        if c[_OBJET] == "suivi"
    ]
    if suivis:
        connexion.execute(insert(ChangementJournal), suivis)
