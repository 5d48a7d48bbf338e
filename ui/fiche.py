"""The fiche of an action: where it stands, what blocks, how it came there, and where each value comes from."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from charts.theme import PALETTES
from metrics.etat import EtatAction, compute_etats
from metrics.format import format_compte, format_date, format_points, format_pourcent, format_trimestre
from metrics.jalons import ChiffresJalons
from models.plan import Action, Plan
from models.trimestre import Trimestre, list_trimestres
from ui import composants as c
from ui import marques as m
from ui import tableau_fiche
from ui import tables_fiche as tables
from ui import tables_provenance as provenance
from ui.donnees import Version, get_bilan, get_historique, get_plan
from ui.filtres import read_retour
from ui.guard import Contexte
from ui.liens import link_explication, write_lien
from ui.memoire import keep
from ui.source import show_source
from ui.style import configure_page, find_palette
from ui.tables_indicateurs import write_indicateurs
from ui.telechargement import offer_classeur
from ui.temps import find_jour
from ui.texte import escape_html

PAGE = m.PAGE_ACTIONS


def show_fiche(contexte: Contexte, code: str) -> None:
    """Draw the whole fiche."""
    plan = contexte.plan
    action = plan.actions_par_code[code]
    configure_page(f"{code} · {action.libelle.texte} — {plan.nom}")
    with st.container(key="retour"):
        c.link_ecran(PAGE, "Toutes les actions", ":material/arrow_back:", {**contexte.liens, **read_retour()})
    _show_titre(plan, action)
    st.html(_write_corps(contexte.version, contexte.trimestre, code, find_palette().nom, tuple(contexte.liens.items())))
    if traces := get_historique(contexte.version, code):
        with st.expander(f"Tous les changements reçus ({len(traces)})"):
            st.html(_write_changements(contexte.version, code))
    offer_classeur(
        contexte,
        f"fiche_{code}",
        f"{code} · {action.libelle.texte}",
        lambda: tableau_fiche.build_tableaux(plan, _list_etats(plan, action, contexte.trimestre), traces),
        "fiche",
        "Télécharger les tableaux de la fiche (.xlsx)",
    )


@keep(256)
def _write_corps(
    version: Version, trimestre: Trimestre, code: str, fond: str, liens: tuple[tuple[str, str], ...]
) -> str:
    """Return everything between the title and the changes received; `liens` go in the addresses of its links."""
    plan = get_plan(version)
    action, etat = plan.actions_par_code[code], get_bilan(version, trimestre).etats[code]
    etats = _list_etats(plan, action, trimestre)
    morceaux = (
        _write_faits(etat, dict(liens)),
        _write_attente(etat),
        _write_trimestre(etat),
        tables.write_historique(etats[::-1], connue_depuis=bool(action.suivis)),
        tables.write_jalons(etat),
        write_indicateurs(action, trimestre, PALETTES[fond]),
        tables.write_participations(action, trimestre),
        provenance.write_provenance(etat, get_historique(version, code)),
    )
    return "".join(morceaux)


@keep(64)
def _write_changements(version: Version, code: str) -> str:
    return provenance.write_changements(get_historique(version, code))


def _list_etats(plan: Plan, action: Action, dernier: Trimestre) -> list[EtatAction]:
    """Return the action seen from each quarter, from its first report to the one shown."""
    return list(compute_etats(action, plan, _list_trimestres(action, dernier)))


def _list_trimestres(action: Action, dernier: Trimestre) -> list[Trimestre]:
    """Return the quarters of the history: from the first report of the action to the one shown."""
    return list_trimestres(min((s.trimestre for s in action.suivis), default=dernier), dernier)


def _show_titre(plan: Plan, action: Action) -> None:
    orientation = next(o for o in plan.orientations if o.code == action.orientation)
    priorite = next(p for p in orientation.priorites if p.code == action.priorite)
    chemin = f"{m.name_orientation(orientation)} › {m.name_libelle(priorite.libelle)}"
    st.html(
        f'<p class="note">{escape_html(chemin)}</p>'
        f'<h2 class="titre-fiche">{escape_html(action.code)} · {escape_html(m.name_libelle(action.libelle))}</h2>'
    )
    show_source(action.libelle)


def _write_faits(etat: EtatAction, liens: Mapping[str, str]) -> str:
    faits = (
        ("Avancement", _write_avancement(etat, liens)),
        ("Statut", f"{m.write_statut(etat.statut)}{_write_valeur_du(etat, etat.trimestre_statut)}"),
        ("Météo", f"{m.write_meteo(etat.meteo)}{_write_valeur_du(etat, etat.trimestre_meteo)}"),
        ("Échéance", _write_echeance(etat)),
        ("Jalons", _write_jalons(etat.chiffres_jalons)),
        ("Pilote", _write_pilotes(etat.action)),
        ("Engagements", _write_engagements(etat.action, liens)),
        ("Fraîcheur", escape_html(m.name_fraicheur(etat))),
    )
    return m.write_faits(faits)


def _write_engagements(action: Action, liens: Mapping[str, str]) -> str:
    """Return the engagements an action serves, each opening its sheet."""
    numeros = ((n, {"engagement": str(n), **liens}) for n in action.engagements)
    return ", ".join(write_lien(m.PAGE_ENGAGEMENTS, f"n°\u00a0{n}", adresse) for n, adresse in numeros) or "aucun"


def _write_valeur_du(etat: EtatAction, trimestre: Trimestre | None) -> str:
    """Return the date of a value that comes from an earlier quarter, empty otherwise."""
    if trimestre is None or trimestre == etat.trimestre:
        return ""
    suite = ", inchangée" if etat.reporte else ""
    return f'<br><span class="sourdine petit">valeur du {format_trimestre(trimestre)}{suite}</span>'


def _write_avancement(etat: EtatAction, liens: Mapping[str, str]) -> str:
    if etat.avancement is None:
        return f'<span class="grand sourdine">–</span>{m.write_barre(None)}<br><span class="petit">non renseigné</span>'
    barre = m.write_barre(etat.avancement, m.find_attendu(etat), m.find_report(etat))
    detail = "hors calcul"
    if etat.active:
        attendus = link_explication(f"{format_pourcent(etat.attendu)} attendus", "attendu", liens, etat.code)
        detail = f"{attendus}, {format_points(etat.ecart)}"
    return (
        f'<span class="grand">{format_pourcent(etat.avancement)}</span>{barre}'
        f'<br><span class="petit">{detail}</span>{_write_valeur_du(etat, etat.trimestre_avancement)}'
    )


def _write_echeance(etat: EtatAction) -> str:
    origine = "dates de l’action" if etat.dates_propres else "dates du Schéma, faute de dates propres"
    retard = '<br><span class="retard">en retard</span>' if etat.en_retard else ""
    periode = f"{format_date(etat.debut)} – {format_date(etat.echeance)}"
    return f'<span class="num">{periode}</span><br><span class="sourdine petit">{origine}</span>{retard}'


def _write_jalons(chiffres: ChiffresJalons) -> str:
    if not chiffres.prevus:
        return "aucun jalon prévu"
    texte = f"{chiffres.atteints} sur {chiffres.prevus} atteint{'s' if chiffres.atteints > 1 else ''}"
    if chiffres.dus:
        texte += f", {format_compte(chiffres.dus, 'échu')}"
    if chiffres.reportes:
        texte += f", {format_compte(chiffres.reportes, 'reporté')}"
    return texte + (f'<br><span class="retard">{chiffres.en_retard} en retard</span>' if chiffres.en_retard else "")


def _write_pilotes(action: Action) -> str:
    copilotes = "".join(f"<br>{escape_html(p.nom)} (copilote)" for p in action.copilotes)
    return f"{escape_html(action.pilote.nom)}{copilotes}"


def _write_attente(etat: EtatAction) -> str:
    """Return what blocks and the décision wanted, each with the quarter it was said in; empty when there is none."""
    encarts = []
    if etat.point_blocage:
        depuis = f", depuis le {format_date(find_jour(etat.blocage_depuis))}" if etat.blocage_depuis else ""
        origine = format_trimestre(etat.trimestre_blocage) if etat.trimestre_blocage else ""
        encarts.append(
            f'<section class="encart"><h3>Point de blocage{depuis}</h3><p class="texte-libre">'
            f'{escape_html(etat.point_blocage)}</p><p class="note">Dit au {origine}</p></section>'
        )
    if etat.decision_attendue:
        qui = escape_html(etat.destinataire) if etat.destinataire else "destinataire non renseigné"
        quand = f", pour le {format_date(etat.pour_le)}" if etat.pour_le else ""
        origine = format_trimestre(etat.trimestre_decision) if etat.trimestre_decision else ""
        encarts.append(
            f'<section class="encart decision"><h3>Décision attendue</h3><p class="texte-libre">'
            f'{escape_html(etat.decision_attendue)}</p><p class="note">{qui}{quand} · dit au {origine}</p></section>'
        )
    return "".join(encarts)


def _write_trimestre(etat: EtatAction) -> str:
    """Return what was said this very quarter: these two do not carry."""
    dits = (("Fait marquant du trimestre", etat.fait_marquant), ("Prochaine étape", etat.prochaine_etape))
    colonnes = []
    for nom, texte in dits:
        corps = escape_html(texte) if texte else '<span class="sourdine">Rien n’a été dit ce trimestre.</span>'
        colonnes.append(f'<div><h3 class="sous-titre">{nom}</h3><p class="texte-libre">{corps}</p></div>')
    return f'<div class="cote-a-cote">{"".join(colonnes)}</div>'
