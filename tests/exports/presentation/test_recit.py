"""The story: its findings are proven by what it draws, nothing is drawn empty, whatever the plan lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings

from exports.presentation.pieces import Barres, Courbe, Empilees, Nombres, Periode, Recit, Section
from exports.presentation.recit import SECTIONS, build_recit, find_periode
from exports.presentation.sections import outils
from exports.presentation.sections.annexes import BARRES_MAX, LIGNES_MAX, ORIENTATIONS_MAX
from exports.presentation.sections.blocages import BLOQUEES_MAX
from exports.presentation.sections.decisions import PRISE
from metrics.charte import compute_bilan_charte
from metrics.instances import EtatSeance
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import FINE, INSECABLE
from tests.depot.test_francais import list_fautes
from tests.exports.conftest import JOUR
from tests.exports.presentation.variantes import AUJOURD_HUI, list_variantes, make_complet
from tests.plans import T2, T3, plans
from ui.socle.navigation import ECRANS

CONSTAT_MAX = 105
"""Signs of a finding: what two lines of a slide hold at 32 points."""
VARIANTES = list_variantes()
PREMIER = Trimestre(2024, 1)


def tell(plan: Plan, jusqu_a: Trimestre = T3, aujourd_hui: date = AUJOURD_HUI, **options) -> Recit:
    return build_recit(plan, find_periode(plan, jusqu_a, aujourd_hui), aujourd_hui, **options)


@pytest.fixture(scope="module")
def recit(plan_demo: Plan) -> Recit:
    return tell(plan_demo)


@pytest.fixture(params=VARIANTES)
def variante(request) -> Recit:
    return tell(VARIANTES[request.param])


def find(recit: Recit, cle: str) -> Section:
    return next(s for s in recit.sections if s.cle == cle)


def list_histoire(recit: Recit) -> list[str]:
    return [s.cle for s in recit.sections if not s.annexe]


def read_nombres(texte: str) -> list[int]:
    """The whole numbers of a text, its dates and quarters apart."""
    sans = re.sub(r"T\d\s\d{4}|\d{2}/\d{2}/\d{4}", "", texte)
    return [int(n.replace("−", "-")) for n in re.findall(r"−?\d+", sans)]


def iter_vides(section: Section) -> Iterator[str]:
    """What of a section is drawn without anything in it."""
    dessin, table = section.dessin, section.table
    if isinstance(dessin, Nombres) and not 1 <= len(dessin.nombres) <= 4:
        yield "nombres"
    if isinstance(dessin, Courbe) and (
        len(dessin.categories) < 2 or any(set(s.valeurs) == {None} for s in dessin.series)
    ):
        yield "courbe"
    if isinstance(dessin, Courbe | Empilees) and any(len(s.valeurs) != len(dessin.categories) for s in dessin.series):
        yield "séries"
    if isinstance(dessin, Barres) and all(b.valeur is None for b in dessin.barres):
        yield "barres"
    if isinstance(dessin, Empilees) and not any(sum(v or 0 for v in s.valeurs) for s in dessin.series):
        yield "empilées"
    if dessin is not None and (table is None or not section.alternative):
        yield "dessin sans ses mots"
    if table is not None:
        if not table.lignes or not table.legende:
            yield "table"
        for ligne in table.lignes:
            if len(ligne) != len(table.colonnes):
                yield "ligne"
            for colonne, case in zip(table.colonnes, ligne, strict=False):
                if not case.texte and colonne.titre != PRISE:
                    yield f"case de {colonne.titre}"
    if any(not t.entier.strip() or t.entier.endswith(":") for t in section.textes):
        yield "texte"
    if not section.constat or not section.note or not section.nom:
        yield "mots"


def check(recit: Recit) -> None:
    """What every story keeps to."""
    assert {s.cle: list(iter_vides(s)) for s in recit.sections if list(iter_vides(s))} == {}
    cles = [s.cle for s in recit.sections]
    assert len(cles) == len(set(cles))
    assert [s.annexe for s in recit.sections] == sorted(s.annexe for s in recit.sections)
    assert [s.constat for s in recit.sections if len(s.constat) > CONSTAT_MAX or "\n" in s.constat] == []
    assert [faute for s in recit.sections for faute in list_fautes(s.constat)] == []
    assert [s.constat for s in recit.sections if "  " in s.constat or "None" in s.constat] == []
    alertes = [c.texte for s in recit.sections if s.table for ligne in s.table.lignes for c in ligne if c.alerte]
    assert all(alertes)  # red is never alone: a word goes with it


def test_the_demonstration_tells_the_whole_story_in_order(recit: Recit) -> None:
    check(recit)
    assert list_histoire(recit) == list(SECTIONS)
    assert recit.demonstration
    assert "données fictives" in recit.pied
    assert "données fictives" in recit.couverture.mention
    assert recit.couverture.reunion.endswith("15/12/2026")
    assert recit.periode == Periode(Trimestre(2025, 3), T3)


def test_what_is_gained_is_what_the_four_numbers_give(recit: Recit) -> None:
    section = find(recit, "bilan")
    avancement, ecart, realisees, bloquees = section.dessin.nombres
    gain = read_nombres(avancement.valeur)[0] - read_nombres(avancement.avant)[0]
    avant, apres = read_nombres(ecart.avant)[0], read_nombres(ecart.valeur)[0]
    assert read_nombres(section.constat) == [gain, abs(avant), abs(apres)]
    assert f"{abs(avant)} point devant" in section.constat
    assert f"{abs(apres)} points derrière" in section.constat
    assert (realisees.valeur, bloquees.alerte) == ("4 sur 38", True)


def test_the_decisions_counted_are_those_of_the_table(recit: Recit) -> None:
    section = find(recit, "decisions")
    qui = [ligne[0].texte for ligne in section.table.lignes]
    depassees = [ligne for ligne in section.table.lignes if ligne[2].alerte]
    assert read_nombres(section.constat) == [len(qui), qui.count(qui[0]), len(depassees)]
    assert all(not ligne[4].texte for ligne in section.table.lignes)
    assert all("dépassée" in ligne[2].texte and ligne[3].texte.endswith("j") for ligne in depassees)


def test_who_goes_faster_is_read_on_the_lines(recit: Recit) -> None:
    section = find(recit, "trajectoire")
    fins = [read_nombres(s.fin)[0] for s in section.dessin.series]
    assert [round(s.valeurs[-1]) for s in section.dessin.series] == fins
    ecarts = [a - b for a, b in zip(*(s.valeurs for s in section.dessin.series), strict=True)]
    baisse = [rang for rang, (avant, apres) in enumerate(pairwise(ecarts)) if apres >= avant][-1] + 1
    places = [abs(round(ecarts[rang])) for rang in (baisse, -1)]
    assert read_nombres(section.constat) == [*fins, *places]
    assert section.dessin.categories[baisse] in section.constat.replace(INSECABLE, " ")


def test_the_orientations_counted_are_those_of_the_bars(recit: Recit) -> None:
    section = find(recit, "orientations")
    ecarts = [read_nombres(b.ecart)[0] for b in section.dessin.barres]
    pire = ecarts.index(min(ecarts)) + 1
    assert read_nombres(section.constat) == [sum(e < 0 for e in ecarts), pire, -min(ecarts)]


def test_the_engagements_counted_are_those_of_the_table(recit: Recit) -> None:
    section = find(recit, "engagements")
    ecarts = [read_nombres(ligne[3].texte)[0] for ligne in section.table.lignes]
    attendu = [len(ecarts), sum(e >= 0 for e in ecarts), sum(e <= -10 for e in ecarts), 10]
    assert read_nombres(section.constat) == attendu


def test_the_engagements_furthest_behind_come_first(recit: Recit) -> None:
    """A slide holds the first rows alone: those that its title counts."""
    ecarts = [read_nombres(ligne[3].texte)[0] for ligne in find(recit, "engagements").table.lignes]
    assert ecarts == sorted(ecarts)


def test_what_was_done_is_named(recit: Recit) -> None:
    section = find(recit, "faits")
    (texte,) = section.textes
    codes, jalons = re.findall(r"A\d+", texte.entier), re.search(r"(\d+) jalons", texte.entier)
    assert read_nombres(section.constat) == [len(codes), int(jalons[1])]
    assert 4 <= len(section.table.lignes) <= 6


def test_the_participations_are_those_of_the_bars(recit: Recit) -> None:
    section = find(recit, "partenaires")
    mobilisees, autres, silence = (s.valeurs[-1] for s in section.dessin.series)
    assert read_nombres(section.constat) == [mobilisees, mobilisees + autres + silence, silence]
    assert len(section.dessin.categories) == 2


def test_the_gaps_of_the_charter_are_all_in_the_table(recit: Recit, plan_demo: Plan) -> None:
    section = find(recit, "charte")
    bilan = compute_bilan_charte(plan_demo.charte, 2025)
    assert read_nombres(section.constat) == [bilan.count_tenus(2), len(bilan.jugements), len(section.table.lignes)]


def test_the_meetings_add_up_to_the_finding(recit: Recit) -> None:
    section = find(recit, "reunions")
    *lignes, ensemble = [read_nombres(ligne[-1].texte) for ligne in section.table.lignes]
    assert read_nombres(section.constat) == ensemble == [sum(x) for x in zip(*lignes, strict=True)]
    for rang in range(1, len(section.table.colonnes) - 1):
        cases = [ligne[rang].texte for ligne in section.table.lignes]
        dues = [c for c in cases[:-1] if c not in {outils.RIEN, str(EtatSeance.A_VENIR)}]
        attendu = [dues.count(str(EtatSeance.TENUE)), len(dues)] if dues else []
        assert read_nombres(cases[-1]) == attendu, "each quarter adds up too"


def test_the_dates_to_come_are_all_in_the_table(recit: Recit) -> None:
    section = find(recit, "echeances")
    reportees = [ligne for ligne in section.table.lignes if ligne[3].texte != outils.RIEN]
    assert read_nombres(section.constat) == [len(section.table.lignes), len(reportees)]


def test_an_annex_an_orientation_a_blocked_action_and_all_of_them(recit: Recit, plan_demo: Plan) -> None:
    annexes = [s.cle for s in recit.sections if s.annexe]
    orientations = [f"orientation-{o.code}" for o in plan_demo.orientations]
    assert annexes[: len(orientations)] == orientations
    assert annexes[len(orientations) : -1] == ["action-A09", "action-A08", "action-A30", "action-A35", "action-A38"]
    assert annexes[-1] == "actions"
    assert len(find(recit, "actions").table.lignes) == len(plan_demo.actions)


def test_every_address_is_that_of_a_screen(recit: Recit) -> None:
    urls = {f"/{e.url}" for e in ECRANS}
    assert {s.adresse.split("?")[0] for s in recit.sections} <= urls
    assert all("trimestre=T3+2026" in s.adresse for s in recit.sections)
    assert find(recit, "action-A08").adresse.startswith("/orientations_et_actions?action=A08&")


def test_nothing_is_drawn_empty_whatever_is_missing(variante: Recit) -> None:
    check(variante)


@given(plans())
@settings(max_examples=30)
def test_nothing_is_drawn_empty_on_any_plan(plan: Plan) -> None:
    for jusqu_a in (T2, T3):
        check(tell(plan, jusqu_a))


@pytest.mark.parametrize(
    ("nom", "absentes"),
    [
        ("sans_charte", {"charte", "reunions"}),
        ("charte_vide", {"charte", "reunions"}),
        ("sans_engagement", {"engagements"}),
        ("sans_partenaire", {"partenaires"}),
        ("sans_remontee", {"decisions", "trajectoire", "orientations", "faits", "partenaires"}),
        ("vide", set(SECTIONS) - {"bilan", "limites", "charte", "reunions"} | {"charte", "reunions"}),
    ],
)
def test_a_section_leaves_with_its_matter(nom: str, absentes: set[str]) -> None:
    assert set(SECTIONS) - set(list_histoire(tell(VARIANTES[nom]))) >= absentes


def test_before_the_first_report_no_figure_is_told() -> None:
    recit = tell(VARIANTES["sans_remontee"])
    assert find(recit, "bilan").constat == f"Aucune remontée reçue{FINE}: l’avancement du Schéma n’est pas renseigné"
    assert all(s.dessin is None for s in recit.sections)


def test_a_first_quarter_almost_empty_says_how_little_is_known() -> None:
    recit = tell(VARIANTES["premier_trimestre"])
    assert recit.periode.depuis is None
    assert find(recit, "bilan").constat == f"Données insuffisantes{FINE}: 1 action renseignée sur 8"
    assert "trajectoire" not in list_histoire(recit)
    assert all("derrière" not in s.constat for s in recit.sections)


def test_bars_most_of_which_are_unknown_are_told_as_a_table(plan_demo: Plan) -> None:
    recit = tell(plan_demo, PREMIER, PREMIER.dernier_jour)
    annexe = find(recit, f"orientation-{plan_demo.orientations[0].code}")
    assert annexe.dessin is None
    assert len(annexe.table.lignes) == len(plan_demo.orientations[0].actions)
    assert f"Avancement{FINE}" not in annexe.textes[0].fort
    assert annexe.textes[0].fort.startswith("11 actions comptées, 5 renseignées")


def test_an_orientation_keeps_its_whole_name_beside_its_bar(recit: Recit, plan_demo: Plan) -> None:
    noms = [b.nom.replace("\u00a0", " ") for b in find(recit, "orientations").dessin.barres]
    assert noms == [f"{o.numero}. {o.libelle_court}" for o in plan_demo.orientations]


def test_a_quarter_that_runs_is_compared_with_nothing() -> None:
    jour = date(2026, 9, 15)
    recit = build_recit(VARIANTES["complet"], Periode(T2, T3), jour)
    check(recit)
    assert "trimestre en cours" in find(recit, "bilan").constat
    assert all("derrière" not in s.constat and "devant" not in s.constat for s in recit.sections)
    assert all(not n.avant for n in find(recit, "bilan").dessin.nombres)


def test_a_real_base_is_said_to_be_one() -> None:
    recit = tell(VARIANTES["reel"])
    assert not recit.demonstration
    assert recit.pied.endswith("Base réelle")


def test_a_large_plan_keeps_a_bounded_number_of_annexes_and_says_what_is_left_out() -> None:
    recit = tell(make_complet(4000))
    check(recit)
    annexes = [s for s in recit.sections if s.annexe]
    assert len(annexes) <= ORIENTATIONS_MAX + BLOQUEES_MAX + 1
    assert all(len(s.table.lignes) <= LIGNES_MAX for s in annexes)
    assert all(len(s.dessin.barres) <= BARRES_MAX for s in annexes if s.dessin)
    dits = [next((t.entier for t in s.textes if "autres" in t.entier), "") for s in annexes]
    assert any("et 980 autres" in d for d in dits)
    assert any("et 988 autres" in d for d in dits)
    assert f"et 3{FINE}800 autres" in dits[-1]


def test_sections_are_told_as_they_are_ticked_and_ordered(plan_demo: Plan) -> None:
    recit = tell(plan_demo, sections=["limites", "decisions", "limites"], introduction=" Bonjour. ")
    assert list_histoire(recit) == ["limites", "decisions"]
    assert recit.introduction == "Bonjour."
    with pytest.raises(KeyError):
        tell(plan_demo, sections=["inconnue"])


def test_faits_chosen_are_told_in_their_order(plan_demo: Plan) -> None:
    choix = [("A03", T2), ("A01", T3), ("A01", T3), ("A01", T2), ("Z99", T3)]
    lignes = find(tell(plan_demo, faits=choix), "faits").table.lignes
    assert [(ligne[0].texte[:3], ligne[2].texte[:2]) for ligne in lignes] == [("A03", "T2"), ("A01", "T3")]
    assert find(tell(plan_demo, faits=[]), "faits").table is None


def test_the_same_story_twice_is_the_same(recit: Recit, plan_demo: Plan) -> None:
    assert tell(plan_demo) == recit


def test_a_period_whose_start_is_not_whole_says_why(plan_demo: Plan) -> None:
    recit = build_recit(plan_demo, Periode(Trimestre(2024, 1), T3), AUJOURD_HUI)
    check(recit)
    textes = " ".join(t.entier for t in find(recit, "bilan").textes)
    assert f"Non comparé{FINE}: " in textes
    assert "11 points derrière l’attendu" in find(recit, "bilan").constat


def test_a_plan_without_elected_officials_has_a_meeting_all_the_same() -> None:
    plan = replace(VARIANTES["complet"], charte=None)
    assert tell(plan).couverture.reunion == "Réunion annuelle"


def test_a_story_made_again_says_which_meeting_it_was_shown_to() -> None:
    recit = tell(VARIANTES["complet"], presente_le=date(2026, 12, 10))
    assert "(T3\u00a02026), telles que présentées le 10/12/2026 · Base" in recit.pied
    assert recit.couverture.reunion.endswith("10/12/2026")
    assert recit.couverture.mention in recit.pied
    assert "présentées" not in tell(VARIANTES["complet"]).pied


def test_a_cell_cut_for_a_slide_is_whole_on_a_page(plan_demo: Plan) -> None:
    recit = build_recit(plan_demo, find_periode(plan_demo, T3, JOUR), JOUR)
    table = next(s.table for s in recit.sections if s.cle == "engagements")
    assert table is not None
    numeros = {e.numero: e for e in plan_demo.engagements}
    assert sorted(int(ligne[0].texte) for ligne in table.lignes) == sorted(numeros)
    for ligne in table.lignes:
        engagement = numeros[int(ligne[0].texte)]
        entier = " ".join(engagement.libelle.texte.split()).removesuffix(".")
        assert ligne[1].complet.replace("\u00a0", " ") == entier
        assert ligne[1].texte == ligne[1].complet or ligne[1].texte.endswith("…")
    assert any(ligne[1].long for ligne in table.lignes)
