"""The calendar on a full and an empty base: sentence, axis, table, filters in the address."""

from __future__ import annotations

import re

import pytest

from metrics.bilan import compute_bilan, find_jour_de_lecture
from metrics.calendrier import Calendrier, Nature, Situation, compute_calendrier
from models.chargement import load_plan
from models.session import open_base
from models.trimestre import Trimestre
from models.vocabulaire import Role
from tests.ui.conftest import MAINTENANT, Ouvrir, read_figures, read_textes
from ui.calendrier import classeur as tableau_calendrier
from ui.calendrier.filtres import REPORTEE, SITUATIONS, Choix

PAGE = "calendrier.py"
JOUR = MAINTENANT.date()


def load_calendrier(trimestre: str = "2026-T3") -> Calendrier:
    with open_base(lecture_seule=True) as session:
        plan = load_plan(session)
    t = Trimestre.parse(trimestre)
    return compute_calendrier(compute_bilan(plan, t), find_jour_de_lecture(plan, t, Trimestre(2026, 3), JOUR), JOUR)


def count_lignes(textes: str) -> int:
    return len(re.findall(r'<td role="cell" class="jour"', textes))


def test_sentence_axis_and_table_tell_the_same(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE)
    textes, calendrier = read_textes(page), load_calendrier()
    retards = [e for e in calendrier.evenements if e.situation is Situation.RETARD]
    assert retards
    jalons = sum(e.nature is Nature.JALON for e in retards)
    assert f"{len(retards) - jalons} actions et {jalons} jalon sont en retard" in textes
    assert "En retard au 30/09/2026" in textes
    assert textes.count('<span class="tard">') == len(retards)
    assert count_lignes(textes) == len(calendrier.evenements)
    assert "échéances à venir jusqu’au 30/09/2027 tombent d’ici au" in textes
    assert "Après le T1\u00a02027\u202f: " in textes
    assert "Ce qui n’est plus attendu\u202f: " in textes
    assert re.search(r"\d+ dates, dont \d+ réunions?<", textes)
    assert "dont 0 " not in textes
    assert len(read_figures(page)) == 1
    assert {"Télécharger ce tableau (.xlsx)"} <= {b.proto.label for b in page.get("download_button")}


def test_dates_link_to_their_fiche_and_keep_the_quarter(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, trimestre="2025-T4"))
    assert 'href="orientations_et_actions?action=A08&amp;trimestre=T4+2025"' in textes
    assert 'href="charte?trimestre=T4+2025"' in textes


def test_postponed_dates_keep_the_original_one(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, situation=REPORTEE))
    calendrier = load_calendrier()
    reportes = [e for e in calendrier.evenements if e.reporte]
    assert count_lignes(textes) == len(reportes) > 5
    assert len(re.findall(r"\d reports?\)", textes)) == len(reportes)
    assert "(3 reports)" in textes


@pytest.mark.parametrize("situation", [str(s) for s in SITUATIONS])
def test_filters_only_remove(ouvrir: Ouvrir, situation: str) -> None:
    ouvrir(PAGE)
    calendrier = load_calendrier()
    plan, tous = calendrier.bilan.plan, calendrier.evenements
    gardes = Choix((("situation", situation),)).select(plan, tous)
    assert [e for e in tous if e in gardes] == list(gardes)
    autres = Choix((("situation", situation), ("orientation", "1. Inconnue"))).select(plan, tous)
    assert autres == ()
    for nature in Nature:
        deux = Choix((("situation", situation), ("nature", str(nature)))).select(plan, tous)
        assert set(deux) <= set(gardes)
        assert {e.nature for e in deux} <= {nature}


def test_situations_but_the_postponed_share_every_date(ouvrir: Ouvrir) -> None:
    ouvrir(PAGE)
    calendrier = load_calendrier()
    plan, tous = calendrier.bilan.plan, calendrier.evenements
    parts = [Choix((("situation", str(s)),)).select(plan, tous) for s in SITUATIONS if s != REPORTEE]
    hors = [e for e in tous if e.situation is Situation.HORS_CALCUL]
    assert sorted(e.reference for part in [*parts, hors] for e in part) == sorted(e.reference for e in tous)


def test_filters_stand_in_the_address_and_come_off(ouvrir: Ouvrir) -> None:
    pilote = load_pilote(ouvrir)
    textes = read_textes(ouvrir(PAGE, pilote=pilote, nature="Jalon"))
    calendrier = load_calendrier()
    attendus = [
        e
        for e in calendrier.evenements
        if e.jalon and pilote in {p.nom for p in (e.etat.action.pilote, *e.etat.action.copilotes)}
    ]
    assert count_lignes(textes) == len(attendus) > 0
    assert 'class="ecran puce"' in textes
    assert "calendrier?trimestre=T3+2026&amp;nature=Jalon" in textes
    assert "Sans date propre" not in textes


def load_pilote(ouvrir: Ouvrir) -> str:
    ouvrir(PAGE)
    return next(e.etat.action.pilote.nom for e in load_calendrier().evenements if e.jalon and e.etat)


def test_what_answers_nothing_is_said(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, "vide", situation="En retard")
    textes = read_textes(page)
    assert "Aucune date ne correspond" in textes
    assert "Retirer les filtres" in textes
    assert not read_figures(page)
    assert not page.get("download_button")


def test_empty_base_tells_what_is_known(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, "vide")
    textes = read_textes(page)
    assert "aucune échéance propre ni aucun jalon n’est renseigné" in textes
    assert "les 40 actions prennent l’échéance du Schéma, le 31/12/2028" in textes
    assert "Aucune action n’a encore de date ni de jalon" in textes
    assert "Les sources n’en donnent aucune" in textes
    assert "renouvellement à confirmer" in textes
    assert "en retard au" not in textes.casefold()
    assert len(read_figures(page)) == 1
    assert len(re.findall(r'class="codes">(.*?)</p>', textes)[0].split("</a>")) == 41
    lecteur = read_textes(ouvrir(PAGE, "vide", Role.LECTURE))
    assert "Importer un classeur" in textes
    assert "Importer un classeur" not in lecteur


def test_every_quarter_opens(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE)
    for trimestre in ("2024-T1", "2025-T2", "2026-T2", "2026-T4"):
        page.query_params["trimestre"] = trimestre
        page.run()
        assert not page.exception, trimestre
    textes = read_textes(page)
    assert "En retard au 21/11/2026" in textes
    assert "sauf remontée" not in textes


def test_workbook_has_a_row_a_date(ouvrir: Ouvrir) -> None:
    ouvrir(PAGE)
    calendrier = load_calendrier()
    lignes = list(tableau_calendrier.build_lignes(calendrier.bilan.plan, calendrier.evenements))
    assert len(lignes) == len(calendrier.evenements)
    assert {len(ligne) for ligne in lignes} == {len(tableau_calendrier.ENTETES)}
    assert [ligne[0] for ligne in lignes] == [e.jour for e in calendrier.evenements]


def test_what_is_near_is_drawn_unless_the_whole_plan_is_asked_for(ouvrir: Ouvrir) -> None:
    proche = read_textes(ouvrir(PAGE))
    assert "Du T2\u00a02026 au T3\u00a02027\u202f; " in proche
    assert re.search(r" \d+ autres dates, dont \d+ en retard, sont dans le tableau\.", proche)
    assert "échéances à venir jusqu’au 30/09/2027 tombent d’ici au" in proche
    assert 'periode=plan">Tout le plan</a>' in proche
    entier = read_textes(ouvrir(PAGE, periode="plan", situation="En retard"))
    assert "sont dans le tableau" not in entier
    assert "Les trimestres proches</a>" in entier
    assert 'href="calendrier?trimestre=T3+2026&amp;periode=plan">Retirer les filtres' in entier
    assert "n’existe pas dans" in read_textes(ouvrir(PAGE, periode="siècle"))
