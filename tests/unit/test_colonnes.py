"""The column table holds the words of the workbook's contract, and only fields that exist."""

from __future__ import annotations

from models.colonnes import FEUILLES, Genre
from models.objets import OBJETS

LIBELLES = {
    "Avancement": "Code · Orientation · Priorité · Action · Avancement précédent (%) · Statut précédent · "
    "Blocage ou décision en cours · Avancement (%) · Statut · Météo · Fait marquant du trimestre · Prochaine étape · "
    "Point de blocage · Décision attendue · Destinataire · Pour le · Sans changement (x)",
    "Jalons": "Code · Jalon · Échéance initiale · Échéance révisée · Atteint le",
    "Indicateurs": "Code · Indicateur · Unité · Cible · Valeur précédente · Valeur · Date de la mesure · Commentaire",
    "Partenaires": "Code · Partenaire · Rôle attendu · Implication · Contribution du trimestre",
}


def test_libelles_exacts() -> None:
    assert {f.nom: " · ".join(c.libelle for c in f.colonnes) for f in FEUILLES} == LIBELLES


def test_chaque_champ_saisi_existe_dans_sa_table() -> None:
    for feuille in FEUILLES:
        for colonne in feuille.colonnes:
            if colonne.saisie:
                assert colonne.champ in OBJETS[str(colonne.objet)].champs, colonne.libelle
                assert OBJETS[str(colonne.objet)].par_trimestre
            elif colonne.objet and colonne.genre is not Genre.LIBELLE:
                assert colonne.champ in OBJETS[colonne.objet].champs
