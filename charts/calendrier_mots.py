"""The calendar in words: what a mark says, what replaces the drawing, its data as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from charts.calendrier_lignes import SANS_ORIENTATION, Ligne, write_reports
from charts.graphique import Valeur, clean_texte, wrap_texte
from metrics.calendrier import Calendrier, Evenement, Nature, Situation
from models.trimestre import Trimestre
from models.vocabulaire import Statut
from phrases.calendrier import name_evenement
from phrases.format import FINE, NON_RENSEIGNE, format_compte, format_date, format_trimestre, join_mots

SIGNES = {
    Situation.RETARD: "▲",
    Situation.A_CONFIRMER: "◆",
    Situation.PROCHE: "◇",
    Situation.LOIN: "◇",
    Situation.FAITE: "●",
    Situation.NON_TENUE: "×",
    Situation.NON_RENSEIGNEE: "⊙",
    Situation.HORS_CALCUL: "–",
}
"""The shapes of the drawing, as characters."""
PLURIELS = {
    Situation.RETARD: "en retard",
    Situation.A_CONFIRMER: "passées et à confirmer",
    Situation.PROCHE: "dans les 90 jours",
    Situation.LOIN: "plus tard",
    Situation.HORS_CALCUL: "hors calcul",
    Situation.NON_TENUE: "non tenues",
    Situation.NON_RENSEIGNEE: "non renseignées",
}
"""Several dates of a situation; « s » is added to the others."""
CLE: tuple[tuple[str, frozenset[Situation]], ...] = (
    ("● atteint, tenu", frozenset({Situation.FAITE})),
    ("◇ à venir", frozenset({Situation.PROCHE, Situation.LOIN})),
    ("○ date initiale", frozenset()),
    ("▲ en retard", frozenset({Situation.RETARD})),
    ("◆ passée, à confirmer", frozenset({Situation.A_CONFIRMER})),
    ("– hors calcul", frozenset({Situation.HORS_CALCUL})),
    ("× non tenue", frozenset({Situation.NON_TENUE})),
    ("⊙ non renseignée", frozenset({Situation.NON_RENSEIGNEE})),
    ("| échéance de l’action", frozenset()),
    ("bande claire\u202f: les 90 jours qui viennent", frozenset()),
)
"""What each shape is, written in the drawing, since an image of it is read alone; without a situation, always said."""
LARGEUR_CLE = 46
"""Characters of a line of the key."""
ENTETES = ("Ligne", "Début", "Échéance", "Jalons et réunions")


def list_cle(gardes: Sequence[Evenement]) -> list[str]:
    """Return the key on lines, of the shapes that are drawn alone."""
    vues = {e.situation for e in gardes}
    lignes: list[str] = []
    for mots, situations in CLE:
        if situations and not situations & vues:
            continue
        if lignes and len(lignes[-1]) + len(mots) + 3 <= LARGEUR_CLE:
            lignes[-1] += f"   {mots}"
        else:
            lignes.append(mots)
    return lignes


def name_situation(e: Evenement) -> str:
    """Return the words of a situation, those of what it is about: « Réalisée », « Atteint », « Tenue »."""
    if e.nature is Nature.TERME and e.situation is Situation.A_CONFIRMER:
        return "Passé, à confirmer"
    if e.situation is Situation.HORS_CALCUL and e.etat is not None:
        return str(e.etat.statut)
    if e.situation is not Situation.FAITE:
        return str(e.situation)
    return {Nature.ECHEANCE: str(Statut.REALISEE), Nature.JALON: "Atteint"}.get(e.nature, "Tenue")


def write_bulle(e: Evenement) -> str:
    """Return what a mark says under the mouse."""
    nom = name_evenement(e)
    tete = f"{e.etat.code} · {nom}" if e.nature is Nature.ECHEANCE and e.etat else nom
    tete = f"{e.reference} · {nom}" if e.jalon else tete
    return f"<b>{wrap_texte(tete, 60)}</b><br>{clean_texte(_write_dates(e))}<br>{clean_texte(name_situation(e))}"


def _write_dates(e: Evenement) -> str:
    """Return « 15/12/2026, initialement 30/06/2025, 3 reports »."""
    if e.seance is not None and e.seance.due and e.seance.reunion is None:
        return f"au plus tard le {format_date(e.jour)}"
    if e.dite is not None:
        return f"dite réalisée au {format_trimestre(e.dite)}, échéance le {format_date(e.jour)}"
    dits = [format_date(e.jour)]
    if e.jour_initial is not None:
        dits.append(f"initialement {format_date(e.jour_initial)}")
    if e.reporte:
        dits.append(write_reports(e))
    if e.jalon is not None and e.fait_le is not None:
        dits.append(f"atteint le {format_date(e.fait_le)}")
    return ", ".join(dits)


def write_alt(calendrier: Calendrier, gardes: Sequence[Evenement], trimestres: Sequence[Trimestre]) -> str:
    """Return what replaces the drawing: how many dates of each situation, an orientation after the other."""
    dits = []
    for o in calendrier.bilan.plan.orientations:
        siens = [e for e in gardes if e.etat is not None and e.etat.action.orientation == o.code]
        if siens:
            dits.append(f"orientation {o.numero}, {format_compte(len(siens), 'date')} dont {_count(siens)}")
    if reunions := [e for e in gardes if e.seance is not None]:
        dits.append(f"charte, {format_compte(len(reunions), 'réunion')} dont {_count(reunions)}")
    debut, fin = trimestres[0].premier_jour, trimestres[-1].dernier_jour
    periode = f"Calendrier du {format_date(debut)} au {format_date(fin)}"
    return f"{periode}{FINE}: {f'{FINE}; '.join(dits) or 'aucune date'}."


def _count(evenements: Sequence[Evenement]) -> str:
    comptes = Counter(e.situation for e in evenements)
    noms = {s: (str(s).lower(), PLURIELS.get(s, f"{str(s).lower()}s")) for s in Situation}
    noms[Situation.A_CONFIRMER] = "passée et à confirmer", PLURIELS[Situation.A_CONFIRMER]
    if all(e.seance is not None for e in evenements):
        noms[Situation.FAITE] = "tenue", "tenues"
    return join_mots([format_compte(comptes[s], *noms[s]) for s in Situation if comptes[s]])


def list_textes(lignes: Sequence[Ligne]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the drawing as texts, under `ENTETES`."""
    return tuple(
        (
            _name(ligne),
            *(format_date(d) if d else NON_RENSEIGNE for d in (ligne.debut, ligne.fin)),
            _list_marques(ligne),
        )
        for ligne in lignes
    )


def list_valeurs(lignes: Sequence[Ligne]) -> tuple[tuple[Valeur, ...], ...]:
    """Return the same rows for a workbook: dates as dates, an empty cell where there is none."""
    return tuple((_name(ligne), ligne.debut, ligne.fin, _list_marques(ligne)) for ligne in lignes)


def _name(ligne: Ligne) -> str:
    e = ligne.marques[0][0]
    return (
        name_evenement(e)
        if ligne.groupe == SANS_ORIENTATION or e.etat is None
        else f"{e.etat.code} · {e.etat.action.libelle.texte}"
    )


def _list_marques(ligne: Ligne) -> str:
    """Return every jalon or meeting of a row with its date and where it stands, « aucun » without one."""
    marques = [e for e, _ in ligne.marques if e.nature is not Nature.ECHEANCE]
    if not marques:
        return "aucun"
    noms = [e.reference if e.jalon else "" for e in marques]
    return f"{FINE}; ".join(
        f"{nom} {_write_dates(e)} ({name_situation(e).lower()})".strip() for nom, e in zip(noms, marques, strict=True)
    )
