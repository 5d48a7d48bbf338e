"""The meetings that the charter plans against those held: a body a row, a quarter a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Case, Colonne, Section, Table
from exports.presentation.sections.outils import (
    CHARTE,
    LONG_MAX,
    RIEN,
    link_ecran,
    list_textes,
    make_section,
    make_table,
)
from metrics.instances import Seance, compute_reunions, find_prochaine, list_annoncees, list_seances
from models.charte import Instance
from models.trimestre import Trimestre, list_trimestres
from phrases.coupe import cut_mots, cut_phrase
from phrases.format import FINE, format_compte, format_trimestre, keep_sigles, set_espaces
from phrases.reunion.attente import write_constat_reunions, write_reste_reunions

CLE, NOM = "reunions", "Réunions de la charte"
NOM_MAX = 64
"""Signs of a body: two lines of its column."""
COLONNES_MAX = 6
"""Quarters of the grid at most, the last ones."""
SOURCE = "réunions que la charte prévoit, et celles qui ont été renseignées comme tenues ou non."


def build(c: Contexte) -> Section | None:
    """Return the section; a plan without a charter, or whose charter plans no meeting, has none."""
    seances = list_seances(c.plan.charte, c.aujourd_hui) if c.plan.charte else []
    dues = [s for s in seances if s.due]
    if not dues:
        return None
    annoncees = list_annoncees(seances, c.aujourd_hui)
    prochaine = annoncees[0][1] if annoncees else find_prochaine(seances)
    bilan = compute_reunions(dues)
    constat = write_constat_reunions(bilan, prochaine, c.aujourd_hui)
    table = _tabulate(c, dues)
    suivante = ""
    if prochaine is not None:
        suivante = (
            f"La prochaine{FINE}: {keep_sigles(cut_phrase(set_espaces(prochaine.instance.libelle), 2 * NOM_MAX))}"
        )
    return make_section(
        CLE,
        NOM,
        constat,
        SOURCE,
        link_ecran(c, CHARTE),
        table=table,
        textes=list_textes(write_reste_reunions(bilan) if bilan.tenues else ""),
        dire=f"{constat}. {suivante}".strip(),
    )


def _tabulate(c: Contexte, dues: Sequence[Seance]) -> Table:
    """Return the grid, then what it adds up to since the signature: the whole of what the finding says."""
    trimestres = _list_trimestres(c, min(s.debut for s in dues))
    colonnes = (
        Colonne("Instance", 4.5),
        *(Colonne(format_trimestre(t), 1.4) for t in trimestres),
        Colonne("Depuis la signature", 2.4),
    )
    instances = list(dict.fromkeys(s.instance for s in dues))
    lignes = [_write_ligne(i, [s for s in dues if s.instance == i], trimestres) for i in instances]
    if len(instances) > 1:
        totaux = [_count_trimestre([s for s in dues if _find_trimestre(s) == t]) for t in trimestres]
        lignes.append([Case("Ensemble", gras=True), *totaux, Case(_count(dues), gras=True)])
    return make_table("Réunions tenues et non tenues, instance par instance", colonnes, lignes)


def _list_trimestres(c: Contexte, premier: date) -> list[Trimestre]:
    """Return the quarters from the one after the last meeting to the present one, none before the first séance due."""
    fin = Trimestre.from_date(c.aujourd_hui)
    debut = c.periode.depuis.decale(1) if c.periode.depuis else fin.decale(1 - COLONNES_MAX)
    return list_trimestres(max(debut, fin.decale(1 - COLONNES_MAX), min(Trimestre.from_date(premier), fin)), fin)


def _write_ligne(instance: Instance, siennes: Sequence[Seance], trimestres: Sequence[Trimestre]) -> list[Case | str]:
    return [name_instance(instance), *(_write_case(siennes, t) for t in trimestres), _count(siennes)]


def name_instance(instance: Instance) -> Case:
    """Return a body as a cell: on a slide by what its name puts in quotation marks where it does."""
    nom = set_espaces(instance.libelle)
    cite = re.search(rf"«{FINE}(.+?){FINE}»", nom)
    court = f"«{FINE}{cut_mots(cite[1], NOM_MAX)}{FINE}»" if cite else cut_mots(nom, NOM_MAX)
    return Case(keep_sigles(court), long=keep_sigles(cut_mots(nom, LONG_MAX)))


def _write_case(siennes: Sequence[Seance], trimestre: Trimestre) -> str:
    """Return what became of the séance of a quarter; that of a year stands at its meeting, else at its end."""
    ici = [s for s in siennes if _find_trimestre(s) == trimestre]
    return str(ici[-1].etat) if ici else RIEN


def _find_trimestre(seance: Seance) -> Trimestre:
    return Trimestre.from_date(seance.reunion.jour if seance.reunion else seance.fin)


def _count_trimestre(siennes: Sequence[Seance]) -> str:
    bilan = compute_reunions(siennes)
    return f"{bilan.tenues} sur {bilan.prevues}" if bilan.prevues else RIEN


def _count(seances: Sequence[Seance]) -> str:
    bilan = compute_reunions(seances)
    return f"{format_compte(bilan.tenues, 'tenue')} sur {bilan.prevues}" if bilan.prevues else "à venir"
