"""Fault 59: personal data in every column where people write, and nothing where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.lignes.personnel import find_donnees_personnelles
from tests.constats import Verifier, find_message, list_places
from tests.fabrique import fill

AVIS = "avertissement"
TELEPHONE, COURRIEL, NIR = "numéro de téléphone", "adresse de courriel", "numéro de sécurité sociale"
COLONNES = {
    **{f"Avancement!{lettre}5": {} for lettre in "KLMNO"},
    "Jalons!B5": {"Jalons!A5": "A16"},
    "Indicateurs!B8": {"Indicateurs!A8": "A16", "Indicateurs!F8": 3},
    "Indicateurs!H5": {},
    "Partenaires!B21": {"Partenaires!A21": "A16", "Partenaires!D21": "Informé"},
    "Partenaires!E5": {},
}
"""Every column of text, and what its row needs to be read."""


@pytest.mark.parametrize("place", COLONNES)
def test_faute_59_dans_chaque_colonne_de_texte(verifier: Verifier, gabarit: bytes, place: str) -> None:
    texte = "joindre Mme X au 06 12 34 56 78"
    fichier = verifier(fill(gabarit, {place: texte, **COLONNES[place]}), "--creer-partenaires")
    feuille, _, cellule = place.partition("!")
    assert ("donnee_personnelle", AVIS, feuille, int(cellule[1:]), cellule[0]) in list_places(fichier)
    message = find_message(fichier, "donnee_personnelle")
    assert message.endswith(
        "possible donnée personnelle (numéro de téléphone). Retirez-la : le suivi porte sur des actions."
    )
    assert not message.startswith("rang")
    assert fichier["statut"] == "ok"
    assert [c for c in fichier["changements"] if texte in (c["apres"], c["reference"].split("/", 1)[-1])]


@pytest.mark.parametrize(
    ("texte", "nature"),
    [
        *((t, TELEPHONE) for t in ("0612345678", "06.12.34.56.78", "06-12-34-56-78", "06/12/34/56/78")),
        *((t, TELEPHONE) for t in ("06\u202f12\u202f34\u202f56\u202f78", "06\u00a012\u00a034\u00a056\u00a078")),
        *((t, TELEPHONE) for t in ("+33 6 12 34 56 78", "+33612345678", "0033 6 12 34 56 78", "+33 (0)6 12 34 56 78")),
        *((t, TELEPHONE) for t in ("tél.:01 43 93 12 34,", "(01.43.93.12.34)")),
        *((t, COURRIEL) for t in ("jean.dupont@exemple.fr", "écrire à a.b+c@x-y.gouv.fr.", "<m@e.org>")),
        *((t, NIR) for t in ("1 84 12 76 451 089 46", "184127645108946", "1841276451089", "n°1 84 12 76 451 089 46.")),
        *(
            (t, NIR)
            for t in ("2 84 12 2A 451 089 46", "284122A45108946", "2\u202f84\u202f12\u202f76\u202f451\u202f089")
        ),
    ],
)
def test_faute_59_ecritures(texte: str, nature: str) -> None:
    assert find_donnees_personnelles(texte) == [nature]
    assert find_donnees_personnelles(f"Contact : {texte} (à voir)") == [nature]


@pytest.mark.parametrize(
    "texte",
    [
        *("A07/J2", "A07", "2024 2025 2026 2027 2028", "T3 2026", "0,45", "119", "le 3919", "article L. 112-3"),
        *("1 234 567 890 €", "12 000 000 000", "1 250 000 000 000 €", "01 000 000 000", "2 100 000 000 000 000"),
        *("SIRET 123 456 789 00012", "18412764510894", "267 500 452 00011", "26750045200011", "SIREN 229 300 082"),
        *("le 05/06/2026 12 agents", "05/06/2026 - 07/06/2026", "du 01/02 au 03/04", "2026-06-12 34", "10:32"),
        *(
            "93000 93200 93300 93400",
            "de 10 12 14 16 18 ans",
            "120 110 100 200 300",
            "FR76 3000 6000 0112 3456 7890 189",
        ),
        *("@direction", "a@b", "n° 2026-06-12-34", "06 12 34 56", "0612345678901234"),
    ],
)
def test_faute_59_rien_a_dire(texte: str) -> None:
    assert find_donnees_personnelles(texte) == []


@given(st.integers(0, 10**9), st.sampled_from(["{:,} €", "{:,} places", "{} €"]))
def test_faute_59_un_montant_n_est_pas_une_personne(montant: int, forme: str) -> None:
    for separateur in (" ", "\u202f", ""):
        assert find_donnees_personnelles(forme.format(montant).replace(",", separateur)) == []
