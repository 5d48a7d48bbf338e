"""An annex a blocked action: what blocks it, the décision wanted, what its pilot said quarter after quarter."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Case, Colonne, Section, Table, Texte
from exports.presentation.sections.annexes import ECRAN
from exports.presentation.sections.outils import (
    ACTIONS,
    RIEN,
    link_ecran,
    list_textes,
    make_section,
    make_table,
    write_coupe,
)
from metrics.courant import is_remontee
from metrics.decisions import ADecider
from metrics.etat import EtatAction
from models.plan import Suivi
from models.vocabulaire import Statut
from phrases.actions import is_depassee, write_ouverture_action
from phrases.coupe import cut_mots, cut_phrase
from phrases.decisions import A_CONFIRMER, write_prise
from phrases.format import FINE, format_date, format_pourcent, format_trimestre
from phrases.reunion.annexes import write_constat_bloquee

BLOQUEES_MAX = 12
"""Blocked actions that have an annex each, the most pressing first."""
HISTOIRE_MAX = 4
"""Quarters told of one."""
TEXTE_LONG = 220
QUI_MAX = 60
COLONNES = (
    Colonne("Trimestre", 1.2),
    Colonne("Avancement", 1.4, chiffres=True),
    Colonne("Statut", 1.6),
    Colonne("Météo", 1.2),
    Colonne("Ce qui a été dit", 7),
)
SOURCE = "remontées du pilote de l’action, trimestre après trimestre."


def build_bloquees(c: Contexte) -> list[Section]:
    """Return an annex for each of the first `BLOQUEES_MAX` actions Bloquées; the last one says how many others are."""
    bloquees = [x for x in c.a_decider if x.statut is Statut.BLOQUEE]
    reste = write_coupe(BLOQUEES_MAX, len(bloquees), "Fiches d’actions bloquées", ECRAN)
    retenues = bloquees[:BLOQUEES_MAX]
    return [_build(c, x, reste if x is retenues[-1] else "") for x in retenues]


def _build(c: Contexte, ligne: ADecider, reste: str) -> Section:
    etat = c.bilan.etats[ligne.action.code]
    constat = write_constat_bloquee(etat)
    table = _tabulate(etat)
    return make_section(
        f"action-{etat.code}",
        f"Action {etat.code}",
        constat,
        SOURCE,
        link_ecran(c, ACTIONS, action=etat.code),
        table=table,
        textes=list_textes(
            Texte(cut_phrase(etat.point_blocage, TEXTE_LONG), f"Blocage{FINE}:") if etat.point_blocage else "",
            _tell_decision(etat, c),
            reste,
        ),
        dire=write_ouverture_action(etat, c.lecture),
        annexe=True,
    )


def _tell_decision(etat: EtatAction, c: Contexte) -> Texte | str:
    """Return the décision wanted, of whom, for when."""
    if etat.decision_attendue is None:
        return "Aucune décision n’est demandée."
    if etat.prise is not None:
        return Texte(f"{cut_mots(etat.prise.texte, TEXTE_LONG)}.", f"{write_prise(etat.prise)}{FINE}:")
    quand = f", pour le {format_date(etat.pour_le)}" if etat.pour_le else ""
    passee = f"{quand}, date dépassée" if is_depassee(etat, c.lecture) else quand
    doute = f"{FINE}; {A_CONFIRMER}" if etat.decision_a_confirmer else ""
    qui = cut_mots(etat.destinataire or "destinataire non renseigné", QUI_MAX)
    return Texte(f"{cut_mots(etat.decision_attendue, TEXTE_LONG)} ({qui}{passee}{doute}).", f"Décision attendue{FINE}:")


def _tabulate(etat: EtatAction) -> Table:
    """Return the last quarters in which something was said, the latest first."""
    dits = [s for s in etat.action.suivis if s.trimestre <= etat.trimestre and is_remontee(s)]
    lignes = [_write_ligne(s) for s in reversed(dits[-HISTOIRE_MAX:])]
    return make_table(f"Derniers trimestres de l’action {etat.code}, du plus récent au plus ancien", COLONNES, lignes)


def _write_ligne(suivi: Suivi) -> list[Case | str]:
    dit = suivi.fait_marquant or suivi.point_blocage or ("Sans changement" if suivi.sans_changement else "")
    return [
        format_trimestre(suivi.trimestre),
        RIEN if suivi.avancement is None else format_pourcent(suivi.avancement),
        Case(str(suivi.statut or RIEN), alerte=suivi.statut is Statut.BLOQUEE),
        str(suivi.meteo or RIEN),
        cut_mots(dit, 125) or RIEN,
    ]
