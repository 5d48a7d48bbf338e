"""What comes in has limits: exactly at each one it is taken, one beyond it is refused, or said to be cut."""

from __future__ import annotations

import pytest

from loaders.anomalie import EXTRAIT_MAX, Anomalie, Gravite, cut_extrait
from loaders.apercu.apercu import Apercu
from loaders.cellules.mots import ENTIER_MAX
from loaders.cellules.nombres import NOMBRE_MAX
from loaders.cellules.valeurs import Contexte, ValeurIllisible, read_cellule
from loaders.commandes.rapport import ANOMALIES_MAX, print_apercu
from loaders.ecriture.droits import AUTEUR_MAX, check_auteur
from loaders.genres.registre import REGISTRE
from loaders.lecture.brut import CelluleBrute, ClasseurBrut, FeuilleBrute
from loaders.lecture.lecteur.bornes import CELLULES_MAX, COLONNES_MAX, LIGNES_MAX, LIGNES_RECONNUES, LOINTAINES_MAX
from loaders.lecture.lecteur.etendue import Etendue
from loaders.lecture.porte import TAILLE_MAX, check_octets
from loaders.tableaux.entetes import ENTETE_MAX, find_modele
from loaders.tableaux.formes import MONTREES_MAX, list_avis
from models.colonnes import AVANCEMENT, NOM_MAX, Genre
from models.refus import ClasseurRefuse, DemandeInvalide


def read(valeur: object, genre: Genre, nature: str = "n") -> object:
    lu = read_cellule(CelluleBrute(nature, valeur), genre, Contexte())
    return None if lu is None else lu.valeur


@pytest.mark.parametrize(
    ("genre", "dernier", "premier_refuse"),
    [
        (Genre.ENTIER, ENTIER_MAX, ENTIER_MAX + 1),
        (Genre.ENTIER, 0, -1),
        (Genre.NOMBRE, NOMBRE_MAX, NOMBRE_MAX + 1),
        (Genre.NOMBRE, -NOMBRE_MAX, -NOMBRE_MAX - 1),
        (Genre.POURCENTAGE, 100, 101),
        (Genre.POURCENTAGE, 0, -1),
    ],
)
def test_a_number_is_taken_up_to_its_limit(genre: Genre, dernier: int, premier_refuse: int) -> None:
    assert read(dernier, genre) == dernier
    with pytest.raises(ValeurIllisible):
        read(premier_refuse, genre)


@pytest.mark.parametrize("genre", [Genre.LIBELLE, Genre.PARTENAIRE])
def test_a_name_is_taken_up_to_its_limit(genre: Genre) -> None:
    assert read("é" * NOM_MAX, genre, "s") == "é" * NOM_MAX
    with pytest.raises(ValeurIllisible, match=r"plus de 200 caractères \(201\)"):
        read("é" * (NOM_MAX + 1), genre, "s")
    assert read("é" * (NOM_MAX + 1), Genre.TEXTE, "s") == "é" * (NOM_MAX + 1)


def test_a_quotation_is_cut_beyond_its_limit_and_stays_within_it() -> None:
    assert cut_extrait("x" * EXTRAIT_MAX) == "x" * EXTRAIT_MAX
    assert cut_extrait("x" * (EXTRAIT_MAX + 1)) == "x" * (EXTRAIT_MAX - 1) + "…"


def test_a_name_of_an_author_is_taken_up_to_its_limit() -> None:
    assert check_auteur(f" {'x' * AUTEUR_MAX} ") == "x" * AUTEUR_MAX
    for nom in ("x" * (AUTEUR_MAX + 1), " ", "a\x00b"):
        with pytest.raises(DemandeInvalide):
            check_auteur(nom)


def test_a_file_is_taken_up_to_its_limit() -> None:
    octets = b"PK\x03\x04" + bytes(TAILLE_MAX - 4)
    check_octets("a.xlsx", octets)
    with pytest.raises(ClasseurRefuse, match="Le fichier pèse 20 Mo"):
        check_octets("a.xlsx", octets + b"\0")


def test_a_sheet_is_taken_up_to_its_last_row_and_column() -> None:
    etendue = Etendue()
    assert etendue.add(LIGNES_MAX, COLONNES_MAX) == (1, 1)
    assert (etendue.loin, etendue.cellules) == ([], 1)
    assert etendue.add(LIGNES_MAX + 1, 1) == etendue.add(1, COLONNES_MAX + 1) == (0, 0)
    assert (etendue.loin, etendue.cellules) == (["A5001", "GS1"], 1)
    assert (etendue.ligne, etendue.colonne) == (LIGNES_MAX, COLONNES_MAX)


@pytest.mark.parametrize(
    ("champ", "dernier", "code"),
    [("cellules", CELLULES_MAX, "contenu_anormal"), ("lointaines", LOINTAINES_MAX, "cellule_lointaine")],
)
def test_a_sheet_is_taken_up_to_its_limits(champ: str, dernier: int, code: str) -> None:
    etendue = Etendue(loin=["A5001"])
    setattr(etendue, champ, dernier)
    assert etendue.find_exces("Avancement", []) is None
    setattr(etendue, champ, dernier + 1)
    assert (etendue.find_exces("Avancement", []) or ("", ""))[0] == code


def test_a_block_of_cells_counts_without_being_expanded() -> None:
    etendue = Etendue()
    assert etendue.add(10, 3, lignes=1_048_567, colonnes=16_382) == (LIGNES_MAX - 9, COLONNES_MAX - 2)
    assert etendue.cellules == (LIGNES_MAX - 9) * (COLONNES_MAX - 2)
    assert etendue.cellules + etendue.lointaines == 1_048_567 * 16_382


def test_the_rows_kept_of_any_sheet_hold_its_headers() -> None:
    assert LIGNES_RECONNUES >= ENTETE_MAX


def make_feuille(ligne: int, nom: str = "Feuil1", **champs: object) -> FeuilleBrute:
    """A sheet whose headers, those of « Avancement », are on a row."""
    titres = {chr(ord("A") + n): CelluleBrute("s", c.libelle) for n, c in enumerate(AVANCEMENT.colonnes)}
    return FeuilleBrute(nom, False, ((ligne, titres),), **champs)


def test_headers_are_found_down_to_the_twentieth_row() -> None:
    assert AVANCEMENT in find_modele(ClasseurBrut((make_feuille(ENTETE_MAX),)), None, REGISTRE.modeles).feuilles
    with pytest.raises(ClasseurRefuse) as refus:
        find_modele(ClasseurBrut((make_feuille(ENTETE_MAX + 1),)), None, REGISTRE.modeles)
    assert refus.value.code == "feuille_introuvable"
    assert "Le plus proche" not in str(refus.value)


@pytest.mark.parametrize("nombre", [MONTREES_MAX, MONTREES_MAX + 1])
def test_hidden_rows_are_listed_up_to_a_limit_and_the_cut_is_shown(nombre: int) -> None:
    numeros = list(range(5, 5 + nombre))
    (avis,) = list_avis(make_feuille(4, lignes_masquees=(2, *numeros, 90)), [], numeros, {})
    montrees = ", ".join(map(str, numeros[:MONTREES_MAX]))
    suite = "…" if nombre > MONTREES_MAX else ""
    assert avis.message == f"{nombre} lignes masquées seront importées : {montrees}{suite}."


@pytest.mark.parametrize("nombre", [ANOMALIES_MAX, ANOMALIES_MAX + 1])
def test_anomalies_are_printed_up_to_a_limit_and_the_rest_is_counted(
    nombre: int, capsys: pytest.CaptureFixture[str]
) -> None:
    anomalies = tuple(Anomalie("x", f"message {n}", Gravite.AVERTISSEMENT) for n in range(nombre))
    print_apercu(Apercu("a.xlsx", "", "ok", 1, anomalies=anomalies))
    lignes = capsys.readouterr().out.splitlines()
    assert sum("message" in ligne for ligne in lignes) == ANOMALIES_MAX
    assert [ligne for ligne in lignes if "autre" in ligne] == ["  et 1 autre"] * (nombre - ANOMALIES_MAX)
