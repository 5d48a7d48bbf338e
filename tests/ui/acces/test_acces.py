"""The screen of accesses: at a desk and with accounts, what it shows, grants, changes and withdraws."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from loaders.comptes.acces import grant_acces
from loaders.comptes.presence import note_presence
from loaders.ecriture.journal import Acte
from models.acces import TOUT, Acces, Perimetre, Personne, load_acces
from models.jetons import find_jeton, load_jetons
from models.provenance import load_journal
from models.session import open_base
from models.vocabulaire import GenreAcces, JeuDonnees, NatureEntree, Role
from tests.agissants import COMMANDE
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes, run_ecran
from ui.acces.liste import name_adresse
from ui.socle import identity
from ui.socle.mandataire import ENTETE, dump_personne

ACTE = Acte(NatureEntree.ACCES, "Camille Exemple", MAINTENANT)
JEANNE = Acces(GenreAcces.PERSONNE, "jeanne@exemple.fr", "Jeanne Martin", Role.ADMINISTRATION, TOUT)
CRIP = Acces(GenreAcces.GROUPE, "crip", "Rédaction", Role.MISE_A_JOUR, Perimetre(pilotes=frozenset({"crip-93"})))
ELU = Acces(GenreAcces.PERSONNE, "elu@exemple.fr", "Élu Exemple", Role.LECTURE)


@pytest.fixture
def entetes(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the connection of a session holds."""
    recus: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "headers", property(lambda _: recus))
    return recus


@pytest.fixture
def comptes(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch, entetes: dict[str, str]) -> dict[str, str]:
    """A server where people have accounts, three of which were granted something."""
    ouvrir("acces.py", "vide")
    for acces in (JEANNE, CRIP, ELU):
        grant_acces(acces, ACTE, COMMANDE)
    monkeypatch.setattr(identity, "find_role", lambda: Role.ADMINISTRATION)  # which must serve nothing
    monkeypatch.setenv("ACCES_MANDATAIRE_IDENTITE", "X-Email")
    monkeypatch.setenv("ACCES_MANDATAIRE_SECRET", "s" * 32)
    monkeypatch.setenv("ACCES_CONTACT", "Camille Exemple")
    return entetes


def open_as(
    entetes: dict[str, str], identifiant: str, fichier: str, adresse: Mapping[str, str] | None = None
) -> AppTest:
    entetes[ENTETE] = dump_personne(Personne((identifiant,), frozenset({"crip"} if "agent" in identifiant else ())))
    return run_ecran(fichier, adresse or {})


def read_acces() -> dict[str, Acces]:
    with open_base() as session:
        return {a.identifiant: a for a in load_acces(session)}


def press(page: AppTest, libelle: str) -> AppTest:
    return next(b for b in page.button if b.label == libelle).click().run()


def test_the_list_says_who_may_what_and_since_when(comptes: dict[str, str]) -> None:
    note_presence("elu@exemple.fr", MAINTENANT)
    dit = read_textes(open_as(comptes, "jeanne@exemple.fr", "acces.py"))
    assert "2 personnes et 1 groupe ont un accès, dont 1 en administration." in dit
    assert "actions de CRIP 93" in dit and "tout le plan" in dit
    assert "21/11/2026 à 10" in dit
    assert "un seul poste" not in dit
    assert "Jeanne Martin · Administration" in dit


@pytest.mark.parametrize(
    ("identifiant", "importe", "administre"),
    [("elu@exemple.fr", False, False), ("agent@exemple.fr", True, False), ("jeanne@exemple.fr", True, True)],
)
def test_each_account_opens_what_its_role_allows(
    comptes: dict[str, str], identifiant: str, importe: bool, administre: bool
) -> None:
    for fichier, ouvert in (("synthese.py", True), ("importer.py", importe), ("acces.py", administre)):
        dit = read_textes(open_as(comptes, identifiant, fichier))
        assert ("Accès refusé" in dit) is not ouvert, fichier
        assert ouvert or "Camille Exemple" in dit


def test_an_unknown_account_opens_nothing(comptes: dict[str, str]) -> None:
    for fichier in ("synthese.py", "journal.py", "acces.py"):
        page = open_as(comptes, "inconnu@exemple.fr", fichier)
        dit = read_textes(page)
        assert "votre compte n’ouvre pas ce tableau de bord" in dit
        assert "Données au" not in dit
    comptes.clear()
    assert "Accès refusé" in read_textes(run_ecran("synthese.py", {}))


def test_an_access_is_granted_changed_and_withdrawn_on_the_screen(comptes: dict[str, str]) -> None:
    page = open_as(comptes, "jeanne@exemple.fr", "acces.py")
    assert [t.label for t in page.text_input] == ["Identifiant", "Nom affiché"], "no name to type"
    page.text_input(key="acces_identifiant").set_value("Karim@exemple.fr").run()
    page.text_input(key="acces_nom_neuf").set_value("Karim").run()
    page.selectbox(key="acces_role_neuf").set_value(Role.MISE_A_JOUR).run()
    page.radio(key="acces_tout_neuf").set_value("Une partie seulement").run()
    page.multiselect(key="acces_pilotes_neuf").set_value(["crip-93"]).run()
    page = press(page, "Donner l’accès")
    assert "L’accès de Karim est enregistré" in read_textes(page)
    karim = read_acces()["karim@exemple.fr"]
    assert (karim.role, karim.perimetre) == (Role.MISE_A_JOUR, CRIP.perimetre)
    with open_base() as session:
        assert load_journal(session)[-1].auteur == "Jeanne Martin"
    page = open_as(comptes, "jeanne@exemple.fr", "acces.py", {"acces": name_adresse(karim)})
    page.selectbox(key=f"acces_role_{karim.reference}").set_value(Role.LECTURE).run()
    press(page, "Enregistrer")
    assert read_acces()["karim@exemple.fr"].role is Role.LECTURE
    page = open_as(comptes, "jeanne@exemple.fr", "acces.py", {"acces": name_adresse(karim)})
    page.checkbox(key=f"acces_sur_{karim.reference}").check().run()
    assert "L’accès de Karim est retiré" in read_textes(press(page, "Retirer l’accès"))
    assert "karim@exemple.fr" not in read_acces()


def test_a_refusal_is_said_and_nothing_is_written(comptes: dict[str, str]) -> None:
    page = open_as(comptes, "jeanne@exemple.fr", "acces.py", {"acces": name_adresse(JEANNE)})
    page.selectbox(key=f"acces_role_{JEANNE.reference}").set_value(Role.LECTURE).run()
    page = press(page, "Enregistrer")
    assert "Plus personne n’aurait le rôle" in page.error[0].value
    assert read_acces()["jeanne@exemple.fr"].role is Role.ADMINISTRATION


def test_the_journal_says_to_readers_that_accesses_changed_not_whose(comptes: dict[str, str]) -> None:
    with open_base() as session:
        numero = str(load_journal(session)[-1].id)
    lu = read_textes(open_as(comptes, "elu@exemple.fr", "journal.py", {"remontee": numero}))
    assert "réservé à l’administration" in lu and "elu@exemple.fr" not in lu.replace("Élu Exemple · Lecture", "")
    administre = read_textes(open_as(comptes, "jeanne@exemple.fr", "journal.py", {"remontee": numero}))
    assert "elu@exemple.fr" in administre and "Annuler la remontée" not in lu
    assert "3 changements d’accès" in read_textes(open_as(comptes, "elu@exemple.fr", "journal.py"))


def test_a_desk_is_told_that_accesses_wait_for_a_relay(ouvrir: Ouvrir) -> None:
    dit = read_textes(ouvrir("acces.py", "vide"))
    assert "Personne n’a encore d’accès." in dit and "d’un seul poste" in dit


def test_aide_tells_of_roles_where_people_have_accounts(comptes: dict[str, str]) -> None:
    dit = read_textes(open_as(comptes, "elu@exemple.fr", "aide.py", {"rubrique": "campagne"}))
    assert "Les comptes et les rôles" in dit
    assert "lien d’administration" not in dit


def test_a_token_is_made_shown_once_and_withdrawn_on_the_screen(comptes: dict[str, str]) -> None:
    assert "jeton=nouveau" in read_textes(open_as(comptes, "jeanne@exemple.fr", "acces.py"))
    page = open_as(comptes, "jeanne@exemple.fr", "acces.py", {"jeton": "nouveau"})
    assert not page.code
    page.text_input(key="jeton_nom").set_value("Observatoire").run()
    page.multiselect(key="jeton_jeux").set_value([JeuDonnees.INDICATEURS]).run()
    page = press(page, "Créer le jeton")
    secret = page.code[0].value
    with open_base() as session:
        (jeton,) = load_jetons(session)
        assert load_journal(session)[-1].auteur == "Jeanne Martin"
    assert find_jeton([jeton], secret, MAINTENANT.date()) == jeton
    dit = read_textes(page)
    assert "Observatoire\u202f» est créé" in dit and "21/11/2027" in dit and "jamais" in dit
    assert not page.run().code, "shown once"
    page = open_as(comptes, "jeanne@exemple.fr", "acces.py", {"jeton": jeton.reference})
    page.checkbox(key=f"jeton_sur_{jeton.reference}").check().run()
    assert "Observatoire\u202f» est retiré" in read_textes(press(page, "Retirer le jeton"))
    with open_base() as session:
        assert load_jetons(session) == ()
        numero = str(load_journal(session)[-2].id)
    lu = read_textes(open_as(comptes, "elu@exemple.fr", "journal.py", {"remontee": numero}))
    assert jeton.empreinte not in lu and "Observatoire" not in lu
