"""What is to be decided, by who decides, with the place where the meeting writes what it decided."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Case, Colonne, Section, Table, Texte
from exports.presentation.sections.outils import (
    RIEN,
    SYNTHESE,
    TEXTE_MAX,
    link_ecran,
    list_textes,
    make_section,
    make_table,
)
from metrics.decisions import ADecider, Attendues, group_decisions
from phrases.coupe import cut_mots
from phrases.decisions import write_bloquees
from phrases.format import format_compte, format_date, keep_sigles
from phrases.reunion.attente import write_constat_decisions, write_sans_demande
from phrases.reunion.avance import write_remontees_connues

CLE, NOM = "decisions", "Décisions attendues"
PRISE = "Décision prise en séance"
"""The column that is left blank."""
COLONNES = (
    Colonne("Qui décide", 2.2),
    Colonne("Ce qui est à décider", 4.6),
    Colonne("Pour le", 1.7),
    Colonne("Retard", 1.2, chiffres=True),
    Colonne(PRISE, 2.6),
)
QUI_MAX = 60
SOURCE = "décisions demandées par les pilotes dans leurs remontées, tant que l’action n’est pas close."


def build(c: Contexte) -> Section | None:
    """Return the section; without any décision it says so, before the first report it leaves."""
    if not c.bilan.renseigne:
        return None
    groupes = group_decisions(c.a_decider)
    constat = write_constat_decisions(c.a_decider, groupes)
    table = _tabulate(groupes) if groupes else None
    return make_section(
        CLE,
        NOM,
        constat,
        SOURCE,
        link_ecran(c, SYNTHESE),
        table=table,
        textes=_list_textes(c, groupes),
    )


def _tabulate(groupes: list[Attendues]) -> Table:
    """Return a row a décision, who decides most first; the name of who decides on every row: a table may be cut."""
    lignes = [_write_ligne(g, x, premier=not rang) for g in groupes for rang, x in enumerate(g.lignes)]
    return make_table("Décisions attendues, par destinataire", COLONNES, lignes)


def _write_ligne(groupe: Attendues, ligne: ADecider, *, premier: bool) -> list[Case | str]:
    qui = cut_mots(groupe.destinataire, QUI_MAX) if groupe.destinataire else "Destinataire non renseigné"
    quoi = f"{cut_mots(ligne.decision_attendue or '', TEXTE_MAX)} ({ligne.action.code})"
    quand, retard = RIEN, RIEN
    if ligne.pour_le is not None:
        quand = f"{format_date(ligne.pour_le)}{', dépassée' if ligne.depassee else ''}"
    if ligne.a_confirmer:
        quand = "à confirmer"
    if ligne.retard_jours is not None:
        retard = format_compte(ligne.retard_jours, "jour")
    return [
        Case(keep_sigles(qui), gras=premier),
        keep_sigles(quoi),
        Case(quand, alerte=ligne.depassee),
        Case(retard, alerte=ligne.depassee),
        "",
    ]


def _list_textes(c: Contexte, groupes: list[Attendues]) -> tuple[Texte, ...]:
    depassees = any(x.depassee for g in groupes for x in g.lignes)
    return list_textes(
        write_bloquees(c.a_decider),
        write_sans_demande(c.a_decider) if groupes else "",
        f"Dépassements comptés au {format_date(c.lecture)}." if depassees else "",
        "" if c.bilan.ensemble.suffisante else f"{write_remontees_connues(c.bilan.ensemble)}.",
    )
