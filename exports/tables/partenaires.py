"""Who takes part: the partners and their counts, each expected or reported participation, the engagements."""

from __future__ import annotations

from collections.abc import Iterator

from exports.tables.actions import ACTION, VERS_ACTION
from exports.tables.champs import Champ, Genre, Lien, Table, Valeur
from exports.tables.niveaux import CHIFFRES, STATUT_LIBELLE, list_chiffres
from metrics.bilan import Bilan
from metrics.implication import compute_implication, list_paires
from metrics.publies import round_publie
from models.vocabulaire import NaturePartenaire, NiveauImplication, RolePartenaire


def build_partenaires(bilan: Bilan) -> Table:
    """Return a row a partner; the taux is empty where nothing is expected of it, or nothing was reported."""
    return Table(
        "partenaires",
        "Partenaires",
        "Les partenaires et leurs participations du trimestre aux actions actives.",
        (
            Champ("nom", "Partenaire", Genre.TEXTE, "Nom du partenaire.", obligatoire=True),
            Champ("nature", "Nature", Genre.TEXTE, "Un organisme, ou un groupe.", choix=tuple(NaturePartenaire)),
            Champ("type", "Type", Genre.TEXTE, "Type d’organisme."),
            Champ("categorie", "Catégorie", Genre.TEXTE, "Groupe auquel appartient l’organisme."),
            Champ(
                "membre", "Membre", Genre.OUI_NON, "S’il est membre de la fédération signataire\u202f; vide si non dit."
            ),
            Champ("attendues", "Attendues", Genre.ENTIER, "Participations prévues."),
            Champ("mobilisees", "Mobilisées", Genre.ENTIER, "Parmi elles, au niveau Contributeur ou plus."),
            Champ("silencieuses", "Sans nouvelle", Genre.ENTIER, "Parmi elles, dont rien n’a été dit."),
            Champ("spontanees", "Spontanées", Genre.ENTIER, "Participations remontées sans être prévues."),
            Champ("taux_mobilisation", "Taux de mobilisation", Genre.TAUX, "Mobilisées sur attendues, de 0 à 1."),
        ),
        list(_iter_partenaires(bilan)),
        ("nom",),
    )


def _iter_partenaires(bilan: Bilan) -> Iterator[tuple[Valeur, ...]]:
    fiches = {p.nom: p for p in bilan.plan.partenaires}
    for i in compute_implication(bilan):
        f = fiches.get(i.nom)
        fiche = (f.nature, f.type, f.parent, f.membre) if f else (None,) * 4
        taux = round_publie(i.taux_mobilisation, 4) if i.remontees else None
        yield i.nom, *fiche, i.attendues, i.mobilisees, i.silencieuses, i.spontanees, taux


def build_participations(bilan: Bilan) -> Table:
    """Return a row an (action, partner) pair as reported in the quarter; nothing reported is not « Non mobilisé »."""
    niveaux = tuple(n.libelle for n in NiveauImplication)
    return Table(
        "participations",
        "Participations",
        "Chaque participation prévue ou remontée d’un partenaire à une action, au trimestre.",
        (
            ACTION,
            Champ("partenaire", "Partenaire", Genre.TEXTE, "Nom du partenaire.", obligatoire=True),
            Champ("attendue", "Attendue", Genre.OUI_NON, "Si la participation est prévue."),
            Champ("role", "Rôle attendu", Genre.TEXTE, "Rôle prévu.", choix=tuple(RolePartenaire)),
            Champ("niveau", "Implication", Genre.TEXTE, "Niveau remonté au trimestre.", choix=niveaux),
            Champ("remontee", "Remontée", Genre.OUI_NON, "Si quelque chose en a été dit au trimestre."),
            Champ("au_titre_de", "Au titre de", Genre.TEXTE, "Groupe au titre duquel l’organisme participe."),
            Champ("active", "Action active", Genre.OUI_NON, "Si l’action entre dans les calculs."),
            Champ("contribution", "Contribution", Genre.TEXTE, "Ce qui a été fait.", interne=True),
        ),
        [
            (
                p.action.code,
                p.partenaire,
                p.attendue,
                None if p.role is None else str(p.role),
                None if p.niveau is None else p.niveau.libelle,
                p.remontee,
                p.au_titre_de,
                bilan.etats[p.action.code].active,
                p.contribution,
            )
            for p in list_paires(bilan)
        ],
        ("action", "partenaire"),
        (VERS_ACTION, Lien("partenaire", "partenaires", "nom")),
    )


def build_engagements(bilan: Bilan) -> Table:
    """Return a row an engagement with its actions and its figures; they share actions and are never added up."""
    return Table(
        "engagements",
        "Engagements",
        "Les engagements et les actions qui les servent\u202f; ils en partagent et ne s’additionnent pas.",
        (
            Champ("numero", "Numéro", Genre.ENTIER, "Numéro de l’engagement.", obligatoire=True),
            Champ("libelle", "Engagement", Genre.TEXTE, "Intitulé de l’engagement.", obligatoire=True),
            STATUT_LIBELLE,
            Champ("orientation", "Orientation", Genre.TEXTE, "Orientation à laquelle il a été rattaché."),
            Champ("actions", "Actions", Genre.LISTE, "Codes des actions qui le servent."),
            *CHIFFRES,
        ),
        [
            (
                e.numero,
                e.libelle.texte,
                str(e.libelle.statut),
                e.orientation,
                e.actions,
                *list_chiffres(bilan.engagements[e.numero]),
            )
            for e in bilan.plan.engagements
        ],
        ("numero",),
    )
