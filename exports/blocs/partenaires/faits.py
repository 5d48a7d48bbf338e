"""What is told first of a partner, as HTML: what it is, what is expected of it, when it was last spoken of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exports.blocs import marques as m
from exports.blocs.liens import PAGE_PARTENAIRES, write_lien
from metrics.bilan import Bilan
from metrics.implication import ImplicationPartenaire
from metrics.partenaire import LigneAction, find_signataire, list_membres
from models.plan import Partenaire
from models.trimestre import Trimestre
from models.vocabulaire import NaturePartenaire
from phrases.format import FINE, NON_RENSEIGNE, format_compte, format_trimestre
from phrases.html import Html, escape_html
from phrases.partenaires import write_taux


def write_faits(  # noqa: PLR0917
    bilan: Bilan,
    partenaire: Partenaire,
    i: ImplicationPartenaire,
    lignes: Sequence[LigneAction],
    dernier: Trimestre | None,
    liens: Mapping[str, str],
) -> Html:
    """Return the facts of a partner: what it is, what is expected and known of it (`i`, `dernier`: its last news)."""
    hors = sum(x.attendue and not x.etat.active for x in lignes)
    membres = list_membres(bilan.plan, partenaire.nom)
    faits = [
        ("Nature", escape_html(partenaire.nature)),
        ("Type", escape_html(partenaire.type or NON_RENSEIGNE)),
        ("Participations attendues", str(i.attendues) + (f", {hors} hors calcul" if hors else "")),
        ("Taux de mobilisation", escape_html(_say_taux(i))),
        ("Dernière nouvelle", escape_html(write_nouvelle(dernier, bilan.trimestre))),
    ]
    if partenaire.parent:
        faits.append(("Appartient à", link_partenaire(partenaire.parent, liens)))
    if membres:
        faits.append(("Organismes", ", ".join(link_partenaire(p.nom, liens) for p in membres)))
    federation = find_signataire(bilan.plan)
    if federation is not None and partenaire.nature == NaturePartenaire.ORGANISME:
        membre = NON_RENSEIGNE if partenaire.membre is None else "membre" if partenaire.membre else "non membre"
        faits.append((f"Fédération {federation}", escape_html(membre)))
    return m.write_faits(faits)


def link_partenaire(nom: str, liens: Mapping[str, str]) -> Html:
    """Return the name of a partner as a link to its sheet; `liens` go in the address too."""
    return write_lien(PAGE_PARTENAIRES, escape_html(nom), {"partenaire": nom, **liens})


def write_nouvelle(dernier: Trimestre | None, trimestre: Trimestre) -> str:
    """Return when a partner was last spoken of, for who reads beside it that it is the last news."""
    if dernier is None:
        return "rien n’a jamais été remonté"
    if dernier == trimestre:
        return "ce trimestre"
    distance = trimestre.rang - dernier.rang
    return f"au {format_trimestre(dernier)}, il y a {format_compte(distance, 'trimestre')}"


def _say_taux(i: ImplicationPartenaire) -> str:
    if not i.attendues:
        return "rien d’attendu de lui-même"
    taux = write_taux(i)
    return taux if i.suffisante or not i.remontees else f"données insuffisantes{FINE}: {taux}"
