"""The engagements: official words, figures of their own actions, evidence; never a sum."""

from __future__ import annotations

import re

from exports.blocs.engagements.sommaire import COURT_MAX
from metrics.bilan import Bilan, compute_bilan
from models.chargement import load_plan
from models.session import open_base
from models.trimestre import Trimestre
from phrases.format import format_nombre, format_points, format_pourcent
from tests.ui.conftest import Ouvrir, read_textes
from ui.engagements import classeur as tableau_engagements

PAGE = "engagements.py"


def load_bilan(trimestre: str = "2026-T3") -> Bilan:
    with open_base(lecture_seule=True) as session:
        return compute_bilan(load_plan(session), Trimestre.parse(trimestre))


def split_blocs(textes: str) -> list[str]:
    return re.split(r"<div class=\"mots\">", textes)[1:]


def test_each_engagement_has_its_words_its_figure_and_its_actions(ouvrir: Ouvrir) -> None:
    blocs = split_blocs(read_textes(ouvrir(PAGE)))
    bilan = load_bilan()
    assert len(blocs) == len(bilan.plan.engagements) == 12
    for bloc, engagement in zip(blocs, bilan.plan.engagements, strict=True):
        mots = re.sub(r"<[^>]*>", "", bloc).replace(" [sic]", "")
        assert engagement.libelle.texte.replace("‘", "’") in mots
        assert f"Engagement n°\u00a0{engagement.numero} " in mots
        assert re.findall(r'class="pastille teinte-(\d)">(\d)<', bloc) == [
            (str(o.numero - 1), str(o.numero)) for o in bilan.plan.orientations if o.code == engagement.orientation
        ]
        assert "(rattachement déduit)" in mots
        assert "météo la moins favorable" in mots
        assert re.findall(r"orientations_et_actions\?action=(\w+)", bloc) == list(engagement.actions)
        chiffres = bilan.engagements[engagement.numero]
        figure = format_pourcent(chiffres.avancement, 1) if chiffres.suffisante else "données insuffisantes"
        assert figure in mots
        if chiffres.suffisante:
            assert f"{format_pourcent(chiffres.attendu, 1)} attendus, " in mots


def test_a_sheet_opens_with_where_its_engagement_stands(ouvrir: Ouvrir) -> None:
    ouvrir(PAGE)
    bilan = load_bilan()
    for engagement in bilan.plan.engagements[:2]:
        textes = read_textes(ouvrir(PAGE, engagement=str(engagement.numero)))
        phrase = re.sub("<[^>]*>", "", re.findall(r'<p class="phrase">(.*?)</p>', textes)[0])
        chiffres = bilan.engagements[engagement.numero]
        assert format_pourcent(chiffres.avancement) in phrase
        assert f"{format_nombre(abs(round(chiffres.ecart)))} points derrière l’attendu" in phrase
        assert phrase.endswith("1 action est bloquée et 1 décision est attendue.")
    assert "attendu" not in re.findall(
        r'<p class="phrase">(.*?)</p>', read_textes(ouvrir(PAGE, engagement="1", trimestre="T4 2026"))
    )[0].replace("attendue", "")


def test_every_number_is_a_click_away(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE)).partition("</nav>")[0].partition("<nav")[2]
    bilan = load_bilan()
    liens = re.findall(
        r'<li><a class="ecran" href="engagements\?engagement=(\d+)&amp;trimestre=T3\+2026">(.*?)</a>', textes
    )
    assert [numero for numero, _ in liens] == [str(e.numero) for e in bilan.plan.engagements]
    for (_, dit), chiffres in zip(liens, bilan.engagements.values(), strict=True):
        assert (format_points(chiffres.ecart) if chiffres.suffisante else "non renseigné") in dit
        assert ("bloquée" in dit) == bool(chiffres.bloquees)
    for (_, dit), engagement in zip(liens, bilan.plan.engagements, strict=True):
        court = re.findall(r'class="petit court">(.*?)</span>', dit)[0]
        assert engagement.libelle.texte.startswith(court.rstrip("…"))
        assert len(court) <= COURT_MAX
    assert "point" not in read_textes(ouvrir(PAGE, trimestre="T4 2026")).partition("</nav>")[0].partition("<nav")[2]


def test_the_figure_of_an_only_action_is_shown_once(ouvrir: Ouvrir) -> None:
    blocs, bilan = split_blocs(read_textes(ouvrir(PAGE))), load_bilan()
    seules = 0
    for bloc, engagement in zip(blocs, bilan.plan.engagements, strict=True):
        seule = len(engagement.actions) == 1 and bilan.engagements[engagement.numero].suffisante
        assert bloc.count('class="barre') == (1 if seule else 1 + len(engagement.actions))
        carried = [bilan.etats[code].trimestre_repris for code in engagement.actions]
        assert bloc.count("reporte-barre") == sum(t is not None for t in carried)
        seules += seule
    assert seules > 1


def test_words_of_the_source_are_kept_and_marked(ouvrir: Ouvrir) -> None:
    blocs = split_blocs(read_textes(ouvrir(PAGE)))
    assert "un vaste de plan <span" in blocs[9]
    assert [i for i, bloc in enumerate(blocs) if "[sic]" in bloc] == [9]


def test_the_screen_never_adds_the_engagements_up(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE)).casefold()
    assert "ne s’additionnent pas" in textes
    for mot in ("total", "moyenne des engagements", "ensemble des engagements"):
        assert mot not in textes
    bilan = load_bilan()
    figures = [c.avancement for c in bilan.engagements.values() if c.avancement is not None]
    interdites = {format_pourcent(sum(figures)), f"{format_pourcent(sum(figures) / len(figures), 1)}"}
    assert not any(figure in textes for figure in interdites)
    lignes = list(tableau_engagements.build_lignes(bilan))
    assert [ligne[0] for ligne in lignes] == [e.numero for e in bilan.plan.engagements]
    assert {len(ligne) for ligne in lignes} == {len(tableau_engagements.ENTETES)}


def test_sentence_counts_what_the_blocks_show(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE))
    chiffres = load_bilan().engagements.values()
    loin = sum(c.suffisante and round(c.ecart) <= -10 for c in chiffres)
    pres = sum(c.suffisante and -10 < round(c.ecart) < 0 for c in chiffres)
    assert f" {pres} à moins de 10 points derrière et {loin} à 10 points ou plus derrière" in textes
    assert f" {sum(c.bloquees > 0 for c in chiffres)} comptent au moins une action bloquée" in textes


def test_sheet_of_one_engagement(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, engagement="10")
    textes = read_textes(page)
    assert len(split_blocs(textes)) == 0
    for attendu in ("Ses actions (3)", "Prochains jalons", "jalons atteints", "indicateurs", "faits marquants"):
        assert attendu in textes
    assert "Taux de réalisation" in textes
    assert not page.title
    assert "data-imprimer" in textes
    assert "Texte officiel" in "".join(p.proto.popover.label for p in page.get("popover"))
    assert len(page.get("download_button")) == 1


def test_every_sheet_opens_in_every_quarter(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE)
    for numero in range(1, 13):
        for trimestre in ("2024-T1", "2025-T4", "2026-T4"):
            page.query_params["engagement"], page.query_params["trimestre"] = str(numero), trimestre
            page.run()
            assert not page.exception, (numero, trimestre)
            titre = re.search(r"<h1[^>]*>(.*?)</h1>", read_textes(page))
            assert titre
            assert re.sub(r"<[^>]*>", "", titre[1]).startswith(f"Engagement n°\u00a0{numero} · ")


def test_unknown_engagement_is_said_literally(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, engagement="**99** <b>")
    assert "n’existe pas" in page.warning[0].value
    assert "**99**" not in page.warning[0].value
    assert len(split_blocs(read_textes(page))) == 12


def test_empty_base_says_unknown_everywhere(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, "vide"))
    assert "l’avancement des 12 engagements n’est pas renseigné" in textes
    assert textes.count("données insuffisantes") == 12
    assert "0\u202f%" not in re.sub(r"<[^>]*>", "", textes)
    textes = read_textes(ouvrir(PAGE, "vide", engagement="1"))
    assert "données insuffisantes" in textes
    assert "Aucune valeur n’a été mesurée" in textes


def test_synthese_leads_to_each_engagement(ouvrir: Ouvrir) -> None:
    liens = re.findall(
        r'href="engagements\?engagement=(\d+)&amp;trimestre=T3\+2026"', read_textes(ouvrir("synthese.py"))
    )
    assert liens == [str(n) for n in range(1, 13)]


def test_engagement_without_an_action_says_so(ouvrir: Ouvrir, monkeypatch) -> None:
    monkeypatch.setattr("metrics.engagement.list_etats", lambda bilan, engagement: [])
    monkeypatch.setattr("exports.blocs.engagements.liste.list_etats", lambda bilan, engagement: [])
    monkeypatch.setattr("ui.engagements.fiche.list_etats", lambda bilan, engagement: [])
    assert read_textes(ouvrir(PAGE)).count("Aucune action rattachée") == 12
    assert "Aucune action n’est rattachée" in read_textes(ouvrir(PAGE, engagement="3"))
