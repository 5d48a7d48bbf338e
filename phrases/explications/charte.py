"""How the figures of the charter are made: meetings held against planned, commitments that each side judged."""

from __future__ import annotations

from metrics.charte import compute_bilan_charte
from metrics.instances import EtatSeance, Seance, compute_reunions, list_seances
from metrics.portee import Portee
from phrases.explications.lignes import Calcul, Ligne
from phrases.format import FINE, INSECABLE, NON_RENSEIGNE, format_compte, format_date, keep_sigles

SANS_CHARTE = "aucune charte"


def explain_reunions_tenues(portee: Portee) -> Calcul:
    """Return the meetings held against those that the charter planned in the year of the quarter, seen from a day.

    A period that is over and of which nothing was said counts as planned, and is missing; one to come does not count.
    """
    charte, annee, colonne = portee.bilan.plan.charte, portee.bilan.trimestre.annee, "État"
    if charte is None:
        return Calcul(SANS_CHARTE, (), (), colonne, ())
    seances = [s for s in list_seances(charte, portee.jour) if s.debut.year == annee]
    b = compute_reunions(seances)
    comptees = [s for s in seances if s.due and s.etat is not EtatSeance.A_VENIR]
    exclues = tuple(
        _build_seance(s, None, "" if s.due else "la charte ne lui donne pas de date")
        for s in seances
        if s not in comptees
    )
    muettes = tuple(_build_seance(s, None) for s in comptees if s.etat is EtatSeance.NON_RENSEIGNEE)
    lignes = tuple(_build_seance(s, float(s.etat is EtatSeance.TENUE)) for s in comptees)
    if not comptees:
        return Calcul(f"aucune réunion prévue en {annee}", (), (), colonne, (), exclues)
    a_venir = format_compte(b.a_venir, "réunion prévue reste à venir", "réunions prévues restent à venir")
    etapes = (
        f"{format_compte(b.tenues, 'tenue')} + {format_compte(b.non_tenues, 'non tenue', 'non tenues')} + "
        f"{format_compte(b.non_renseignees, 'non renseignée', 'non renseignées')} = "
        f"{format_compte(b.prevues, 'prévue')} en {annee}, au {format_date(portee.jour)}.",
        f"À part{FINE}: {a_venir}.",
    )
    return Calcul(f"{b.tenues} sur {b.prevues}", (b.tenues / b.prevues,), etapes, colonne, lignes, exclues, muettes)


def explain_couverture_charte(portee: Portee) -> Calcul:
    """Return how many commitments each side judged for the year of the quarter; sides are never added nor averaged."""
    charte, annee, colonne = portee.bilan.plan.charte, portee.bilan.trimestre.annee, "Appréciation"
    if charte is None or not charte.engagements:
        return Calcul(SANS_CHARTE, (), (), colonne, ())
    bilan = compute_bilan_charte(charte, annee)
    comptees: list[Ligne] = []
    manquantes: list[Ligne] = []
    for partie in charte.parties:
        for j in bilan.jugements:
            dite = j.find_appreciation(partie.cote)
            objet = f"{j.engagement.code}, jugé par {partie.nom}"
            liste = manquantes if dite is None else comptees
            liste.append(
                Ligne(None, None if dite is None else 1.0, str(dite or NON_RENSEIGNE), j.engagement.texte, objet)
            )
    cotes = [(keep_sigles(p.nom), bilan.cotes[p.cote]) for p in charte.parties]
    resultat = " · ".join(f"{nom}{FINE}: {c.renseignees}{INSECABLE}sur{INSECABLE}{c.engagements}" for nom, c in cotes)
    etapes = tuple(
        f"{nom}, pour {annee}{FINE}: {format_compte(c.jugees, 'engagement jugé', 'engagements jugés')}, "
        f"{c.renseignees - c.jugees} sans élément disponible, {c.engagements - c.renseignees} sans réponse."
        for nom, c in cotes
    )
    valeurs = tuple(float(c.renseignees) for _, c in cotes)
    return Calcul(resultat, valeurs, etapes, colonne, tuple(comptees), (), tuple(manquantes))


def _build_seance(seance: Seance, valeur: float | None, note: str = "") -> Ligne:
    jour = f"réunion du {format_date(seance.reunion.jour)}" if seance.reunion else ""
    objet = f"{seance.instance.libelle}, {seance.libelle}"
    return Ligne(None, valeur, str(seance.etat), ", ".join(x for x in (note, jour) if x), objet)
