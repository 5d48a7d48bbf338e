"""The tables of the partners as sheets of a workbook, typed."""

from __future__ import annotations

from collections.abc import Iterator

from exports.tableau import Case, Tableau
from metrics.implication import ImplicationPartenaire
from phrases.format import format_nombre, name_orientation
from ui.partenaires.carte import list_rangees
from ui.partenaires.vue import VuePartenaires

LIENS_MAX = 1_000
"""Pairs of partners in the workbook, the strongest: 600 partners make tens of thousands."""
COMPTES = ("Attendues", "Mobilisées", "Informées ou non mobilisées", "Sans nouvelle", "Spontanées", "Taux (%)")


def list_comptes(i: ImplicationPartenaire) -> tuple[Case, ...]:
    """Return the counts of a scope under `COMPTES`; the taux is empty where too little was reported to judge."""
    taux = round(100 * i.taux_mobilisation, 1) if i.taux_mobilisation is not None and i.suffisante else None
    return (i.attendues, i.mobilisees, i.peu_mobilisees, i.silencieuses, i.spontanees, taux)


def build_tableaux(vue: VuePartenaires) -> Iterator[Tableau]:
    """Yield the sheets of the screen, as it is filtered: partners, cells, silent ones, actions, pairs."""
    p, plan = vue.partenariat, vue.vue.plan
    fiches = {x.nom: x for x in plan.partenaires}
    rangees = list_rangees(vue)
    tetes = {i.nom: (i.nom, f.nature if (f := fiches.get(i.nom)) else None, f.type if f else None) for i in rangees}
    yield Tableau(
        "Partenaires",
        ("Partenaire", "Nature", "Type", *COMPTES),
        [(*tetes[i.nom], *list_comptes(i)) for i in rangees],
    )
    yield Tableau(
        "Partenaires et orientations",
        ("Partenaire", "Orientation", *COMPTES),
        [
            (i.nom, name_orientation(o), *list_comptes(case))
            for i in rangees
            for o in plan.orientations
            if (case := p.cases.get((i.nom, o.code)))
        ],
    )
    yield Tableau(
        "Sans nouvelle",
        ("Partenaire", "Dernière nouvelle", "Actions attendues"),
        [(s.nom, s.dernier.libelle if s.dernier else None, ", ".join(a.code for a in s.actions)) for s in vue.silences],
    )
    yield Tableau(
        "Actions sans partenaire actif",
        ("Action", "Intitulé", "Motif", "Partenaires attendus"),
        [(s.action.code, s.action.libelle.texte, str(s.motif), ", ".join(s.attendus)) for s in vue.sans_actif],
    )
    yield _build_liens(vue)


def _build_liens(vue: VuePartenaires) -> Tableau:
    entetes = (
        "Partenaire",
        "Avec",
        "Mobilisés ensemble",
        "Actions (mobilisés)",
        "Attendus ensemble",
        "Actions (attendus)",
    )
    liens = vue.find_liens(LIENS_MAX)
    lignes = [
        (x.un, x.autre, len(x.mobilises), ", ".join(x.mobilises) or None, len(x.attendus), ", ".join(x.attendus))
        for x in liens.premiers
    ]
    gardes, total = format_nombre(len(lignes)), format_nombre(liens.total)
    precision = f"{gardes} premiers couples sur {total}" if liens.total > len(lignes) else ""
    return Tableau("Qui travaille avec qui", entetes, lignes, precision)
