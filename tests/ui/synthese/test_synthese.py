"""The Synthèse says what the figures say."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from models.session import dispose_engines
from tests.ui.conftest import MAINTENANT, Ouvrir, read_figures, read_textes
from tests.ui.remplissage import RECIT, fill_base


def test_sentence_figures_and_lists(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py")
    textes = read_textes(page)
    assert re.search(r"Au T3\u00a02026 \(juillet-septembre\), le Schéma est avancé à \d+\u202f%", textes)
    for attendu in (
        "Taux de réalisation",
        "Écart avec l’attendu",
        "Actions actualisées",
        "Décisions attendues",
        "entre ",
    ):
        assert attendu in textes
    assert "Ce qui a bougé" in textes
    assert '<h3 class="qui">Vice-présidence en charge de l’enfance</h3>' in textes
    dessins = read_figures(page)
    assert len(dessins) == 3
    assert all(d["alt"] and d["data"] for d in dessins)


def test_quarter_of_the_address_is_the_one_shown(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py", trimestre="T1 2026")
    assert "Au T1\u00a02026 (janvier-mars)," in read_textes(page)
    page.selectbox("trimestre").select_index(1).run()
    assert "Au T3\u00a02026 (juillet-septembre)," in read_textes(page)


def test_unknown_quarter_falls_back(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py", trimestre="T9 2099")
    assert not page.exception
    assert "Au T3\u00a02026 (juillet-septembre)," in read_textes(page)


def test_empty_base_says_what_to_do(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py", "vide")
    textes = read_textes(page)
    assert "aucune remontée" in textes
    assert "Déposez-y les classeurs reçus" in textes
    assert "les chiffres apparaîtront" in textes
    assert "python" not in textes
    assert not read_figures(page)


@pytest.fixture
def recente(bases: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The story from T2 2026 on: the name of its database."""
    with RECIT.open(encoding="utf-8-sig", newline="") as flux:
        tete, *lignes = csv.reader(flux, delimiter=";")
    recit = tmp_path / "recit.csv"
    with recit.open("w", encoding="utf-8", newline="") as flux:
        csv.writer(flux, delimiter=";").writerows([tete, *(x for x in lignes if x[0] >= "2026-T2")])
    bases["recente"] = tmp_path / "recente" / "schema.db"
    with monkeypatch.context() as contexte:
        contexte.setattr("tests.ui.remplissage.RECIT", recit)
        contexte.setenv("DATABASE_URL", f"sqlite:///{bases['recente']}")
        fill_base(MAINTENANT)
        dispose_engines()
    return "recente"


def test_quarter_before_the_first_report_opens(ouvrir: Ouvrir, recente: str) -> None:
    page = ouvrir("synthese.py", recente, trimestre="T1 2026")
    assert not page.exception
    assert "données insuffisantes" in read_textes(page)
    textes = read_textes(page).replace("\u00a0", " ")
    assert "aucune remontée reçue à cette date" in textes
    assert "depuis le T4 2025" not in textes
    assert len(re.findall(r'class="valeur texte">(?:<a [^>]*>)?non renseigné', textes)) == 2
    assert "Aucune action bloquée" not in textes
    assert "Pas de projection\u202f: aucune remontée." in textes


def test_first_reported_quarter_is_compared_with_nothing(ouvrir: Ouvrir, recente: str) -> None:
    textes = read_textes(ouvrir("synthese.py", recente, trimestre="2026-T2"))
    assert "Au T2\u00a02026 (avril-juin), le Schéma est avancé" in textes
    assert 'class="evolution"' not in textes
    assert "Rien à comparer" in textes
    assert "moins de cinq trimestres suivis" in textes


def test_projection_is_said_as_what_it_is(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py")).replace("\u202f", " ")
    assert re.search(
        r"Au rythme des quatre derniers trimestres, le Schéma serait avancé entre \d+ % et \d+ % fin 2028\.", textes
    )


def test_rerun_hands_over_what_is_kept(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("synthese.py")
    for nom in ("write_ouverture", "write_chiffres", "write_a_decider"):
        monkeypatch.setattr(f"exports.blocs.synthese.tete.{nom}", None)
    monkeypatch.setattr("ui.socle.donnees.compute_bilan", None)
    avant = read_textes(page)
    assert not page.run().exception
    assert read_textes(page) == avant


def test_quarter_without_a_report_carries_and_does_not_fall(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py", trimestre="T4 2026")).replace("\u00a0", " ").replace("\u202f", " ")
    assert (
        "T4 2026 (octobre-décembre) : aucune remontée reçue à ce jour ; les valeurs sont reprises du T3 2026." in textes
    )
    assert "Données au 21/11/2026 (T4 2026)" in textes
    assert 'class="evolution"' not in textes
    assert "derrière l’attendu" not in textes


def test_past_quarter_is_read_at_its_last_day(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py", trimestre="2026-T2"))
    assert re.search(r'<p class="note">[^<]*Au 30/06/2026\.', textes)
    assert "Dépassements comptés au" not in textes
    assert "dépassée au" not in textes
    assert "dernière remontée le 21/10/2026" not in textes


def test_lists_say_what_waits_and_the_figures_add_up(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py")
    textes = read_textes(page).replace("\u202f", " ")
    titre = re.search(r"(\d+) décisions attendues : (\d+) de la vice-présidence[^<]*, (\d+) de la direction", textes)
    groupes = re.findall(r'<h3 class="qui">[^<]*</h3><ul class="attentes">(.*?)</ul>', textes)
    comptes = [groupe.count("<li>") for groupe in groupes]
    assert sum(comptes) == int(titre[1])
    assert comptes[:2] == [int(titre[2]), int(titre[3])]
    assert comptes == sorted(comptes, reverse=True)
    assert re.search(r"attendue pour le \d\d/\d\d/2026, dépassée de \d+ jours", textes)
    assert "Dépassements comptés au 21/11/2026." in textes
    assert re.search(r"dont \d+ à la date dépassée au 21/11/2026", textes)
    assert textes.index("décisions attendues : ") < textes.index("Ce qui a bougé")
    bouges = re.search(r"Ce qui a bougé : \d+ actions, dont (\d+) de 10 points ou plus", textes)
    (mouvements,) = re.findall(r'<section class="bloc mouvements">(.*?)</section>', textes)
    deltas = re.findall(r'<strong class="num">([−+]\d+)\u00a0?\s?points', mouvements)
    assert len(deltas) == mouvements.count("<li>") == int(bouges[1])
    assert all(int(delta.replace("−", "-")) >= 10 for delta in deltas)
    assert re.search(r"autant qu’au T2\u00a02026, (pour les mêmes actions|dont\s\d+\snouvelles?)", textes)
    avancement, attendu = re.search(r"([\d,]+) % contre ([\d,]+) % attendus", textes).groups()
    ecart = float(avancement.replace(",", ".")) - float(attendu.replace(",", "."))
    assert f">−{abs(round(ecart, 1))} <".replace(".", ",") in textes
    assert re.search(r"\d+ actions? à 10 points ou plus derrière", textes)
    assert re.search(r"le retard s’est creusé de \d+ points? depuis le T2\u00a02026", textes)
    assert re.search(r">\d+ sur 38 <span class=\"unite\">réalisées</span>", textes)
    assert "hors 1 abandonnée et 1 sans objet" in textes
    liens = re.findall(r'href="orientations_et_actions\?([^"]*)"', textes)
    assert sum("statut=En+retard" in lien for lien in liens) == 1
    assert sum("fraicheur=Non+actualis" in lien for lien in liens) == 1


def test_every_decision_and_every_blocked_action_is_in_sight(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py"))
    (decisions,) = re.findall(r'<section class="bloc decisions">(.*?)</section>', textes)
    nombre = int(re.search(r"(\d+) décisions attendues", decisions)[1])  # type: ignore[index]
    assert "<details" not in decisions
    groupes = [re.findall(r"attendue pour le (\d\d)/(\d\d)/(\d{4})", groupe) for groupe in decisions.split("<h3")[1:]]
    assert sum(map(len, groupes)) == nombre == 6
    assert all(dates == sorted(dates, key=lambda d: d[::-1]) for dates in groupes)
    bloquees = re.findall(r'class="ecran marque s-bloquee" href="[^"]*action=(A\d\d)', textes)
    assert bloquees
    assert all(f"action={code}" in decisions for code in bloquees)
    assert "Point de blocage signalé, sans décision demandée" in decisions


@pytest.mark.parametrize(("trimestre", "legende"), [("T3 2026", True), ("T4 2026", False)])
def test_orientations_are_named_once(ouvrir: Ouvrir, trimestre: str, legende: bool) -> None:
    """Under the slopes, whose ends bear numbers; bars bear their names themselves."""
    page = ouvrir("synthese.py", trimestre=trimestre)
    textes = read_textes(page)
    assert ('<ul class="legende"><li><span class="pastille' in textes) is legende
    assert any("Écart de chaque orientation" in figure["alt"] for figure in read_figures(page)) is legende


def test_the_title_of_the_engagements_counts_their_cards(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py")).replace("\u202f", " ")
    titre = re.search(
        r"(\d+) engagements : (\d+) au rythme attendu ou devant, (\d+) à moins de 10 points derrière, "
        r"(\d+) à 10 points ou plus derrière",
        textes,
    )
    assert titre
    ecarts = re.findall(r'<span class="ecart( loin)?">([−+]?\d+) points?</span>', textes)
    points = [int(nombre.replace("−", "-")) for _, nombre in ecarts]
    assert len(points) == int(titre[1])
    assert sum(p >= 0 for p in points) == int(titre[2])
    assert sum(bool(loin) for loin, _ in ecarts) == int(titre[4]) == len(points) - int(titre[2]) - int(titre[3])
    en_cours = read_textes(ouvrir("synthese.py", trimestre="T4 2026"))
    assert not re.search(r'<span class="ecart', en_cours)
    assert "au rythme attendu" not in en_cours


def test_the_next_meeting_is_in_sight_and_leads_to_the_charter(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py")).replace("\u202f", " ")
    (dit,) = re.findall(r'<p class="note reunion">(.*?)</p>', textes)
    assert re.match(r'Prochaine réunion (avant )?le \d\d/\d\d/\d{4} : <a class="ecran" href="charte\?', dit)
    vide = read_textes(ouvrir("synthese.py", "vide", trimestre="T4 2026"))
    assert "Prochaine réunion" not in vide  # says what to do first


def test_every_count_says_what_it_stands_on(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py")).replace("\u202f", " ")
    dit = re.search(r"(\d+) actions, dont (\d+) comptées \(hors ([^)]*)\) ; l’avancement porte sur (\d+)", textes)
    assert dit
    total, comptees, exclues, connues = int(dit[1]), int(dit[2]), dit[3], int(dit[4])
    assert total == len(set(re.findall(r'class="ecran marque [^"]*" href="[^"]*action=(A\d\d)', textes)))
    assert comptees == total - sum(map(int, re.findall(r"\d+", exclues)))
    assert f"selon les {comptees - connues} non renseignées, sur {comptees} comptées" in textes
    assert re.search(rf"\d+ sur {comptees} comptées ce trimestre", textes)
    assert re.search(rf"\d+ actions actualisées ce trimestre, sur {comptees} comptées", textes)
    meteo = re.search(rf"(\d+) des {comptees} actions comptées ont une météo\.", textes)
    assert meteo
