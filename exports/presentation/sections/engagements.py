"""The flagship commitments, one a row: how far, how far from the expected, what is blocked."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Case, Colonne, Section, Table, Texte
from exports.presentation.sections.outils import (
    ENGAGEMENTS,
    RIEN,
    TEXTE_MAX,
    format_part,
    link_ecran,
    list_textes,
    make_section,
    make_table,
)
from metrics.chiffres import Chiffres
from models.plan import Engagement
from phrases.coupe import cut_mots
from phrases.format import FINE, INSECABLE, format_compte, format_points
from phrases.reunion.avance import name_situation, write_constat_engagements

CLE, NOM = "engagements", "Engagements"
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
        textes=list_textes(_count_bloques(c), AVIS if table else "", ENTIERS if c.perimetre else ""),
    )


def _list_chiffres(c: Contexte) -> list[Chiffres]:
    """Return the figures of the engagements that the part told serves, each over all of its own actions."""
    return [c.entier.engagements[e.numero] for e in c.plan.engagements]


def _tabulate(c: Contexte) -> Table:
    colonnes = [Colonne("N°", 0.6), Colonne("Engagement", 6), Colonne("Avancement", 1.6, chiffres=True)]
    colonnes += [Colonne("Écart", 1.6, chiffres=True), Colonne("Situation", 2.4)] if c.comparable else []
    colonnes.append(Colonne("Actions bloquées", 1.5))
    legende = "Avancement de chaque engagement" + (" et écart avec l’attendu" if c.comparable else "")
    return make_table(legende, tuple(colonnes), [_write_ligne(c, e) for e in c.plan.engagements])


def _write_ligne(c: Contexte, engagement: Engagement) -> list[Case | str]:
    chiffres = c.entier.engagements[engagement.numero]
    ligne: list[Case | str] = [
        str(engagement.numero),
        cut_mots(engagement.libelle.texte, TEXTE_MAX),
        format_part(chiffres),
    ]
    if c.comparable:
        ecart = format_points(chiffres.ecart).replace(" ", INSECABLE) if chiffres.suffisante else RIEN
        ligne += [ecart, name_situation(chiffres)]
    bloquees = format_compte(chiffres.bloquees, "bloquée") if chiffres.bloquees else RIEN
    return [*ligne, Case(bloquees, alerte=chiffres.bloquees > 0)]


def _count_bloques(c: Contexte) -> Texte | str:
    bloques = sum(x.bloquees > 0 for x in _list_chiffres(c))
    if not bloques:
        return ""
    verbe = "comptent" if bloques > 1 else "compte"
    return f"{format_compte(bloques, 'engagement')} {verbe} une action bloquée au moins."
