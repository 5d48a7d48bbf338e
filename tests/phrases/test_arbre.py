"""What the tree says: its finding, what each line stands on, what each action says on demand."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.bilan import Bilan, compute_bilan
from models.plan import Suivi
from models.vocabulaire import Statut
from phrases.arbre import (
    list_details,
    name_statut,
    write_comptees,
    write_denominateurs,
    write_part,
    write_portee_meteo,
    write_titre_arbre,
)
from tests.plans import T1, T3, make_action, make_plan

EN_COURS, SANS_OBJET = Statut.EN_COURS, Statut.SANS_OBJET


def make_bilan(*valeurs: tuple[str, int | None, Statut | None]) -> Bilan:
    """A plan of (orientation, avancement at T3, statut)."""
    actions = [
        make_action(
            f"A{i:02d}",
            orientation=orientation,
            priorite=f"P{orientation}",
            suivis=[] if statut is None else [Suivi(T3, avancement=av, statut=statut)],
        )
        for i, (orientation, av, statut) in enumerate(valeurs, start=1)
    ]
    return compute_bilan(make_plan(actions), T3)


@pytest.mark.parametrize(
    ("valeurs", "titre"),
    [
        ((60, 10), "L’orientation 2 est la plus en retrait, 45 points derrière l’attendu"),
        ((35, 35), "Les orientations 1 et 2 sont les plus en retrait, 20 points derrière l’attendu"),
        ((99, 99), "Aucune orientation n’est derrière l’attendu"),
    ],
)
def test_the_title_names_the_orientations_furthest_behind(valeurs: tuple[int, ...], titre: str) -> None:
    bilan = make_bilan(*((f"O{n}", v, EN_COURS) for n, v in enumerate(valeurs, start=1)))
    assert write_titre_arbre(bilan) == titre


def test_the_title_compares_nothing_that_may_not_be() -> None:
    bilan = make_bilan(("O1", 35, EN_COURS), ("O2", 20, EN_COURS))
    assert write_titre_arbre(bilan, "trimestre en cours") == "L’arbre du Schéma au T3\u00a02026, trimestre en cours"
    repris = compute_bilan(bilan.plan, T3.decale(1))
    assert write_titre_arbre(repris) == "L’arbre du Schéma, aux valeurs du T3\u00a02026"
    assert "n’est encore assez renseignée" in write_titre_arbre(compute_bilan(bilan.plan, T1))
    seule = make_bilan(("O1", 35, EN_COURS), ("O2", None, None))
    assert write_titre_arbre(seule).endswith("derrière l’attendu, les autres sont trop peu renseignées")


@pytest.mark.parametrize(
    ("valeurs", "part", "comptees"),
    [
        ([(60, EN_COURS)], "60 %", "sur 1 action comptée"),
        ([(60, EN_COURS), (80, EN_COURS), (5, SANS_OBJET)], "70 %", "sur 2 actions comptées"),
        ([(60, EN_COURS), (80, EN_COURS), (None, None)], "70 %", "sur 2 des 3 comptées"),
        ([(60, EN_COURS), (None, None)], "données insuffisantes", "sur 1 des 2 comptées"),
        ([(None, None), (None, None)], "non renseigné", "2 actions comptées"),
        ([(None, SANS_OBJET)], "non renseigné", "aucune action comptée"),
    ],
)
def test_a_branch_says_what_its_figure_stands_on(
    valeurs: list[tuple[int | None, Statut | None]], part: str, comptees: str
) -> None:
    chiffres = make_bilan(*(("O1", *valeur) for valeur in valeurs)).orientations["O1"]
    assert write_part(chiffres).replace("\u202f", " ") == part
    assert write_comptees(chiffres) == comptees


def test_an_action_says_where_it_stands_and_who_decides() -> None:
    dates = {"debut": date(2024, 1, 1), "echeance": date(2025, 1, 1)}
    demande = {"decision_attendue": "Choisir le site.", "destinataire": "Direction générale"}
    actions = [
        make_action("A01", suivis=[Suivi(T1, avancement=25, statut=Statut.BLOQUEE, **demande)], **dates),
        make_action("A02", suivis=[Suivi(T3, avancement=15, statut=Statut.ABANDONNEE)], **dates),
        make_action("A03"),
        make_action("A04", suivis=[Suivi(T3, statut=Statut.BLOQUEE, decision_attendue="Trancher.")]),
    ]
    etats = compute_bilan(make_plan(actions), T3).etats
    dits = {
        code: [dit.replace("\u202f", " ").replace("\u00a0", " ") for dit in list_details(e, None)]
        for code, e in etats.items()
    }
    assert dits["A01"] == [
        "25 % pour 100 % attendus (valeur du T1 2026)",
        "en retard, échéance au 01/01/2025",
        "Décision attendue (Direction générale) : Choisir le site.",
    ]
    assert dits["A02"] == ["hors calcul"]
    assert dits["A03"] == ["avancement non renseigné"]
    assert dits["A04"][1] == "Décision attendue (destinataire non renseigné) : Trancher."
    assert name_statut(Statut.BLOQUEE) == "bloquée"
    assert name_statut(None) == "statut non renseigné"


@pytest.mark.parametrize(
    ("valeurs", "dit"),
    [
        ([(60, EN_COURS)], "1 action, toutes comptées."),
        (
            [(60, EN_COURS), (1, SANS_OBJET), (1, Statut.ABANDONNEE), (None, None)],
            "4 actions, dont 2 comptées (hors 1 abandonnée et 1 sans objet) ; "
            "l’avancement porte sur 1 d’entre elles (1 non renseignée).",
        ),
    ],
)
def test_what_the_counts_of_the_screen_stand_on(valeurs: list[tuple[int | None, Statut | None]], dit: str) -> None:
    chiffres = make_bilan(*(("O1", *valeur) for valeur in valeurs)).ensemble
    assert write_denominateurs(chiffres).replace("\u202f", " ") == dit
    assert write_portee_meteo(chiffres).startswith(f"0 des {chiffres.actives} action")
