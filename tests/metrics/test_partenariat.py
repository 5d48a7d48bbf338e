"""The partnership of a quarter: what holds whatever is reported, and what each figure says on small plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.bilan import compute_bilan
from metrics.implication import ImplicationPartenaire, compute_implication, list_paires
from metrics.partenaire import list_attentes, list_lignes
from metrics.partenariat import (
    Absence,
    Partenariat,
    compute_concentration,
    compute_partenariat,
    find_liens,
    list_sans_actif,
)
from metrics.partenariat_temps import find_derniers, list_evolution, list_silences
from models.plan import Implication, Jalon, Participation, Plan, Suivi
from models.vocabulaire import Statut
from phrases.partenaires import (
    write_concentration,
    write_ouverture_partenaire,
    write_ouverture_partenaires,
    write_suite_partenaire,
    write_taux,
)
from tests.plans import T1, T2, T3, T4, make_action
from tests.plans_partenariat import N, change_action, make_grand, make_partenariat, make_participation, partenariats

JOUR = date(2026, 11, 22)


def compute(plan: Plan, **filtres: object) -> Partenariat:
    return compute_partenariat(compute_bilan(plan, T3), **filtres)


def list_scopes(p: Partenariat) -> list:
    return [p.ensemble, *p.partenaires.values(), *p.orientations.values(), *p.cases.values()]


@given(partenariats())
def test_every_scope_adds_up(plan: Plan) -> None:
    p = compute(plan)
    for i in list_scopes(p):
        assert 0 <= i.mobilisees <= i.remontees <= i.attendues
        assert i.mobilisees + i.peu_mobilisees + i.silencieuses == i.attendues
        assert (i.taux_mobilisation is None) == (i.attendues == 0)
        if i.encadrement is not None:
            bas, haut = i.encadrement
            assert 0 <= bas == i.taux_mobilisation <= haut <= 1
    for groupe in (p.partenaires, p.orientations, p.cases):
        for nom in ("attendues", "mobilisees", "silencieuses", "spontanees"):
            assert sum(getattr(i, nom) for i in groupe.values()) == getattr(p.ensemble, nom)


@given(partenariats())
def test_silence_is_never_non_mobilise_nor_mobilised(plan: Plan) -> None:
    for paire in compute(plan).paires:
        if not paire.remontee:
            assert paire.niveau is None
            assert not paire.mobilisee
            assert paire.silencieuse == paire.attendue
    for i in compute(plan).partenaires.values():
        if not i.remontees:
            assert write_taux(i) in {"–", "sans nouvelle"}
        assert write_taux(i).endswith("%") == i.suffisante  # a partner is not judged on silence


@given(partenariats(), st.randoms())
def test_order_changes_nothing(plan: Plan, hasard) -> None:
    melees = [
        replace(a, participations=tuple(hasard.sample(a.participations, len(a.participations)))) for a in plan.actions
    ]
    hasard.shuffle(melees)
    un, deux = compute(plan), compute(make_partenariat(*melees))
    assert un.ensemble == deux.ensemble
    assert un.partenaires == deux.partenaires
    assert un.cases == deux.cases
    assert {(x.un, x.autre, len(x.mobilises), len(x.attendus)) for x in find_liens(un, 99).premiers} == {
        (x.un, x.autre, len(x.mobilises), len(x.attendus)) for x in find_liens(deux, 99).premiers
    }


@given(partenariats(), st.integers(0, 15))
def test_the_strongest_pairs_are_the_first_of_all_of_them(plan: Plan, nombre: int) -> None:
    tous, premiers = find_liens(compute(plan), 99), find_liens(compute(plan), nombre)
    forces = [(len(x.mobilises), len(x.attendus)) for x in tous.premiers]
    assert forces == sorted(forces, reverse=True)
    assert premiers.premiers == tous.premiers[:nombre]
    assert (premiers.total, premiers.mobilises) == (len(forces), sum(m > 0 for m, _ in forces))


@given(partenariats(), st.data())
def test_a_report_never_lowers_coverage(plan: Plan, data) -> None:
    muettes = [(a, p) for a, p in plan.iter_participations() if all(i.trimestre != T3 for i in p.implications)]
    if not muettes:
        return
    action, participation = data.draw(st.sampled_from(muettes))
    dite = replace(
        participation, implications=(*participation.implications, Implication(T3, data.draw(st.sampled_from(N))))
    )
    apres = change_action(
        plan, action.code, participations=tuple(dite if p is participation else p for p in action.participations)
    )
    avant, ensuite = compute(plan), compute(apres)
    assert ensuite.ensemble.remontees >= avant.ensemble.remontees
    for nom, i in avant.partenaires.items():
        assert ensuite.partenaires[nom].remontees >= i.remontees


@given(partenariats(), st.sampled_from(N))
def test_a_spontaneous_report_changes_no_taux(plan: Plan, niveau: N) -> None:
    if not plan.actions:
        return
    action = plan.actions[0]
    spontanee = Participation("A/De passage", "De passage", attendue=False, implications=(Implication(T3, niveau),))
    avant = compute(plan)
    apres = compute(change_action(plan, action.code, participations=(*action.participations, spontanee)))
    assert apres.ensemble.taux_mobilisation == avant.ensemble.taux_mobilisation
    assert apres.ensemble.couverture == avant.ensemble.couverture
    actif = compute_bilan(plan, T3).etats[action.code].active
    assert apres.ensemble.spontanees == avant.ensemble.spontanees + actif


@given(partenariats())
def test_actions_out_of_the_figures_leave(plan: Plan) -> None:
    closes = [a for a in plan.actions if any(s.statut in {Statut.ABANDONNEE, Statut.SANS_OBJET} for s in a.suivis)]
    gardees = make_partenariat(*(a for a in plan.actions if a not in closes))
    assert compute(plan).ensemble == compute(gardees).ensemble
    assert [s.action.code for s in list_sans_actif(compute(plan))] == [
        s.action.code for s in list_sans_actif(compute(gardees))
    ]


@given(partenariats())
def test_evolution_ends_where_the_quarter_stands(plan: Plan) -> None:
    points = list_evolution(plan, T3)
    assert not points or points[-1].implication == compute(plan).ensemble
    assert [p.trimestre for p in points] == sorted({p.trimestre for p in points})


@given(partenariats())
def test_concentration_is_a_share(plan: Plan) -> None:
    p = compute(plan)
    c = compute_concentration(list(p.partenaires.values()), lambda i: i.attendues)
    assert c.total == p.ensemble.attendues
    assert (c.part is None) == (c.total == 0)
    assert c.part is None or (0 < c.part <= 1 and 1 <= c.moitie <= len(p.attendus))


@given(partenariats())
def test_silent_partners_are_those_of_which_nothing_is_reported(plan: Plan) -> None:
    p = compute(plan)
    silences = list_silences(p.paires, find_derniers(plan, T3))
    assert {s.nom for s in silences} == {i.nom for i in p.silencieux}
    for s in silences:
        assert s.dernier is None or s.dernier <= T3


def action(code: str, *participations: Participation, **champs: object):
    return make_action(code, participations=participations, **champs)


def test_an_organisme_speaks_for_its_categorie() -> None:
    plan = make_partenariat(
        action(
            "A1",
            make_participation("Villes"),
            make_participation("Ville d’Ici", N.INFORME, attendue=False),
            make_participation("Ville d’Ailleurs", N.CO_PORTEUR, attendue=False, contribution="Un local"),
        )
    )
    villes, ici, ailleurs = compute(plan).paires
    assert (villes.niveau, villes.voix) == (N.CO_PORTEUR, ("Ville d’Ici", "Ville d’Ailleurs"))
    assert villes.contribution == "Ville d’Ailleurs – Un local"
    assert ici.au_titre_de == ailleurs.au_titre_de == "Villes"
    p = compute(plan)
    assert (p.ensemble.attendues, p.ensemble.mobilisees, p.ensemble.spontanees) == (1, 1, 0)
    assert find_derniers(plan, T3) == {"Villes": T3, "Ville d’Ici": T3, "Ville d’Ailleurs": T3}


def test_the_own_report_of_a_categorie_wins() -> None:
    plan = make_partenariat(
        action(
            "A1",
            make_participation("Villes", N.INFORME),
            make_participation("Ville d’Ici", N.CO_PORTEUR, attendue=False),
        )
    )
    assert compute(plan).paires[0].niveau is N.INFORME
    assert compute(plan).ensemble.mobilisees == 0


def test_an_organisme_expected_itself_speaks_for_itself() -> None:
    plan = make_partenariat(
        action("A1", make_participation("Villes"), make_participation("Ville d’Ici", N.CO_PORTEUR)),
        action("A2", make_participation("Ville d’Ici", N.CO_PORTEUR, attendue=False)),
    )
    villes, ici, seule = compute(plan).paires
    assert not villes.remontee
    assert (ici.au_titre_de, seule.au_titre_de) == (None, None)
    assert seule.spontanee


def test_actions_without_an_active_partner_say_why() -> None:
    plan = make_partenariat(
        action("A1", make_participation("Un"), make_participation("Deux")),
        action("A2", make_participation("Un", N.INFORME)),
        action("A3"),
        action("A4", make_participation("Un"), make_participation("Trois", N.CO_PORTEUR, attendue=False)),
        action("A5", make_participation("Deux", N.INFORME, attendue=False)),
        action("A6", make_participation("Un"), suivis=[Suivi(T3, statut=Statut.SANS_OBJET)]),
    )
    sans = list_sans_actif(compute(plan))
    assert [(s.action.code, s.motif) for s in sans] == [
        ("A1", Absence.SILENCE),
        ("A2", Absence.PEU),
        ("A3", Absence.PERSONNE),
        ("A5", Absence.PERSONNE),
    ]
    assert sans[0].attendus == ("Un", "Deux")


def test_who_works_with_whom() -> None:
    plan = make_partenariat(
        action("A1", make_participation("Un", N.CO_PORTEUR), make_participation("Deux", N.CONTRIBUTEUR)),
        action("A2", make_participation("Un"), make_participation("Trois")),
        action("A3", make_participation("Trois"), make_participation("Un")),
        action("A4", make_participation("Villes"), make_participation("Ville d’Ici", N.CO_PORTEUR, attendue=False)),
    )
    liens = find_liens(compute(plan), 99)
    assert (liens.total, liens.mobilises) == (2, 1)
    assert [(x.un, x.autre, x.mobilises, x.attendus) for x in liens.premiers] == [
        ("Deux", "Un", ("A1",), ("A1",)),
        ("Trois", "Un", (), ("A2", "A3")),
    ]


def test_silence_is_the_longest_first() -> None:
    plan = make_partenariat(
        action("A1", make_participation("Un", N.INFORME, quand=T2), make_participation("Deux", N.INFORME, quand=T1)),
        action("A2", make_participation("Trois"), make_participation("Villes", N.NON_MOBILISE)),
    )
    silences = list_silences(compute(plan).paires, find_derniers(plan, T3))
    assert [(s.nom, s.dernier) for s in silences] == [("Trois", None), ("Deux", T1), ("Un", T2)]


def test_concentration_says_the_first_ones() -> None:
    p = compute(make_grand(60))
    c = compute_concentration(list(p.partenaires.values()), lambda i: i.attendues)
    assert len(c.tete) == 5
    assert write_concentration(c, "attendue").startswith("Les 5 premiers partenaires portent ")
    seul = compute(make_partenariat(action("A1", make_participation("Un"))))
    c = compute_concentration(list(seul.partenaires.values()), lambda i: i.attendues)
    assert write_concentration(c, "attendue") == (
        "Le premier partenaire porte 100\u202f% de la seule participation attendue"
    )
    neuf = compute(make_grand(9))
    c = compute_concentration(list(neuf.partenaires.values()), lambda i: i.attendues)
    premier = max(neuf.partenaires.values(), key=lambda i: i.attendues)
    assert (c.tete, c.part) == ((premier.nom,), premier.attendues / neuf.ensemble.attendues)
    assert write_concentration(compute_concentration([], lambda i: i.attendues), "attendue") == ""


@pytest.mark.parametrize(
    ("charges", "tete", "moitie"),
    [((2, 1, 1), 1, 1), ((1, 1, 1), 1, 2), ((2, 1, 1, 1), 1, 2), ((1,) * 9, 1, 5), ((1,) * 10, 5, 5)],
)
def test_ten_partners_have_five_first_ones_and_half_is_reached_when_equal(
    charges: tuple[int, ...], tete: int, moitie: int
) -> None:
    implications = [ImplicationPartenaire(f"P{n}", charge, 0, 0, 0) for n, charge in enumerate(charges)]
    c = compute_concentration(implications, lambda i: i.attendues)
    assert (len(c.tete), c.moitie) == (tete, moitie)
    assert c.part == sum(charges[:tete]) / sum(charges)


@pytest.mark.parametrize(("silencieuses", "suffisante"), [(2, True), (3, False)])
def test_three_reports_in_five_are_enough_to_judge(silencieuses: int, suffisante: bool) -> None:
    assert ImplicationPartenaire("P", 5, 0, silencieuses, 0).suffisante is suffisante


def test_filters_keep_partners_and_orientations() -> None:
    plan = make_partenariat(
        action("A1", make_participation("Un"), make_participation("Deux", N.CO_PORTEUR)),
        action("A2", make_participation("Un"), orientation="O2", priorite="P2"),
    )
    p = compute(plan, noms={"Un"}, orientations={"O2"})
    assert (p.ensemble.attendues, list(p.partenaires), list(p.orientations)) == (1, ["Un"], ["O2"])
    assert [a.code for a in compute(plan, noms={"Deux"}).actions] == ["A1"]


def write(plan: Plan, trimestre=T3, **champs: object) -> str:
    p = compute_partenariat(compute_bilan(plan, trimestre))
    return write_ouverture_partenaires(p, list_sans_actif(p), JOUR, **champs)


def test_opening_sentence() -> None:
    plan = make_partenariat(
        action("A1", make_participation("Un", N.CO_PORTEUR), make_participation("Deux")),
        action("A2", make_participation("Un", N.CONTRIBUTEUR), make_participation("Deux")),
        action("A3", make_participation("Trois")),
    )
    assert write(plan) == (
        "Au T3\u00a02026, 2 participations attendues sur 5 sont mobilisées (40\u202f% au moins)\u202f; "
        "3 sont sans nouvelle et 1 action n’a aucun partenaire actif connu, faute de nouvelles."
    )
    assert write(plan, T4) == (
        "Au T4\u00a02026, aucune remontée ne dit encore ce qu’ont fait les partenaires\u202f: "
        "5 participations attendues sur 3 actions."
    )
    assert write(plan, precision="dans l’orientation 1").startswith("Au T3\u00a02026, dans l’orientation 1, 2 ")
    informe = make_partenariat(action("A1", make_participation("Un", N.INFORME)))
    assert "aucune participation attendue sur 1 est mobilisée\u202f; aucune n’est sans nouvelle" in write(informe)
    assert write(make_partenariat(action("A1"))).endswith("aucune participation de partenaire n’est attendue.")


def test_a_partner_hardly_heard_of_is_not_judged() -> None:
    plan = make_partenariat(
        action("A1", make_participation("Un", N.INFORME)), *(action(f"A{n}", make_participation("Un")) for n in (2, 3))
    )
    p = compute(plan)
    assert write_taux(p.ensemble) == "1 réponse sur 3"
    assert write_ouverture_partenaire("Un", p, T3.decale(1).premier_jour) == (
        "Au T3\u00a02026, Un\u202f: 1 réponse sur 3 participations attendues, aucune mobilisée, 2 sans nouvelle."
    )


def test_what_comes_next_tells_the_category_apart() -> None:
    plan = make_partenariat(
        action("A1", make_participation("Ville d’Ici"), jalons=(Jalon("A1/J1", "Un jalon", date(2026, 8, 1)),)),
        action("A2", make_participation("Villes")),
        action("A3", make_participation("Ville d’Ici")),
    )
    bilan = compute_bilan(plan, T3)

    def say(nom: str) -> str:
        return write_suite_partenaire(bilan, list_attentes(bilan, list_lignes(bilan, nom, [T3])))

    assert say("Ville d’Ici") == (
        "Au T4\u00a02026, 2 actions ouvertes comptent sur ce partenaire\u202f; à tenir d’ici là\u202f: 1 jalon, "
        "dont 1 en retard\u202f; 1 compte sur sa catégorie, Villes."
    )
    assert say("Villes") == "Au T4\u00a02026, 1 action ouverte compte sur ce partenaire, sans date à tenir d’ici là."
    assert say("Ville d’Ailleurs") == "Au T4\u00a02026, 1 action ouverte compte sur sa catégorie, Villes."
    assert not say("Un")


def test_the_line_of_a_partner_is_its_row_of_the_partnership() -> None:
    bilan = compute_bilan(make_grand(60), T3)
    assert compute_implication(bilan) == list(compute_partenariat(bilan).partenaires.values())
    assert len(list_paires(bilan, {"A01", "A40"})) == 10


def test_later_reports_and_emptied_rows_do_not_exist_yet() -> None:
    vide = Participation("A1/Deux", "Deux", attendue=True, implications=(Implication(T2), Implication(T4, N.INFORME)))
    plan = make_partenariat(action("A1", make_participation("Un", N.INFORME, quand=T4), vide))
    assert find_derniers(plan, T3) == {}
    assert find_derniers(plan, T4) == {"Un": T4, "Deux": T4}
    assert [p.trimestre for p in list_evolution(plan, T4)] == [T4]
