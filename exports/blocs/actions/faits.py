"""What a fiche says first, as HTML: the facts, what blocks and what is wanted, what was said this quarter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from exports.blocs import marques as m
from exports.blocs.liens import PAGE_ENGAGEMENTS, link_explication, write_lien
from metrics.etat import EtatAction
from metrics.jalons import ChiffresJalons
from models.plan import Action, Plan
from models.temps import find_jour
from models.trimestre import Trimestre
from models.vocabulaire import Meteo
from phrases.actions import is_depassee, name_fraicheur
from phrases.decisions import A_CONFIRMER, name_decision
from phrases.format import (
    FINE,
    HORS_CALCUL,
    INSECABLE,
    format_compte,
    format_date,
    format_points,
    format_pourcent,
    format_trimestre,
)
from phrases.html import RIEN, Html, escape_html
from phrases.nom import write_nom
from phrases.trimestre import write_attendus


def write_faits(
    etat: EtatAction, plan: Plan, liens: Mapping[str, str], aujourd_hui: date, origines: Mapping[str, Html]
) -> Html:
    """Return the facts of an action; `liens` go in the addresses of links, `origines` under the values, by field."""
    statut = f"{m.write_statut(etat.statut)}{_write_valeur_du(etat, etat.trimestre_statut)}"
    meteo = f"{_write_meteo(etat.meteo)}{_write_valeur_du(etat, etat.trimestre_meteo)}"
    faits = (
        ("Avancement", _write_avancement(etat, liens, aujourd_hui) + origines.get("avancement", RIEN)),
        ("Statut", statut + origines.get("statut", RIEN)),
        ("Météo", meteo + origines.get("meteo", RIEN)),
        ("Période", _write_periode(etat, plan)),
        ("Jalons", _write_jalons(etat.chiffres_jalons)),
        ("Pilote", _write_pilotes(etat.action)),
        ("Engagements", _write_engagements(etat.action, liens)),
        ("Fraîcheur", escape_html(name_fraicheur(etat))),
    )
    return m.write_faits(faits)


def _write_engagements(action: Action, liens: Mapping[str, str]) -> Html:
    """Return the engagements an action serves, each opening its sheet."""
    numeros = ((n, {"engagement": str(n), **liens}) for n in action.engagements)
    dits = ", ".join(write_lien(PAGE_ENGAGEMENTS, f"n°\u00a0{n}", adresse) for n, adresse in numeros)
    return dits or Html("aucun")


def _write_valeur_du(etat: EtatAction, trimestre: Trimestre | None) -> Html:
    """Return the date of a value that comes from an earlier quarter, empty otherwise."""
    if trimestre is None or trimestre == etat.trimestre:
        return RIEN
    suite = Html(", inchangée" if etat.reporte else "")
    return f'<br><span class="sourdine petit">valeur du {format_trimestre(trimestre)}{suite}</span>'


def _write_avancement(etat: EtatAction, liens: Mapping[str, str], aujourd_hui: date) -> Html:
    if etat.avancement is None:
        return f'<span class="grand sourdine">–</span>{m.write_barre(None)}<br><span class="petit">non renseigné</span>'
    barre = m.write_barre(etat.avancement, etat.attendu_compte, etat.trimestre_repris)
    detail = Html(HORS_CALCUL)
    if etat.active:
        dits = write_attendus(etat.attendu, etat.trimestre, aujourd_hui)
        attendus = link_explication(escape_html(dits), "attendu", liens, etat.code)
        detail = f"{attendus}, {format_points(etat.ecart).replace(' ', INSECABLE)}"
    return (
        f'<span class="grand">{format_pourcent(etat.avancement)}</span>{barre}'
        f'<br><span class="petit">{detail}</span>{_write_valeur_du(etat, etat.trimestre_avancement)}'
    )


def _write_meteo(meteo: Meteo | None) -> Html:
    """Return the météo with what it means, in words."""
    sens = RIEN if meteo is None else f' <span class="petit">– {escape_html(meteo.signification.lower())}</span>'
    return f"{m.write_meteo(meteo)}{sens}"


def _write_periode(etat: EtatAction, plan: Plan) -> Html:
    origine = f'<br><span class="sourdine petit">dates {escape_html(write_nom(plan).du)}, faute de propres</span>'
    origine = RIEN if etat.dates_propres else origine
    retard = f"<br>{m.write_retard()}" if etat.en_retard else RIEN
    debut, echeance = m.write_date(etat.debut), m.write_date(etat.echeance)
    return f'<span class="num">du {debut} au {echeance}</span>{retard}{origine}'


def _write_jalons(chiffres: ChiffresJalons) -> Html:
    if not chiffres.prevus:
        return Html("aucun jalon prévu")
    texte = f"{chiffres.atteints} sur {chiffres.prevus} atteint{'s' if chiffres.atteints > 1 else ''}"
    if not chiffres.atteints:
        texte = f"aucun atteint sur {chiffres.prevus}"
    if chiffres.dus:
        texte += f", {format_compte(chiffres.dus, 'échu')}"
    if chiffres.reportes:
        texte += f", {format_compte(chiffres.reportes, 'reporté')}"
    return texte + (f"<br>{m.write_retard(f'{chiffres.en_retard} en retard')}" if chiffres.en_retard else "")


def _write_pilotes(action: Action) -> Html:
    copilotes = "".join(f"<br>{escape_html(p.nom)} (copilote)" for p in action.copilotes)
    return f"{escape_html(action.pilote.nom)}{copilotes}"


def write_attente(etat: EtatAction, au: date, origines: Mapping[str, Html]) -> Html:
    """Return what blocks and the décision wanted, each with the quarter it was said in; empty when there is none.

    `origines` go under the words, by field.
    """
    encarts = []
    if etat.point_blocage:
        # The day of a first report is that of its workbook, not the one on which the blocage began: nobody says it.
        jour = find_jour(etat.blocage_depuis) if etat.blocage_depuis else None
        premier = f"{FINE}; la première fois dans un classeur reçu le {format_date(jour)}" if jour else RIEN
        origine = format_trimestre(etat.trimestre_blocage) if etat.trimestre_blocage else RIEN
        encarts.append(
            f'<section class="encart"><h2>Point de blocage</h2><p class="texte-libre">'
            f'{escape_html(etat.point_blocage)}</p><p class="note">Signalé au {origine}{premier}</p>'
            f"{origines.get('point_blocage', RIEN)}</section>"
        )
    if etat.decision_attendue:
        qui = escape_html(etat.destinataire) if etat.destinataire else Html("destinataire non renseigné")
        quand = f", pour le {format_date(etat.pour_le)}" if etat.pour_le else RIEN
        depassee = f", {m.write_retard('date dépassée')}" if is_depassee(etat, au) else RIEN
        doute = f'<p class="avis">{escape_html(A_CONFIRMER.capitalize())}</p>' if etat.decision_a_confirmer else RIEN
        origine = format_trimestre(etat.trimestre_decision) if etat.trimestre_decision else RIEN
        encarts.append(
            f'<section class="encart decision"><h2>{escape_html(name_decision(etat))}</h2><p class="texte-libre">'
            f'{escape_html(etat.decision_attendue)}</p>{doute}<p class="note">{qui}{quand}{depassee} · signalée au '
            f"{origine}</p>{origines.get('decision_attendue', RIEN)}</section>"
        )
    return "".join(encarts)


def write_trimestre(etat: EtatAction, origines: Mapping[str, Html]) -> Html:
    """Return what was said this very quarter: these two do not carry; `origines` go under the words, by field."""
    dits = (
        ("Fait marquant du trimestre", etat.fait_marquant, origines.get("fait_marquant", RIEN)),
        ("Prochaine étape", etat.prochaine_etape, origines.get("prochaine_etape", RIEN)),
    )
    colonnes = []
    for nom, texte, origine in dits:
        corps = escape_html(texte) if texte else Html('<span class="sourdine">Rien n’a été dit ce trimestre.</span>')
        titre = f'<h2 class="partie">{escape_html(nom)}</h2>'
        colonnes.append(f'<div>{titre}<p class="texte-libre">{corps}</p>{origine}</div>')
    return f'<div class="cote-a-cote">{"".join(colonnes)}</div>'


def write_place(plan: Plan, action: Action) -> Html:
    """Return where the action stands in the tree."""
    orientation = next(o for o in plan.orientations if o.code == action.orientation)
    priorite = next(p for p in orientation.priorites if p.code == action.priorite)
    return (
        f'<p class="note place">Orientation {orientation.numero}<span class="mots-orientation">{FINE}: '
        f"{escape_html(orientation.libelle_court)}</span> › {m.write_libelle(priorite.libelle)}</p>"
    )
