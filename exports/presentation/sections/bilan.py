"""Where the plan stands, each headline figure beside what it was."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Case, Colonne, Nombre, Nombres, Section, Table, Texte
from exports.presentation.sections.outils import (
    SYNTHESE,
    link_ecran,
    list_textes,
    make_section,
    make_table,
)
from metrics.bilan import Bilan
from phrases.decisions import write_bloquees
from phrases.format import FINE, format_compte, format_pourcent, format_trimestre, split_points
from phrases.reunion.avance import write_constat_bilan
from phrases.synthese import explain_couverture
from phrases.trimestre import write_non_compare

CLE, NOM = "bilan", "Vue d’ensemble"
SOURCE = (
    "moyenne des avancements déclarés des actions comptées, chacune pesant son poids"
    f"{FINE}; l’attendu est la part du temps écoulé entre le début et l’échéance de chaque action."
)


def build(c: Contexte) -> Section | None:
    """Return the section; before the first report it says so, and draws nothing."""
    constat = write_constat_bilan(c.bilan, c.compare, c.sujet, None if c.comparable else c.reserve)
    dessin = Nombres(tuple(_list_nombres(c))) if c.bilan.renseigne and c.bilan.ensemble.actives else None
    return make_section(
        CLE,
        NOM,
        constat,
        SOURCE,
        link_ecran(c, SYNTHESE),
        dessin=dessin,
        table=_tabulate(c, dessin) if dessin else None,
        textes=_list_textes(c) if dessin else (),
    )


def _list_nombres(c: Contexte) -> list[Nombre]:
    """Return the avancement and its distance to the expected where they may be told, then the counts of actions."""
    e, avant = c.bilan.ensemble, c.compare
    nombres = []
    if e.suffisante:
        nombres.append(Nombre(format_pourcent(e.avancement), "avancement", _tell_avancement(avant)))
    else:
        nombres.append(Nombre(f"{e.connues} sur {e.actives}", "actions renseignées"))
    if c.comparable and e.ecart is not None:
        points, unite = split_points(e.ecart)
        nombres.append(Nombre(points, f"{unite} d’écart avec l’attendu", _tell_ecart(avant)))
    total = avant.ensemble if avant else None
    if not e.suffisante and not e.bloquees:
        return nombres  # of the others nobody knows whether they are réalisées or bloquées: 0 would say so
    realisees = f"{total.realisees} sur {total.actives}" if total else ""
    nombres.append(Nombre(f"{e.realisees} sur {e.actives}", "actions réalisées", _tell(avant, realisees)))
    bloquees = f"action{'s' if e.bloquees > 1 else ''} bloquée{'s' if e.bloquees > 1 else ''}"
    depuis = str(total.bloquees) if total else ""
    nombres.append(Nombre(str(e.bloquees), bloquees, _tell(avant, depuis), alerte=e.bloquees > 0))
    return nombres


def _tell(avant: Bilan | None, valeur: str) -> str:
    return f"{valeur} au {format_trimestre(avant.trimestre)}" if avant else ""


def _tell_avancement(avant: Bilan | None) -> str:
    return _tell(avant, format_pourcent(avant.ensemble.avancement)) if avant else ""


def _tell_ecart(avant: Bilan | None) -> str:
    return _tell(avant, " ".join(split_points(avant.ensemble.ecart or 0))) if avant else ""


def _tabulate(c: Contexte, nombres: Nombres) -> Table:
    """Return the same figures as a table, the earlier quarter in its column where it is compared."""
    avant = c.compare
    colonnes = [Colonne("Chiffre", 4), Colonne(format_trimestre(c.periode.jusqu_a), 2, chiffres=True)]
    colonnes += [Colonne(format_trimestre(avant.trimestre), 2, chiffres=True)] if avant else []
    fin = f" au {format_trimestre(avant.trimestre)}" if avant else ""
    lignes: list[list[Case | str]] = [
        [n.legende, Case(n.valeur, alerte=n.alerte), *([n.avant.removesuffix(fin)] if avant else [])]
        for n in nombres.nombres
    ]
    return make_table("Chiffres clés", tuple(colonnes), lignes)


def _list_textes(c: Contexte) -> tuple[Texte, ...]:
    """Return that what is blocked waits for somebody, what the figure stands on, why nothing is compared."""
    attend = write_bloquees(c.a_decider)
    decisions = c.bilan.ensemble.decisions
    suite = format_compte(decisions, "décision est attendue", "décisions sont attendues") if decisions else ""
    fiable = explain_couverture(c.bilan.ensemble)
    non_compare = write_non_compare(c.reserve_entre)
    return list_textes(
        Texte(f"{suite} en tout." if suite and attend else f"{suite}." if suite else "", attend),
        f"Calculé sur {fiable}." if c.bilan.ensemble.suffisante else "",
        f"{non_compare[0].upper()}{non_compare[1:]}." if non_compare else "",
    )
