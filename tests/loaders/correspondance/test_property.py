"""Faults 95 and 96: our own sheet, its columns renamed and shuffled, makes the changes that it makes as it is."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from loaders.apercu.apercu import Apercu
from loaders.apercu.fichier import preview_lecture
from loaders.lecture.brut import CelluleBrute, ClasseurBrut, FeuilleBrute, Lecture, Recu
from loaders.lecture.lecteur.places import column_letters
from loaders.options import Options
from models.chargement import load_plan
from models.plan import Plan
from models.session import open_base
from models.vocabulaire import Meteo, Statut
from tests.fabrique import MAINTENANT, TRIMESTRE

NOMS = {
    "Code": ["N° d’action", "Réf.", "Code de la fiche"],
    "Action": ["Intitulé", "Libellé de l’action", "Titre"],
    "Avancement (%)": ["% réalisé", "Taux d’avancement", "Progression"],
    "Statut": ["Où en est-on ?", "État", "Statut (T3)"],
    "Météo": ["Météo du projet", "Confiance"],
    "Fait marquant du trimestre": ["Commentaires", "Observations", "Bilan"],
    "Prochaine étape": ["Suites à donner", "Prochaines étapes"],
    "Point de blocage": ["Freins", "Difficultés rencontrées", "Points de vigilance"],
    "Décision attendue": ["Arbitrage demandé", "Décisions à prendre"],
}
PHRASE = st.text(alphabet="abcdefghij éà’", min_size=14, max_size=40).map(lambda t: f"Le {t.strip()} avance")
VALEURS: dict[str, Any] = {
    "Avancement (%)": st.integers(2, 99),
    "Statut": st.sampled_from([s.value for s in Statut]),
    "Météo": st.sampled_from([Meteo.SOLEIL.value, Meteo.COUVERT.value]),
    **dict.fromkeys(list(NOMS)[5:], PHRASE),
}


def build(titres: list[str], lignes: list[list[object]], haut: int) -> Lecture:
    """A raw workbook: title lines, heads, rows; a None is a blank."""

    def cell(valeur: object) -> CelluleBrute:
        return CelluleBrute("s" if isinstance(valeur, str) else "n", valeur)

    toutes = [["Un tableau"]] * haut + [list(titres)] + lignes
    rangees = tuple(
        (n, {column_letters(c): cell(v) for c, v in enumerate(ligne, start=1) if v is not None})
        for n, ligne in enumerate(toutes, start=1)
    )
    return Lecture(
        Recu("tableau.xlsx", repr(rangees).encode()), ClasseurBrut((FeuilleBrute("Feuil1", False, rangees),))
    )


def preview(session: Session, plan: Plan, lecture: Lecture, options: Options) -> Apercu:
    return preview_lecture(session, plan, lecture, options, MAINTENANT)


def list_dits(apercu: Apercu) -> list[tuple[str, str, object]]:
    return sorted((c.reference, c.champ, c.apres) for c in apercu.changements)


@pytest.mark.usefixtures("base")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(donnees=st.data())
def test_faute_96_nos_colonnes_renommees_et_melees_disent_la_meme_chose(donnees: st.DataObject) -> None:
    with open_base() as session:
        plan = load_plan(session)
        actions = donnees.draw(
            st.lists(st.sampled_from(plan.actions), min_size=1, max_size=5, unique_by=lambda a: a.code)
        )
        dites = [
            {"Code": a.code, "Action": a.libelle.texte}
            | {r: donnees.draw(st.none() | v) if r != "Avancement (%)" else donnees.draw(v) for r, v in VALEURS.items()}
            for a in actions
        ]
        ordre = list(NOMS)
        Random(donnees.draw(st.integers(0, 999))).shuffle(ordre)
        options = Options(trimestre=TRIMESTRE)
        notre = preview(session, plan, build(list(NOMS), [[d[r] for r in NOMS] for d in dites], 0), options)
        assert notre.proposition is None
        titres = [donnees.draw(st.sampled_from(NOMS[r])) for r in ordre]
        haut = donnees.draw(st.integers(0, 3))
        etranger = build(titres, [[d[r] for r in ordre] for d in dites], haut)
        attente = preview(session, plan, etranger, options)
        assert attente.attend_correspondance
        assert attente.changements == ()
        p = attente.proposition
        assert p is not None
        remplies = {r for r in NOMS if r in ("Code", "Action") or any(d[r] for d in dites)}
        assert remplies <= set(p.correspondance.roles)
        lu = preview(session, plan, etranger, replace(options, correspondances=(p.proposee,)))
    assert list_dits(lu) == list_dits(notre)
    assert [(a.code, a.gravite) for a in lu.anomalies] == [(a.code, a.gravite) for a in notre.anomalies]
    assert all(c.cellule is not None and c.cellule.feuille == "Feuil1" for c in lu.changements)
