"""Every explanation can be checked by hand: the figure is found again from the lists it shows."""

import re
from datetime import date
from math import fsum

import pytest
from hypothesis import given, settings

from metrics.bilan import REGLE, compute_bilan
from metrics.chiffres import SEUIL_COUVERTURE
from metrics.portee import find_portee, list_portees, make_code_engagement
from models.campagne import Campagne
from models.plan import Implication, Indicateur, Mesure, Participation, Suivi
from models.vocabulaire import Fraicheur, Meteo, NiveauImplication, Statut
from phrases.explications.figures import FIGURES, explain, name_portee
from phrases.explications.lignes import write_part
from phrases.format import format_points, format_pourcent, format_taux
from tests.plans import T2, T3, TRIMESTRES, make_action, make_connue, make_engagement, make_plan, plans

MOITIE = {"debut": date(2026, 9, 20), "echeance": date(2026, 10, 10)}  # 50 % expected at the end of T3 2026
MOYENNES = ("avancement", "attendu", "ecart")
PARTS = ("realisation", "remontee")
COMPTES = ("retard", "alertes", "decisions", "blocages")
SANS_ACTIVES = {"indicateurs", "mobilisation"}
"""Figures that say something else where no action is active."""


def explique(cle, *actions, portee="", **champs):
    return explain(compute_bilan(make_plan(actions, **champs), T3), cle, portee).calcul


def read(texte):
    return texte.replace("\u202f", " ").replace("\u00a0", " ")


def mean(lignes, valeur=lambda ligne: ligne.valeur):
    return fsum(x.poids * valeur(x) for x in lignes) / fsum(x.poids for x in lignes)


def codes(lignes):
    return [x.action.code for x in lignes]


@settings(max_examples=30)
@given(plans(), TRIMESTRES)
def test_every_figure_is_found_again_from_its_lists(plan, trimestre):
    bilan = compute_bilan(plan, trimestre)
    for portee in list_portees(bilan):
        calculs = {cle: explain(bilan, cle, portee.code).calcul for cle, f in FIGURES.items() if not f.generale}
        for cle in MOYENNES:
            if calculs[cle].valeurs:
                assert mean(calculs[cle].comptees) == pytest.approx(calculs[cle].valeurs[0])
        for cle in PARTS:
            if calculs[cle].valeurs:
                parts = [x.valeur for x in calculs[cle].comptees]
                assert sum(parts) / len(parts) == pytest.approx(calculs[cle].valeurs[0])
        for cle in COMPTES:
            assert calculs[cle].valeurs in {(), (float(len(calculs[cle].comptees)),)}
        check_encadrement(calculs["encadrement"])
        check_couverture(calculs["couverture"])
        for cle, classes in (("fraicheur", Fraicheur), ("meteo", Meteo)):
            nombres = [sum(x.dit == classe for x in calculs[cle].comptees) for classe in classes]
            assert not calculs[cle].valeurs or list(calculs[cle].valeurs) == nombres


def check_encadrement(calcul):
    if calcul.valeurs:
        toutes = [*calcul.comptees, *calcul.manquantes]
        for borne, absent in zip(calcul.valeurs, (0, 100), strict=True):
            assert borne == pytest.approx(mean(toutes, lambda x, a=absent: a if x.valeur is None else x.valeur))


def check_couverture(calcul):
    if calcul.valeurs:
        connues = len(calcul.comptees)
        assert calcul.valeurs == (connues / (connues + len(calcul.manquantes)),)


@settings(max_examples=30)
@given(plans(), TRIMESTRES)
def test_the_result_is_the_published_figure(plan, trimestre):
    bilan = compute_bilan(plan, trimestre)
    publies = {
        **{p.code: bilan.priorites[p.code] for o in plan.orientations for p in o.priorites},
        **{o.code: bilan.orientations[o.code] for o in plan.orientations},
        **{make_code_engagement(n): c for n, c in bilan.engagements.items()},
        "": bilan.ensemble,
    }
    for code, chiffres in publies.items():
        assert find_portee(bilan, code).chiffres == chiffres
        if chiffres.suffisante:
            assert explain(bilan, "avancement", code).calcul.resultat == format_pourcent(chiffres.avancement)
            assert explain(bilan, "ecart", code).calcul.resultat == format_points(chiffres.ecart_lu, 1)
        if chiffres.actives:
            assert explain(bilan, "remontee", code).calcul.resultat == format_taux(chiffres.taux_remontee)
        for cle, nombre in (("retard", chiffres.en_retard), ("alertes", chiffres.alertes)):
            assert len(explain(bilan, cle, code).calcul.comptees) == nombre
        for cle, nombre in (("decisions", chiffres.decisions), ("blocages", chiffres.blocages)):
            assert len(explain(bilan, cle, code).calcul.comptees) == nombre


@settings(max_examples=30)
@given(plans(), TRIMESTRES)
def test_every_action_is_counted_excluded_or_missing_once(plan, trimestre):
    bilan = compute_bilan(plan, trimestre)
    for cle in (*MOYENNES, "couverture", "encadrement", "meteo"):
        calcul = explain(bilan, cle).calcul
        listes = [*codes(calcul.comptees), *codes(calcul.exclues), *codes(calcul.manquantes)]
        assert sorted(listes) == sorted(bilan.etats)


@settings(max_examples=30)
@given(plans(), TRIMESTRES)
def test_what_is_missing_is_what_was_not_said(plan, trimestre):
    bilan = compute_bilan(plan, trimestre)
    actives = [e for e in bilan.etats.values() if e.active]
    absentes = {
        "realisation": [e.code for e in actives if e.statut is None],
        "remontee": [e.code for e in actives if not e.reporte],
        "fraicheur": [e.code for e in actives if e.dernier_suivi is None],
        "meteo": [e.code for e in actives if e.meteo is None],
        "avancement": [e.code for e in actives if e.avancement is None],
        "alertes": [e.code for e in actives if e.avancement is None],
        "decisions": [e.code for e in actives if e.dernier_suivi is None],
        "blocages": [e.code for e in actives if e.dernier_suivi is None],
    }
    assert {cle: codes(explain(bilan, cle).calcul.manquantes) for cle in absentes} == absentes


@settings(max_examples=30)
@given(plans(), TRIMESTRES)
def test_too_little_known_is_not_published_nor_written_out(plan, trimestre):
    bilan = compute_bilan(plan, trimestre)
    c = bilan.ensemble
    for cle in MOYENNES:
        calcul = explain(bilan, cle).calcul
        if c.actives and c.connues / c.actives < SEUIL_COUVERTURE:
            assert (calcul.resultat, calcul.valeurs) == ("données insuffisantes", ())
            assert "points sur" not in read(" ".join(calcul.etapes))


@settings(max_examples=30)
@given(plans(), TRIMESTRES)
def test_every_share_written_out_is_true_and_is_the_figure(plan, trimestre):
    bilan = compute_bilan(plan, trimestre)
    for cle in (*PARTS, "couverture"):
        calcul = explain(bilan, cle).calcul
        if calcul.valeurs:
            nombre, total, pourcent = read_part(calcul.etapes[0])
            comptees = [*calcul.comptees, *calcul.manquantes] if cle == "couverture" else calcul.comptees
            assert total == len(comptees)
            assert nombre / total == calcul.valeurs[0]
            assert 100 * nombre / total == pytest.approx(pourcent, abs=0.051)


def read_part(etape):
    nombre, total, pourcent = re.search(r"([\d ]+) ÷ ([\d ]+) = ([\d,]+) %", read(etape)).groups()
    return int(nombre.replace(" ", "")), int(total.replace(" ", "")), float(pourcent.replace(",", "."))


def test_a_share_is_written_out():
    assert [read(write_part(*part)) for part in ((6, 38), (0, 3), (5, 5), (1_200, 3_000))] == [
        "6 ÷ 38 = 15,8 %",
        "0 ÷ 3 = 0,0 %",
        "5 ÷ 5 = 100,0 %",
        "1 200 ÷ 3 000 = 40,0 %",
    ]


def test_the_mean_is_written_out():
    calcul = explique("avancement", make_connue("A1", 40), make_connue("A2", 51), make_connue("A3", 31))
    assert read(calcul.etapes[0]) == "122 points sur 3 actions : 122 ÷ 3 = 40,7 %."
    assert read(calcul.etapes[1]) == "Arrondi à l’unité, c’est le chiffre publié : 41 %."


def test_weights_are_written_out():
    calcul = explique("avancement", make_connue("A1", 40, poids=2), make_connue("A2", 10, poids=0.5))
    attendu = "85 points sur 2 actions, chacune multipliée par son poids (2,5 en tout) : 85 ÷ 2,5 = 34,0 %."
    assert read(calcul.etapes[0]) == attendu


def test_what_is_written_shows_how_it_is_rounded():
    """43,45 % is published 43 %; written « 43,5 % » it would look like 44 %."""
    calcul = explique("avancement", *(make_connue(f"A{n}", 43 + (n < 9)) for n in range(20)))
    assert "= 43,45 %." in read(calcul.etapes[0])
    assert calcul.resultat == "43\u202f%"


def test_what_is_subtracted_adds_up():
    """With one decimal it would read 40,3 − 50,0 = −9,8."""
    calcul = explique("ecart", *(make_connue(f"A{n}", 40 + (n == 0), **MOITIE) for n in range(4)))
    assert read(calcul.etapes[0]) == "Avancement − attendu : 40,25 % − 50,00 % = −9,75 points."
    seule = explique("ecart", make_connue("A1", 42, **MOITIE))
    assert read(seule.etapes[0]).endswith("42,0 % − 50,0 % = −8,0 points.")
    assert [(read(x.dit), read(x.note)) for x in seule.comptees] == [("−8,0 points", "42 % contre 50,0 % attendus")]


def test_excluded_and_missing_say_why():
    calcul = explique("avancement", make_connue("A1", 40), make_connue("A2", 5, Statut.ABANDONNEE), make_action("A3"))
    assert [(x.action.code, x.dit, read(x.note)) for x in calcul.exclues] == [
        ("A2", "Abandonnée", "statut dit au T3 2026")
    ]
    assert [(x.action.code, x.note) for x in calcul.manquantes] == [("A3", "jamais remontée")]


def test_a_carried_value_says_its_quarter():
    action = make_action("A1", suivis=[Suivi(T2, avancement=40)])
    assert read(explique("avancement", action).comptees[0].note) == "valeur du T2 2026, dernière remontée au T2 2026"
    redite = make_action("A1", suivis=[Suivi(T2, avancement=40), Suivi(T3, sans_changement=True)])
    assert read(explique("avancement", redite).comptees[0].note) == "valeur du T2 2026, remontée ce trimestre"


def test_the_expected_counts_days():
    calcul = explique("attendu", make_connue("A1", 40, **MOITIE))
    assert read(calcul.comptees[0].note) == "du 20/09/2026 au 10/10/2026 : 10 jours sur 20"
    assert calcul.resultat == "50\u202f%"


@pytest.mark.parametrize(
    ("propres", "empruntees", "dit"),
    [
        (2, 0, "2 actions ont leurs dates propres ; 0 prend une date ou les deux au Schéma."),
        (1, 1, "1 action a ses dates propres ; 1 prend une date ou les deux au Schéma."),
        (0, 2, "0 action a ses dates propres ; 2 prennent une date ou les deux au Schéma."),
    ],
)
def test_the_expected_says_whose_dates_it_takes(propres, empruntees, dit):
    actions = [make_connue(f"A{n}", 5, **(MOITIE if n < propres else {})) for n in range(propres + empruntees)]
    assert read(explique("attendu", *actions).etapes[-1]) == dit


def test_coverage_says_its_share_and_what_it_allows():
    cinq = [make_connue(f"A{n}", 5 if n < 3 else None) for n in range(5)]
    assert [read(e) for e in explique("couverture", *cinq).etapes] == [
        "Actions renseignées sur actions actives : 3 ÷ 5 = 60,0 %.",
        "Le seuil est de 60 % : les chiffres sont publiés.",
    ]
    peu = explique("avancement", *cinq[1:])
    assert read(peu.etapes[-1]) == "Couverture : 2 ÷ 4 = 50,0 %, moins de 60 % : le chiffre n’est pas publié."
    assert read(explique("couverture", *cinq[1:]).etapes[1]).endswith("les écrans disent « données insuffisantes ».")


def test_the_bracket_writes_both_means():
    calcul = explique("encadrement", make_connue("A1", 40), make_connue("A2", 50), make_action("A3"))
    assert [read(e) for e in calcul.etapes] == [
        "Si les manquantes étaient à 0 : 90 points sur 3 actions : 90 ÷ 3 = 30,0 %.",
        "Si elles étaient à 100 : 190 points sur 3 actions : 190 ÷ 3 = 63,3 %.",
    ]
    tout = explique("encadrement", make_connue("A1", 1))
    assert ([read(e) for e in tout.etapes], read(tout.resultat)) == (
        ["Rien ne manque : 1 point sur 1 action : 1 ÷ 1 = 1,0 %."],
        "1 %",
    )


def test_nothing_ever_reported_is_not_zero():
    for cle in ("realisation", "decisions", "blocages", "meteo", "encadrement"):
        assert explique(cle, make_action("A1")).resultat == "non renseigné"
    assert explique("couverture", make_action("A1")).resultat == "0 sur 1"


@pytest.mark.parametrize("cle", [c for c, f in FIGURES.items() if c not in SANS_ACTIVES and not f.generale])
def test_nothing_active_says_so(cle):
    resultat = explique(cle, make_connue("A1", 5, Statut.SANS_OBJET)).resultat
    assert resultat == ("0" if cle in COMPTES else "aucune action active")


@pytest.mark.parametrize("cle", list(FIGURES))
def test_an_empty_plan_is_explained(cle):
    assert explique(cle).valeurs in {(), (0.0,)}


def test_late_and_done_late():
    passees = {"debut": date(2025, 1, 1), "echeance": date(2026, 6, 30)}
    calcul = explique(
        "retard",
        make_connue("A1", 40, **passees),
        make_connue("A2", 100, Statut.REALISEE, **passees),
        make_connue("A3", 2),
    )
    assert (calcul.resultat, codes(calcul.comptees), codes(calcul.exclues)) == ("1", ["A1"], ["A2"])


def test_an_alert_needs_dates_of_its_own():
    calcul = explique("alertes", make_connue("A1", 10, **MOITIE), make_connue("A2", 10))
    assert (codes(calcul.comptees), codes(calcul.exclues)) == (["A1"], ["A2"])
    assert calcul.exclues[0].note == "pas de dates propres"


def test_blocked_tells_the_two_numbers_apart():
    bloquee = make_action("A1", suivis=[Suivi(T3, 10, Statut.BLOQUEE)])
    genee = make_action("A2", suivis=[Suivi(T3, 10, Statut.EN_COURS, point_blocage="Un mur")])
    calcul = explique("blocages", bloquee, genee)
    assert calcul.resultat == "2"
    assert read(calcul.etapes[0]).startswith("1 action au statut « Bloquée »")
    assert calcul.comptees[1].note == "Un mur"


def test_decision_says_who_and_when():
    suivi = Suivi(T3, 10, decision_attendue="Choisir", destinataire="Direction", pour_le=date(2026, 12, 1))
    ligne = explique("decisions", make_action("A1", suivis=[suivi])).comptees[0]
    assert (ligne.dit, ligne.note) == ("Choisir", "Direction, pour le 01/12/2026")


def test_reports_say_the_deadline():
    action = make_connue("A1", 10)
    sans, avec = (
        explique("remontee", action),
        explique("remontee", action, campagnes=[Campagne(T3, date(2026, 10, 21))]),
    )
    assert sans.etapes[1] == "Aucune date limite n’a été fixée pour ce trimestre."
    assert read(avec.etapes[1]) == "Dans les délais (avant le 21/10/2026 inclus) : 0."


def test_the_worst_meteo_comes_first():
    actions = [make_action(f"A{n}", suivis=[Suivi(T3, meteo=x)]) for n, x in enumerate((Meteo.SOLEIL, Meteo.NUAGE))]
    calcul = explique("meteo", *actions, make_action("A9"))
    assert (calcul.resultat, codes(calcul.comptees), codes(calcul.manquantes)) == ("Nuage", ["A1", "A0"], ["A9"])


def test_freshness_tells_each_class_and_publishes_the_reported_ones():
    dits = {"A1": (T3,), "A2": (T2, T3), "A3": (T2,), "A4": (T2.decale(-1),), "A5": (T2.decale(-2),), "A6": ()}
    actions = [make_action(code, suivis=[Suivi(t, avancement=5) for t in ts]) for code, ts in dits.items()]
    calcul = explique("fraicheur", *actions, make_connue("A7", 5, Statut.ABANDONNEE))
    assert (calcul.resultat, calcul.valeurs) == ("2 sur 6", (2, 1, 2, 1))
    assert read(calcul.etapes[0]) == (
        "2 Actualisée + 1 Non actualisée ce trimestre + 2 Donnée ancienne + 1 Non renseignée = 6 actions actives."
    )
    assert [x.dit for x in calcul.comptees] == [
        f for f, n in zip(Fraicheur, (2, 1, 2, 1), strict=True) for _ in range(n)
    ]
    assert (codes(calcul.comptees), codes(calcul.exclues)) == (sorted(dits), ["A7"])
    assert codes(calcul.manquantes) == ["A6"]


def make_indicateur(nom, initiale, cible, valeur):
    return Indicateur(f"A1/{nom}", nom, None, None, initiale, cible, (Mesure(T2, valeur),))


def test_each_indicateur_has_its_own_rate():
    bons = (make_indicateur("Un", 10.0, 20.0, 14.0), make_indicateur("Deux", 10.0, 10.0, 14.0))
    exclue = make_connue("A2", 5, Statut.ABANDONNEE, indicateurs=(make_indicateur("Trois", 0.0, 1.0, 1.0),))
    calcul = explique("indicateurs", make_action("A1", indicateurs=bons), exclue)
    assert (calcul.resultat, calcul.valeurs) == ("1 indicateur calculable sur 2", (0.4,))
    assert read(calcul.comptees[0].note) == "(14 − 10) ÷ (20 − 10), valeur du T2 2026"
    assert [x.objet for x in (*calcul.manquantes, *calcul.exclues)] == ["Deux", "Trois"]
    assert explique("indicateurs", make_action("A1")).resultat == "aucun indicateur"


def make_participation(nom, niveau=None, attendue=True):
    implications = () if niveau is None else (Implication(T3, niveau, None),)
    return Participation(f"A1/{nom}", nom, attendue, None, implications)


def test_mobilisation_tells_silence_apart():
    n = NiveauImplication
    participations = (
        make_participation("Un", n.CO_PORTEUR),
        make_participation("Deux", n.NON_MOBILISE),
        make_participation("Trois"),
        make_participation("Quatre", n.CONTRIBUTEUR, attendue=False),
    )
    exclue = make_connue("A2", 5, Statut.ABANDONNEE, participations=(make_participation("Cinq", n.CO_PORTEUR),))
    calcul = explique("mobilisation", make_action("A1", participations=participations), exclue)
    assert (calcul.resultat, calcul.valeurs) == ("33\u202f%", (1 / 3,))
    assert sum(x.valeur for x in calcul.comptees) / len(calcul.comptees) == pytest.approx(1 / 3)
    assert read(calcul.etapes[0]).endswith("action par action : 1 ÷ 3 = 33,3 %.")
    assert [x.objet for x in calcul.manquantes] == ["Trois"]
    assert [x.objet for x in calcul.exclues] == ["Quatre", "Cinq"]
    assert explique("mobilisation", make_action("A1")).resultat == "aucun partenaire attendu"


def test_scopes_have_their_actions_and_unknown_ones_are_refused():
    plan = make_plan(
        [make_connue("A1", 10), make_connue("A2", 30, orientation="O2", priorite="P02")], [make_engagement(3, "A2")]
    )
    bilan = compute_bilan(plan, T3)
    vus = {name_portee(p): [e.code for e in p.etats] for p in [*list_portees(bilan), find_portee(bilan, "A1")]}
    assert vus == {
        "Schéma": ["A1", "A2"],
        "Orientation 1": ["A1"],
        "Orientation 2": ["A2"],
        "Priorité P01": ["A1"],
        "Priorité P02": ["A2"],
        "Engagement 3": ["A2"],
        "Action A1": ["A1"],
    }
    assert explain(bilan, "avancement", "engagement-3").calcul.resultat == "30\u202f%"
    for cle, portee in (("avancement", "X9"), ("inconnu", "")):
        with pytest.raises(KeyError):
            explain(bilan, cle, portee)


def test_every_explanation_names_the_rule_and_its_version():
    bilan = compute_bilan(make_plan([make_connue("A1", 10)]), T3)
    for cle, figure in FIGURES.items():
        explication = explain(bilan, cle)
        assert explication.source == f"Règle de calcul, version {REGLE}"
        assert figure.cle == cle
        assert figure.regle.endswith(".")
