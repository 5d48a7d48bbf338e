"""The rows of the calendar: an action or a body each, its marks put on lanes so that none hides another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from charts.graphique import clean_texte, wrap_texte
from metrics.calendrier import Calendrier, Evenement, Nature, Situation
from metrics.etat import EtatAction
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.calendrier import name_evenement
from phrases.format import format_compte

LARGEUR_NOM = 46
"""Characters of a line of a name, where the drawing is at its narrowest."""
INTERLIGNE = 15
TETE = 100
"""Height in pixels of the head of the drawing, which holds its key."""
VOIE = 15
"""Height in pixels of a lane of marks."""
MARGE_MARQUE = timedelta(days=26)
"""What a mark takes on each side, where the drawing is at its narrowest."""
LARGEUR_REPORTS = timedelta(days=190)
"""What « 3 reports » takes after a mark."""
EN_RETARD = " ▲\u00a0en\u00a0retard"
RESERVE = timedelta(days=366)
"""How far out of the plan a date is still drawn: one that was mistyped must not stretch the axis out of use."""
AVANT, APRES = 1, 4
"""Quarters before and after the one shown that are drawn, unless the whole plan is asked for."""
ACTIONS_MAX = 100
"""Actions of a drawing: beyond, its rows are read by nobody and its marks weigh on the browser."""
SANS_ORIENTATION = 0
"""Number of the group of meetings and terms, which no orientation has."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """A row: the number of its orientation (0 for meetings and terms), its name, its marks with the lane of each.

    `debut` and `fin` bound its bar, None without dates of its own.
    """

    groupe: int
    code: str
    nom: str
    marques: tuple[tuple[Evenement, int], ...]
    debut: date | None = None
    fin: date | None = None

    @property
    def voies(self) -> int:
        """Return how many lanes its marks need, at least one."""
        return 1 + max((voie for _, voie in self.marques), default=0)

    @property
    def hauteur(self) -> float:
        """Return its height in pixels."""
        return max(INTERLIGNE * (self.nom.count("<br>") + 1), VOIE * self.voies) + 9


@dataclass(frozen=True, slots=True)
class Rangee:
    """A row at its place: the height of its middle, in pixels from the top."""

    ligne: Ligne
    milieu: float

    def find_voie(self, voie: int) -> float:
        """Return the height of a lane."""
        return self.milieu + (voie - (self.ligne.voies - 1) / 2) * VOIE


@dataclass(frozen=True, slots=True)
class Entete:
    """The name of a group at its place: the heights of its top and of its foot."""

    groupe: int
    nom: str
    haut: float
    bas: float


def find_cadre(plan: Plan, aujourd_hui: date, autour: Trimestre | None = None) -> tuple[date, date]:
    """Return the first and the last day that may be drawn, today always among them.

    Those of the quarters around one, else of the plan and a year more.
    """
    debut, fin = plan.debut - RESERVE, plan.fin + RESERVE
    if autour is not None:
        debut, fin = autour.decale(-AVANT).premier_jour, autour.decale(APRES).dernier_jour
    return min(debut, aujourd_hui), max(fin, aujourd_hui)


def find_autour(calendrier: Calendrier, gardes: Iterable[Evenement], aujourd_hui: date) -> Trimestre | None:
    """Return the quarter shown, around which dates are drawn; None where none of those kept is near."""
    trimestre = calendrier.bilan.trimestre
    debut, fin = find_cadre(calendrier.bilan.plan, aujourd_hui, trimestre)
    return trimestre if any(debut <= e.place <= fin for e in gardes) else None


def list_hors_cadre(
    plan: Plan, evenements: Iterable[Evenement], aujourd_hui: date, autour: Trimestre | None = None
) -> tuple[Evenement, ...]:
    """Return the dates that are too far to be drawn; tables hold them."""
    debut, fin = find_cadre(plan, aujourd_hui, autour)
    return tuple(e for e in evenements if not debut <= e.place <= fin)


def select_dessines(evenements: Sequence[Evenement]) -> tuple[tuple[Evenement, ...], int]:
    """Return the dates that a drawing has room for, in the same order, and of how many actions others are left out.

    The `ACTIONS_MAX` actions drawn are those met first in the order given: late, then the next to come. Meetings and
    terms are always drawn.
    """
    codes = dict.fromkeys(e.etat.code for e in evenements if e.etat is not None)
    if len(codes) <= ACTIONS_MAX:
        return tuple(evenements), 0
    gardees = frozenset(list(codes)[:ACTIONS_MAX])
    return tuple(e for e in evenements if e.etat is None or e.etat.code in gardees), len(codes) - ACTIONS_MAX


def list_lignes(
    plan: Plan, evenements: Sequence[Evenement], jour: date = date.max, tous: Sequence[Evenement] | None = None
) -> list[Ligne]:
    """Return a row an action that has a date, orientation after orientation, a row a body that meets, a row a term.

    What is late and passed at `jour` is written in its name: dates of a quarter that is not over may still be met. It
    is looked for among `tous`, which may have no mark here.
    """
    tardives = {
        e.etat.code
        for e in (evenements if tous is None else tous)
        if e.etat is not None and e.situation is Situation.RETARD and e.jour <= jour
    }
    par_action: dict[str, list[Evenement]] = {}
    autres: dict[str, list[Evenement]] = {}
    for e in evenements:
        if e.etat is not None:
            par_action.setdefault(e.etat.code, []).append(e)
        else:
            autres.setdefault(e.seance.instance.code if e.seance else e.reference, []).append(e)
    rangs = {i.code: rang for rang, i in enumerate(plan.charte.instances)} if plan.charte else {}
    return [
        *(
            _build_action(o.numero, par_action[a.code], a.code in tardives)
            for o in plan.orientations
            for a in o.actions
            if a.code in par_action
        ),
        *(
            _build_autre(code, autres[code])
            for code in sorted(autres, key=lambda code: (rangs.get(code, len(rangs)), code))
        ),
    ]


def _build_action(numero: int, evenements: Sequence[Evenement], retard: bool) -> Ligne:
    etat = next(e.etat for e in evenements if e.etat is not None)
    nom = wrap_texte(f"{etat.code} · {etat.action.libelle.texte}{EN_RETARD if retard else ''}", LARGEUR_NOM)
    nom = nom.replace(clean_texte(etat.code), f"<b>{clean_texte(etat.code)}</b>", 1)
    debut, fin = find_barre(etat)
    return Ligne(numero, etat.code, nom, place_marques(evenements), debut, fin)


def find_barre(etat: EtatAction) -> tuple[date | None, date | None]:
    """Return the dates of the bar of an action: both its own, or none at all."""
    return (etat.debut, etat.echeance) if etat.dates_propres else (None, None)


def _build_autre(code: str, evenements: Sequence[Evenement]) -> Ligne:
    """Return the row of a body or of a term; periods follow each other, on one lane."""
    return Ligne(
        SANS_ORIENTATION,
        code,
        wrap_texte(name_evenement(evenements[0]), LARGEUR_NOM),
        tuple((e, 0) for e in evenements),
    )


def place_marques(evenements: Sequence[Evenement]) -> tuple[tuple[Evenement, int], ...]:
    """Return each mark with the first lane where it touches no other, from the left; an échéance has the first."""
    voies: list[date] = []
    placees = []
    for e in sorted(evenements, key=lambda e: (e.nature is not Nature.ECHEANCE, find_etendue(e), e.reference)):
        if e.nature is Nature.ECHEANCE:
            placees.append((e, 0))
            continue
        debut, fin = find_etendue(e)
        rang = next((i for i, prise in enumerate(voies) if prise < debut), len(voies))
        voies[rang : rang + 1] = [fin]
        placees.append((e, rang))
    return tuple(placees)


def find_etendue(e: Evenement) -> tuple[date, date]:
    """Return what a mark takes on the axis, with its original date and its words."""
    premier = min(e.place, e.jour_initial or e.place)
    dernier = max(e.place, e.jour_initial or e.place)
    mots = LARGEUR_REPORTS if e.reports > 1 else timedelta()
    return premier - MARGE_MARQUE, dernier + MARGE_MARQUE + mots


def write_reports(e: Evenement) -> str:
    """Return « 2 reports », an empty text when the date was never moved later."""
    return format_compte(e.reports, "report") if e.reporte else ""


def place_lignes(plan: Plan, lignes: Sequence[Ligne]) -> tuple[list[Rangee], list[Entete], float]:
    """Return the rows at their places, the names of the groups above theirs, the height of the whole."""
    noms = {o.numero: f"{o.numero}. {o.libelle_court}" for o in plan.orientations}
    rangees: list[Rangee] = []
    entetes: list[Entete] = []
    bas = float(TETE)
    for ligne in lignes:
        if not entetes or entetes[-1].groupe != ligne.groupe:
            nom = wrap_texte(noms.get(ligne.groupe, "Réunions et termes"), LARGEUR_NOM - 4)
            haut, bas = bas, bas + (INTERLIGNE + 2) * (nom.count("<br>") + 1) + (14 if entetes else 0)
            entetes.append(Entete(ligne.groupe, nom, haut, bas))
            bas += 4
        rangees.append(Rangee(ligne, bas + ligne.hauteur / 2))
        bas += ligne.hauteur
    return rangees, entetes, bas
