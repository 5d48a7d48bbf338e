"""The list and its filters, the fiche and its provenance."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

import pytest

from exports.blocs.actions.liste import TOUS_PROVISOIRES, find_provisoires
from metrics.bilan import Bilan, compute_bilan
from metrics.etat import compute_etats
from models.chargement import load_plan
from models.provenance import load_historique
from models.session import open_base
from models.trimestre import Trimestre, list_trimestres
from models.vocabulaire import StatutLibelle
from phrases.format import format_points, format_pourcent, format_trimestre
from tests.ui.conftest import Ouvrir, read_figures, read_textes
from ui.actions import classeur_liste as tableau_actions
from ui.actions.classeur_fiche import build_tableaux
from ui.actions.filtres import CLES, CRITERES, EN_VUE, name_engagement

PAGE = "orientations_et_actions.py"
T1_2026, T3_2026 = Trimestre(2026, 1), Trimestre(2026, 3)


def list_codes(page) -> list[str]:
    """Return the codes of the rows, in order."""
    return re.findall(r'href="orientations_et_actions\?action=(\w+)', read_textes(page))


def read_retour(page) -> dict[str, list[str]]:
    """Return what the way back of a fiche carries."""
    lien = re.search(r'class="ecran retour-liste" href="orientations_et_actions\?([^"]*)"', read_textes(page))
    assert lien
    return parse_qs(html.unescape(lien[1]))


def count_lignes(page) -> int:
    return len(list_codes(page))


def load_bilan(trimestre: str = "2026-T3") -> Bilan:
    with open_base(lecture_seule=True) as session:
        return compute_bilan(load_plan(session), Trimestre.parse(trimestre))


def test_every_action_is_listed(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE)
    assert list_codes(page) == [a.code for a in load_bilan().plan.actions]
    assert "Retirer les filtres" not in read_textes(page)


def test_filters_combine_and_come_from_the_address(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, statut="Bloquée")
    bloquees = count_lignes(page)
    assert 0 < bloquees < 40
    page.text_input("q").input("accueil d'URGENCE").run()
    assert count_lignes(page) == 1
    assert "1 action sur 40" in read_textes(page)
    page.text_input("q").input("introuvable").run()
    assert "Aucune action ne correspond" in read_textes(page)
    assert not page.get("download_button")


@pytest.mark.parametrize(
    ("cle", "valeur", "garde"),
    [
        ("meteo", "Orage", lambda e: e.meteo == "Orage"),
        ("meteo", "Météo non renseignée", lambda e: e.meteo is None),
        ("statut", "Statut non renseigné", lambda e: e.statut is None),
        ("statut", "En retard", lambda e: e.en_retard),
        ("fraicheur", "Donnée ancienne", lambda e: e.active and e.fraicheur == "Donnée ancienne"),
        ("fraicheur", "Actualisée", lambda e: e.active and e.reporte),
        ("fraicheur", "Non renseignée", lambda e: e.active and e.dernier_suivi is None),
        ("fraicheur", "Non actualisée", lambda e: e.active and e.dernier_suivi and not e.reporte),
        ("avec", "CDEF", lambda e: "CDEF" in {p.partenaire for p in e.action.participations}),
    ],
)
def test_each_filter_keeps_what_it_says(ouvrir: Ouvrir, cle: str, valeur: str, garde) -> None:
    page = ouvrir(PAGE, **{cle: valeur})
    assert list_codes(page) == [code for code, etat in load_bilan().etats.items() if garde(etat)]
    assert page.selectbox(cle).value == valeur


def test_engagement_filter_keeps_its_actions(ouvrir: Ouvrir) -> None:
    ouvrir(PAGE)
    engagement = load_bilan().plan.engagements[9]
    page = ouvrir(PAGE, phare=name_engagement(engagement))
    assert list_codes(page) == list(engagement.actions)


def test_other_filters_open_when_one_of_them_is_asked_for(ouvrir: Ouvrir) -> None:
    def is_ouvert(page) -> bool:
        return next(e.proto.expanded for e in page.get("expander") if e.proto.label == "Plus de filtres")

    page = ouvrir(PAGE, statut="Bloquée")
    assert not is_ouvert(page)
    assert "meteo" not in {liste.key for liste in page.selectbox}
    page = ouvrir(PAGE, meteo="Orage")
    assert is_ouvert(page)
    page.query_params.clear()
    page.selectbox("meteo").select(None).run()
    assert page.selectbox("meteo").value is None
    assert is_ouvert(page)


def test_other_filters_opened_by_hand_are_there_and_leave_when_closed(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE)
    for ouvert in (True, False):
        page.session_state["plus_de_filtres"] = ouvert
        page.run()
        cles = [c.cle for c in CRITERES] if ouvert else [c.cle for c in CRITERES[:EN_VUE]]
        assert [liste.key for liste in page.selectbox if liste.key in CLES] == cles
    assert count_lignes(page) == 40


def test_each_filter_has_the_link_that_takes_it_off(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, statut="Bloquée", meteo="Orage", trimestre="T2 2026")
    puces = re.findall(r'class="ecran puce" href="orientations_et_actions\?([^"]*)"', read_textes(page))
    assert [parse_qs(html.unescape(p)) for p in puces] == [
        {"trimestre": ["T2 2026"], "meteo": ["Orage"]},
        {"trimestre": ["T2 2026"], "statut": ["Bloquée"]},
    ]
    assert 'href="orientations_et_actions?trimestre=T2+2026">Retirer les filtres' in read_textes(page)


def test_search_reads_what_was_said_and_shows_where(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, q="choix du SITE")
    textes = read_textes(page).replace("\u202f", " ")
    assert "A08" in list_codes(page)
    assert "Point de blocage : " in textes
    assert re.search(r"<mark>site\W?</mark>", textes)
    page = ouvrir(PAGE, q="choix du site", trimestre="2025-T4")
    assert "A08" not in list_codes(page)


def test_search_finds_a_recipient_and_a_service(ouvrir: Ouvrir) -> None:
    codes = list_codes(ouvrir(PAGE, q="vice-presidence"))
    attendus = {e.code for e in load_bilan().etats.values() if "Vice-présidence" in (e.destinataire or "")}
    assert attendus
    assert attendus <= set(codes)
    assert 'class="extrait"' not in read_textes(ouvrir(PAGE, q="A08"))


def test_what_people_wrote_is_shown_as_they_wrote_it(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, q="<b>x</b>"))
    assert "<b>x" not in textes
    assert "&lt;b&gt;x" in textes


def test_fiche_leads_back_to_the_list_as_it_was(ouvrir: Ouvrir) -> None:
    lien = re.search(r'href="orientations_et_actions\?(action=A08[^"]*)"', read_textes(ouvrir(PAGE, meteo="Orage")))
    assert lien
    adresse = {cle: v[0] for cle, v in parse_qs(html.unescape(lien[1])).items()}
    page = ouvrir(PAGE, **adresse)
    page.run()
    assert read_retour(page) == {"meteo": ["Orage"], "trimestre": ["T3 2026"]}
    page = ouvrir(PAGE, action="A08", retour="intrus=1&q=site")
    assert read_retour(page) == {"q": ["site"], "trimestre": ["T3 2026"]}


def test_table_of_the_actions_is_typed(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE)
    assert [b.proto.label for b in page.get("download_button")] == ["Télécharger ce tableau (.xlsx)"]
    bilan = load_bilan()
    lignes = [dict(zip(tableau_actions.ENTETES, x, strict=True)) for x in build_lignes(bilan)]
    assert [x["Code"] for x in lignes] == [a.code for a in bilan.plan.actions]
    a08 = next(x for x in lignes if x["Code"] == "A08")
    assert isinstance(a08["Avancement (%)"], int)
    assert isinstance(a08["Échéance"], date)
    assert a08["Écart (points)"] == round(a08["Avancement (%)"] - bilan.etats["A08"].attendu, 1)
    assert a08["En retard"] == "oui"
    jamais = [x for x in lignes if x["Fraîcheur"] == "Non renseignée"]
    assert jamais
    assert {x["Avancement (%)"] for x in jamais} == {None}
    exclue = next(x for x in lignes if x["Statut"] in ("Abandonnée", "Sans objet"))
    assert (exclue["Attendu (%)"], exclue["Écart (points)"], exclue["Fraîcheur"]) == (None, None, "hors calcul")


def build_lignes(bilan: Bilan):
    return tableau_actions.build_lignes(bilan.plan, bilan.etats.values())


def test_tables_of_a_fiche_are_sheets(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, action="A05")
    assert [b.proto.label for b in page.get("download_button")] == ["Télécharger les tableaux de la fiche (.xlsx)"]
    bilan = load_bilan()
    etats = list(compute_etats(bilan.plan.actions_par_code["A05"], bilan.plan, list_trimestres(T1_2026, T3_2026)))
    with open_base(lecture_seule=True) as session:
        traces = load_historique(session, "A05")
    feuilles = {t.titre: (t.entetes, list(t.lignes)) for t in build_tableaux(bilan.plan, etats, traces)}
    assert list(feuilles) == ["État", "Historique", "Jalons", "Indicateurs", "Partenaires", "Changements reçus"]
    for entetes, lignes in feuilles.values():
        assert {len(ligne) for ligne in lignes} == {len(entetes)}
    assert [ligne[0] for ligne in feuilles["Historique"][1]] == ["T3 2026", "T2 2026", "T1 2026"]
    assert len(feuilles["Changements reçus"][1]) == len(traces)


def test_fiche_draws_the_trajectory_of_its_indicateurs(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A05"))
    assert re.search(
        r'<i class="etincelle trajectoire" style="--image:url\(data:[^"]+\)" role="img" aria-label="de \d+ au T\d',
        textes,
    )
    assert "valeurs mesurées</summary>" in textes
    assert " nombre<" not in textes.replace("\u202f", " ")
    assert 'href="journal?remontee=' in textes
    assert 'href="engagements?engagement=3&amp;trimestre=T3+2026"' in textes


@pytest.mark.parametrize("dite", [{}, {"trimestre": "T1 2026"}])
def test_fiche_is_printed_and_its_link_carries_the_quarter(ouvrir: Ouvrir, dite: dict[str, str]) -> None:
    textes = read_textes(ouvrir(PAGE, action="A16", retour="q=villes", **dite))
    assert "data-imprimer" in textes
    lien = re.search(r'data-copier="Lien copié"[^>]*data-lien="([^"]*)"', textes)
    assert lien
    chemin, _, question = html.unescape(lien[1]).partition("?")
    assert chemin == "orientations_et_actions"
    assert parse_qs(question) == {"action": ["A16"], "trimestre": [dite.get("trimestre", "T3 2026")]}


def test_the_title_of_a_fiche_is_the_title_of_its_page(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, action="A08")
    titre = load_bilan().plan.actions_par_code["A08"].libelle.texte
    assert not page.title
    textes = read_textes(page)
    assert re.findall(r"<h1[^>]*>(.*?)<span", textes) == [f"A08 · {html.escape(titre, quote=False)}\u00a0"]
    assert textes.index("Orientations et actions</a>") < textes.index("<h1")
    assert [t.value for t in ouvrir(PAGE).title] == ["Orientations et actions"]


def test_unknown_action_is_said_literally(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, action="**A99** :x: <b>")
    assert "n’existe pas" in page.warning[0].value
    assert "**A99**" not in page.warning[0].value
    assert count_lignes(page) == 40


def test_fiche_shows_values_and_where_they_come_from(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A08"))
    for attendu in ("Point de blocage", "Décision attendue", "Historique", "Jalons", "Indicateurs", "Partenaires"):
        assert attendu in textes
    assert "Camille Exemple" in textes
    assert ".txt" not in textes


@pytest.mark.parametrize(
    ("debut", "trimestre", "colonne"),
    [
        ("<dt>Avancement</dt>", "T3", "H"),
        ("<dt>Statut</dt>", "T3", "I"),
        ("<dt>Météo</dt>", "T3", "J"),
        ("<h2>Point de blocage</h2>", "T2", "M"),
        ("<h2>Décision attendue</h2>", "T2", "N"),
        ("Fait marquant du trimestre</h2>", "T3", "K"),
        ("Prochaine étape</h2>", "T3", "L"),
    ],
)
def test_each_value_of_a_fiche_opens_on_where_it_came_from(
    ouvrir: Ouvrir, debut: str, trimestre: str, colonne: str
) -> None:
    """On the value itself: what is told after its name, before that of the next one."""
    suite = read_textes(ouvrir(PAGE, action="A08")).partition(debut)[2]
    pli = re.search(r'<details class="suite d-ou"><summary>Origine(.*?)</details>', suite)
    assert pli
    assert not re.search(r"<dt>|<h2", suite[: pli.start()])
    assert f"remontee_2026-{trimestre}_def-service-de-l-ase.xlsx, feuille Avancement, {colonne}" in pli[1]
    assert re.search(r"Reçu le <span[^>]*>\d\d/\d\d/2026</span> par \S+", pli[1])
    assert 'href="journal?remontee=' in pli[1]


def test_a_value_that_nobody_gave_has_no_origin(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, "vide", action="A08"))
    assert "Historique" in textes
    assert "d-ou" not in textes


def test_history_shows_a_year_and_folds_the_rest(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A08"))
    historique = textes.partition(">Historique</h2>")[2].partition("<h2")[0]
    vue, _, pliee = historique.partition('<details class="suite"><summary>Voir les 7 trimestres précédents</summary>')
    moments = [re.findall(r'<span class="insecable">(T\d\s\d{4})</span>', x) for x in (vue, pliee)]
    attendus = [format_trimestre(t) for t in reversed(list_trimestres(Trimestre(2024, 1), T3_2026))]
    assert moments == [attendus[:4], attendus[4:]]
    assert "remontee_2026-T3_def-service-de-l-ase.xlsx, feuille Avancement, ligne " in vue
    assert textes.index(">Historique</h2>") < textes.index(">Jalons</h2>")


def test_fiche_seen_from_an_earlier_quarter(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A08", trimestre="T4 2025"))
    assert "20\u202f%" in textes
    assert "remontee_2025-T4_def-service" in textes
    assert "2026-T3_def-service" not in textes


def test_fiche_of_every_action_opens(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE)
    for numero in range(1, 41):
        page.query_params["action"] = f"A{numero:02d}"
        page.run()
        assert not page.exception, numero


def test_rows_never_reported_say_so_in_the_words_of_the_filter(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, "vide")
    assert read_textes(page).count('<span class="sourdine">non renseignée</span>') == count_lignes(page) > 0


def test_fiche_on_the_empty_base(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, "vide", action="A01"))
    assert "Cette action n’est pas renseignée." in textes
    assert "non renseigné" in textes


def test_the_figures_of_the_first_screen_are_the_rows_of_the_list(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py"))
    liens = re.findall(r'href="orientations_et_actions\?((?:statut|fraicheur)=[^"]*)"[^>]*>([^<]*)<', textes)
    vus = 0
    for requete, texte in liens:
        if nombre := re.search(r"\d+", texte):
            adresse = {cle: v[0] for cle, v in parse_qs(html.unescape(requete)).items()}
            assert count_lignes(ouvrir(PAGE, **adresse)) == int(nombre[0]), texte
            vus += 1
    assert vus >= 3


def test_excluded_action_has_no_gap_and_no_freshness(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A14"))
    faits = textes.split("Historique")[0]
    assert "hors calcul" in faits
    assert "attendus," not in faits
    assert "Non actualisée" not in faits


def test_fiche_before_the_first_report_does_not_say_never(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, trimestre="2024-T1")
    etats = load_bilan("2024-T1").etats.values()
    code = next(e.code for e in etats if e.dernier_suivi is None and e.action.suivis)
    page.query_params["action"] = code
    textes = read_textes(page.run())
    assert "n’avait pas encore été renseignée" in textes
    assert "n’est pas renseignée" not in textes


def test_fiche_numbers_its_engagements_and_counts_its_jalons(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A08"))
    assert re.search(r"<dt>Engagements</dt><dd><a [^>]*>n°\u00a0\d+", textes)
    assert "aucun atteint sur 3, 3 reportés" in textes


def test_list_opens_with_what_it_counts(ouvrir: Ouvrir) -> None:
    phrase = re.search(r'<p class="phrase" role="status">([^<]*)', read_textes(ouvrir(PAGE)))
    retards = sum(e.en_retard for e in load_bilan().etats.values())
    assert phrase
    assert phrase[1].startswith("Sur 40 actions, ")
    assert f" {retards} en retard" in phrase[1]
    assert f"{retards} actions sur 40\u202f: " in read_textes(ouvrir(PAGE, statut="En retard"))


def test_every_level_has_its_bar_and_its_number_of_actions(ouvrir: Ouvrir) -> None:
    textes, bilan = read_textes(ouvrir(PAGE)), load_bilan()
    for niveaux, classe in ((bilan.orientations, "bloc-orientation"), (bilan.priorites, "bloc-priorite")):
        vus = re.findall(rf'<div class="{classe}.*?<div class="meta niveau">(.*?)</div>', textes)
        assert len(vus) == len(niveaux)
        for vu, chiffres in zip(vus, niveaux.values(), strict=True):
            assert f"{chiffres.total} action" in vu
            assert (format_pourcent(chiffres.avancement) if chiffres.suffisante else "données insuffisantes") in vu
            assert ("points" in re.sub('class="[^"]*"', "", vu)) == (chiffres.suffisante and abs(chiffres.ecart) >= 1.5)
    colonnes = re.findall(r"<span>(\w+)</span>", textes.split('class="colonnes"')[1])[:6]
    assert colonnes == ["Action", "Statut", "Avancement", "Écart", "Météo", "Pilote"]
    for orientation in bilan.plan.orientations:
        titre = re.search(rf"Orientation {orientation.numero}\. </span>(.*?)</h2>", textes)
        assert titre
        assert html.unescape(re.sub(r"<[^>]*>", "", titre[1])) == orientation.libelle.texte


def read_ecarts(page) -> list[str]:
    return [html.unescape(x) for x in re.findall(r'<span class="points num">([^<]*)</span>', read_textes(page))]


def test_every_row_says_its_distance_in_points_where_it_may_be_told(ouvrir: Ouvrir) -> None:
    ecarts = read_ecarts(ouvrir(PAGE))
    etats = list(load_bilan().etats.values())
    assert ecarts == [format_points(e.ecart) if e.active else "" for e in etats]
    assert {"", "non renseigné"} < set(ecarts)
    assert set(read_ecarts(ouvrir(PAGE, trimestre="T4 2026"))) == {""}


@pytest.mark.parametrize(
    ("ordre", "rang"),
    [
        ("Écart", lambda e: (not e.active or e.ecart is None, e.ecart or 0)),
        ("ecart", lambda e: (not e.active or e.ecart is None, e.ecart or 0)),
        ("Échéance", lambda e: (e.close, e.echeance)),
    ],
)
def test_the_list_is_sorted_as_the_address_says(ouvrir: Ouvrir, ordre: str, rang) -> None:
    page = ouvrir(PAGE, ordre=ordre, statut="En cours")
    etats = [e for e in load_bilan().etats.values() if e.statut == "En cours"]
    assert list_codes(page) == [e.code for e in sorted(etats, key=rang)]
    textes = read_textes(page)
    assert textes.count('class="pastille') == len(etats)
    assert ("échéance le " in textes) == (ordre == "Échéance")
    assert "bloc-orientation" not in textes


def test_the_order_is_kept_on_the_way(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, ordre="Écart", statut="Bloquée")
    textes = read_textes(page)
    choix = re.findall(
        r'href="orientations_et_actions\?([^"]*)"', textes.partition('class="note tri"')[2].partition("</p>")[0]
    )
    assert [parse_qs(html.unescape(x)).get("ordre") for x in choix] == [None, ["Échéance"]]
    assert [parse_qs(html.unescape(x))["statut"] for x in choix] == [["Bloquée"], ["Bloquée"]]
    puce = re.search(r'class="ecran puce" href="orientations_et_actions\?([^"]*)"', textes)
    assert puce
    assert parse_qs(html.unescape(puce[1])) == {"trimestre": ["T3 2026"], "ordre": ["Écart"]}
    fiche = re.search(r'href="orientations_et_actions\?(action=[^"]*)"', textes)
    assert fiche
    page = ouvrir(PAGE, **{cle: v[0] for cle, v in parse_qs(html.unescape(fiche[1])).items()})
    assert read_retour(page) == {"ordre": ["Écart"], "statut": ["Bloquée"], "trimestre": ["T3 2026"]}


def test_an_unknown_order_is_said(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, ordre="alphabet")
    assert "« alphabet » n’existe pas dans « Trier »" in read_textes(page).replace("\u202f", " ")
    assert list_codes(page) == [a.code for a in load_bilan().plan.actions]
    assert "« Écart » n’existe pas" in read_textes(ouvrir(PAGE, ordre="Écart", trimestre="T4 2026")).replace(
        "\u202f", " "
    )


def test_provisional_titles_are_told_once_when_all_are(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE))
    assert textes.count("provisoire") == textes.count("intitulés provisoires, sauf ceux des orientations") == 1
    assert "°" not in textes.partition('class="colonnes"')[2]
    plan = load_bilan().plan
    assert find_provisoires(plan)
    orientation = plan.orientations[0]
    priorite = orientation.priorites[0]
    action = replace(priorite.actions[0], libelle=replace(priorite.actions[0].libelle, statut=StatutLibelle.OFFICIEL))
    priorite = replace(priorite, actions=(action, *priorite.actions[1:]))
    orientation = replace(orientation, priorites=(priorite, *orientation.priorites[1:]))
    assert not find_provisoires(replace(plan, orientations=(orientation, *plan.orientations[1:])))
    titre = replace(orientation.libelle, statut=StatutLibelle.PROVISOIRE)
    orientation = replace(plan.orientations[0], libelle=titre)
    assert not find_provisoires(replace(plan, orientations=(orientation, *plan.orientations[1:])))
    assert find_provisoires(replace(plan, orientations=(orientation,))) == TOUS_PROVISOIRES


def test_fiche_opens_with_a_sentence_and_says_what_is_overdue(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A08")).replace("\u202f", " ")
    assert "Action bloquée et en retard, à 25 % pour 100 % attendus ; une décision est attendue (" in textes
    assert '<span class="retard">date dépassée</span>' in textes
    assert "– objectifs compromis" in textes
    assert '<span class="lecteur">(intitulé provisoire)</span>' in textes
    avant = read_textes(ouvrir(PAGE, action="A08", trimestre="T2 2026"))
    assert "Décision attendue" in avant
    assert "date dépassée" not in avant


def test_fiche_draws_its_progress_above_its_history(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, action="A08")
    dits = "".join(e.proto.body for e in page.main if e.type == "html")
    assert len(read_figures(page)) == 1
    assert dits.index("Prochaine étape") < dits.index("data-figure=") < dits.index(">Historique</h2>")
    assert not ouvrir(PAGE, "vide", action="A08").get("expander")
