"""What both sides of the charter say of it, where they differ, and its term."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Case, Colonne, Section, Table
from exports.presentation.sections.outils import CHARTE, cut_case, link_ecran, list_textes, make_section, make_table
from metrics.charte import Jugement, choose_annee, compute_bilan_charte, compute_echeance, list_annees_jugees
from models.charte import Charte
from models.vocabulaire import Cote
from phrases.charte import name_seul, write_constat_jugements, write_vie
from phrases.format import format_compte
from phrases.reunion.partage import write_constat_charte

CLE, NOM = "charte", "Charte"
PROMESSE_MAX = 80
SOURCE = "appréciations données par chaque partie pour l’année, côte à côte, jamais moyennées."


def build(c: Contexte) -> Section | None:
    """Return the section of the year judged last; a plan without a charter, or one that promises nothing, has none."""
    charte = c.plan.charte
    if charte is None or not charte.engagements:
        return None
    jugees = [a for a in list_annees_jugees(charte) if a <= c.aujourd_hui.year]
    annee = jugees[-1] if jugees else choose_annee(charte, c.aujourd_hui)
    bilan = compute_bilan_charte(charte, annee)
    constat = write_constat_charte(bilan)
    table = _tabulate(charte, bilan.ecarts) if bilan.ecarts else None
    jugements = f"{write_constat_jugements(charte, bilan)}." if bilan.communs else ""
    return make_section(
        CLE,
        NOM,
        constat,
        f"{SOURCE} Année {annee}.",
        link_ecran(c, CHARTE, annee=str(annee)),
        table=table,
        textes=list_textes(f"{jugements} {write_vie(charte, compute_echeance(charte, c.aujourd_hui))}".strip()),
    )


def _tabulate(charte: Charte, ecarts: tuple[Jugement, ...]) -> Table:
    """Return the divergences, the widest first: what is promised, what each side says of it."""
    juges = [Colonne(f"{name_seul(charte, cote)} juge", 1.9) for cote in Cote]
    colonnes = (Colonne("Engagement", 2.2), Colonne("Ce qui est promis", 5.4), *juges, Colonne("Écart", 1.3))
    ranges = sorted(ecarts, key=lambda j: -(j.distance or 0))
    return make_table("Écarts de jugement entre les deux parties", colonnes, [_write_ligne(charte, j) for j in ranges])


def _write_ligne(charte: Charte, jugement: Jugement) -> list[Case | str]:
    e = jugement.engagement
    return [
        Case(f"{name_seul(charte, e.partie)}, {e.code}", gras=True),
        cut_case(e.texte, PROMESSE_MAX),
        *(str(jugement.find_appreciation(cote)) for cote in Cote),
        format_compte(jugement.distance or 0, "niveau", "niveaux"),
    ]
