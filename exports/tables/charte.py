"""The charter of a quarter: its commitments as both sides judge them, and the meetings of its bodies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from exports.tables.champs import Champ, Genre, Table, Valeur
from metrics.charte import BilanCharte, compute_bilan_charte, list_annees_jugees
from metrics.instances import EtatSeance, list_seances
from models.charte import Charte
from models.vocabulaire import Appreciation, Cote


def choose_annee_jugee(charte: Charte, annee: int) -> int:
    """Return the last year judged by a year, that year itself when none was."""
    return max((a for a in list_annees_jugees(charte) if a <= annee), default=annee)


def build_engagements_charte(charte: Charte, annee: int) -> Table:
    """Return a row a commitment and a year judged by `annee`, what each side says side by side, never averaged.

    That year is there too when nothing was judged for it yet.
    """
    noms = {cote: charte.name_partie(cote) for cote in Cote}
    return Table(
        "charte",
        "Charte",
        "Les engagements de la charte dans leurs mots, et ce que chaque partie en dit, année par année.",
        (
            Champ("code", "Code", Genre.TEXTE, "Code de l’engagement.", obligatoire=True),
            Champ("domaine", "Domaine", Genre.TEXTE, "Numéro et intitulé du domaine."),
            Champ("partie", "Partie engagée", Genre.TEXTE, "Qui s’est engagé."),
            Champ("texte", "Engagement", Genre.TEXTE, "Les mots de la charte.", obligatoire=True),
            Champ("annee", "Année", Genre.ENTIER, "Année jugée."),
            *(champ for cote, nom in noms.items() for champ in _list_champs(cote, nom)),
            Champ("distance", "Écart (niveaux)", Genre.ENTIER, "Niveaux entre les deux jugements, s’ils se comparent."),
        ),
        [
            ligne
            for jugee in sorted({annee, *(a for a in list_annees_jugees(charte) if a < annee)})
            for ligne in _iter_engagements(charte, compute_bilan_charte(charte, jugee))
        ],
        ("code", "annee"),
    )


def _list_champs(cote: Cote, nom: str) -> Iterator[Champ]:
    yield Champ(
        f"appreciation_{cote}",
        f"Jugement\u202f: {nom}",
        Genre.TEXTE,
        f"Ce qu’en juge cette partie ({nom}).",
        choix=tuple(Appreciation),
    )
    yield Champ(f"elements_{cote}", f"Éléments\u202f: {nom}", Genre.TEXTE, "Les éléments qu’elle cite.", interne=True)
    yield Champ(f"commentaire_{cote}", f"Commentaire\u202f: {nom}", Genre.TEXTE, "Son commentaire.", interne=True)


def _iter_engagements(charte: Charte, bilan: BilanCharte) -> Iterator[tuple[Valeur, ...]]:
    jugements = {j.engagement.code: j for j in bilan.jugements}
    for domaine in charte.domaines:
        for e in domaine.engagements:
            dits: list[Valeur] = []
            for cote in Cote:
                v = jugements[e.code].find_evaluation(cote)
                dits += [None] * 3 if v is None else [v.appreciation, v.elements or None, v.commentaire or None]
            tete = (e.code, f"{domaine.numero} {domaine.libelle}", charte.name_partie(e.partie), e.texte)
            yield *tete, bilan.annee, *dits, jugements[e.code].distance


def build_reunions(charte: Charte, au: date) -> Table:
    """Return a row a meeting that was to be held or was, seen from a day."""
    return Table(
        "reunions",
        "Réunions",
        "Les réunions que la charte prévoit et celles qui se sont tenues.",
        (
            Champ("instance", "Instance", Genre.TEXTE, "Code de l’instance.", obligatoire=True),
            Champ("libelle", "Intitulé", Genre.TEXTE, "Nom de l’instance.", obligatoire=True),
            Champ("periode", "Période", Genre.TEXTE, "Trimestre, année ou jour de la réunion.", obligatoire=True),
            Champ("due", "Due", Genre.OUI_NON, "Si la charte la prévoit."),
            Champ("etat", "État", Genre.TEXTE, "Ce qu’il en est.", choix=tuple(EtatSeance)),
            Champ("jour", "Date", Genre.DATE, "Jour de la réunion, s’il est connu."),
            Champ(
                "presents_departement",
                f"Présents\u202f: {charte.name_partie(Cote.DEPARTEMENT)}",
                Genre.ENTIER,
                "Nombre de présents de cette partie.",
            ),
            Champ(
                "presents_partenaire",
                f"Présents\u202f: {charte.name_partie(Cote.PARTENAIRE)}",
                Genre.ENTIER,
                "Nombre de présents de cette partie.",
            ),
            Champ("decisions", "Décisions", Genre.TEXTE, "Ce qui y a été décidé.", interne=True),
        ),
        list(_iter_reunions(charte, au)),
    )


def _iter_reunions(charte: Charte, au: date) -> Iterator[tuple[Valeur, ...]]:
    for s in list_seances(charte, au):
        r = s.reunion
        dits = (r.jour, r.presents_departement, r.presents_partenaire, r.decisions or None) if r else (None,) * 4
        yield s.instance.code, s.instance.libelle, s.libelle, s.due, str(s.etat), *dits
