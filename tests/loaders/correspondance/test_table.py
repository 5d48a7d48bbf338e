"""Fault 95: where a table stands in a sheet, what its heads are, which of our columns each may be."""

from __future__ import annotations

import pytest

from loaders.correspondance.connues import find_connue
from loaders.correspondance.lexique import fold_titre, list_roles
from loaders.correspondance.table import Table, find_tables, list_periodes
from loaders.lecture.brut import CelluleBrute, ClasseurBrut, FeuilleBrute
from loaders.lecture.lecteur.places import column_letters
from models.trimestre import Trimestre
from tests.tableaux_maison import TET

COURANT = Trimestre(2026, 4)


def make_feuille(*lignes: list[object], fusions: tuple[str, ...] = (), nom: str = "Feuil1") -> FeuilleBrute:
    rangees = [
        (
            n,
            {
                column_letters(c): CelluleBrute("s" if isinstance(v, str) else "n", v)
                for c, v in enumerate(ligne, start=1)
                if v is not None
            },
        )
        for n, ligne in enumerate(lignes, start=1)
    ]
    return FeuilleBrute(nom, False, tuple(rangees), fusions)


def find(*feuilles: FeuilleBrute) -> list[Table]:
    return find_tables(ClasseurBrut(feuilles), COURANT)


def test_sous_ses_lignes_de_titre() -> None:
    (table,) = find(
        make_feuille(
            ["Direction", None, "Suivi"],
            ["Légende :", "vert", "orange"],
            [],
            ["N°", "Intitulé", "Statut"],
            [1, "Un", "En cours"],
            ["N°", "Intitulé", "Statut"],
            [2, "Deux", "En cours"],
        )
    )
    assert (table.debut, table.rang, [e.libelle for e in table.entetes]) == (4, 4, ["N°", "Intitulé", "Statut"])
    assert [n for n, _ in table.lignes] == [5, 7]  # the heads again are no row


@pytest.mark.parametrize("fusions", [("A1:A2", "B1:C1", "D1:E1"), ()])
def test_des_titres_sur_deux_lignes_fusionnes_ou_non(fusions: tuple[str, ...]) -> None:
    lignes = [
        ["Action", "T3 2026", None, "T4 2026", None],
        [None, "%", "Statut", "%", "Statut"],
        ["A16", 4, "x", 5, "y"],
    ]
    (table,) = find(make_feuille(*lignes, fusions=fusions))
    assert (table.debut, table.rang) == (1, 2)
    assert [e.libelle for e in table.entetes][1:] == [
        "T3 2026 › %",
        "T3 2026 › Statut",
        "T4 2026 › %",
        "T4 2026 › Statut",
    ]
    assert table.cles == ["action", "[trimestre] › %", "[trimestre] › statut"]
    entete = table.find("[trimestre] › statut", Trimestre(2026, 4))
    assert entete is not None
    assert entete.lettre == "E"
    assert table.find("[trimestre] › statut", Trimestre(2026, 2)) is None
    assert table.find("[trimestre] › statut", None) is None


def test_la_premiere_ligne_de_reponses_n_est_pas_un_second_titre() -> None:
    (table,) = find(
        make_feuille(["Action", "Statut", "Freins"], ["Statuer", "En cours", "Aucun"], ["Autre", "Fait", "x"])
    )
    assert (table.rang, len(table.lignes)) == (1, 2)


def test_deux_titres_de_meme_nom_se_distinguent() -> None:
    (table,) = find(make_feuille(["Code", "Montant", "Montant"], ["A16", 1, 2]))
    assert table.cles == ["code", "montant", "montant #2"]


def test_la_forme_est_la_meme_d_un_trimestre_a_l_autre() -> None:
    un, deux = (
        find(make_feuille(["Code", f"Statut ({t})", f"Bilan {t} 2026"], ["A16", "x", "y"]))[0] for t in ("T3", "T4")
    )
    assert un.forme == deux.forme
    assert find(make_feuille(["Code", "Bilan T3 2026", "Statut (T3)"], ["A16", "x", "y"]))[0].forme == un.forme
    assert find(make_feuille(["Code", "Statut (T3)"], ["A16", "x"]))[0].forme != un.forme


def test_sans_tableau_il_n_y_a_rien() -> None:
    assert find(make_feuille(["Un titre seul"], ["une phrase"]), make_feuille()) == []
    assert find(make_feuille(["Code", "Statut"])) == []  # heads without a row


def test_ce_que_le_fichier_dit_de_son_trimestre() -> None:
    (table,) = find(make_feuille(["Suivi du 3e trimestre 2026"], ["Code", "Statut"], ["A16", "x"]))
    assert list_periodes(table, "suivi.xlsx", COURANT) == {Trimestre(2026, 3)}
    assert list_periodes(table, "suivi T4.xlsx", COURANT) == {Trimestre(2026, 3), Trimestre(2026, 4)}


@pytest.mark.parametrize(
    ("titre", "role"),
    [
        ("N°", "Code"),
        ("Réf. action", "Code"),
        ("Intitulé de l’action :", "Action"),
        ("Titre de la fiche action", "Action"),
        ("% réalisé", "Avancement (%)"),
        ("Taux d’avancement (en %)", "Avancement (%)"),
        ("Où en est-on ?", "Statut"),
        ("Statut (T3)", "Statut"),
        ("État au 30/09/2026", "Statut"),
        ("Météo", "Météo"),
        ("Commentaires du trimestre", "Fait marquant du trimestre"),
        ("Suites à donner", "Prochaine étape"),
        ("Freins et difficultés", "Point de blocage"),
        ("Arbitrage demandé", "Décision attendue"),
        ("Décision attendue", "Décision attendue"),
    ],
)
def test_un_titre_dit_une_de_nos_colonnes(titre: str, role: str) -> None:
    assert list_roles(titre)[0] == role


@pytest.mark.parametrize(
    "titre",
    [
        "Avancement précédent",
        "Statut prévu",
        "Taux cible",
        "Échéance",
        "Pilote",
        "Niveau de priorité",
        "Budget",
        "Actions liées",
        "Date de fin",
        "",
        "2026",
    ],
)
def test_ce_qui_n_est_pas_a_nous_ne_dit_rien(titre: str) -> None:
    assert list_roles(titre) == ()


def test_une_periode_dans_un_titre_est_n_importe_laquelle() -> None:
    assert fold_titre("Statut (T3)") == fold_titre("STATUT (t4)") == "statut ([trimestre])"
    assert fold_titre("État au 30/09/2026") == fold_titre("État au 31/12/26")


def test_les_deux_generations_du_modele_national() -> None:
    for titres in (TET, ["Notes de suivi" if t == "Note de suivi" else t for t in TET]):
        (table,) = find(make_feuille(titres, ["x"] * len(titres)))
        connue = find_connue(table.cles)
        assert connue is not None
        assert connue[1].roles == {
            "Action": "titre de la fiche action",
            "Statut": "statut",
            "Fait marquant du trimestre": "notes de suivi",
        }
        assert connue[1].forme == table.forme
    assert find_connue(["titre de la fiche action", "statut"]) is None
