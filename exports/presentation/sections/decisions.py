"""What is to be decided, by who decides, with the place where the meeting writes what it decided."""

from __future__ import annotations

from datetime import date

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Case, Colonne, Section, Table, Texte
from exports.presentation.sections.outils import (
    RIEN,
    SYNTHESE,
    TEXTE_MAX,
    cut_case,
    link_ecran,
    list_textes,
    make_section,
    make_table,
)
from metrics.decisions import ADecider, Attendues, group_decisions, list_prises
from metrics.etat import EtatAction
from models.presentation import Decision
from phrases.decisions import write_bloquees
from phrases.format import INSECABLE, format_date, format_nombre
from phrases.reunion.attente import write_constat_decisions, write_sans_demande
from phrases.reunion.avance import write_remontees_connues

CLE, NOM = "decisions", "Décisions attendues"
PRISE = "Décision prise en séance"
"""The column that is left blank, for the meeting to fill, but where the décision was entered."""
QUI_COURT, QUI_LONG = 40, 60
"""Signs of who decides: two lines of the column, as a demand takes, more where two of them would be read alike."""
DEMANDE_MAX, DECISION_MAX = 70, 70
"""Signs of a demand that was decided, and of what was decided: the two share the room."""
SOURCE = "décisions demandées par les pilotes dans leurs remontées, tant que l’action reste ouverte."


def build(c: Contexte) -> Section | None:
    """Return the section; without any décision it says so, before the first report it leaves."""
    if not c.bilan.renseigne:
        return None
    groupes = group_decisions(c.a_decider)
    prises = list_prises(c.bilan, c.periode.depuis)
    constat = write_constat_decisions(c.a_decider, groupes, len(prises))
    table = _tabulate(c, groupes, prises) if groupes or prises else None
    suite = [write_bloquees(c.a_decider), write_sans_demande(c.a_decider)] if groupes else []
    return make_section(
        CLE,
        NOM,
        constat,
        SOURCE,
        link_ecran(c, SYNTHESE),
        table=table,
        textes=_list_textes(c),
        dire=" ".join(filter(None, (f"{constat}.", *suite))),
    )


def _tabulate(c: Contexte, groupes: list[Attendues], prises: list[EtatAction]) -> Table:
    """Return a row a décision, who decides most first, then those that were taken.

    The name of who decides is on every row: a table may be cut.
    """
    noms = [_name_qui(g, QUI_COURT, gras=False).texte for g in groupes]
    maximum = QUI_COURT if len(set(noms)) == len(noms) else QUI_LONG
    lignes = [
        _write_ligne(c, x, _name_qui(g, maximum, gras=not rang)) for g in groupes for rang, x in enumerate(g.lignes)
    ]
    lignes += [_write_prise(c, etat, etat.prise, maximum) for etat in prises if etat.prise is not None]
    colonnes = (
        Colonne("Qui décide", 2.9),
        Colonne("Ce qui est à décider", 4.4 if prises else 5.6),
        Colonne("Pour le", 1.7),
        Colonne(f"Retard au {format_court(c.lecture, c.lecture)}", 1.2, chiffres=True),
        Colonne(PRISE, 2.9 if prises else 2.1),
    )
    suite = ", puis décisions prises" if prises else ""
    return make_table(f"Décisions attendues au {format_date(c.lecture)}, par destinataire{suite}", colonnes, lignes)


def format_court(jour: date, lecture: date) -> str:
    """Return a day, without its year where it is that of the reading."""
    return f"{jour:%d/%m}" if jour.year == lecture.year else format_date(jour)


def _name_qui(groupe: Attendues, maximum: int, *, gras: bool) -> Case:
    return cut_case(groupe.destinataire or "Non renseigné", maximum, gras=gras)


def _write_ligne(c: Contexte, ligne: ADecider, qui: Case) -> list[Case | str]:
    quoi = cut_case(ligne.decision_attendue or "", TEXTE_MAX, apres=f" ({ligne.action.code})")
    quand, retard = RIEN, RIEN
    if ligne.pour_le is not None:
        quand = f"{format_court(ligne.pour_le, c.lecture)}{', dépassée' if ligne.depassee else ''}"
    if ligne.a_confirmer:
        quand = "à confirmer"
    if ligne.retard_jours is not None:
        retard = f"{format_nombre(ligne.retard_jours)}{INSECABLE}j"
    return [qui, quoi, Case(quand, alerte=ligne.depassee), Case(retard, alerte=ligne.depassee), ""]


def _write_prise(c: Contexte, etat: EtatAction, prise: Decision, maximum: int) -> list[Case | str]:
    quoi = cut_case(etat.decision_attendue or "", DEMANDE_MAX, apres=f" ({etat.code})")
    qui = cut_case(etat.destinataire or "Non renseigné", maximum)
    return [qui, quoi, f"prise le {format_court(prise.prise_le, c.lecture)}", RIEN, cut_case(prise.texte, DECISION_MAX)]


def _list_textes(c: Contexte) -> tuple[Texte, ...]:
    """Return how little is known where it is; the table has the rest of the room."""
    return list_textes("" if c.bilan.ensemble.suffisante else f"{write_remontees_connues(c.bilan.ensemble)}.")
