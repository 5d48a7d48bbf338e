"""The column table holds the words of the workbook's contract, and only fields that exist."""

from __future__ import annotations

import pytest

from loaders.genres.mesures.genre import MESURES_INDICATEURS
from loaders.genres.registre import REGISTRE
from loaders.genres.remontee.genre import REMONTEE
from loaders.retour import annotateur
from models.colonnes import FEUILLES, RECAPITULATIF, Genre
from models.objets import OBJETS

LIBELLES = {
    "Avancement": "Code · Orientation · Priorité · Action · Avancement précédent (%) · Statut précédent · "
    "Blocage ou décision en cours · Avancement (%) · Statut · Météo · Fait marquant du trimestre · Prochaine étape · "
    "Point de blocage · Décision attendue · Destinataire · Pour le · Sans changement (x) · Météo précédente · "
    "Fait marquant précédent · Prochaine étape annoncée",
    "Jalons": "Code · Jalon · Échéance initiale · Échéance révisée · Atteint le",
    "Indicateurs": "Code · Indicateur · Unité · Cible · Valeur précédente · Valeur · Date de la mesure · Commentaire",
    "Partenaires": "Code · Partenaire · Rôle attendu · Implication · Contribution du trimestre",
    "Liste des partenaires": "Partenaire · Nature · Type · Rattaché à · Membre de la fédération signataire",
    "Participations": "Code · Action · Partenaire · Rôle attendu · Attendue (x)",
    "Appréciations": "Code · Domaine · Engagement · Pris par · Apprécié par · Année · "
    "Appréciation de l’année précédente · Appréciation · Éléments à l’appui · Commentaire",
    "Réunions": "Instance · Date · Tenue (oui/non) · Présents pour le Département · "
    "Présents pour le partenaire signataire · Décisions",
    "Dates des actions": "Code · Action · Début de l’action · Échéance de l’action",
    "Preuves": "Code · Ce qui a été fait · Preuve · Adresse de la preuve · Date de la preuve",
    "Cibles des indicateurs": "Code · Indicateur · Unité · Valeur initiale · Cible",
    "Mesures": "Code · Indicateur · Unité · Date · Valeur · Source",
}


def test_libelles_exacts() -> None:
    assert {f.nom: " · ".join(c.libelle for c in f.colonnes) for f in REGISTRE.modeles.feuilles} == LIBELLES
    assert REMONTEE.modele.feuilles == FEUILLES


@pytest.mark.parametrize("modele", REGISTRE.modeles.connus, ids=lambda m: m.cle)
def test_chaque_champ_saisi_existe_dans_sa_table(modele) -> None:
    for feuille in modele.feuilles:
        assert set(feuille.obligatoires) <= {c.libelle for c in feuille.lues}
        for colonne in feuille.colonnes:
            if colonne.saisie:
                assert colonne.champ in OBJETS[str(colonne.objet)].champs, colonne.libelle
                par_trimestre = modele.par_trimestre or modele is MESURES_INDICATEURS.modele  # its rows say their own
                assert OBJETS[str(colonne.objet)].par_trimestre is par_trimestre
                connue = REGISTRE.modeles.find_colonne(str(colonne.objet), str(colonne.champ))
                assert connue == colonne or modele is MESURES_INDICATEURS.modele  # known by the workbook of the quarter
            elif colonne.objet and colonne.genre is not Genre.LIBELLE:
                assert colonne.champ in OBJETS[colonne.objet].champs


def test_a_grey_column_is_mistaken_for_typed_ones_of_its_sheet() -> None:
    for feuille in REGISTRE.modeles.feuilles:
        for colonne in feuille.colonnes:
            assert set(colonne.blanches) <= {c.libelle for c in feuille.saisies}, colonne.libelle
            assert not (colonne.saisie and colonne.blanches), colonne.libelle


def test_the_sheet_of_a_marked_workbook_has_one_name() -> None:
    """The program that marks runs by path, without the package: it keeps its own copy of the name."""
    assert annotateur.RECAPITULATIF == RECAPITULATIF
