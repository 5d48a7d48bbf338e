"""What is said of the engagements: the sentence that opens their list, how they stand against the expected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from metrics.arrondi import round_demi
from metrics.bilan import Bilan
from metrics.chiffres import Chiffres
from metrics.confiance import ClasseEcart
from metrics.engagement import count_rythmes
from metrics.etat import SEUIL_ALERTE
from phrases.format import FINE, INSECABLE, format_compte, format_nombre, format_trimestre, join_mots
from phrases.nom import Nom
from phrases.synthese import write_attente, write_avancement
from phrases.trimestre import write_remontees

_RYTHMES = {
    ClasseEcart.DEVANT: "au rythme attendu ou devant",
    ClasseEcart.LEGER: f"à moins de {SEUIL_ALERTE} points derrière",
    ClasseEcart.LOIN: f"à {SEUIL_ALERTE} points ou plus derrière",
    ClasseEcart.INCONNU: "sans données suffisantes",
}


def write_ouverture_engagements(bilan: Bilan, aujourd_hui: date) -> str:
    """Return the opening sentence: how many engagements keep pace or are behind, how many hold a blocked action.

    A quarter that is not over, not whole, or without a report of its own, is not told against an expected that is the
    one of its last day. The engagements are counted, their figures never added.
    """
    moment = f"Au {format_trimestre(bilan.trimestre)}"
    chiffres = list(bilan.engagements.values())
    total = format_compte(len(chiffres), "engagement")
    if not bilan.renseigne:
        return f"{moment}, aucune remontée n’a encore été reçue{FINE}: l’avancement des {total} n’est pas renseigné."
    connus = [c for c in chiffres if c.suffisante]
    if not bilan.is_comparable(aujourd_hui):
        etat = "le trimestre est en cours" if bilan.is_en_cours(aujourd_hui) else write_remontees(bilan)
        etat = "les valeurs sont reprises d’un trimestre antérieur" if bilan.repris else etat
        dit = _accord(len(connus), "a un avancement connu", "ont un avancement connu")
        phrase = f"{moment}, {etat}{FINE}: sur {total}, {dit}"
    else:
        phrase = f"{moment}, sur {total}, {_write_rythmes(chiffres) or 'aucun n’est suivi'}{_name_dernier(bilan)}"
    bloques = sum(c.bloquees > 0 for c in chiffres)
    blocage = _accord(bloques, "compte une action bloquée", "comptent au moins une action bloquée")
    return f"{phrase}{FINE}; {blocage if bloques else 'aucun ne compte d’action bloquée'}."


_ENGAGEMENT = Nom("engagement", feminin=False, le="l’engagement", du="de l’engagement", au="à l’engagement")


def write_constat_engagement(bilan: Bilan, numero: int, aujourd_hui: date) -> str:
    """Return « Au T3 2026, l’engagement est avancé à 25 %, 75 points derrière l’attendu ; 1 action est bloquée et… ».

    The distance is told where the quarter may be compared; under the threshold of coverage, how many are known.
    """
    chiffres = bilan.engagements[numero]
    dit = write_avancement(chiffres, _ENGAGEMENT, compare=bilan.is_comparable(aujourd_hui))
    return f"Au {format_trimestre(bilan.trimestre)}, {dit}{FINE}; {write_attente(chiffres)}."


def _name_dernier(bilan: Bilan) -> str:
    """Return the engagement that is furthest behind: « , le n° 1 de 75 points »; empty when none is far, or two are."""
    ecarts = sorted((c.ecart, n) for n, c in bilan.engagements.items() if c.suffisante and c.ecart is not None)
    if len(ecarts) < 2 or ecarts[0][0] > -SEUIL_ALERTE:
        return ""
    (premier, numero), (suivant, _) = ecarts[:2]
    points = int(round_demi(-premier))
    return (
        "" if points == int(round_demi(-suivant)) else f", le n°{INSECABLE}{numero} de {format_compte(points, 'point')}"
    )


def list_rythmes(engagements: Iterable[Chiffres]) -> list[str]:
    """Return « 3 au rythme attendu ou devant », « 3 à moins de 10 points derrière », … : the classes that hold some.

    They add up to the engagements, those whose avancement cannot be said last.
    """
    comptes = count_rythmes(engagements)
    return [f"{format_nombre(comptes[classe])} {_RYTHMES[classe]}" for classe in ClasseEcart if comptes[classe]]


def _write_rythmes(engagements: Iterable[Chiffres]) -> str:
    """Return « 3 sont au rythme attendu ou devant, 3 à moins de 10 points derrière et 6 à 10 points ou plus… »."""
    premier, *autres = list_rythmes(engagements) or [""]
    nombre, _, classe = premier.partition(" ")
    return join_mots([f"{nombre} {'est' if nombre == '1' else 'sont'} {classe}", *autres]) if premier else ""


def _accord(nombre: int, singulier: str, pluriel: str) -> str:
    return f"{format_nombre(nombre)} {singulier if nombre < 2 else pluriel}"
