"""What was done since the last meeting: the faits marquants told, actions réalisées, jalons reached."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Case, Colonne, Section, Table, Texte
from exports.presentation.sections.outils import (
    ACTIONS,
    cut_action,
    cut_case,
    link_ecran,
    list_textes,
    make_section,
    make_table,
)
from metrics.engagement import FaitAction
from metrics.faits import choose_faits, list_atteints_depuis, list_realisees, select_faits
from models.vocabulaire import Statut
from phrases.format import FINE, format_compte, format_trimestre
from phrases.reunion.avance import write_depuis
from phrases.reunion.partage import list_noms, write_constat_faits

CLE, NOM = "faits", "Ce qui a été fait"
TITRE_FAIT, TEXTE_FAIT = 48, 140
COLONNES = (Colonne("Action", 3.4), Colonne("Fait marquant", 7), Colonne("Dit au", 1.2))
SOURCE = (
    f"remontées des pilotes{FINE}: actions passées au statut {Statut.REALISEE}, jalons déclarés atteints, "
    "faits marquants."
)


def build(c: Contexte) -> Section | None:
    """Return the section; where nothing was done nor told in the period, it leaves."""
    realisees = list_realisees(c.bilan, c.avant)
    atteints = list_atteints_depuis(c.bilan, c.avant)
    faits = list_faits(c)
    if not realisees and not atteints and not faits:
        return None
    depuis = c.periode.depuis
    moment = write_depuis(depuis, c.periode.jusqu_a) if depuis else "à ce jour"
    constat = write_constat_faits(len(realisees), len(atteints), moment)
    table = _tabulate(faits) if faits else None
    return make_section(
        CLE,
        NOM,
        constat,
        SOURCE,
        link_ecran(c, ACTIONS),
        table=table,
        textes=_list_textes([a.code for a in realisees], len(atteints)),
    )


def list_faits(c: Contexte) -> list[FaitAction]:
    """Return the faits told: those chosen by hand, else those of the plain rule (`metrics.faits.choose_faits`)."""
    if c.faits is not None:
        return select_faits(c.bilan, c.faits)
    return choose_faits(c.bilan, c.avant, c.periode.depuis)


def _tabulate(faits: list[FaitAction]) -> Table:
    lignes: list[list[Case | str]] = [
        [
            cut_action(f.etat.action, TITRE_FAIT, gras=True),
            cut_case(f.texte, TEXTE_FAIT),
            format_trimestre(f.trimestre),
        ]
        for f in faits
    ]
    return make_table("Faits marquants, avec leur action et leur trimestre", COLONNES, lignes)


def _list_textes(realisees: list[str], atteints: int) -> tuple[Texte, ...]:
    """Return what the finding counts, in one sentence: the actions by their codes, the jalons."""
    nombre = format_compte(len(realisees), "action réalisée", "actions réalisées")
    jalons = f"{format_compte(atteints, 'jalon déclaré atteint', 'jalons déclarés atteints')}." if atteints else ""
    if not realisees:
        return list_textes(jalons)
    return list_textes(Texte(f"{list_noms(realisees)}. {jalons}".strip(), f"{nombre}{FINE}:"))
