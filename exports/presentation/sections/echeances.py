"""What falls in the days to come, month by month, the first date beside the present one."""

from __future__ import annotations

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Case, Colonne, Section, Table, Texte
from exports.presentation.sections.outils import (
    CALENDRIER,
    RIEN,
    cut_action,
    cut_case,
    link_ecran,
    list_textes,
    make_section,
    make_table,
)
from metrics.calendrier import Calendrier, Evenement, Situation, compute_calendrier
from phrases.calendrier import name_evenement, write_retards
from phrases.format import FINE, format_date
from phrases.reunion.attente import write_constat_echeances, write_passees

CLE, NOM = "echeances", "Échéances"
TITRE_ECHEANCE = 60
LIBELLE_MAX = 70
A_DIRE = (Situation.RETARD, Situation.A_CONFIRMER, Situation.PROCHE)
COLONNES = (
    Colonne("Pour le", 1.9),
    Colonne("Échéance", 5.4),
    Colonne("Action", 4),
    Colonne("Date initiale", 1.8),
)
SOURCE = f"jalons et échéances des actions{FINE}; une date est reportée quand une remontée l’a repoussée."


def build(c: Contexte) -> Section | None:
    """Return the section; it leaves where no date of an action comes, is late, or is passed and to be confirmed."""
    calendrier = compute_calendrier(c.bilan, c.lecture, c.aujourd_hui)
    siens = [e for e in calendrier.evenements if e.etat is not None]
    proches = [e for e in siens if e.situation is Situation.PROCHE]
    if all(e.situation not in A_DIRE for e in siens):
        return None
    constat = write_constat_echeances(proches, calendrier.limite)
    table = _tabulate(proches, calendrier) if proches else None
    retards = write_retards(siens)
    passees = [e for e in siens if e.situation is Situation.A_CONFIRMER]
    return make_section(
        CLE,
        NOM,
        constat,
        SOURCE,
        link_ecran(c, CALENDRIER),
        table=table,
        textes=list_textes(
            Texte(
                write_passees(passees, c.bilan.jour),
                f"{retards[0].upper()}{retards[1:]} au {format_date(c.bilan.jour)}.",
            )
        ),
    )


def _tabulate(proches: list[Evenement], calendrier: Calendrier) -> Table:
    lignes: list[list[Case | str]] = [
        [
            Case(format_date(e.jour), gras=True),
            cut_case(name_evenement(e), LIBELLE_MAX),
            cut_action(e.etat.action, TITRE_ECHEANCE) if e.etat else RIEN,
            format_date(e.jour_initial) if e.jour_initial else RIEN,
        ]
        for e in sorted(proches, key=lambda e: (e.jour, e.reference))
    ]
    return make_table(f"Échéances d’ici au {format_date(calendrier.limite)}", COLONNES, lignes)
