"""A kind of workbook that this file alone knows goes through the whole import once it stands in the registry."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from loaders.anomalie import Anomalie
from loaders.gabarit.contenu import Page
from loaders.gabarit.notes import Ligne, list_notes
from loaders.gabarit.sans_trimestre import GabaritSansTrimestre
from loaders.genres.registre import REGISTRE
from loaders.lignes.avis import Verification
from loaders.lignes.cles import Regle, Resolue, read_cle
from loaders.lignes.genre import Demande, GenreClasseur
from loaders.lignes.rangee import Rangee
from loaders.lignes.stocke import index_partenaires
from loaders.lignes.validateur import Validateur
from models.colonnes import Colonne, Feuille, Genre, saisie
from models.modeles import Modele
from models.plan import Plan
from models.provenance import load_journal
from models.session import open_base
from models.texte import fold
from models.vocabulaire import Role
from tests.classeurs_partenariat import find_ligne, read_plan, type_ligne
from tests.constats import Ecrire, Lancer, Verifier, find_message, list_places, list_valeurs
from tests.fabrique import MAINTENANT, make_maison, strip_timbre
from ui.socle import identity
from ui.socle.navigation import PAGES

FORMES = Feuille(
    "Formes juridiques",
    (
        Colonne("Partenaire", Genre.PARTENAIRE, largeur=52),
        saisie("Forme juridique", Genre.TEXTE, "partenaire.type", 30, "Association, collectivité…"),
    ),
    ("Partenaire", "Forme juridique"),
    figees=1,
)
MODELE = Modele("jouet", "Formes juridiques des partenaires", (FORMES,), "formes")


def resolve_forme(validateur: Validateur, rangee: Rangee) -> Resolue | None:
    if not (nom := read_cle(validateur, rangee, FORMES.colonnes[0])) or not rangee.saisies:
        return None
    if (connu := validateur.partenaires.get(fold(nom))) is None:
        validateur.add(rangee, FORMES.colonnes[0], "partenaire_inconnu", f"« {nom} » n’est pas connu.")
        return None
    return "", connu, []


def check_formes(v: Verification) -> Iterator[Anomalie]:
    for ligne in v.lignes:
        for d in ligne.declarations:
            if d.valeur == "SA":
                yield v.warn(d, "forme_a_verifier", "une société, vraiment ?")


def list_gabarits(plan: Plan, demande: Demande) -> Iterator[GabaritSansTrimestre]:
    lignes = [Ligne({FORMES.colonnes[0]: p.nom}, list_notes(FORMES, p)) for p in plan.partenaires]
    page = Page(FORMES, "Une ligne par partenaire.", lignes)
    yield GabaritSansTrimestre(plan, MODELE, demande.maintenant, [page], ["1. Un.", "2. Deux.", "3. Trois."])


JOUET = GenreClasseur(
    MODELE,
    regles={FORMES.nom: Regle(resolve_forme)},
    index=lambda plan, _, __: index_partenaires(plan),
    check=check_formes,
    list_gabarits=list_gabarits,
)


@pytest.fixture(autouse=True)
def registre(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one row that a new kind adds."""
    monkeypatch.setattr(REGISTRE, "genres", (*REGISTRE.genres, JOUET))


@pytest.fixture
def partenaire() -> str:
    return read_plan().partenaires[0].nom


@pytest.fixture
def rempli(lancer: Lancer, tmp_path: Path, partenaire: str) -> bytes:
    """The template that the command writes, one cell typed."""
    dossier = tmp_path / "classeurs"
    assert lancer("template", "--modele", "jouet", "--out", dossier).code == 0
    octets = (dossier / "formes.xlsx").read_bytes()
    return type_ligne(octets, FORMES, find_ligne(octets, FORMES, partenaire), B="SA")


def find_type(nom: str) -> str | None:
    return next(p.type for p in read_plan().partenaires if p.nom == nom)


def test_its_template_is_read_by_its_stamp_and_by_its_headers(
    verifier: Verifier, rempli: bytes, partenaire: str
) -> None:
    renomme = make_maison([["PARTENAIRE", "Forme juridique :"], [partenaire, "SA"]], "Feuil1")
    for octets in (rempli, strip_timbre(rempli), renomme):
        fichier = verifier(octets)
        assert (fichier["statut"], fichier["trimestre"]) == ("ok", None)
        ((objet, reference, champ),) = [(c["objet"], c["reference"], c["champ"]) for c in fichier["changements"]]
        assert (objet, reference, champ) == ("partenaire", partenaire, "type")
        assert [*list_valeurs(fichier).values()] == ["SA"]
        assert find_message(fichier, "forme_a_verifier") == "Forme juridique : une société, vraiment ?"


def test_its_errors_name_their_cells(verifier: Verifier, rempli: bytes) -> None:
    rang = find_ligne(rempli, FORMES, "SA")
    fichier = verifier(type_ligne(rempli, FORMES, rang, A="Inconnue"))
    assert list_places(fichier) == [("partenaire_inconnu", "erreur", FORMES.nom, rang, "A")]
    assert fichier["changements"] == []


def test_it_is_applied_written_in_the_journal_and_undone(
    lancer: Lancer, ecrire: Ecrire, rempli: bytes, partenaire: str
) -> None:
    avant, chemin = find_type(partenaire), ecrire("formes.xlsx", rempli)
    sortie = lancer("apply", chemin, "--auteur", "Camille Exemple")
    assert (sortie.code, find_type(partenaire)) == (0, "SA")
    assert f"{partenaire} type" in sortie.out
    assert "action(s) inchangée(s)" not in sortie.out
    with open_base() as session:
        entree = load_journal(session)[-1]
    assert (entree.fichier, entree.changements, entree.trimestre) == ("formes.xlsx", 1, None)
    assert "formes.xlsx" in lancer("journal").out
    assert lancer("undo", str(entree.id), "--auteur", "Camille Exemple").code == 0
    assert find_type(partenaire) == avant


@pytest.fixture
def importer(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The Importer screen on the database in use."""
    monkeypatch.setattr(identity, "find_role", lambda: Role.ADMINISTRATION)
    monkeypatch.setattr("ui.socle.guard.maintenant", lambda: MAINTENANT)
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: {}))
    ecran = AppTest.from_file(PAGES.parent / "ui" / "entree.py", default_timeout=60)
    ecran.switch_page(str(PAGES / "importer.py"))
    return ecran.run()


def read_textes(ecran: AppTest) -> str:
    """What the screen says outside of its widgets."""
    morceaux = [str(e.value) for genre in ("markdown", "error", "warning", "success") for e in ecran.get(genre)]
    return html.unescape("\n".join([*morceaux, *(e.proto.body for e in ecran.get("html"))]))


def test_the_screen_offers_it_and_shows_what_it_changes(importer: AppTest, rempli: bytes, partenaire: str) -> None:
    assert f"{MODELE.titre} (.xlsx)" in [b.proto.label for b in importer.get("download_button")]
    importer.file_uploader[0].upload("formes.xlsx", rempli).run()
    assert not importer.exception
    assert MODELE.titre in importer.expander[0].label
    dit = read_textes(importer)
    assert f"Partenaire · {partenaire}" in dit
    assert "SA" in dit
    assert "une société, vraiment" in dit
    importer.text_input("auteur").input("Dominique Essai")  # sent with the click
    next(b for b in importer.button if b.label.startswith("Appliquer")).click().run()
    assert "1 changement appliqué" in read_textes(importer)
    assert find_type(partenaire) == "SA"
