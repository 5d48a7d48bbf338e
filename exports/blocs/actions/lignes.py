"""What the list of actions is made of, as HTML: the row of an action, the heads of what it is listed under."""

from __future__ import annotations

from exports.blocs import marques as m
from exports.blocs.liens import link_explication
from metrics.bilan import Bilan
from metrics.chiffres import Chiffres
from metrics.etat import EtatAction
from models.plan import Orientation, Plan, Priorite
from models.vocabulaire import Fraicheur
from phrases.format import HORS_CALCUL, format_compte, format_points, format_trimestre
from phrases.html import RIEN, Html, escape_html
from phrases.nom import write_nom


def write_orientation(orientation: Orientation, bilan: Bilan, marque: bool, comparable: bool) -> Html:
    """Return the title of an orientation, its short form in bold and the rest of the sentence under it, and its bar."""
    texte, court = m.name_texte(orientation.libelle), orientation.libelle_court
    fin = len(court) if orientation.libelle.texte.startswith(court) else len(texte)  # as long once set as it was
    suite = escape_html(texte[fin:]) + (m.write_provisoire(orientation.libelle) if marque else RIEN)
    return (
        f'<div class="bloc-orientation {m.teinte(orientation.numero)}" id="orientation-{orientation.numero}">'
        f'<span class="numero" aria-hidden="true">'
        f'{orientation.numero}</span><h2><span class="lecteur">Orientation {orientation.numero}. </span>'
        f'<span class="court">{escape_html(texte[:fin])}</span><span class="suite">{suite}</span></h2>'
        f"{_write_niveau(bilan.orientations[orientation.code], bilan, orientation.code, comparable)}</div>"
    )


def write_priorite(priorite: Priorite, bilan: Bilan, marque: bool, comparable: bool) -> Html:
    """Return the title of a priorité and its bar."""
    niveau = _write_niveau(bilan.priorites[priorite.code], bilan, priorite.code, comparable)
    return f'<div class="bloc-priorite"><h3>{m.write_libelle(priorite.libelle, marque)}</h3>{niveau}</div>'


def _write_niveau(chiffres: Chiffres, bilan: Bilan, code: str, comparable: bool) -> Html:
    """Return the bar and the distance of a level, in the columns of those of its actions, and how many they are."""
    avance = m.write_avance(chiffres)
    figure = link_explication(avance, "avancement", {"trimestre": bilan.trimestre.libelle}, code)
    compte = format_compte(chiffres.total, "action")
    ecart = escape_html(format_points(chiffres.ecart)) if comparable and chiffres.suffisante else RIEN
    return (
        f'<div class="meta niveau"><span>{figure}</span><span class="num points">{ecart}</span>'
        f'<span class="sourdine">{compte}</span></div>'
    )


def write_ligne(titre: Html, meta: Html, extrait: Html) -> Html:
    """Return the row of an action: its link, what stands beside it, what was searched where it was found."""
    trouve = f'<p class="extrait">{extrait}</p>' if extrait else RIEN
    return f"<li><div>{titre}{trouve}</div>{meta}</li>"


def write_echeance(etat: EtatAction, plan: Plan) -> Html:
    """Return the date that a row is sorted by, with whose it is when the action has none."""
    origine = RIEN if etat.dates_propres else f", date {escape_html(write_nom(plan).du)}"
    return f'<p class="extrait">échéance le {m.write_date(etat.echeance)}{origine}</p>'


def write_meta(etat: EtatAction, comparable: bool) -> Html:
    """Return the statut, the avancement, the distance to the expected where it may be told, the météo, the pilote."""
    reporte = etat.trimestre_repris
    barre = m.write_barre(etat.avancement, etat.attendu_compte, reporte)
    part = f'<span class="avance">{barre}<span class="num">{m.write_part(etat.avancement)}</span></span>'
    ancien = f'<span class="sourdine">valeur du {format_trimestre(reporte)}</span>' if reporte else RIEN
    retard = f" {m.write_retard()}" if etat.en_retard else RIEN
    ancien = ancien if etat.active else f'<span class="sourdine">{HORS_CALCUL}</span>'
    nouvelle = (
        Html('<span class="sourdine">non renseignée</span>') if etat.fraicheur is Fraicheur.NON_RENSEIGNEE else RIEN
    )
    ecart = RIEN
    if comparable and etat.active:
        ecart = escape_html(format_points(etat.ecart))
    return (
        f'<div class="meta"><span>{m.write_statut(etat.statut)}{retard}</span>'
        f'<span>{part}{ancien}{nouvelle}</span><span class="points num">{ecart}</span>'
        f"<span>{m.write_meteo(etat.meteo)}</span>"
        f'<span class="sourdine">{escape_html(etat.action.pilote.nom)}</span></div>'
    )
