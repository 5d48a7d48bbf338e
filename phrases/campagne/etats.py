"""Where a campaign stands and where each service is, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from metrics.campagne.rythme import Rythme
from metrics.campagne.suivi import Etape, SuiviCampagne, SuiviPilote
from models.plan import Pilote
from phrases.format import (
    FINE,
    INSECABLE,
    format_compte,
    format_date,
    format_reste,
    format_taux,
    format_trimestre,
    join_mots,
)

NOMMES: Final = 5
"""How many services a sentence names."""
ETAPES: Final = {
    Etape.PRETE: "Classeur prêt",
    Etape.ENVOYEE: "Classeur envoyé",
    Etape.LUE: "Lue, non appliquée",
    Etape.PARTIELLE: "Partielle",
    Etape.COMPLETE: "Reçue",
}


def write_attendus(suivi: SuiviCampagne) -> str:
    """Return « Attendus ce trimestre : 9 services, 3 reçus »: all of their actions reported."""
    attendus, recus = len(suivi.pilotes), len(suivi.complets)
    partiels = sum(s.etape is Etape.PARTIELLE for s in suivi.pilotes)
    dit = f"{format_compte(attendus, 'service')}, {format_compte(recus, 'reçu')}"
    if partiels:
        dit += f", {format_compte(partiels, 'en partie', 'en partie')}"
    return f"Attendus au {format_trimestre(suivi.trimestre)}{FINE}: {dit}"


def write_phrase(suivi: SuiviCampagne) -> str:
    """Return the sentence that opens the screen: where the campaign is, and who is missing at once."""
    trimestre = format_trimestre(suivi.trimestre)
    if suivi.close_le is not None:
        tete = f"{trimestre} clos le {format_date(suivi.close_le)}"
    elif suivi.ouverte_le is None and suivi.echeance is None:
        tete = f"Aucune campagne n’est ouverte pour le {trimestre}"
    else:
        tete = f"Campagne du {trimestre}{FINE}: {write_delai(suivi)}"
    return f"{tete}. {write_manquants(suivi)}"


def write_delai(suivi: SuiviCampagne) -> str:
    """Return how far the deadline is: « date limite le 21/10/2026, dans 5 jours »."""
    jours = suivi.jours_restants
    if jours is None:
        return "sans date limite"
    limite = f"date limite le {format_date(suivi.echeance)}"
    if jours == 0:
        return f"{limite}, aujourd’hui"
    if jours > 0:
        return f"{limite}, dans {format_compte(jours, 'jour')}"
    return f"{limite}, dépassée de {format_compte(-jours, 'jour')}"


def write_manquants(suivi: SuiviCampagne) -> str:
    """Return who is missing, by name: « Manquent 2 services : A et B ; C n’a répondu qu’en partie. »."""
    rien = [s for s in suivi.manquants if s.etape is not Etape.PARTIELLE]
    partiels = [s for s in suivi.manquants if s.etape is Etape.PARTIELLE]
    if not suivi.pilotes:
        return "Aucun service n’est attendu."
    if not rien and not partiels:
        return f"Rien ne manque{FINE}: {_name_tous(len(suivi.pilotes))}."
    dits = []
    if rien:
        verbe = "Manque" if len(rien) == 1 else "Manquent"
        dits.append(f"{verbe} {format_compte(len(rien), 'service')}{FINE}: {_join(rien)}")
    if partiels:
        verbe = "n’a répondu" if len(partiels) == 1 else "n’ont répondu"
        dits.append(f"{_join(partiels)} {verbe} qu’en partie")
    return f"{f'{FINE}; '.join(dits)}."


def _name_tous(nombre: int) -> str:
    return "le service attendu a répondu" if nombre == 1 else f"les {nombre} services ont répondu"


def _join(suivis: list[SuiviPilote]) -> str:
    """Return the services by name, those of a long list counted: the table under it names them all."""
    return _join_noms([s.pilote.nom for s in suivis])


def _join_noms(noms: list[str]) -> str:
    if len(noms) <= NOMMES:
        return join_mots(noms)
    return f"{', '.join(noms[: NOMMES - 1])} {format_reste(len(noms) - NOMMES + 1)}"


def write_etape(suivi: SuiviPilote) -> str:
    """Return where a service is: « Partielle », « Classeur prêt », with « en retard » said apart."""
    return ETAPES[suivi.etape]


def write_detail(suivi: SuiviPilote) -> str:
    """Return what there is to know of a service beyond its step, in one line; empty for nothing."""
    dits = []
    if suivi.etape is Etape.PARTIELLE:
        dits.append(f"rien n’est dit de {join_mots(list(suivi.muettes))}")
    if suivi.attendu and suivi.vu is not None:
        dits.append(write_vu(suivi))
    if suivi.attendu and suivi.silence:
        dits.append(f"sans remontée depuis {format_compte(suivi.silence, 'trimestre')}")
    return f"{FINE}; ".join(dits)


def write_vu(suivi: SuiviPilote) -> str:
    """Return what was seen of its workbook: « classeur lu le 12/10/2026, 2 erreurs »."""
    if suivi.vu is None:
        return "aucun classeur lu"
    erreurs = format_compte(suivi.vu.erreurs, "erreur") if suivi.vu.erreurs else "sans erreur"
    return f"classeur lu le {format_date(suivi.vu.le)}, {erreurs}"


def write_recue(suivi: SuiviPilote) -> str:
    """Return when it came: « 12/10/2026, dans les délais », a dash before."""
    if suivi.recue_le is None:
        return "–"
    delais = {True: ", dans les délais", False: ", hors délai", None: ""}[suivi.dans_les_delais]
    return f"{format_date(suivi.recue_le)}{delais}"


def write_rythme(rythme: Rythme) -> str:
    """Return « 34 actions remontées sur 38 (89 %) »."""
    remontees = format_compte(rythme.remontees, "action remontée", "actions remontées")
    return f"{remontees} sur {rythme.actives} ({format_taux(rythme.taux)})"


def write_rythmes(suivi: SuiviCampagne) -> str:
    """Return the pace against that of the campaigns before, at the same distance from the end of their quarter."""
    actuel, *avant = suivi.rythmes
    dit = f"À ce jour, {write_rythme(actuel)}"
    if actuel.dans_les_delais is not None:
        dit += f", dont {actuel.dans_les_delais} dans les délais"
    if not avant:
        return f"{dit}."
    autres = join_mots([f"{format_taux(r.taux)} au {format_trimestre(r.trimestre)}" for r in avant])
    return f"{dit}. À la même distance de la fin du trimestre{FINE}: {autres}."


def name_jour(jours: int) -> str:
    """Return how far a day is from the deadline, as campaigns say it: « J−21 », « J+1 »."""
    return "J" if jours == 0 else f"J{'+' if jours > 0 else '−'}{abs(jours)}"


def write_depuis(jour: date | None) -> str:
    """Return « le 12/10/2026 », « jamais »."""
    return "jamais" if jour is None else f"le{INSECABLE}{format_date(jour)}"


def write_non_vises(pilotes: Sequence[Pilote]) -> str:
    """Return « non visé : A et B », what was reported and nobody signed; empty for nothing."""
    return f"non visé{FINE}: {_join_noms([p.nom for p in pilotes])}" if pilotes else ""
