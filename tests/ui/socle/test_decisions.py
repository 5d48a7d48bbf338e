"""A décision that may no longer be wanted is never shown as a plain request, on any screen nor in any file."""

from __future__ import annotations

import re

import pytest

from loaders.genres.remontee.contenu import build_lignes as build_gabarit
from metrics.bilan import compute_bilan
from metrics.partenaire import list_lignes
from models.colonnes import AVANCEMENT, EN_COURS
from tests.plans import T3, T4
from tests.plans_decisions import A_CONFIRMER, make_douteux, read_espaces
from tests.ui.conftest import read_textes
from tests.ui.socle.conftest import Montrer
from ui.actions import classeur_liste
from ui.partenaires.fiche_classeur import build_tableaux


@pytest.mark.parametrize(
    ("fichier", "adresse", "dit"),
    [
        ("synthese.py", {}, "2 décisions sont attendues, dont 1 à confirmer"),
        ("synthese.py", {}, '<dd class="detail">dont 1 à la date dépassée'),
        ("synthese.py", {}, "; dont 1 à confirmer ; 1 action bloquée</dd>"),
        ("synthese.py", {}, "2 décisions attendues, dont 1 à confirmer : Un"),
        ("synthese.py", {}, f'<span class="avis">{A_CONFIRMER}</span></span></a>'),
        ("orientations_et_actions.py", {"action": "A1"}, "<h2>Décision à confirmer</h2>"),
        ("orientations_et_actions.py", {"action": "A1"}, "une décision était attendue, à confirmer"),
        ("orientations_et_actions.py", {"action": "A1"}, f'<p class="avis">{A_CONFIRMER.capitalize()}</p>'),
        ("orientations_et_actions.py", {"action": "A2"}, "<h2>Décision attendue</h2>"),
        ("orientations_et_actions.py", {"q": "salle A1"}, "Décision à confirmer : Prêter la <mark>salle</mark>"),
        ("engagements.py", {"engagement": "1"}, "2, dont 1 à confirmer"),
        ("partenaires.py", {"partenaire": "Un"}, f'Prêter la salle A1 <span class="avis">({A_CONFIRMER})</span>'),
        ("partenaires.py", {"partenaire": "Un"}, "Décision attendue de sa part : Prêter la salle A2"),
        ("partenaires.py", {"partenaire": "Un"}, "2 décisions de sa part (dont 1 à confirmer)"),
        ("aide.py", {"chiffre": "decisions"}, f"Dont 1 {A_CONFIRMER}."),
        ("aide.py", {"chiffre": "decisions"}, f"Un, {A_CONFIRMER}"),
        ("aide.py", {"chiffre": "decisions"}, "Un, pour le 31/07/2026"),
        ("aide.py", {"rubrique": "glossaire"}, "<dt>Décision à confirmer</dt>"),
    ],
)
def test_the_doubt_is_told_with_the_decision(montrer: Montrer, fichier: str, adresse: dict[str, str], dit: str) -> None:
    textes = read_espaces(read_textes(montrer(fichier, make_douteux(), trimestre="2026-T3", **adresse)))
    assert dit in textes
    assert not re.search(r"attendue[^.<]{0,20}: (<[^>]*>)*Prêter la salle A1", textes)


def test_the_workbooks_tell_it_beside_the_text() -> None:
    plan = make_douteux()
    bilan = compute_bilan(plan, T3)
    liste = [
        dict(zip(classeur_liste.ENTETES, x, strict=True))
        for x in classeur_liste.build_lignes(plan, bilan.etats.values())
    ]
    venir = list(build_tableaux(bilan, list_lignes(bilan, "Un", [T3])))[1]
    fiche = [dict(zip(venir.entetes, x, strict=True)) for x in venir.lignes]
    for lignes in (liste, fiche):
        assert [read_espaces(str(x["État de la décision"])) for x in lignes] == [A_CONFIRMER, "attendue"]


def test_the_workbook_of_the_pilot_tells_it_too() -> None:
    plan = make_douteux()
    levee, bloquee = build_gabarit(AVANCEMENT, plan, T4, None, plan.actions)
    dits = [read_espaces(str(ligne.valeurs[EN_COURS])) for ligne in (levee, bloquee)]
    assert dits == [
        f"Décision à confirmer : Prêter la salle A1\n(Un, pour le 31/07/2026)\n{A_CONFIRMER.capitalize()}",
        "Décision attendue : Prêter la salle A2\n(Un, pour le 31/07/2026)",
    ]
