"""The fiche of an action: where it stands, what blocks, how it came there, and where each value comes from."""

from __future__ import annotations

import streamlit as st

from metrics.etat import EtatAction, compute_etats
from metrics.format import FINE, format_compte, format_date, format_points, format_pourcent, format_trimestre
from metrics.jalons import ChiffresJalons
from models.plan import Action, Libelle, Plan
from models.trimestre import Trimestre, list_trimestres
from models.vocabulaire import StatutLibelle
from ui import composants as c
from ui import marques as m
from ui import tables_fiche as tables
from ui.donnees import get_bilan, get_historique
from ui.filtres import read_adresse
from ui.guard import Contexte
from ui.style import configure_page
from ui.temps import find_jour
from ui.texte import escape_html

PAGE = "orientations_et_actions.py"


def show_fiche(contexte: Contexte, code: str) -> None:
    """Draw the whole fiche."""
    plan = contexte.plan
    action, etat = plan.actions_par_code[code], get_bilan(contexte.version, contexte.trimestre).etats[code]
    configure_page(f"{code} · {action.libelle.texte} — {plan.nom}")
    with st.container(key="retour"):
        c.link_ecran(PAGE, "Toutes les actions", ":material/arrow_back:", {**contexte.liens, **read_adresse()})
    _show_titre(plan, action)
    st.html(_write_faits(etat))
    _show_attente(etat)
    _show_trimestre(etat)
    etats = list(compute_etats(action, plan, _list_trimestres(action, contexte.trimestre)))
    st.html(tables.write_historique(etats[::-1], connue_depuis=bool(action.suivis)))
    for tableau in (
        tables.write_jalons(etat),
        tables.write_indicateurs(action, contexte.trimestre),
        tables.write_participations(action, contexte.trimestre),
    ):
        st.html(tableau)
    traces = get_historique(contexte.version, code)
    st.html(tables.write_provenance(etat, traces))
    if traces:
        with st.expander(f"Tous les changements reçus ({len(traces)})"):
            st.html(tables.write_changements(traces))


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
    officiel = action.libelle.statut is StatutLibelle.OFFICIEL
    nom = "Intitulé officiel : sa source" if officiel else "Intitulé provisoire : sa source"
    with st.popover(nom.replace(" :", f"{FINE}:"), type="tertiary", icon=":material/menu_book:"):
        st.html(_write_source(action.libelle))


def _write_source(libelle: Libelle) -> str:
    intro = "Cet intitulé est un titre de travail, tiré de la source ci-dessous, en attendant l’intitulé officiel."
    if libelle.statut is StatutLibelle.OFFICIEL:
        intro = "Ces mots sont ceux de la source."
    extraits = [e.strip() for e in (libelle.extrait or "").split(" | ") if e.strip()]
    citations = "".join(f'<blockquote class="citation">«{FINE}{escape_html(e)}{FINE}»</blockquote>' for e in extraits)
    sources = "".join(f"<li>{escape_html(s.titre)}, {escape_html(s.date)}</li>" for s in libelle.sources)
    return f"<p>{intro}</p>{citations}<ul>{sources or '<li>Source non renseignée</li>'}</ul>"


def _write_faits(etat: EtatAction) -> str:
    faits = (
        ("Avancement", _write_avancement(etat)),
        ("Statut", f"{m.write_statut(etat.statut)}{_write_valeur_du(etat, etat.trimestre_statut)}"),
        ("Météo", f"{m.write_meteo(etat.meteo)}{_write_valeur_du(etat, etat.trimestre_meteo)}"),
        ("Échéance", _write_echeance(etat)),
        ("Jalons", _write_jalons(etat.chiffres_jalons)),
        ("Pilote", _write_pilotes(etat.action)),
        ("Engagements", ", ".join(f"n°\u00a0{n}" for n in etat.action.engagements) or "aucun"),
        ("Fraîcheur", escape_html(m.name_fraicheur(etat))),
    )
    return m.write_faits(faits)


def _write_valeur_du(etat: EtatAction, trimestre: Trimestre | None) -> str:
    """Return the date of a value that comes from an earlier quarter, empty otherwise."""
    if trimestre is None or trimestre == etat.trimestre:
        return ""
    suite = ", inchangée" if etat.reporte else ""
    return f'<br><span class="sourdine petit">valeur du {format_trimestre(trimestre)}{suite}</span>'


def _write_avancement(etat: EtatAction) -> str:
    if etat.avancement is None:
        return f'<span class="grand sourdine">–</span>{m.write_barre(None)}<br><span class="petit">non renseigné</span>'
    barre = m.write_barre(etat.avancement, m.find_attendu(etat), m.find_report(etat))
    detail = "hors calcul"
    if etat.active:
        detail = f"{format_pourcent(etat.attendu)} attendus, {format_points(etat.ecart)}"
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


def _show_attente(etat: EtatAction) -> None:
    if etat.point_blocage:
        depuis = f", depuis le {format_date(find_jour(etat.blocage_depuis))}" if etat.blocage_depuis else ""
        origine = format_trimestre(etat.trimestre_blocage) if etat.trimestre_blocage else ""
        st.html(
            f'<section class="encart"><h3>Point de blocage{depuis}</h3><p class="texte-libre">'
            f'{escape_html(etat.point_blocage)}</p><p class="note">Dit au {origine}</p></section>'
        )
    if etat.decision_attendue:
        qui = escape_html(etat.destinataire) if etat.destinataire else "destinataire non renseigné"
        quand = f", pour le {format_date(etat.pour_le)}" if etat.pour_le else ""
        origine = format_trimestre(etat.trimestre_decision) if etat.trimestre_decision else ""
        st.html(
            f'<section class="encart decision"><h3>Décision attendue</h3><p class="texte-libre">'
            f'{escape_html(etat.decision_attendue)}</p><p class="note">{qui}{quand} · dit au {origine}</p></section>'
        )


def _show_trimestre(etat: EtatAction) -> None:
    """Write what was said this very quarter: these two do not carry."""
    dits = (("Fait marquant du trimestre", etat.fait_marquant), ("Prochaine étape", etat.prochaine_etape))
    for colonne, (nom, texte) in zip(st.columns(2, gap="large"), dits, strict=True):
        corps = escape_html(texte) if texte else '<span class="sourdine">Rien n’a été dit ce trimestre.</span>'
        colonne.html(f'<h3 class="sous-titre">{nom}</h3><p class="texte-libre">{corps}</p>')
