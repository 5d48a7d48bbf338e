"""The figures of every level of the plan in a quarter, then quarter after quarter."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from exports.tables.champs import Champ, Genre, Table, Valeur
from metrics.bilan import Bilan
from metrics.chiffres import Chiffres
from metrics.publies import round_publie
from metrics.tendance import compute_ligne_attendue, compute_tendance
from models.libelle import Libelle
from models.vocabulaire import StatutLibelle

PLAN, ORIENTATION, PRIORITE, ENGAGEMENT = "plan", "orientation", "priorité", "engagement"
TRIMESTRE: Final = Champ("trimestre", "Trimestre", Genre.TEXTE, "Trimestre civil, écrit 2026-T3.", obligatoire=True)
STATUT_LIBELLE: Final = Champ(
    "statut_libelle",
    "Statut de l’intitulé",
    Genre.TEXTE,
    "Si l’intitulé est celui d’un document officiel, ou provisoire.",
    choix=tuple(map(str, StatutLibelle)),
)
CHIFFRES: Final = (
    Champ(
        "avancement",
        "Avancement (%)",
        Genre.POURCENT,
        "Moyenne pondérée des actions actives dont l’avancement est connu\u202f; vide si aucune ne l’est.",
    ),
    Champ(
        "attendu",
        "Attendu (%)",
        Genre.POURCENT,
        "Part du temps écoulée à la fin du trimestre, sur les mêmes actions que l’avancement.",
    ),
    Champ("ecart", "Écart (points)", Genre.POINTS, "Avancement moins attendu\u202f; négatif\u202f: en retrait."),
    Champ("actions_connues", "Actions connues", Genre.ENTIER, "Actions actives dont l’avancement est connu."),
    Champ("actions_actives", "Actions actives", Genre.ENTIER, "Actions ni abandonnées ni sans objet."),
    Champ("exclues", "Hors calcul", Genre.ENTIER, "Actions abandonnées ou sans objet, hors de tout calcul."),
    Champ(
        "encadrement_bas",
        "Au moins (%)",
        Genre.POURCENT,
        "Ce que serait l’avancement si chaque action non renseignée était à 0.",
    ),
    Champ(
        "encadrement_haut",
        "Au plus (%)",
        Genre.POURCENT,
        "Ce que serait l’avancement si chaque action non renseignée était à 100.",
    ),
    Champ("taux_realisation", "Taux de réalisation", Genre.TAUX, "Actions réalisées rapportées aux actives, de 0 à 1."),
    Champ(
        "taux_remontee",
        "Actions actualisées",
        Genre.TAUX,
        "Actions actives remontées dans le trimestre même, rapportées aux actives, de 0 à 1.",
    ),
)


def list_chiffres(c: Chiffres) -> tuple[Valeur, ...]:
    """Return the figures of a level under `CHIFFRES`, rounded as every published figure is."""
    bas, haut = c.encadrement or (None, None)
    return (
        round_publie(c.avancement, 2),
        round_publie(c.attendu, 2),
        round_publie(c.ecart, 2),
        c.connues,
        c.actives,
        c.exclues,
        round_publie(bas, 2),
        round_publie(haut, 2),
        round_publie(c.taux_realisation, 4),
        round_publie(c.taux_remontee, 4),
    )


def build_niveaux(bilan: Bilan) -> Table:
    """Return a row a level: the plan, its orientations, its priorités, its engagements, in the order of the plan."""
    return Table(
        "niveaux",
        "Niveaux",
        "Les chiffres de chaque niveau, tous calculés depuis les actions\u202f; les engagements partagent des actions "
        "et ne s’additionnent pas.",
        (
            Champ(
                "niveau",
                "Niveau",
                Genre.TEXTE,
                "Ce dont la ligne donne les chiffres.",
                choix=(PLAN, ORIENTATION, PRIORITE, ENGAGEMENT),
                obligatoire=True,
            ),
            Champ("code", "Code", Genre.TEXTE, "Code du niveau\u202f; numéro d’un engagement.", obligatoire=True),
            Champ("libelle", "Intitulé", Genre.TEXTE, "Intitulé du niveau.", obligatoire=True),
            STATUT_LIBELLE,
            Champ("parent", "Rattaché à", Genre.TEXTE, "Code de l’orientation d’une priorité ou d’un engagement."),
            *CHIFFRES,
        ),
        list(_iter_niveaux(bilan)),
        ("niveau", "code"),
    )


def _iter_niveaux(bilan: Bilan) -> Iterator[tuple[Valeur, ...]]:
    plan = bilan.plan
    yield PLAN, plan.code, plan.nom, None, None, *list_chiffres(bilan.ensemble)
    for o in plan.orientations:
        yield ORIENTATION, o.code, *_name(o.libelle), None, *list_chiffres(bilan.orientations[o.code])
    for o in plan.orientations:
        for p in o.priorites:
            yield PRIORITE, p.code, *_name(p.libelle), o.code, *list_chiffres(bilan.priorites[p.code])
    for e in plan.engagements:
        chiffres = list_chiffres(bilan.engagements[e.numero])
        yield ENGAGEMENT, str(e.numero), *_name(e.libelle), e.orientation, *chiffres


def _name(libelle: Libelle) -> tuple[str, str]:
    return libelle.texte, str(libelle.statut)


def build_trajectoires(bilan: Bilan) -> Table:
    """Return a row a quarter of the plan, then of each orientation: what is expected of it, what it was where known."""
    return Table(
        "trajectoires",
        "Trajectoires",
        "L’avancement de chaque trimestre jusqu’à celui des données, et l’attendu jusqu’à la fin.",
        (
            Champ(
                "niveau",
                "Niveau",
                Genre.TEXTE,
                "Ce dont la ligne donne les chiffres.",
                choix=(PLAN, ORIENTATION),
                obligatoire=True,
            ),
            Champ("code", "Code", Genre.TEXTE, "Code du plan ou de l’orientation.", obligatoire=True),
            TRIMESTRE,
            Champ("avancement", "Avancement (%)", Genre.POURCENT, "Avancement au trimestre\u202f; vide si non connu."),
            Champ("attendu", "Attendu (%)", Genre.POURCENT, "Avancement attendu à la fin du trimestre."),
            Champ("actions_connues", "Actions connues", Genre.ENTIER, "Actions dont l’avancement est connu."),
            Champ("actions_actives", "Actions actives", Genre.ENTIER, "Actions ni abandonnées ni sans objet."),
            Champ(
                "complet",
                "Trimestre complet",
                Genre.OUI_NON,
                "Si assez d’actions ont été remontées pour comparer ce trimestre à un autre.",
            ),
        ),
        [
            *_iter_trajectoire(bilan, PLAN, bilan.plan.code, None),
            *(
                ligne
                for o in bilan.plan.orientations
                for ligne in _iter_trajectoire(bilan, ORIENTATION, o.code, {a.code for a in o.actions})
            ),
        ],
        ("niveau", "code", "trimestre"),
    )


def _iter_trajectoire(
    bilan: Bilan, niveau: str, code: str, codes: Collection[str] | None
) -> Iterator[tuple[Valeur, ...]]:
    points = compute_tendance(bilan.plan, bilan.trimestre, codes)
    attendus = {p.trimestre: p.attendu for p in compute_ligne_attendue(bilan.plan, points, codes)}
    connus = {p.trimestre: p for p in points}
    for trimestre in sorted({*attendus, *connus}):
        tete, attendu = (niveau, code, str(trimestre)), round_publie(attendus.get(trimestre), 2)
        if point := connus.get(trimestre):
            c = point.ensemble
            yield *tete, round_publie(c.avancement, 2), attendu, c.connues, c.actives, point.complet
        else:
            yield *tete, None, attendu, None, None, None
