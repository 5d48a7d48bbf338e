"""Fault 96: which action a row speaks of; what neither code nor title makes sure is proposed, never taken."""

from __future__ import annotations

import pytest

from loaders.correspondance.rattachement import Lien, Rattacheur, name_ligne
from tests.classeurs_partenariat import read_plan


@pytest.fixture
def rattacheur(base: str) -> Rattacheur:
    return Rattacheur(read_plan())


def name_titre(r: Rattacheur, code: str) -> str:
    return r.plan.actions_par_code[code].libelle.texte


@pytest.mark.parametrize("code", ["A16", "a16", "A 16", "a-16", "Action A16", "Fiche action n° A16", "A16."])
def test_faute_97_un_code_suffit(rattacheur: Rattacheur, code: str) -> None:
    lien = rattacheur.tie(code, "")
    assert (lien.code, lien.sur) == ("A16", True)


@pytest.mark.parametrize("code", ["16", "n° 16", "Action 16", "16."])
def test_faute_97_un_numero_seul_n_est_pas_un_code(rattacheur: Rattacheur, code: str) -> None:
    assert rattacheur.tie(code, "") == Lien("A16", par_numero=True, proches=("A16",))
    assert rattacheur.tie(code, name_titre(rattacheur, "A16").upper()).sur
    contredit = rattacheur.tie(code, name_titre(rattacheur, "A33"))
    assert (contredit.code, contredit.sur) == ("A33", True)  # the title is another action's, word for word


@pytest.mark.parametrize("code", ["A1⁶", "1⁶", "A99", "99", "Total", "", "16 bis", "A16/J1"])
def test_faute_97_ce_qui_n_est_pas_un_code_ne_rattache_rien(rattacheur: Rattacheur, code: str) -> None:
    assert rattacheur.tie(code, "") == Lien()


def test_faute_97_un_titre_proche_est_propose(rattacheur: Rattacheur) -> None:
    titre = name_titre(rattacheur, "A16")
    assert rattacheur.tie("", titre.lower()) == Lien("A16", sur=True, proches=("A16",))
    proche = rattacheur.tie("", f"{titre[:-4]} (suite)")
    assert (proche.code, proche.sur) == ("A16", False)
    assert not rattacheur.tie("", "Refaire la toiture du gymnase").sur


def test_faute_97_un_code_et_le_titre_d_une_autre_action_ne_disent_rien_de_sur(rattacheur: Rattacheur) -> None:
    lien = rattacheur.tie("A16", name_titre(rattacheur, "A33"))
    assert not lien.sur
    assert {"A16", "A33"} <= set(lien.proches)
    proche = rattacheur.tie("A16", f"{name_titre(rattacheur, 'A33')} bis")
    assert (proche.code, proche.sur) == ("", False)


def test_faute_97_le_code_peut_etre_dans_le_titre(rattacheur: Rattacheur) -> None:
    titre = name_titre(rattacheur, "A16")
    for dit in (f"A16 – {titre}", f"Action 16 : {titre}", f"16. {titre}"):
        lien = rattacheur.tie("", dit)
        assert (lien.code, lien.sur) == ("A16", True)


def test_faute_97_une_ligne_se_reconnait_a_ce_qu_elle_se_nomme() -> None:
    assert name_ligne("N° 16", " Œuvrer  ensemble") == name_ligne("n° 16", "oeuvrer ensemble")
    assert name_ligne("", "") == ""
