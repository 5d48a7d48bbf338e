"""The figures of the partnership and of the charter are found again from the lists they show."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.bilan import compute_bilan
from metrics.charte import compute_bilan_charte
from metrics.implication import compute_implication
from metrics.instances import compute_reunions, list_seances
from metrics.partenariat import compute_concentration, compute_partenariat, list_sans_actif
from models.charte import Charte, Domaine, EngagementCharte, Evaluation, Instance, Partie, Reunion
from models.plan import Implication, Partenaire, Participation, Plan
from models.vocabulaire import Appreciation, Cote, NiveauImplication, Periodicite, Statut
from phrases.explications.figures import FIGURES, explain
from tests.plans import T3, make_action, make_connue, make_plan

NOMS = [f"Partenaire {n}" for n in range(12)]
AUJOURD_HUI = date(2026, 11, 22)


@st.composite
def partenariats(draw: st.DrawFn) -> Plan:
    """Plans whose actions expect partners, who say something or nothing, or come on their own."""
    actions = []
    for n in range(1, draw(st.integers(1, 5)) + 1):
        code = f"A{n:02}"
        noms = draw(st.lists(st.sampled_from(NOMS), unique=True, max_size=6))
        dits = [draw(st.none() | st.sampled_from(NiveauImplication)) for _ in noms]
        participations = tuple(
            Participation(f"{code}/{nom}", nom, draw(st.booleans()), None, () if d is None else (Implication(T3, d),))
            for nom, d in zip(noms, dits, strict=True)
        )
        statut = draw(st.sampled_from([Statut.EN_COURS, Statut.ABANDONNEE]))
        orientation = draw(st.sampled_from(["O1", "O2"]))
        actions.append(
            make_connue(
                code, 10, statut, participations=participations, orientation=orientation, priorite=f"P{orientation}"
            )
        )
    return make_plan(actions, partenaires=[Partenaire(nom, "organisme") for nom in NOMS])


@settings(max_examples=60)
@given(partenariats())
def test_each_figure_of_the_partners_is_found_again(plan: Plan) -> None:
    bilan = compute_bilan(plan, T3)
    for code in ("", *(o.code for o in plan.orientations)):
        p = compute_partenariat(bilan, orientations=[code] if code else None)
        silence, sans, concentration = (
            explain(bilan, cle, code).calcul for cle in ("silence", "sans-partenaire", "concentration")
        )
        muets = {x.objet for x in silence.comptees if x.valeur}
        assert not muets & {x.objet for x in silence.comptees if not x.valeur}
        assert silence.valeurs in {(), (float(len(muets)),)}
        assert len(silence.comptees) == p.ensemble.silencieuses
        attendu = [(s.action.code, s.motif) for s in list_sans_actif(p)]
        assert [(x.code, x.dit) for x in (sans.comptees or sans.manquantes)] == attendu
        assert bool(sans.valeurs) == (p.renseigne and bool(p.actions))
        mobilisation = explain(bilan, "mobilisation", code).calcul
        assert bool(mobilisation.valeurs) == (p.renseigne and bool(p.ensemble.attendues))
        parts = [x.valeur for x in concentration.comptees]
        assert len(parts) == p.ensemble.attendues
        assert not parts or sum(parts) / len(parts) == pytest.approx(concentration.valeurs[0])


@settings(max_examples=30)
@given(partenariats())
def test_they_are_the_figures_that_the_screen_publishes(plan: Plan) -> None:
    bilan = compute_bilan(plan, T3)
    p = compute_partenariat(bilan)
    if p.attendus:
        assert explain(bilan, "silence").calcul.resultat == f"{len(p.silencieux)} sur {len(p.attendus)}"
        publiee = compute_concentration(list(compute_implication(bilan)), lambda i: i.attendues)
        assert explain(bilan, "concentration").calcul.valeurs == (publiee.part,)


def test_silence_is_not_said_of_a_partner_heard_elsewhere() -> None:
    dit = (Implication(T3, NiveauImplication.NON_MOBILISE),)
    plan = make_plan(
        [
            make_action("A1", participations=(Participation("A1/Un", "Un", True, None, dit),)),
            make_action(
                "A2", participations=(Participation("A2/Un", "Un", True), Participation("A2/Deux", "Deux", True))
            ),
        ]
    )
    calcul = explain(compute_bilan(plan, T3), "silence").calcul
    assert calcul.resultat == "1 sur 2"
    assert [(x.objet, x.valeur, x.note) for x in calcul.comptees] == [
        ("Deux", 1.0, ""),
        ("Un", 0.0, "entendu sur une autre action"),
    ]


def test_the_shares_of_the_partners_are_written_out() -> None:
    """Five participations are expected, three of them of one partner; nothing was said of two."""
    dits = ((0, True), (0, True), (0, False), (1, True), (2, False))
    actions = [
        make_action(
            f"A{n}",
            participations=(
                Participation(
                    f"A{n}/P",
                    NOMS[rang],
                    attendue=True,
                    role=None,
                    implications=(Implication(T3, NiveauImplication.INFORME),) if dite else (),
                ),
            ),
        )
        for n, (rang, dite) in enumerate(dits)
    ]
    bilan = compute_bilan(make_plan(actions, partenaires=[Partenaire(nom, "organisme") for nom in NOMS]), T3)
    silence, concentration = (explain(bilan, cle).calcul for cle in ("silence", "concentration"))
    assert [e.replace("\u202f", " ") for e in silence.etapes] == [
        "Partenaires dont rien n’est dit, sur partenaires attendus : 1 sur 3.",
        "Participations sans nouvelle, sur participations attendues : 2 ÷ 5 = 40,0 %.",
    ]
    assert [e.replace("\u202f", " ") for e in concentration.etapes] == [
        "Partenaire 0 (3).",
        "Participations attendues d’eux, sur toutes : 3 ÷ 5 = 60,0 %.",
        "1 partenaire porte à lui seul la moitié des participations attendues.",
    ]


def test_nothing_expected_says_so() -> None:
    bilan = compute_bilan(make_plan([make_action("A1")]), T3)
    for cle in ("silence", "concentration"):
        assert explain(bilan, cle).calcul.resultat == "aucun partenaire attendu"
    assert explain(bilan, "sans-partenaire").calcul.manquantes[0].dit == "aucun partenaire attendu"


def test_nothing_reported_is_not_zero() -> None:
    plan = make_plan([make_action("A1", participations=(Participation("A1/Un", "Un", True),))])
    bilan = compute_bilan(plan, T3)
    for cle in ("mobilisation", "sans-partenaire"):
        calcul = explain(bilan, cle).calcul
        assert (calcul.resultat, calcul.valeurs) == ("non renseigné", ())
        assert len(calcul.manquantes) == 1
    assert explain(bilan, "silence").calcul.resultat == "1 sur 1"


def make_charte() -> Charte:
    engagements = (
        EngagementCharte("I01", Cote.PARTENAIRE, "à venir", (Evaluation(Cote.PARTENAIRE, 2026, Appreciation.TENU),)),
        EngagementCharte(
            "D01",
            Cote.DEPARTEMENT,
            "à dire",
            (
                Evaluation(Cote.PARTENAIRE, 2026, Appreciation.SANS_ELEMENT),
                Evaluation(Cote.DEPARTEMENT, 2025, Appreciation.TENU),
            ),
        ),
    )
    instances = (
        Instance(
            "comite", "Comité", Periodicite.AMBIGUE, reunions=(Reunion("comite/2026-05-05", date(2026, 5, 5), True),)
        ),
        Instance(
            "commission",
            "Commission",
            Periodicite.TRIMESTRIELLE,
            reunions=(
                Reunion("commission/2026-02-02", date(2026, 2, 2), True, 3, 2),
                Reunion("commission/2026-05-05", date(2026, 5, 5), False),
            ),
        ),
    )
    parties = (Partie(Cote.DEPARTEMENT, "Le Département", ""), Partie(Cote.PARTENAIRE, "La fédération", ""))
    return Charte(
        "Charte",
        signee_le=date(2023, 10, 23),
        duree_annees=4,
        parties=parties,
        domaines=(Domaine("1", "1.", "Domaine", engagements=engagements),),
        instances=instances,
    )


def test_meetings_held_are_those_of_the_year_and_silence_is_not_a_meeting_missed() -> None:
    charte = make_charte()
    bilan = compute_bilan(make_plan([make_action("A1")], charte=charte), T3)
    calcul = explain(bilan, "reunions", "", AUJOURD_HUI).calcul
    publie = compute_reunions(s for s in list_seances(charte, AUJOURD_HUI) if s.debut.year == 2026)
    assert calcul.resultat == f"{publie.tenues} sur {publie.prevues}" == "1 sur 3"
    assert sum(x.valeur for x in calcul.comptees) / len(calcul.comptees) == pytest.approx(calcul.valeurs[0])
    valeurs = [("Tenue", 1), ("Non tenue", 0), ("Non renseignée", 0)]
    assert [(x.dit, x.valeur) for x in calcul.comptees] == valeurs  # as many held as not told: the mean hides a swap
    assert [(x.objet, x.dit) for x in calcul.manquantes] == [("Commission, T3 2026", "Non renseignée")]
    assert calcul.manquantes_comptees
    assert [(x.objet, x.note.split(",")[0]) for x in calcul.exclues] == [
        ("Comité, 05/05/2026", "la charte ne lui donne pas de date"),
        ("Commission, T4 2026", ""),
    ]
    assert calcul.comptees[0].note == "réunion du 02/02/2026"


def test_the_coverage_of_the_charter_never_adds_both_sides() -> None:
    charte = make_charte()
    bilan = compute_bilan(make_plan([make_action("A1")], charte=charte), T3)
    calcul = explain(bilan, "charte", "", AUJOURD_HUI).calcul
    assert (
        calcul.resultat.replace("\u202f", " ").replace("\u00a0", " ")
        == "Le Département : 0 sur 2 · La fédération : 2 sur 2"
    )
    publie = compute_bilan_charte(charte, 2026)
    assert calcul.valeurs == tuple(float(publie.cotes[c].renseignees) for c in (Cote.DEPARTEMENT, Cote.PARTENAIRE))
    assert len(calcul.comptees) == sum(calcul.valeurs)
    assert len(calcul.comptees) + len(calcul.manquantes) == 2 * len(charte.engagements)
    assert "1 sans élément disponible" in calcul.etapes[1]


@pytest.mark.parametrize("cle", [c for c, f in FIGURES.items() if f.generale])
def test_the_charter_has_no_part_of_the_plan(cle: str) -> None:
    bilan = compute_bilan(make_plan([make_action("A1")]), T3)
    assert explain(bilan, cle).calcul.resultat == "aucune charte"
    with pytest.raises(KeyError):
        explain(bilan, cle, "A1")
