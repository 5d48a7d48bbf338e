"""How the means are made: avancement, couverture, encadrement, attendu, écart; always over the leaves."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from metrics.arrondi import round_demi
from metrics.chiffres import DECIMALES, SEUIL_COUVERTURE, Chiffres
from metrics.etat import SEUIL_ALERTE, EtatAction
from metrics.portee import Portee
from phrases.explications.lignes import (
    SANS_ACTIVE,
    Calcul,
    Ligne,
    list_exclues,
    list_inconnues,
    write_derniere,
    write_moyenne,
    write_part,
)
from phrases.format import (
    FINE,
    INSUFFISANTES,
    NON_RENSEIGNE,
    format_compte,
    format_date,
    format_nombre,
    format_points,
    format_pourcent,
    format_trimestre,
)
from phrases.nom import Nom, write_nom
from phrases.synthese import write_fiabilite
from phrases.trimestre import write_attendus


def explain_avancement(portee: Portee) -> Calcul:
    """Return how the mean of what the pilots declared is made; not written out under the threshold of coverage."""
    lignes = _list_connues(portee)
    avancement = portee.chiffres.avancement
    etapes = []
    if avancement is not None and portee.chiffres.suffisante:
        etapes = [write_moyenne(lignes), *_write_arrondi(format_pourcent(avancement))]
    resume = write_fiabilite(portee.chiffres)
    etapes.append(f"{resume[0].upper()}{resume[1:]}.")
    return _publish(portee, avancement, format_pourcent, etapes, colonne="Avancement", lignes=lignes)


def explain_attendu(portee: Portee) -> Calcul:
    """Return how the expected is made: the elapsed share of each known action's own period."""
    nom = write_nom(portee.bilan.plan)
    lignes = tuple(
        Ligne(e.action, e.attendu, format_pourcent(e.attendu, 1), _write_periode(e, nom)) for e in portee.connues
    )
    attendu, bilan = portee.chiffres.attendu, portee.bilan
    etapes = [f"Jour du calcul{FINE}: {format_date(bilan.trimestre.dernier_jour)}, dernier jour du trimestre."]
    if attendu is not None and portee.chiffres.suffisante:
        etapes += [write_moyenne(lignes, 1), *_write_arrondi(format_pourcent(attendu))]
        empruntees = sum(not e.dates_propres for e in portee.connues)
        propres = len(lignes) - empruntees
        etapes.append(
            f"{format_compte(propres, 'action a ses dates', 'actions ont leurs dates')} propres{FINE}; "
            f"{empruntees} {'prend' if empruntees < 2 else 'prennent'} une date ou les deux {nom.au}."
        )
    return _publish(portee, attendu, format_pourcent, etapes, colonne="Part écoulée", lignes=lignes)


def explain_ecart(portee: Portee) -> Calcul:
    """Return how far the avancement is from the expected, both means over the same actions."""
    lignes = tuple(
        Ligne(
            e.action,
            e.ecart,
            format_points(e.ecart, 1),
            f"{format_pourcent(e.avancement)} contre "
            f"{write_attendus(e.attendu, portee.bilan.trimestre, portee.aujourd_hui, 1)}",
        )
        for e in portee.connues
    )
    c, etapes, publie = portee.chiffres, [], format_points(portee.chiffres.ecart_lu, DECIMALES)
    if c.ecart is not None and c.suffisante:
        etapes = [
            f"Avancement − attendu{FINE}: {_write_difference(portee.chiffres)}.",
            f"À une décimale, c’est l’écart des deux nombres qu’on lit{FINE}: {publie}{FINE}; à l’unité, dans les "
            f"phrases{FINE}: {format_points(c.ecart)}.",
            "C’est aussi la moyenne des écarts de la liste ci-dessous.",
            f"{format_compte(c.alertes, 'action')} en alerte{FINE}: {SEUIL_ALERTE} points de retard ou plus, "
            "avec des dates propres.",
        ]
    return _publish(portee, c.ecart, lambda _: publie, etapes, colonne="Écart", lignes=lignes)


def explain_couverture(portee: Portee) -> Calcul:
    """Return how many of the active actions the figures stand on."""
    connues, actives = portee.chiffres.couverture
    lignes = tuple(
        Ligne(e.action, 1, "renseignée", f"{format_pourcent(e.avancement)}, {_write_origine(e)}")
        for e in portee.connues
    )
    seuil = format_pourcent(100 * SEUIL_COUVERTURE)
    suite = (
        "les chiffres sont publiés"
        if portee.chiffres.suffisante
        else f"les écrans disent «{FINE}{INSUFFISANTES}{FINE}»"
    )
    return Calcul(
        f"{connues} sur {actives}" if actives else SANS_ACTIVE,
        (connues / actives,) if actives else (),
        (
            f"Actions renseignées sur actions actives{FINE}: {write_part(connues, actives)}.",
            f"Le seuil est de {seuil}{FINE}: {suite}.",
        )
        if actives
        else (),
        "Renseignée",
        lignes,
        list_exclues(portee.etats),
        list_inconnues(portee.etats),
    )


def explain_encadrement(portee: Portee) -> Calcul:
    """Return the two means that bound the avancement: every missing value at 0, then at 100."""
    bornes, manquantes = portee.chiffres.encadrement, list_inconnues(portee.etats)
    lignes = _list_connues(portee)
    if bornes is None or not lignes:
        resultat = SANS_ACTIVE if bornes is None else NON_RENSEIGNE
        return Calcul(resultat, (), (), "Avancement", lignes, list_exclues(portee.etats), manquantes)
    bas, haut = (format_pourcent(b) for b in bornes)
    etapes = [
        f"{nom}{FINE}: {write_moyenne([*lignes, *(Ligne(m.action, valeur, '') for m in manquantes)])}"
        for nom, valeur in (("Si les manquantes étaient à 0", 0), ("Si elles étaient à 100", 100))
    ]
    if not manquantes:
        etapes = [f"Rien ne manque{FINE}: {write_moyenne(lignes)}"]
    resultat = f"entre {bas} et {haut}" if manquantes else bas
    return Calcul(resultat, bornes, tuple(etapes), "Avancement", lignes, list_exclues(portee.etats), manquantes)


def _publish(
    portee: Portee,
    valeur: float | None,
    write: Callable[[float | None], str],
    etapes: list[str],
    *,
    colonne: str,
    lignes: tuple[Ligne, ...],
) -> Calcul:
    """Return a mean as it is published: not at all when nothing is active, nothing or too little is known."""
    c = portee.chiffres
    resultat, valeurs = write(valeur), () if valeur is None else (valeur,)
    if not c.suffisante:
        resultat, valeurs = INSUFFISANTES if c.actives else SANS_ACTIVE, ()
        if c.actives:
            part = write_part(c.connues, c.actives)
            seuil = format_pourcent(100 * SEUIL_COUVERTURE)
            etapes = [*etapes, f"Couverture{FINE}: {part}, moins de {seuil}{FINE}: le chiffre n’est pas publié."]
    exclues, manquantes = list_exclues(portee.etats), list_inconnues(portee.etats)
    return Calcul(resultat, valeurs, tuple(etapes), colonne, lignes, exclues, manquantes)


def _list_connues(portee: Portee) -> tuple[Ligne, ...]:
    """Return the lines of the actions whose avancement is known, with its quarter."""
    return tuple(
        Ligne(e.action, e.avancement, format_pourcent(e.avancement), _write_origine(e)) for e in portee.connues
    )


def _write_arrondi(publie: str) -> list[str]:
    return [f"Arrondi à l’unité, c’est le chiffre publié{FINE}: {publie}."]


def _write_difference(c: Chiffres) -> str:
    """Return the subtraction with as many decimals as it takes for what is written to add up, three at most."""
    assert c.avancement is not None and c.attendu is not None and c.ecart is not None  # noqa: S101
    nombres = (c.avancement, c.attendu, c.ecart)
    decimales = next((n for n in (1, 2) if _adds_up(*(round_demi(v, n) for v in nombres))), 3)
    avancement, attendu = (format_pourcent(v, decimales) for v in nombres[:2])
    return f"{avancement} − {attendu} = {format_points(c.ecart, decimales)}"


def _adds_up(avancement: Decimal, attendu: Decimal, ecart: Decimal) -> bool:
    return avancement - attendu == ecart


def _write_origine(etat: EtatAction) -> str:
    """Return the quarter an avancement was stated in, and whether it was confirmed since."""
    if etat.trimestre_avancement is None or etat.trimestre_avancement == etat.trimestre:
        return "dit ce trimestre"
    return f"valeur du {format_trimestre(etat.trimestre_avancement)}, {write_derniere(etat)}"


def _write_periode(etat: EtatAction, nom: Nom) -> str:
    """Return the period of an action and what of it is elapsed, in days."""
    periode = f"du {format_date(etat.debut)} au {format_date(etat.echeance)}"
    duree = (etat.echeance - etat.debut).days
    dates = "" if etat.dates_propres else f", dates {nom.du} faute de dates propres"
    if duree <= 0:
        return f"{periode}{dates}"
    jours = min(max((etat.trimestre.dernier_jour - etat.debut).days, 0), duree)
    return f"{periode}{FINE}: {format_nombre(jours)} jours sur {format_nombre(duree)}{dates}"
