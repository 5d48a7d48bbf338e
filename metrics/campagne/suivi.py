"""Where the campaign of a quarter stands: who reported, who is awaited, who signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from metrics.bilan import Bilan, compute_bilan, find_echeance
from metrics.campagne.rythme import Rythme, compute_rythmes, find_jour_recu
from metrics.courant import is_remontee
from metrics.etat import EtatAction
from models.campagne import Visa
from models.plan import Action, Pilote, Plan
from models.trimestre import Trimestre


class Etape(StrEnum):
    """How far a pilot is, from the least: its workbook is ready, was sent, was seen, partly applied, applied whole."""

    PRETE = "prete"
    ENVOYEE = "envoyee"
    LUE = "lue"
    PARTIELLE = "partielle"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Vu:
    """A workbook that was seen of a pilot: its name, the day, how many errors it held when it was last read."""

    nom: str
    le: date
    erreurs: int


@dataclass(frozen=True, slots=True)
class SuiviPilote:
    """A pilot in a campaign.

    `actions` are the active ones it answers for, `muettes` those not reported this quarter (codes). `recue_le` is the
    day of Paris of the first report, `dans_les_delais` whether all came by the deadline: None without one, or while
    something is missing. `silence` counts the quarters in a row before this one without any report, of those of
    the plan. `en_retard`: the deadline is past, or the quarter was closed, and something is missing.
    """

    pilote: Pilote
    actions: tuple[str, ...]
    muettes: tuple[str, ...]
    etape: Etape
    en_retard: bool
    recue_le: date | None = None
    dans_les_delais: bool | None = None
    silence: int = 0
    vu: Vu | None = None
    envoye_le: date | None = None
    visa: Visa | None = None

    @property
    def attendu(self) -> bool:
        """Return whether something is still awaited: what a reminder is for."""
        return bool(self.muettes)


@dataclass(frozen=True, slots=True)
class SuiviCampagne:
    """A campaign seen from a day: its pilots in the order of the référentiel, its pace, then that of those before."""

    trimestre: Trimestre
    jour: date
    echeance: date | None
    ouverte_le: date | None
    close_le: date | None
    visa: bool
    pilotes: tuple[SuiviPilote, ...]
    rythmes: tuple[Rythme, ...]

    @property
    def complets(self) -> tuple[SuiviPilote, ...]:
        """Return the pilots of whom nothing more is awaited."""
        return tuple(s for s in self.pilotes if s.etape is Etape.COMPLETE)

    @property
    def manquants(self) -> tuple[SuiviPilote, ...]:
        """Return the pilots of whom something is awaited, those of whom nothing came first."""
        return tuple(sorted((s for s in self.pilotes if s.attendu), key=lambda s: s.etape is Etape.PARTIELLE))

    @property
    def jours_restants(self) -> int | None:
        """Return the days until the deadline, negative once it is past; None without one."""
        return None if self.echeance is None else (self.echeance - self.jour).days


def find_campagne_en_cours(plan: Plan, aujourd_hui: date) -> Trimestre:
    """Return the quarter of the campaign to be shown: the latest one open, else the last quarter that is over.

    Within the plan: its first quarter before it is over.
    """
    ouvertes = [c.trimestre for c in plan.campagnes if c.ouverte_le is not None and c.close_le is None]
    if ouvertes:
        return max(ouvertes)
    fini = Trimestre.from_date(aujourd_hui).decale(-1)
    return min(max(fini, Trimestre.from_date(plan.debut)), Trimestre.from_date(plan.fin))


def compute_campagne(
    plan: Plan,
    trimestre: Trimestre,
    aujourd_hui: date,
    vus: Mapping[str, Vu] = MappingProxyType({}),
    envois: Mapping[str, date] = MappingProxyType({}),
) -> SuiviCampagne:
    """Return where a campaign stands; `vus` and `envois` by code of pilot, what was seen and when one last wrote."""
    campagne = plan.find_campagne(trimestre)
    bilan = compute_bilan(plan, trimestre, aujourd_hui)
    visas = {v.pilote: v for v in campagne.visas} if campagne else {}
    close_le, echeance = plan.find_cloture(trimestre), find_echeance(plan, trimestre)
    passe = close_le is not None or (echeance is not None and aujourd_hui > echeance)
    pilotes = [
        _build_pilote(bilan, pilote, actions, passe, vus.get(pilote.code), envois.get(pilote.code))
        for pilote, actions in list_attendus(bilan)
    ]
    return SuiviCampagne(
        trimestre=trimestre,
        jour=aujourd_hui,
        echeance=echeance,
        ouverte_le=campagne.ouverte_le if campagne else None,
        close_le=close_le,
        visa=bool(campagne and campagne.visa),
        pilotes=tuple(replace(s, visa=visas.get(s.pilote.code)) for s in pilotes),
        rythmes=compute_rythmes(bilan, aujourd_hui),
    )


def list_attendus(bilan: Bilan) -> list[tuple[Pilote, tuple[EtatAction, ...]]]:
    """Return each pilot awaited in a quarter with the active actions it answers for, in the order of the référentiel.

    An action is awaited of its pilot, once; who only shares actions is awaited for those.
    """
    actifs = [e for e in bilan.etats.values() if e.active]
    attendus = []
    for pilote in bilan.plan.pilotes:
        siennes = [e for e in actifs if e.action.pilote == pilote]
        if siennes := siennes or [e for e in actifs if pilote in e.action.copilotes]:
            attendus.append((pilote, tuple(siennes)))
    return attendus


def _build_pilote(  # noqa: PLR0917
    bilan: Bilan, pilote: Pilote, actions: Sequence[EtatAction], passe: bool, vu: Vu | None, envoye_le: date | None
) -> SuiviPilote:
    muettes = tuple(e.code for e in actions if not e.reporte)
    jours = [j for e in actions if (j := find_jour_recu(e.action, bilan.trimestre)) is not None]
    return SuiviPilote(
        pilote=pilote,
        actions=tuple(e.code for e in actions),
        muettes=muettes,
        etape=_find_etape(len(actions), len(muettes), vu, envoye_le),
        en_retard=passe and bool(muettes),
        recue_le=min(jours, default=None),
        dans_les_delais=_find_delais(find_echeance(bilan.plan, bilan.trimestre), jours, muettes),
        silence=_count_silence(bilan, [e.action for e in actions]),
        vu=vu,
        envoye_le=envoye_le,
    )


def _find_etape(actions: int, muettes: int, vu: Vu | None, envoye_le: date | None) -> Etape:
    if not muettes:
        return Etape.COMPLETE
    if muettes < actions:
        return Etape.PARTIELLE
    if vu is not None:
        return Etape.LUE
    return Etape.PRETE if envoye_le is None else Etape.ENVOYEE


def _find_delais(echeance: date | None, jours: Sequence[date], muettes: Sequence[str]) -> bool | None:
    return None if echeance is None or muettes else all(jour <= echeance for jour in jours)


def _count_silence(bilan: Bilan, actions: Sequence[Action]) -> int:
    """Return how many quarters in a row before this one said nothing of any of these actions."""
    dits = {s.trimestre for a in actions for s in a.suivis if is_remontee(s)}
    premier, trimestre, nombre = Trimestre.from_date(bilan.plan.debut), bilan.trimestre.decale(-1), 0
    while trimestre >= premier and trimestre not in dits:
        nombre, trimestre = nombre + 1, trimestre.decale(-1)
    return nombre


def list_non_vises(plan: Plan, trimestre: Trimestre) -> list[Pilote]:
    """Return the pilots who reported something in a quarter that nobody signed, where its campaign asks for visas.

    Empty where it asks for none: the figures are then published as they came.
    """
    campagne = plan.find_campagne(trimestre)
    if campagne is None or not campagne.visa:
        return []
    suivis = ((a.pilote, a.find_suivi(trimestre)) for a in plan.actions)
    remontes = {pilote.code for pilote, suivi in suivis if suivi is not None and is_remontee(suivi)}
    vises = {v.pilote for v in campagne.visas}
    return [p for p in plan.pilotes if p.code in remontes - vises]
