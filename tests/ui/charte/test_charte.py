"""The charter's screen: exact words, both judgements, bodies and term; readable before anything was said."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

import pytest

from metrics.charte import BilanCharte, choose_annee, compute_bilan_charte, list_annees_jugees
from models.chargement import load_plan
from models.charte import Avenant, Charte, Reunion
from models.session import open_base
from models.vocabulaire import Cote, Periodicite, Role
from phrases.charte import write_ecart
from tests.ui.conftest import MAINTENANT, Ouvrir, read_figures, read_textes
from ui.charte.classeur import build_feuilles
from ui.charte.vue import VueCharte
from ui.socle import donnees
from ui.socle.donnees import find_version
from ui.socle.navigation import ECRANS, PAGES, find_ecran, make_menu, name_ecran
from ui.socle.vue import Vue

PAGE = "charte.py"


def load_charte() -> Charte:
    with open_base(lecture_seule=True) as session:
        charte = load_plan(session).charte
    assert charte is not None
    return charte


def find_bilan() -> BilanCharte:
    charte = load_charte()
    return compute_bilan_charte(charte, choose_annee(charte, MAINTENANT.date()))


def strip(textes: str) -> str:
    """The words alone."""
    return html.unescape(re.sub(r"<[^>]*>", "", textes))


def split_engagements(textes: str) -> dict[str, str]:
    """What stands with each commitment, by code."""
    morceaux = re.split(r'<li id="[^"]*" tabindex="-1"><p class="mots"><span class="code">', textes)[1:]
    return {m.partition("<")[0]: m.partition("</li>")[0] for m in morceaux}


@pytest.mark.parametrize("nom", ["vide", "pleine"])
def test_every_commitment_is_there_word_for_word_on_its_side(ouvrir: Ouvrir, nom: str) -> None:
    textes = read_textes(ouvrir(PAGE, nom))
    charte, blocs = load_charte(), split_engagements(textes)
    assert set(blocs) == {e.code for e in charte.engagements}
    assert len(blocs) == 18
    sections = textes.split('<section class="domaine">')[1:]
    assert len(sections) == len(charte.domaines) == 5
    for section, domaine in zip(sections, charte.domaines, strict=True):
        assert f"{domaine.numero} {domaine.libelle}" in strip(section)
        if domaine.suite:
            assert domaine.suite in strip(section)
        _, gauche, droite = re.split(r'<div class="cote">', section)
        for cote, colonne in ((Cote.DEPARTEMENT, gauche), (Cote.PARTENAIRE, droite)):
            siens = [e for e in domaine.engagements if e.partie is cote]
            assert list(split_engagements(colonne)) == [e.code for e in siens]
            assert all(e.texte in strip(colonne) for e in siens)


def test_both_judgements_stand_side_by_side_with_their_gap(ouvrir: Ouvrir) -> None:
    blocs, bilan = split_engagements(read_textes(ouvrir(PAGE))), find_bilan()
    assert bilan.renseigne
    for jugement in bilan.jugements:
        bloc = blocs[jugement.engagement.code]
        dits = re.findall(r"<dd>(.*?)</dd>", bloc)
        assert [strip(d)[1:] if 'class="statut inconnu"' not in d else strip(d) for d in dits] == [
            str(jugement.find_appreciation(cote) or "Non renseigné") for cote in Cote
        ]
        ecart = re.findall(r'<p class="ecart[^"]*">(.*?)</p>', bloc)
        assert ecart == ([write_ecart(jugement)] if write_ecart(jugement) else [])
        for cote in Cote:
            evaluation = jugement.find_evaluation(cote)
            for texte in (evaluation.elements, evaluation.commentaire) if evaluation else ():
                assert not texte or texte in strip(bloc)


def test_year_is_in_the_address(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE)
    annees = list_annees_jugees(load_charte())
    assert page.selectbox(key="annee").value == str(annees[-1])
    autre = ouvrir(PAGE, annee="2026")
    assert autre.selectbox(key="annee").value == "2026"
    assert "Aucun jugement pour 2026" in read_textes(autre) or 2026 in annees
    fausse = ouvrir(PAGE, annee="1789")
    assert not fausse.exception
    assert fausse.selectbox(key="annee").value == str(annees[-1])


def test_nothing_is_added_up_or_averaged(ouvrir: Ouvrir) -> None:
    textes = strip(read_textes(ouvrir(PAGE))).casefold()
    assert not re.search(r"\b(moyenne (de|des)|score|note globale|taux)\b", textes)


def test_base_without_a_judgement_reads_and_says_how(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, "vide")
    textes = read_textes(page)
    assert "Aucun jugement pour 2026" in textes
    assert "Importer des classeurs</a>" in textes
    assert "Importer des classeurs</a>" not in read_textes(ouvrir(PAGE, "vide", Role.LECTURE))
    assert "aucun de ses 18 engagements n’a encore été jugé" in textes
    assert 'href="importer"' in textes
    assert '<dd><span class="statut' not in textes
    assert not read_figures(page)
    dits = strip(textes)
    assert "aucune renseignée sur 11 prévues" in dits
    assert not re.search(r"\b0 tenue", dits)
    assert "Aucune réunion n’a encore été renseignée." in dits


def test_bodies_stand_in_the_words_of_the_charter(ouvrir: Ouvrir) -> None:
    dits = strip(read_textes(ouvrir(PAGE, "vide")))
    charte = load_charte()
    for instance in charte.instances:
        assert instance.libelle in dits
        assert not instance.objet or instance.objet in dits
        if instance.periodicite is Periodicite.AMBIGUE:
            assert f"(«\u202f{instance.periodicite_texte}\u202f»)\u202f: aucune échéance calculée" in dits
    assert "2 commissions nommées ci-dessous" in dits
    assert "vers le 23/10/2026" in dits
    assert "à confirmer" in dits
    assert "aucun avenant connu" in dits


def test_a_meeting_without_a_period_stands_in_its_quarter(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    charger = donnees.get_plan
    reunion = Reunion("odpe/2025-05-22", date(2025, 5, 22), tenue=True)

    def ajoute(version):
        plan = charger(version)
        instances = tuple(
            replace(i, reunions=(reunion,) if i.periodicite is Periodicite.AMBIGUE else i.reunions)
            for i in plan.charte.instances
        )
        return replace(plan, charte=replace(plan.charte, instances=instances))

    for module in ("ui.socle.guard", "ui.socle.vue"):
        monkeypatch.setattr(f"{module}.get_plan", ajoute)
    textes = read_textes(ouvrir(PAGE, annee="2025"))
    ligne = next(x for x in textes.split("<tr")[1:] if "aucune échéance calculée" in x)
    cases = re.findall(r"<td(.*?)</td>", ligne)
    pleines = [rang for rang, case in enumerate(cases) if "22/05/2025" in case]
    assert len(cases) == 12
    assert pleines == [5]  # T2 2025, of the quarters of 2024 to 2026
    assert 'data-nom="T2 2025"' in cases[5]


def test_linked_actions_lead_to_their_sheets(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE))
    charte = load_charte()
    for section, domaine in zip(textes.split('<section class="domaine">')[1:], charte.domaines, strict=True):
        codes = re.findall(r'href="orientations_et_actions\?action=(A\d+)', section)
        assert codes == [lien.action for lien in domaine.liens]
        assert ("Aucune action rattachée à ce domaine." in section) is (not domaine.liens)
        for lien in domaine.liens:
            assert "rattachement déduit" in section
            assert lien.extrait is None or lien.extrait in strip(section)


def test_tables_hold_what_the_screen_shows(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE)
    assert [b.proto.label for b in page.get("download_button")] == ["Télécharger la charte (.xlsx)"]
    charte, bilan = load_charte(), find_bilan()
    vue = Vue(find_version(), None, None, MAINTENANT.date(), "clair")  # type: ignore[arg-type]
    engagements, reunions = build_feuilles(VueCharte(vue, bilan.annee))
    lignes, seances = list(engagements.lignes), list(reunions.lignes)
    assert [x[0] for x in lignes] == [e.code for e in charte.engagements]
    assert {len(x) for x in lignes} == {len(engagements.entetes)}
    assert [x[-1] for x in lignes] == [j.distance for j in bilan.jugements]
    assert {len(x) for x in seances} == {len(reunions.entetes)}
    assert sum(x[6] is not None for x in seances) == sum(len(i.reunions) for i in charte.instances)


def test_texts_of_a_workbook_are_shown_as_they_are(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    charger = donnees.get_plan

    def empoisonne(version):
        plan = charger(version)
        instances = tuple(
            replace(i, reunions=tuple(replace(r, decisions="<img src=x> **gras**") for r in i.reunions))
            for i in plan.charte.instances
        )
        avenants = (Avenant("1", MAINTENANT.date(), "<script>x</script>"),)
        return replace(plan, charte=replace(plan.charte, instances=instances, avenants=avenants))

    for module in ("ui.socle.guard", "ui.socle.vue"):
        monkeypatch.setattr(f"{module}.get_plan", empoisonne)
    textes = read_textes(ouvrir(PAGE))
    assert "<img" not in textes
    assert "<script" not in textes
    assert "&lt;img src=x&gt; **gras**" in textes


def test_tree_without_a_charter(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    charger = donnees.get_plan
    for module in ("ui.socle.guard", "ui.socle.vue", "ui.socle.donnees"):
        monkeypatch.setattr(f"{module}.get_plan", lambda version: replace(charger(version), charte=None))
    page = ouvrir(PAGE)
    assert not page.exception
    assert [t.value for t in page.title] == ["Charte"]
    assert "Aucune charte n’est définie" in read_textes(page)


def test_menu_names_who_signed(base, monkeypatch: pytest.MonkeyPatch) -> None:
    base("vide")
    monkeypatch.setattr("ui.socle.navigation.st.Page", lambda _, title, **autres: title)
    signataire = donnees.find_signataire()
    assert signataire == "IDEE 93"
    titres = [titre for pages in make_menu({Role.LECTURE}, signataire).values() for titre in pages]
    assert "Charte IDEE\u00a093" in titres
    assert name_ecran(find_ecran(PAGE), "") == "Charte"
    assert all(name_ecran(e, "X") == e.titre for e in ECRANS if e.fichier != PAGE)
    assert "93" not in (PAGES / PAGE).read_text(encoding="utf-8")


def test_menu_opens_on_an_unreadable_database(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "faux.db").write_bytes(b"ceci n'est pas une base" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'faux.db'}")
    assert donnees.find_signataire() == ""
