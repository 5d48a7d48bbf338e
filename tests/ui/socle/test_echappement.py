"""Every screen, sheet and panel on data whose every text is hostile: nothing of it acts, all of it is shown."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.genres.reunions.genre import REUNIONS_CHARTE
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS, REUNIONS
from models.vocabulaire import Role
from phrases.explications.figures import FIGURES
from tests.classeurs_partenariat import find_ligne, make, type_ligne
from tests.classeurs_remplis import fill_classeur
from tests.ui.conftest import MAINTENANT, Ouvrir
from tests.ui.poison import POISON, install, read_poison
from ui.aide.ecran import RUBRIQUES
from ui.socle.navigation import ECRANS, PAGES

PARTENAIRES_LUS = ("Villes", "IDEE 93 et associations habilitées", "Association fictive Les Tilleuls")
VUES: list[tuple[str, dict[str, str]]] = [
    *((ecran.fichier, {}) for ecran in ECRANS),
    ("synthese.py", {"trimestre": "T1 2026"}),
    *(("orientations_et_actions.py", {"action": code}) for code in ("A01", "A04", "A08", "A30")),
    ("orientations_et_actions.py", {"action": "A04", "trimestre": "T3 2026"}),
    ("orientations_et_actions.py", {"q": "onerror"}),
    ("orientations_et_actions.py", {"q": "recrutement", "trimestre": "T3 2026"}),
    ("orientations_et_actions.py", {"q": "introuvable <b>"}),
    ("orientations_et_actions.py", {"statut": "En retard", "retour": "q=x"}),
    ("orientations_et_actions.py", {"action": POISON}),
    *(("engagements.py", {"engagement": numero}) for numero in ("1", "3", POISON)),
    ("calendrier.py", {"situation": "En retard"}),
    *(("partenaires.py", {"partenaire": f"{nom}{POISON}"}) for nom in PARTENAIRES_LUS),
    ("partenaires.py", {"partenaire": POISON}),
    ("partenaires.py", {"cherche": "onerror"}),
    ("recherche.py", {"mots": POISON}),
    ("recherche.py", {"mots": "onerror"}),
    ("charte.py", {"annee": "2024"}),
    *(("journal.py", {"remontee": numero}) for numero in ("0", "1", "2", "3", "4", "5", "30")),
    ("journal.py", {"remontee": POISON}),
    *(("aide.py", {"rubrique": r.cle}) for r in RUBRIQUES),
    ("aide.py", {"cherche": POISON}),
    ("aide.py", {"cherche": "onerror"}),
    *(("aide.py", {"chiffre": f.cle}) for f in FIGURES.values()),
    *(("aide.py", {"chiffre": "avancement", "portee": p}) for p in ("O1", "P01", "A04", "engagement-1")),
    ("aide.py", {"chiffre": POISON}),
]


def check(page: AppTest) -> int:
    assert not page.exception, page.exception
    actifs, inertes = read_poison(page)
    assert actifs == []
    return inertes


@pytest.mark.parametrize(("fichier", "adresse"), VUES, ids=lambda x: x if isinstance(x, str) else "-".join(x.values()))
def test_aucun_texte_n_agit(
    ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch, fichier: str, adresse: dict[str, str]
) -> None:
    install(monkeypatch)
    assert check(ouvrir(fichier, **adresse))


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.ADMINISTRATION])
@pytest.mark.parametrize("ecran", ECRANS, ids=lambda e: e.url)
def test_aucun_texte_n_agit_pour_un_role(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch, ecran, role: Role) -> None:
    install(monkeypatch)
    check(ouvrir(ecran.fichier, role=role))


def test_aucun_texte_de_l_arbre_seul_n_agit(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    for fichier in ("synthese.py", "partenaires.py", "charte.py"):
        assert check(ouvrir(fichier, "vide"))


def test_aucun_texte_d_un_classeur_n_agit(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the drop to the journal: rows that can be applied, rows in error, a refused file, the name of each."""
    saisies = {
        "A16": {"Avancement (%)": POISON, "Statut": POISON, "Météo": POISON},
        "A17": {"Avancement (%)": 60, "Fait marquant du trimestre": POISON, "Prochaine étape": POISON},
        "A18": {"Point de blocage": POISON, "Décision attendue": POISON, "Destinataire de la décision": POISON},
    }
    page = ouvrir("importer.py")
    octets = fill_classeur("crip-93", "2026-T4", saisies, MAINTENANT)
    install(monkeypatch)
    page.file_uploader[0].upload(f"{POISON.replace('/', '')}.xlsx", octets).run()
    assert check(page) > 5
    del page.query_params["apercu"]  # the draft waits, among others
    assert check(page.run())
    next(b for b in page.button if b.label == "Reprendre").click().run()
    next(c for c in page.checkbox if c.label.startswith("Appliquer les lignes valides")).check().run()
    page.text_input("auteur").input(POISON)  # sent with the click
    next(b for b in page.button if b.label.startswith("Appliquer")).click().run()
    assert page.success
    assert check(page)
    journal = page.switch_page(str(PAGES / "journal.py")).run()
    assert check(journal)


def test_aucun_nom_de_fichier_refuse_n_agit(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("importer.py")
    install(monkeypatch)
    page.file_uploader[0].upload(f"{POISON}.xlsx", b"pas un classeur").run()
    assert page.error
    assert check(page)


@pytest.mark.parametrize(
    ("modele", "feuille", "cle", "cellules"),
    [
        (PARTENAIRES, LISTE, (), {"A": POISON, "B": "organisme", "C": POISON}),
        (PARTENAIRES, LISTE, (), {"A": f"B{POISON}", "B": POISON}),
        (PARTENAIRES, PARTICIPATIONS, (), {"A": "A01", "C": POISON, "E": "x"}),
        (CHARTE, APPRECIATIONS, ("I03",), {"H": "Tenu", "I": POISON, "J": POISON}),
        (CHARTE, APPRECIATIONS, ("I03",), {"H": POISON}),
        (REUNIONS_CHARTE, REUNIONS, (), {"A": POISON, "B": "2026-10-05", "C": POISON}),
    ],
)
def test_aucun_texte_du_partenariat_n_agit(
    ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch, modele, feuille, cle, cellules: dict[str, str]
) -> None:
    page = ouvrir("importer.py")
    octets = make(modele)
    octets = type_ligne(octets, feuille, find_ligne(octets, feuille, *cle), **cellules)
    install(monkeypatch)
    page.file_uploader[0].upload("classeur.xlsx", octets).run()
    assert check(page)
