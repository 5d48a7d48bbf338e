"""Aide says how to, what words mean, and how each figure is made; every link in it opens something."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from exports.blocs.aide.sigles import build_sigles
from exports.blocs.liens import find_adresse, link_explication, write_lien
from metrics.instances import EtatSeance
from models.charte import Repere
from models.libelle import Sigle, Source
from models.vocabulaire import Appreciation, Fraicheur, Meteo, NatureRepere, NiveauImplication, Role, Statut
from phrases.explications.figures import FIGURES
from tests.plans import make_action, make_plan
from tests.ui.conftest import Ouvrir, read_textes
from ui.aide.cadre import build_cadre
from ui.aide.ecran import RUBRIQUES
from ui.socle.navigation import ECRANS


def read_propres(ecran: AppTest) -> str:
    """Return the texts of a screen, what every one ends with left out."""
    return re.sub(r'<p class="pied-ecran.*?</p>', "", read_textes(ecran))


def read(ecran: AppTest) -> str:
    """Return the visible text of a screen."""
    return re.sub(
        r"\s+", " ", unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", read_propres(ecran), flags=re.DOTALL))
    )


def list_liens(ecran: AppTest) -> list[tuple[str, dict[str, str]]]:
    """Return the links that the texts hold, what every screen ends with left out: screen, parameters."""
    textes = read_propres(ecran)
    adresses = [unescape(a) for a in re.findall(r'<a class="ecran[^"]*" href="([^"]*)"', textes)]
    parts = [urlsplit(a) for a in adresses]
    return [(p.path, {k: v[0] for k, v in parse_qs(p.query).items()}) for p in parts]


def test_home_leads_to_every_part(ouvrir: Ouvrir) -> None:
    page = ouvrir("aide.py")
    assert not page.exception
    liens = [x for _, x in list_liens(page)]
    assert [x["rubrique"] for x in liens if "rubrique" in x and "sujet" not in x] == [r.cle for r in RUBRIQUES]
    assert [x["chiffre"] for x in liens if "chiffre" in x] == list(FIGURES)
    assert {x["rubrique"] for x in liens if "sujet" in x} == {r.cle for r in RUBRIQUES} - {"chiffres"}
    textes = read(page)
    for public in ("Élu·e·s et partenaires", "Agents de la DEF", "Une campagne en cinq gestes", "Les signes"):
        assert public in textes


@pytest.mark.parametrize("nom", ["vide", "pleine"])
@pytest.mark.parametrize("rubrique", RUBRIQUES, ids=lambda r: r.cle)
def test_each_part_opens_alone_and_its_links_lead_to_screens(ouvrir: Ouvrir, rubrique, nom: str) -> None:  # type: ignore[no-untyped-def]
    page = ouvrir("aide.py", nom, Role.LECTURE, rubrique=rubrique.cle)
    assert not page.exception
    html = read_textes(page)
    assert html.count('aria-current="page"') == 1
    assert f'<h2 class="titre-fiche">{rubrique.titre}</h2>' in html
    ecrans = {e.url for e in ECRANS}
    for chemin, parametres in list_liens(page):
        assert chemin in ecrans
        assert parametres.get("chiffre", "avancement") in FIGURES


def test_each_subject_opens_alone(ouvrir: Ouvrir) -> None:
    page = ouvrir("aide.py", trimestre="T2 2026")
    sujets = [x for _, x in list_liens(page) if "sujet" in x]
    assert len({(x["rubrique"], x["sujet"]) for x in sujets}) == len(sujets) > 20
    for sujet in sujets[::5]:
        page = ouvrir("aide.py", rubrique=sujet["rubrique"], sujet=sujet["sujet"], trimestre="T2 2026")
        assert read_textes(page).count('<article class="aide">') == 1
        assert list_liens(page)[-1][1] == {"rubrique": sujet["rubrique"], "trimestre": "T2 2026"}
    tous = read_textes(ouvrir("aide.py", rubrique="lire"))
    assert read_textes(ouvrir("aide.py", rubrique="lire", sujet="inconnu")) == tous
    assert tous.count('<article class="aide">') > 1


def test_the_glossary_defines_and_draws_every_word_of_the_vocabulary(ouvrir: Ouvrir) -> None:
    page = ouvrir("aide.py", rubrique="glossaire")
    textes, html = read(page), read_textes(page)
    for mot in (*Statut, *Meteo, *Fraicheur, *Appreciation, *EtatSeance, *(n.libelle for n in NiveauImplication)):
        assert mot in textes
    generaux = ("Orientation", "Priorité", "Engagement", "Jalon", "Échéance", "Couverture", "Encadrement", "Instance")
    for mot in (
        *generaux,
        "Mobilisé",
        "Sans nouvelle",
        "Non attendu",
        "Pour sa catégorie",
        "Part des premiers",
        "Séance",
        "Terme",
    ):
        assert f"<dt>{mot}" in html
    assert html.count('class="statut s-') == len(Statut)
    assert html.count('class="icone"') == len(Meteo) + 2  # and those of the buttons that print and project


def test_search_finds_in_every_part_whatever_the_case(ouvrir: Ouvrir) -> None:
    page = ouvrir("aide.py", cherche="effacer BLOCAGE")
    textes = read(page)
    assert "trois choses différentes" in textes
    assert re.search(r"\d réponses? pour « effacer BLOCAGE »", textes)
    assert "Accessibilité" not in textes
    page.text_input("cherche").set_value("xylophone").run()
    assert "Aucune réponse pour « xylophone »" in read(page)
    assert "Agents de la DEF" in read(page)


def test_sigles_are_listed_with_their_source_and_found(ouvrir: Ouvrir) -> None:
    for page in (ouvrir("aide.py", rubrique="glossaire", sujet="sigles"), ouvrir("aide.py", cherche="AEMO")):
        html = read_textes(page)
        assert "<dt><dfn>AEMO</dfn></dt><dd>Action éducative en milieu ouvert. " in html
        assert "Code de l’action sociale et des familles, article L.\u00a0221-1.</span>" in html


def test_a_sigle_without_a_source_is_said_so_and_a_plan_without_any_has_no_article() -> None:
    plan = make_plan([make_action("A01")], sigles=(Sigle("X<Y"), Sigle("ZZ", "Mots <b>", "Loi")))
    (article,) = build_sigles(plan)
    assert "<dt><dfn>X&lt;Y</dfn></dt><dd>Non renseigné.</dd>" in article.corps
    assert '<dt><dfn>ZZ</dfn></dt><dd>Mots &lt;b&gt;. <span class="note">Loi.</span></dd>' in article.corps
    assert build_sigles(make_plan([make_action("A01")])) == ()


def test_what_is_looked_for_is_shown_literally(ouvrir: Ouvrir) -> None:
    page = ouvrir("aide.py", cherche="<b>météo")
    assert "&lt;b&gt;météo" in read_textes(page)


def test_figures_are_listed_with_their_value(ouvrir: Ouvrir) -> None:
    page = ouvrir("aide.py", rubrique="chiffres")
    liens = [x["chiffre"] for _, x in list_liens(page) if "chiffre" in x]
    assert liens == list(FIGURES)
    assert re.search(r"Avancement \d+ % La moyenne", read(page))


@pytest.mark.parametrize("cle", list(FIGURES))
def test_every_figure_explains_itself(ouvrir: Ouvrir, cle: str) -> None:
    page = ouvrir("aide.py", role=Role.LECTURE, chiffre=cle)
    assert not page.exception
    textes = read(page)
    for attendu in (FIGURES[cle].nom, "La règle", "Le calcul, avec vos nombres", "Règle de calcul, version 1"):
        assert attendu in textes
    for titre in ("Ce qui manque", "Ce qui est exclu", "Ce qui est compté"):
        assert titre in textes
    fiches = [x for chemin, x in list_liens(page) if chemin == "orientations_et_actions"]
    assert bool(fiches) != FIGURES[cle].generale
    assert all("action" in x for x in fiches)
    assert [b.proto.label for b in page.get("download_button")]


def test_what_is_written_is_the_calculation(ouvrir: Ouvrir) -> None:
    textes = read(ouvrir("aide.py", chiffre="avancement"))
    points, actions, taux = re.search(r": ([\d ]+) ÷ (\d+) = ([\d,]+) %", textes).groups()  # type: ignore[union-attr]
    valeurs = [int(v) for v in re.findall(r"(\d+) % (?:dit ce trimestre|valeur du)", textes)]
    assert len(valeurs) == int(actions)
    assert sum(valeurs) == int(points.replace(" ", ""))
    assert round(sum(valeurs) / len(valeurs), 1) == float(taux.replace(",", "."))


@pytest.mark.parametrize(
    ("portee", "nom", "retour"),
    [
        ("O2", "Orientation 2", ("orientations_et_actions", "orientation")),
        ("P02", "Priorité P02", ("orientations_et_actions", None)),
        ("engagement-3", "Engagement 3", ("engagements", "engagement")),
        ("A07", "Action A07", ("orientations_et_actions", "action")),
    ],
)
def test_a_part_of_the_plan_explains_itself_and_leads_back(ouvrir: Ouvrir, portee: str, nom: str, retour) -> None:  # type: ignore[no-untyped-def]
    page = ouvrir("aide.py", chiffre="avancement", portee=portee, trimestre="T2 2026")
    assert not page.exception
    assert f"Avancement · {nom}" in read(page)
    chemin, parametres = list_liens(page)[0]
    assert chemin == retour[0]
    assert retour[1] is None or retour[1] in parametres
    assert all(x.get("trimestre") == "T2 2026" for _, x in list_liens(page))


@pytest.mark.parametrize(("cle", "portee"), [("inconnu", ""), ("avancement", "X9"), ("avancement", "<b>")])
def test_an_unknown_figure_says_so_and_shows_them_all(ouvrir: Ouvrir, cle: str, portee: str) -> None:
    page = ouvrir("aide.py", chiffre=cle, portee=portee)
    assert not page.exception
    assert "Voici tous les chiffres" in read_textes(page)
    assert "Comprendre un chiffre" in read(page)
    assert "<b>" not in page.warning[0].value.replace("\\<b\\>", "")


def test_an_empty_base_is_explained_without_a_zero(ouvrir: Ouvrir) -> None:
    page = ouvrir("aide.py", "vide", chiffre="avancement")
    textes = read(page)
    assert "données insuffisantes" in textes
    assert "Rien n’est compté." in textes
    assert "jamais remontée" in textes


def test_what_the_base_is_made_of_is_said(ouvrir: Ouvrir) -> None:
    assert "Cette base est une démonstration." in read(ouvrir("aide.py", rubrique="donnees"))
    textes = read(ouvrir("aide.py", "vide", rubrique="donnees"))
    assert "Cette base est réelle" in textes
    assert re.search(r"\d+ actions : 0 intitulé officiel", textes)


def test_the_statement_of_accessibility_is_honest(ouvrir: Ouvrir) -> None:
    textes = read(ouvrir("aide.py", rubrique="accessibilite"))
    for attendu in ("Non audité", "à compléter par le Département", "ne se parcourent pas au clavier"):
        assert attendu in textes


def test_the_five_figures_of_the_synthese_lead_to_their_explanation(ouvrir: Ouvrir) -> None:
    liens = [x for chemin, x in list_liens(ouvrir("synthese.py", trimestre="T2 2026")) if chemin == "aide"]
    assert [x["chiffre"] for x in liens] == ["avancement", "realisation", "ecart", "remontee", "decisions"]
    assert {x["trimestre"] for x in liens} == {"T2 2026"}


def test_links_are_addresses_of_screens() -> None:
    assert find_adresse("aide.py") == "aide"
    assert (
        write_lien("synthese.py", "<b>x</b>", {"q": 'a&"b'})
        == '<a class="ecran" href="synthese?q=a%26%22b"><b>x</b></a>'
    )
    assert 'href="aide?chiffre=ecart&amp;portee=O1&amp;trimestre=T2+2026"' in link_explication(
        "−8", "ecart", {"trimestre": "T2 2026"}, "O1"
    )
    for fautif in (lambda: find_adresse("ailleurs.py"), lambda: link_explication("x", "inconnu", {})):
        with pytest.raises(KeyError):
            fautif()


def test_the_national_frame_quotes_its_sources_and_ties_what_they_tie(ouvrir: Ouvrir) -> None:
    page = ouvrir("aide.py", rubrique="cadre", trimestre="T2 2026")
    html, textes = read_textes(page), read(page)
    assert "Les sources nomment 4 lois et 4 instances. Une seule est rattachée au Schéma par une source" in textes
    orientations = [x for chemin, x in list_liens(page) if chemin == "orientations_et_actions"]
    assert [x["orientation"][:2] for x in orientations] == ["1.", "2.", "3.", "4."]
    assert {x["trimestre"] for x in orientations} == {"T2 2026"}
    assert html.count("Aucune source ne rattache cette loi à une orientation.") == 3
    assert html.count("Aucune source ne rattache cette instance à une orientation.") == 4
    assert html.count("<figcaption>") == html.count("<blockquote") == 9
    assert "Les mots de ce rattachement" in textes
    assert "Il répond aux orientations de la loi du 7 février 2022" in textes
    assert "au cœur des enjeux partagés, 13 novembre 2023" in textes


def test_a_plan_without_a_national_frame_says_so() -> None:
    vue = SimpleNamespace(plan=make_plan(), liens={})
    (article,) = build_cadre(vue)  # type: ignore[arg-type]
    assert "Aucune loi, aucune instance" in article.corps


def test_what_is_tied_to_a_part_or_to_nothing_is_said() -> None:
    actions = [make_action("A1"), make_action("A2", orientation="O2", priorite="P2")]
    loi = Repere("loi", NatureRepere.LOI, "Loi <d’essai>", "des mots", (Source("S1", "Un texte", "1er mai 2023"),))
    for orientations, attendu in ((("O2",), "Rattachement"), ((), "Aucune n’est rattachée")):
        repere = replace(loi, orientations=orientations)
        vue = SimpleNamespace(plan=make_plan(actions, reperes=(repere,)), liens={})
        textes = "".join(a.corps for a in build_cadre(vue))  # type: ignore[arg-type]
        assert attendu in textes
        assert "Loi &lt;d’essai&gt;" in textes
        assert "Un texte, 1er mai 2023" in textes
        assert textes.count("pastille") == len(orientations)


def test_a_figure_of_the_charter_leads_back_to_its_year(ouvrir: Ouvrir) -> None:
    page = ouvrir("aide.py", chiffre="reunions", trimestre="T4 2025")
    assert "Réunions tenues, sur prévues · Charte" in read(page)
    assert list_liens(page)[0] == ("charte", {"annee": "2025"})
    assert "Ce chiffre pour une autre partie" not in read(page)
    page = ouvrir("aide.py", chiffre="avancement", portee="O1")
    assert not {x["chiffre"] for _, x in list_liens(page) if "portee" in x} & {"reunions", "charte"}
