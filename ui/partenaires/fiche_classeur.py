"""The sheet of a partner as a workbook, typed: its actions, its involvement quarter by quarter, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.blocs.partenaires.tables import name_role
from exports.tableau import Tableau
from metrics.bilan import Bilan
from metrics.partenaire import LigneAction, list_attentes
from phrases.decisions import name_etat_decision
from phrases.format import format_date, name_orientation


def build_tableaux(bilan: Bilan, lignes: Sequence[LigneAction]) -> Iterator[Tableau]:
    """Yield the sheets; an unknown role or level is an empty cell or said so, never 0."""
    orientations = {o.code: name_orientation(o) for o in bilan.plan.orientations}
    yield Tableau(
        "Ses actions",
        ("Action", "Intitulé", "Orientation", "Rôle attendu", "Implication", "Contribution", "Statut de l’action"),
        [
            (
                x.etat.code,
                x.etat.action.libelle.texte,
                orientations[x.etat.action.orientation],
                name_role(x),
                x.paire.niveau.libelle if x.paire.niveau is not None else None,
                x.paire.contribution,
                str(x.etat.statut) if x.etat.statut else None,
            )
            for x in lignes
        ],
    )
    yield Tableau(
        f"À venir au {bilan.trimestre.decale(1).libelle}",
        (
            "Action",
            "Intitulé",
            "Rôle attendu",
            "Prochaine étape",
            "Jalons",
            "Échéance",
            "Décision attendue de sa part",
            "État de la décision",
        ),
        [
            (
                a.ligne.etat.code,
                a.ligne.etat.action.libelle.texte,
                name_role(a.ligne),
                a.prochaine_etape,
                "\n".join(f"{j.libelle}, {format_date(j.echeance)}" for j in a.jalons) or None,
                a.ligne.etat.echeance if a.echeance else None,
                a.decision,
                name_etat_decision(a.ligne.etat) if a.decision else None,
            )
            for a in list_attentes(bilan, lignes)
        ],
    )
    yield Tableau(
        "Trimestre par trimestre",
        ("Trimestre", "Action", "Implication", "Contribution", "Dit par"),
        [
            (
                bilan.trimestre.decale(rang + 1 - len(x.paires)).libelle,
                x.etat.code,
                p.niveau.libelle if p.niveau is not None else None,
                p.contribution,
                ", ".join(p.voix) or None,
            )
            for x in lignes
            for rang, p in enumerate(x.paires)
            if p.remontee
        ],
    )
