"""What an application left, and why, as its entry of the journal keeps it: one reason a row, answers that served."""

from __future__ import annotations

import pytest

from loaders.apercu.apercu import Apercu
from loaders.ecriture.application import Accord, apply_lecture
from loaders.ecriture.journal import Acte
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.lecture.brut import Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from models.colonnes_partenariat import LISTE
from models.vocabulaire import NatureEntree
from tests.agissants import COMMANDE
from tests.classeurs_partenariat import find_ligne, make, read_plan, type_ligne
from tests.fabrique import MAINTENANT, fill, make_gabarit

TROIS = {"H5": 40, "H6": 140, "H7": 20}
"""A16, A17 (in error) and A28 of CRIP 93."""


def apply(octets: bytes, options: Options) -> Apercu:
    (lecture,) = read_classeurs([Recu("retour.xlsx", octets)])
    acte = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT)
    fait = apply_lecture(lecture, options, acte, Accord(COMMANDE, lignes_valides=True))
    assert fait.remontee is not None
    return fait


def list_motifs(fait: Apercu) -> dict[str, str]:
    return {x.ligne: x.motif for x in fait.suites.laissees}


@pytest.mark.parametrize(
    ("options", "motifs"),
    [
        (Options(), {"Avancement!6": "erreur"}),
        (Options(exclues=frozenset({"Avancement!5"})), {"Avancement!5": "decochee", "Avancement!6": "erreur"}),
        (Options(suspendues=frozenset({"Avancement!5"})), {"Avancement!5": "sans_reponse", "Avancement!6": "erreur"}),
        (Options(exclues=frozenset({"Avancement!6"})), {"Avancement!6": "erreur"}),
        (
            Options(exclues=frozenset({"Avancement!7"}), suspendues=frozenset({"Avancement!7"})),
            {"Avancement!6": "erreur", "Avancement!7": "sans_reponse"},
        ),
    ],
    ids=["error", "unticked", "waits", "unticked in error", "unticked and waits"],
)
def test_each_row_is_left_for_one_reason(base: str, options: Options, motifs: dict[str, str]) -> None:
    assert list_motifs(apply(fill(make_gabarit(), TROIS), options)) == motifs


def test_a_row_that_cannot_go_with_the_others_is_in_error(base: str) -> None:
    """A partner tied to a catégorie becomes one, and another is tied to it: the cells are right, all that would be."""
    tete, un, deux = "Une tête", "Un partenaire", "Un autre"
    apply(type_liste({"A": tete, "B": "catégorie"}, {"A": un, "B": "organisme", "D": tete}), Options())
    fait = apply(
        type_liste(
            {"A": un, "B": "catégorie"}, {"A": deux, "B": "organisme", "D": un}, {"A": "Un tiers", "B": "organisme"}
        ),
        Options(),
    )
    assert {a.code for a in fait.erreurs} == {"rattachement_impossible"}
    assert list_motifs(fait) == {f"{LISTE.nom}!{a.ligne}": "erreur" for a in fait.erreurs}


def type_liste(*lignes: dict[str, str]) -> bytes:
    """The partners' workbook with rows typed: that of the partner, else the first free one."""
    octets, connus = make(PARTENAIRES), {p.nom for p in read_plan().partenaires}
    for ligne in lignes:
        cle = (ligne["A"],) if ligne["A"] in connus else ()
        octets = type_ligne(octets, LISTE, find_ligne(octets, LISTE, *cle), **ligne)
    return octets


def test_a_row_that_only_asks_is_left_without_an_answer(base: str) -> None:
    """« à effacer » holds nothing back, and the row says nothing else: it is neither applied nor silent."""
    apply(fill(make_gabarit(trimestre="2026-T4"), {"J5": "Soleil"}), Options())
    fait = apply(fill(make_gabarit(trimestre="2026-T4"), {"J5": "à effacer", "H6": 40}), Options())
    assert list_motifs(fait) == {"Avancement!5": "sans_reponse"}
    assert [x.sujet for x in fait.suites.laissees] == ["A16"]
    assert "A16" not in fait.muettes


def test_an_answer_about_a_row_that_did_not_go_is_not_kept(base: str) -> None:
    octets = fill(make_gabarit(), {"H5": 0.25, "H6": 55, "H7": 0.5})
    reponses = frozenset({("pourcentage", "fraction")})
    tout = apply(octets, Options(reponses=reponses))
    assert [r.reponse for r in tout.suites.reponses] == ["25 %", "50 %"]
    moins = apply(
        fill(make_gabarit(trimestre="2026-T4"), {"H5": 0.35, "H6": 65, "H7": 0.6}),
        Options(exclues=frozenset({"Avancement!5"}), reponses=reponses),
    )
    assert [r.reponse for r in moins.suites.reponses] == ["60 %"]
