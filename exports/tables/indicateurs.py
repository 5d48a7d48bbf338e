"""The indicateurs of the actions, and every measure of them known in a quarter."""

from __future__ import annotations

from exports.tables.actions import ACTION, VERS_ACTION
from exports.tables.champs import Champ, Genre, Lien, Table
from exports.tables.niveaux import TRIMESTRE
from metrics.bilan import Bilan
from metrics.indicateur import compute_taux
from metrics.publies import round_publie
from models.plan import Action, Indicateur
from phrases.indicateurs import write_non_calculable


def build_indicateurs(bilan: Bilan) -> Table:
    """Return a row an indicateur, with its last measured value and how far it is on the way to its target."""
    return Table(
        "indicateurs",
        "Indicateurs",
        "Les indicateurs des actions\u202f; leur taux n’entre dans aucun avancement.",
        (
            Champ("reference", "Référence", Genre.TEXTE, "Référence de l’indicateur.", obligatoire=True),
            ACTION,
            Champ("libelle", "Indicateur", Genre.TEXTE, "Intitulé de l’indicateur.", obligatoire=True),
            Champ("unite", "Unité", Genre.TEXTE, "Unité de ses valeurs."),
            Champ("sens", "Sens", Genre.TEXTE, "Sens souhaité, s’il est déclaré.", choix=("hausse", "baisse")),
            Champ("valeur_initiale", "Valeur initiale", Genre.NOMBRE, "Valeur au départ."),
            Champ("cible", "Cible", Genre.NOMBRE, "Valeur visée."),
            Champ("valeur", "Dernière valeur", Genre.NOMBRE, "Dernière valeur mesurée."),
            Champ("trimestre_de_la_valeur", "Trimestre de la valeur", Genre.TEXTE, "Trimestre de cette mesure."),
            Champ("taux", "Chemin parcouru", Genre.TAUX, "(valeur − initiale) / (cible − initiale), sans borne."),
            Champ("motif", "Pourquoi sans taux", Genre.TEXTE, "Ce qui empêche de calculer le taux."),
        ),
        [_list_indicateur(bilan, a, i) for a in bilan.plan.actions for i in a.indicateurs],
        ("reference",),
        (VERS_ACTION,),
    )


def _list_indicateur(bilan: Bilan, action: Action, i: Indicateur) -> tuple[str | float | None, ...]:
    t = compute_taux(i, bilan.trimestre)
    mesure = (t.mesure.valeur, str(t.mesure.trimestre)) if t.mesure else (None, None)
    motif = write_non_calculable(t.motif, i) or None
    fiche = (i.reference, action.code, i.libelle, i.unite, i.sens, i.valeur_initiale, i.cible)
    return (*fiche, *mesure, round_publie(t.taux, 4), motif)


def build_mesures(bilan: Bilan) -> Table:
    """Return a row a measure of an indicateur stated by the quarter."""
    return Table(
        "mesures",
        "Mesures",
        "Les valeurs mesurées de chaque indicateur, trimestre par trimestre.",
        (
            Champ("indicateur", "Indicateur", Genre.TEXTE, "Référence de l’indicateur.", obligatoire=True),
            TRIMESTRE,
            Champ("valeur", "Valeur", Genre.NOMBRE, "Valeur mesurée."),
            Champ("date_mesure", "Mesurée le", Genre.DATE, "Jour de la mesure."),
            Champ("commentaire", "Commentaire", Genre.TEXTE, "Ce qu’en dit le pilote.", interne=True),
            Champ("source", "Source", Genre.TEXTE, "D’où vient la valeur.", interne=True),
        ),
        [
            (i.reference, str(m.trimestre), m.valeur, m.date_mesure, m.commentaire or None, m.source or None)
            for a in bilan.plan.actions
            for i in a.indicateurs
            for m in i.mesures
            if m.trimestre <= bilan.trimestre
        ],
        ("indicateur", "trimestre"),
        (Lien("indicateur", "indicateurs", "reference"),),
    )
