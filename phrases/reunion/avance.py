"""How far the plan is: since the last meeting, against the expected, orientation by orientation, by engagement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from metrics.arrondi import round_demi
from metrics.bilan import Bilan
from metrics.chiffres import Chiffres
from metrics.confiance import ClasseEcart
from metrics.engagement import count_rythmes, find_rythme
from metrics.etat import SEUIL_ALERTE
from metrics.reunion import AN
from metrics.tendance import Point
from models.plan import Orientation
from models.trimestre import Trimestre
from phrases.format import FINE, format_compte, format_nombre, format_pourcent, format_trimestre
from phrases.nom import Nom
from phrases.synthese import write_avancement


def write_depuis(depuis: Trimestre, jusqu_a: Trimestre) -> str:
    """Return « en un an », « en deux ans », else « depuis le T2 2025 »."""
    durees = {AN: "en un an", 2 * AN: "en deux ans"}
    return durees.get(jusqu_a.rang - depuis.rang, f"depuis le {format_trimestre(depuis)}")


def write_constat_bilan(bilan: Bilan, avant: Bilan | None, sujet: Nom, reserve: str | None) -> str:
    """Return « En un an : 10 points d’avancement gagnés ; de 1 point devant l’attendu à 11 points derrière ».

    `avant` is None where nothing is compared: then where `sujet` stands. `reserve` is None where it may be told against
    the expected, else why it is not, empty where that goes without saying.
    """
    chiffres = bilan.ensemble
    if not bilan.renseigne:
        return f"Aucune remontée reçue{FINE}: l’avancement {sujet.du} n’est pas renseigné"
    if not chiffres.actives:
        return f"Aucune action n’est active{FINE}: toutes sont abandonnées ou sans objet"
    if bilan.repris and bilan.dernier_renseigne is not None:
        valeurs = f"les valeurs sont celles du {format_trimestre(bilan.dernier_renseigne)}"
        return f"Aucune remontée au {format_trimestre(bilan.trimestre)}{FINE}: {valeurs}"
    if avant is not None and chiffres.suffisante:
        return _write_change(avant.ensemble, chiffres, write_depuis(avant.trimestre, bilan.trimestre))
    dit = write_avancement(chiffres, sujet, compare=reserve is None)
    precision = f" ({reserve})" if reserve and chiffres.suffisante else ""
    return f"{dit[0].upper()}{dit[1:]}{precision}"


def _write_change(avant: Chiffres, apres: Chiffres, moment: str) -> str:
    """Return the points gained, as the two displayed figures give them, then where the distance goes."""
    gain = int(round_demi(apres.avancement or 0) - round_demi(avant.avancement or 0))
    verbe = "gagné" if gain > 0 else "perdu"
    points = f"{format_compte(abs(gain), 'point')} d’avancement {verbe}{'s' if abs(gain) > 1 else ''}"
    gagnes = f"{moment[0].upper()}{moment[1:]}{FINE}: {points if gain else 'avancement inchangé'}"
    return f"{gagnes}{FINE}; {_write_passage(int(round_demi(avant.ecart or 0)), int(round_demi(apres.ecart or 0)))}"


def _write_passage(avant: int, apres: int, quand: str = "") -> str:
    """Return « de 1 point devant l’attendu à 11 points derrière », « toujours 8 points derrière l’attendu ».

    `quand` says of which quarter the first of the two is.
    """
    if avant == apres:
        return f"toujours {_write_place(apres)} l’attendu" if apres else "toujours au niveau de l’attendu"
    if not avant:
        return f"du niveau de l’attendu{quand} à {_write_place(apres)}"
    return f"de {_write_place(avant)} l’attendu{quand} à {_write_place(apres) if apres else 'son niveau'}"


def _write_place(points: int) -> str:
    return f"{format_compte(abs(points), 'point')} {'derrière' if points < 0 else 'devant'}"


def write_constat_trajectoire(points: Sequence[Point]) -> str:
    """Return where the plan is against the expected, where the distance goes, and since when.

    « 46 % d’avancement pour 58 % attendus ; de 3 points devant l’attendu au T2 2025 à 11 points derrière ».
    `points` are the quarters that may be told against each other, in order, two at least; the quarter named is where
    the distance, in whole points, began to go the way it still goes.
    """
    ecarts = [int(round_demi(p.ensemble.ecart or 0)) for p in points]
    sens = [(b > a) - (b < a) for a, b in pairwise(ecarts)]
    dernier = points[-1].ensemble
    fin = f"{format_pourcent(dernier.avancement)} d’avancement pour {format_pourcent(dernier.attendu)} attendus"
    debut = len(sens) - 1
    while debut > 0 and sens[debut - 1] == sens[-1]:
        debut -= 1
    depuis = format_trimestre(points[debut].trimestre)
    if not sens[-1]:
        return f"Depuis le {depuis}, l’écart avec l’attendu est stable{FINE}: {fin}"
    passage = _write_passage(ecarts[debut], ecarts[-1], f" au {depuis}")
    return f"{fin}{FINE}; {passage}"


def write_constat_orientations(bilan: Bilan, compare: bool) -> str:
    """Return how many orientations are behind the expected, and the furthest; without `compare`, what they range over.

    « Les 4 orientations sont derrière l’attendu, l’orientation 1 de 18 points »; nothing is said of those too little
    known.
    """
    connues = [(o, c) for o in bilan.plan.orientations if (c := bilan.orientations[o.code]).suffisante]
    total = len(bilan.plan.orientations)
    if not connues:
        return "Aucune orientation n’est encore assez renseignée"
    if not compare:
        return _write_etendue([c for _, c in connues], total)
    reculs = [(o, -int(round_demi(c.ecart or 0))) for o, c in connues]
    derriere = [couple for couple in reculs if couple[1] > 0]
    if not derriere:
        assez = f" des {len(connues)} assez renseignées" if len(connues) < total else ""
        return f"Aucune orientation{assez} n’est derrière l’attendu"
    return f"{_count_derriere(len(derriere), total)} derrière l’attendu{_write_derniere(derriere)}"


def _count_derriere(nombre: int, total: int) -> str:
    if nombre == total:
        return f"Les {total} orientations sont" if total > 1 else "L’orientation est"
    return f"{format_compte(nombre, 'orientation')} sur {total} {'sont' if nombre > 1 else 'est'}"


def _write_derniere(derriere: Sequence[tuple[Orientation, int]]) -> str:
    recul = max(points for _, points in derriere)
    dernieres = [o.numero for o, points in derriere if points == recul]
    points = format_compte(recul, "point")
    if len(derriere) == 1:
        return f" de {points}{FINE}: l’orientation {dernieres[0]}"
    if len(dernieres) == len(derriere):
        return f", de {points} chacune"
    qui = f"l’orientation {dernieres[0]}" if len(dernieres) == 1 else f"{len(dernieres)} d’entre elles"
    return f", {qui} de {points}"


def _write_etendue(chiffres: Sequence[Chiffres], total: int) -> str:
    valeurs = sorted(round_demi(c.avancement or 0) for c in chiffres)
    bas, haut = (format_pourcent(float(v)) for v in (valeurs[0], valeurs[-1]))
    debut = (
        f"{format_compte(len(chiffres), 'orientation')} sur {total}" if len(chiffres) < total else "Les orientations"
    )
    verbe = "sont" if len(chiffres) > 1 else "est"
    suite = f"entre {bas} et {haut}" if bas != haut else f"à {bas}"
    return f"{debut} {verbe} {suite} d’avancement"


def write_constat_engagements(chiffres: Iterable[Chiffres], compare: bool) -> str:
    """Return « 12 engagements : 3 au rythme attendu ou devant, 6 derrière de 10 points ou plus ».

    Without `compare`, how many have a known avancement.
    """
    tous = list(chiffres)
    total = format_compte(len(tous), "engagement")
    connus = sum(c.suffisante for c in tous)
    if not connus or not compare:
        nombre = format_nombre(connus) if connus else "aucun"
        return f"{total}{FINE}: {nombre} {'ont' if connus > 1 else 'n’a' if not connus else 'a'} un avancement connu"
    comptes = count_rythmes(tous)
    noms = (
        (ClasseEcart.DEVANT, "au rythme attendu ou devant"),
        (ClasseEcart.LOIN, f"derrière de {SEUIL_ALERTE} points ou plus"),
        (ClasseEcart.INCONNU, "sans données suffisantes"),
    )
    dits = [f"{format_nombre(comptes[classe])} {nom}" for classe, nom in noms if comptes[classe]]
    if not dits:
        dits = [f"tous derrière de moins de {SEUIL_ALERTE} points"]
    return f"{total}{FINE}: {', '.join(dits)}"


def write_remontees_connues(chiffres: Chiffres) -> str:
    """Return « Seules 7 actions sur 40 sont renseignées », which goes with what a quarter little known says."""
    connues, actives = chiffres.couverture
    if not connues:
        return f"Aucune action sur {actives} n’est renseignée"
    return f"Seule{'s' if connues > 1 else ''} {format_compte(connues, 'action')} sur {actives} " + (
        "sont renseignées" if connues > 1 else "est renseignée"
    )


def name_situation(chiffres: Chiffres) -> str:
    """Return where an engagement stands against the expected: « au rythme », « légèrement derrière », « derrière »."""
    return {
        ClasseEcart.DEVANT: "au rythme",
        ClasseEcart.LEGER: "légèrement derrière",
        ClasseEcart.LOIN: "derrière",
        ClasseEcart.INCONNU: "données insuffisantes",
    }[find_rythme(chiffres)]
