"""Tables that people make themselves, and what they type in ours: read when they are clear, else told what to do."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook

from loaders.apercu.apercu import Apercu
from loaders.apercu.lot import preview_fichiers
from loaders.lecture.brut import Recu
from loaders.options import Options
from models.session import open_base
from tests.classeurs_partenariat import read_plan
from tests.fabrique import MAINTENANT

COMITE = "Comité de pilotage de l'ODPE"
ORGANISME = "organisme"


def preview(*lignes: list[object], feuille: str = "Feuil1", **autres: list[list[object]]) -> Apercu:
    """The preview of a home-made workbook: one sheet of rows, and others by name."""
    classeur = Workbook()
    classeur.remove(classeur.worksheets[0])
    for nom, rangees in {feuille: lignes, **autres}.items():
        page = classeur.create_sheet(nom)
        for rangee in rangees:
            page.append(rangee)
    tampon = io.BytesIO()
    classeur.save(tampon)
    with open_base() as session:
        return preview_fichiers(session, [Recu("maison.xlsx", tampon.getvalue())], Options(), MAINTENANT)[0]


def list_dits(apercu: Apercu) -> list[tuple[str, str, object]]:
    return [(c.reference, c.champ, c.apres) for c in apercu.changements]


@pytest.mark.usefixtures("base")
class TestReconnus:
    def test_a_list_of_members_needs_no_nature_for_those_known(self) -> None:
        apercu = preview(["Partenaire", "Membre de la fédération signataire"], ["p.j.j.", "oui"], ["pjj ", "Oui"])
        assert list_dits(apercu) == [("PJJ", "membre", True)]
        (erreur,) = apercu.erreurs
        assert (erreur.code, erreur.ligne) == ("nature_manquante", 2)
        assert "« p.j.j. »" in erreur.message
        assert "« PJJ »" in erreur.message
        assert "une colonne « Nature »" in erreur.message

    def test_a_header_may_lose_its_advice_and_gain_a_colon(self) -> None:
        apercu = preview(["Instance :", "Date", "TENUE"], [COMITE, "jeudi 12 mars 2026", "tenue"])
        assert list_dits(apercu) == [("comite-de-pilotage/2026-03-12", "tenue", True)]
        assert apercu.anomalies == ()

    def test_a_role_is_enough_to_expect_someone(self) -> None:
        apercu = preview(["Code", "Partenaire", "Rôle attendu"], ["A04", "parquet de bobigny", "Contributeur·rice"])
        dits = list_dits(apercu)
        assert ("A04/Parquet de Bobigny", "attendue", True) in dits
        assert ("A04/Parquet de Bobigny", "role", "contributeur") in dits

    def test_a_side_is_known_as_the_charter_writes_it(self) -> None:
        court = read_plan().charte.parties[1].nom.replace(" ", "").lower()
        apercu = preview(
            ["Code", "Apprécié par", "Année", "Appréciation"], ["I01", court, "année 2025", "Substantielle"]
        )
        assert list_dits(apercu) == [("I01/partenaire/2025", "appreciation", "Substantiel")]

    def test_a_short_header_does_not_take_the_place_of_the_whole_one(self) -> None:
        apercu = preview(["Instance", "Date", "Tenue", "Tenue (oui/non)"], [COMITE, "12/03/2026", "reportée", "oui"])
        assert list_dits(apercu) == [("comite-de-pilotage/2026-03-12", "tenue", True)]
        assert [a.code for a in apercu.anomalies] == ["colonnes_ignorees"]


@pytest.mark.usefixtures("base")
class TestRefuses:
    @pytest.mark.parametrize(
        ("entetes", "mots"),
        [
            (["Poste", "Montant"], ["Aucun tableau reconnu", "« Feuil1 »", "Importer"]),
            (["Réunion", "Date", "Décisions"], ["« Réunions »", "« Instance »"]),
        ],
    )
    def test_a_table_of_nobody_is_not_asked_its_quarter(self, entetes: list[object], mots: list[str]) -> None:
        (refus,) = preview(entetes, ["x", "y"]).anomalies
        assert refus.code == "feuille_introuvable"
        assert all(mot in refus.message for mot in mots)

    def test_the_first_words_of_a_header_are_recognised_and_not_dropped(self) -> None:
        (refus,) = preview(["Partenaire", "Nature", "Membre"], ["PJJ", ORGANISME, "oui"]).anomalies
        assert refus.code == "colonne_introuvable"
        assert "Vouliez-vous dire « Membre »" in refus.message

    def test_a_table_of_another_kind_is_an_error(self) -> None:
        reunions = [["Instance", "Date", "Tenue (oui/non)"], [COMITE, "12/03/2026", "oui"]]
        apercu = preview(["Partenaire", "Nature"], ["PJJ", ORGANISME], feuille="Liste des partenaires", Suivi=reunions)
        (erreur,) = apercu.erreurs
        assert (erreur.code, erreur.feuille) == ("feuille_autre_classeur", "Liste des partenaires")
        assert "Partenaires et participations" in erreur.message, "the kind with most of our headers is the file’s"

    def test_a_meeting_has_a_day_and_not_a_month(self) -> None:
        (erreur,) = preview(["Instance", "Date", "Tenue"], [COMITE, "mars 2026", "oui"]).anomalies
        assert (erreur.code, erreur.colonne) == ("valeur_illisible", "B")
        assert "un jour" in erreur.message

    def test_a_column_that_is_not_there_is_not_said_empty(self) -> None:
        messages = [a.message for a in preview(["Code", "Appréciation"], ["I01", "Tenu"]).erreurs]
        assert len(messages) == 2
        assert all("colonne absente" in m for m in messages)

    def test_a_mistyped_role_is_not_also_said_missing(self) -> None:
        apercu = preview(["Code", "Partenaire", "Rôle attendu"], ["A04", "Parquet de Bobigny", "invité"])
        assert [a.code for a in apercu.anomalies] == ["valeur_inconnue"]


@pytest.mark.usefixtures("base")
def test_what_was_read_is_shown_as_a_french_reader_sees_it() -> None:
    entetes = ["Instance", "Date", "Tenue (oui/non)", "Présents pour le Département"]
    apercu = preview(
        entetes, [COMITE, date(2027, 4, 1), "oui", None], [COMITE, date(2026, 3, 1), None, 2.5], [COMITE, True]
    )
    assert [a.valeur for a in apercu.anomalies] == ["oui", "2,5", "VRAI"]


@pytest.mark.usefixtures("base")
def test_rows_that_differ_are_named_as_they_were_typed() -> None:
    entetes = ["Code", "Apprécié par", "Année", "Appréciation"]
    apercu = preview(entetes, *(["I01", "IDEE 93", 2025, a] for a in ("Tenu", "Limité", "Non engagé")))
    assert "« I01, IDEE 93, 2025 » a des lignes différentes (2, 3 et 4)" in apercu.erreurs[0].message
