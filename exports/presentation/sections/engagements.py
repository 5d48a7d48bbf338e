"""The flagship commitments, one a row: how far, how far from the expected, what is blocked."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Case, Colonne, Section, Table
from exports.presentation.sections.outils import (
    ENGAGEMENTS,
    RIEN,
    cut_case,
    format_part,
    link_ecran,
    list_textes,
    make_section,
    make_table,
)
from metrics.chiffres import Chiffres
from models.plan import Engagement
from phrases.format import FINE, INSECABLE, format_compte, format_points
from phrases.reunion.avance import name_situation, write_constat_engagements

CLE, NOM = "engagements", "Engagements"
LIBELLE_MAX = 104
"""Signs of an engagement: two lines of a table of seven rows."""
SOURCE = "moyenne des actions rattachées à chaque engagement, rattachement déduit des textes."
AVIS = f"Une action peut servir plusieurs engagements{FINE}: leurs avancements ne s’additionnent pas."

ENTIERS = "Chaque avancement est celui de l’engagement entier, toutes ses actions comprises."


def build(c: Contexte) -> Section | None:
    """Return the section; a plan without engagements has none, before the first report it says so."""
    if not c.plan.engagements:
        return None
    chiffres = _list_chiffres(c)
    constat = write_constat_engagements(chiffres, c.comparable)
    table = _tabulate(c) if any(x.connues for x in chiffres) else None
    return make_section(
        CLE,
        NOM,
        constat,
        SOURCE,
        link_ecran(c, ENGAGEMENTS),
        table=table,
        dire=f"{constat}. {_tell_bloques(c)}".strip(),
        textes=list_textes(AVIS if table else "", ENTIERS if table and c.perimetre else ""),
    )


def _list_chiffres(c: Contexte) -> list[Chiffres]:
    """Return the figures of the engagements that the part told serves, each over all of its own actions."""
    return [c.entier.engagements[e.numero] for e in c.plan.engagements]


def _tabulate(c: Contexte) -> Table:
    colonnes = [Colonne("N°", 0.6), Colonne("Engagement", 6.6), Colonne("Avancement", 1.6, chiffres=True)]
    colonnes += [Colonne("Écart", 1.5, chiffres=True)] if c.comparable else []
    colonnes += [Colonne("Situation", 2.9)] if _has_situation(c) else []
    legende = "Avancement de chaque engagement" + (" et écart avec l’attendu" if c.comparable else "")
    return make_table(legende, tuple(colonnes), [_write_ligne(c, e) for e in _list_ranges(c)])


def _list_ranges(c: Contexte) -> list[Engagement]:
    """Return the engagements, the furthest behind first where that is told: a slide may hold the first ones alone."""
    if not c.comparable:
        return list(c.plan.engagements)
    chiffres = {e.numero: c.entier.engagements[e.numero] for e in c.plan.engagements}
    return sorted(c.plan.engagements, key=lambda e: _rank(chiffres[e.numero]))


def _rank(chiffres: Chiffres) -> tuple[bool, float]:
    connu = chiffres.suffisante and chiffres.ecart is not None
    return not connu, (chiffres.ecart or 0) if connu else 0


def _write_ligne(c: Contexte, engagement: Engagement) -> list[Case | str]:
    chiffres = c.entier.engagements[engagement.numero]
    ligne: list[Case | str] = [
        str(engagement.numero),
        cut_case(engagement.libelle.texte, LIBELLE_MAX),
        format_part(chiffres),
    ]
    if c.comparable:
        ligne.append(format_points(chiffres.ecart).replace(" ", INSECABLE) if chiffres.suffisante else RIEN)
    dits = [name_situation(chiffres)] if c.comparable else []
    dits += [format_compte(chiffres.bloquees, "bloquée")] if chiffres.bloquees else []
    situation = [Case(", ".join(dits) or RIEN, alerte=chiffres.bloquees > 0)] if _has_situation(c) else []
    return [*ligne, *situation]


def _has_situation(c: Contexte) -> bool:
    """Return whether anything is to be said of where an engagement stands."""
    return c.comparable or any(x.bloquees for x in _list_chiffres(c))


def _tell_bloques(c: Contexte) -> str:
    bloques = sum(x.bloquees > 0 for x in _list_chiffres(c))
    if not bloques:
        return ""
    verbe = "comptent" if bloques > 1 else "compte"
    return f"{format_compte(bloques, 'engagement')} {verbe} une action bloquée au moins."
