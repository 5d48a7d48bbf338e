"""The sheet of one engagement: where it stands, its actions, its dates, its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exports.blocs import marques as m
from exports.blocs.engagements import liste as e
from exports.blocs.fiche import write_mesure, write_section
from exports.blocs.mots import write_note
from exports.blocs.pages import Decoupe, write_coupe, write_rangs
from exports.blocs.table import write_table
from metrics.bilan import Bilan
from metrics.chiffres import Chiffres
from metrics.engagement import (
    JalonAction,
    compute_dates,
    list_atteints,
    list_faits,
    list_mesures,
)
from metrics.etat import EtatAction
from models.plan import Engagement, Plan
from phrases.actions import name_fraicheur
from phrases.decisions import write_compte
from phrases.format import FINE, format_compte, format_taux, format_trimestre
from phrases.html import RIEN, Html, escape_html
from phrases.nom import write_nom

LIGNES_MAX = 100
"""Lines of a table; those of its actions come a page at a time."""
FAITS_MAX = 8
"""Faits marquants shown, the latest first; the others are in the fiches."""


def write_preuves(etats: Sequence[EtatAction], liens: Mapping[str, str], *, interne: bool = True) -> Html:
    """Return the jalons to come, then the evidence; `liens` go in the address of each fiche.

    What pilots write is there where what is `interne` may be read.
    """
    morceaux = (
        _write_a_venir(compute_dates(etats).a_venir, liens),
        _write_atteints(etats, liens),
        _write_mesures(etats, liens),
        _write_dits(etats, liens) if interne else RIEN,
    )
    return "".join(morceaux)


def write_place(bilan: Bilan, engagement: Engagement) -> Html:
    """Return what an engagement was tied to, as HTML."""
    return f'<p class="note place">{e.write_rattachement(bilan, engagement)}</p>'


def write_faits(chiffres: Chiffres, etats: Sequence[EtatAction], plan: Plan, avancement: tuple[Html, Html]) -> Html:
    """Return the facts of an engagement; `avancement` is its figure, then what goes with it."""
    figure, detail = avancement
    dates, jalons = compute_dates(etats), [etat.chiffres_jalons for etat in etats]
    barre = e.write_barre(chiffres)
    prevus, atteints = sum(j.prevus for j in jalons), sum(j.atteints for j in jalons)
    retard = f"<br>{m.write_retard(format_compte(len(dates.en_retard), 'action') + ' en retard')}"
    emprunt = f"dates {escape_html(write_nom(plan).du)} où une action n’a pas les siennes"
    origine = Html("dates des actions") if dates.propres else emprunt
    taux = f"{format_taux(chiffres.taux_realisation)} – {chiffres.realisees} sur {chiffres.actives}"
    return m.write_faits(
        (
            (
                "Avancement",
                f'<span class="grand">{figure}</span>{barre}<br><span class="petit">{detail}</span>',
            ),
            ("Taux de réalisation", taux if chiffres.actives else Html("aucune action active")),
            ("Météo la moins favorable", m.write_meteo(chiffres.pire_meteo)),
            (
                "Du premier début à la dernière échéance",
                f'<span class="num">du {m.write_date(dates.debut)} au {m.write_date(dates.echeance)}</span><br>'
                f'<span class="sourdine petit">{origine}</span>{retard if dates.en_retard else ""}',
            ),
            ("Actions bloquées", str(chiffres.bloquees)),
            ("Décisions attendues", escape_html(_count_decisions(chiffres))),
            ("Jalons atteints", f"{atteints} sur {prevus}" if prevus else Html("aucun jalon prévu")),
            ("Remontées ce trimestre", f"{chiffres.remontees} sur {format_compte(chiffres.actives, 'action')}"),
        )
    )


def _count_decisions(chiffres: Chiffres) -> str:
    return write_compte(str(chiffres.decisions), chiffres.decisions_a_confirmer)


def _section(  # noqa: PLR0917
    titre: str,
    legende: str,
    entetes: Sequence[str],
    lignes: Sequence[Sequence[Html]],
    vide: str,
    tete: Html = RIEN,
) -> Html:
    """Return a titled table, its first lines alone when they are many; `tete` stands above, `vide` in its place."""
    if not lignes:
        return write_section(titre, write_note(vide))
    coupe = write_coupe(LIGNES_MAX, len(lignes), "les autres sont dans la fiche de leur action.")
    table = write_table(legende, entetes, lignes[:LIGNES_MAX], large=(0,), legende_lue=True)
    return write_section(titre, f"{tete}{coupe}{table}")


def write_actions(etats: Sequence[EtatAction], page: Decoupe, plan: Plan, liens: Mapping[str, str]) -> Html:
    """Return the actions of a page of those that serve an engagement, in a table, as HTML."""
    emprunt = f'<br><span class="sourdine">{escape_html(write_nom(plan).titre)}</span>'
    lignes = [
        [
            m.write_action(etat.action, liens),
            f'<span class="avance">{m.write_barre(etat.avancement, etat.attendu_compte, etat.trimestre_repris)}'
            f"{m.write_part(etat.avancement)}</span>",
            m.write_statut(etat.statut) + (f" {m.write_retard()}" if etat.en_retard else ""),
            m.write_meteo(etat.meteo),
            m.write_date(etat.echeance) + ("" if etat.dates_propres else emprunt),
            escape_html(name_fraicheur(etat)),
        ]
        for etat in etats[page.tranche]
    ]
    entetes = ("Action", "Avancement", "Statut", "Météo", "Échéance", "Fraîcheur")
    titre = f"Ses actions ({len(etats)})" if len(etats) > 1 else "Son action"
    return _section(titre, "Actions qui servent l’engagement", entetes, lignes, "", write_rangs(page, "actions"))


def _write_a_venir(jalons: Sequence[JalonAction], liens: Mapping[str, str]) -> Html:
    lignes = []
    for ligne in jalons:
        jalon = ligne.jalon
        initiale = f'<br><span class="sourdine">au lieu du {m.write_date(jalon.echeance_initiale)}</span>'
        reporte = jalon.echeance_initiale is not None and jalon.echeance != jalon.echeance_initiale
        lignes.append(
            [
                escape_html(jalon.libelle),
                m.write_code(ligne.etat.action, liens),
                m.write_date(jalon.echeance) + (initiale if reporte else ""),
                m.write_retard() if jalon.en_retard else Html("à venir"),
            ]
        )
    entetes = ("Jalon", "Action", "Échéance", "Situation")
    return _section("Prochains jalons", "Jalons à atteindre", entetes, lignes, "Aucun jalon n’est à atteindre.")


def _write_atteints(etats: Sequence[EtatAction], liens: Mapping[str, str]) -> Html:
    lignes = [
        [escape_html(x.jalon.libelle), m.write_code(x.etat.action, liens), m.write_date(x.jalon.atteint_le)]
        for x in list_atteints(etats)
    ]
    entetes = ("Jalon", "Action", "Atteint le")
    return _section(f"Preuves{FINE}: jalons atteints", "Jalons atteints", entetes, lignes, "Aucun.")


def _write_mesures(etats: Sequence[EtatAction], liens: Mapping[str, str]) -> Html:
    lignes = []
    for x in list_mesures(etats):
        cible = write_mesure(x.indicateur.cible, x.indicateur)
        lignes.append(
            [
                escape_html(x.indicateur.libelle),
                m.write_code(x.etat.action, liens),
                f"<strong>{write_mesure(x.mesure.valeur, x.indicateur)}</strong>",
                cible,
                f'<span class="insecable">{format_trimestre(x.mesure.trimestre)}</span>',
            ]
        )
    entetes = ("Indicateur", "Action", "Dernière valeur", "Cible", "Trimestre de la valeur")
    titre = f"Preuves{FINE}: indicateurs"
    return _section(titre, "Dernière valeur de chaque indicateur", entetes, lignes, "Aucune valeur n’a été mesurée.")


def _write_dits(etats: Sequence[EtatAction], liens: Mapping[str, str]) -> Html:
    lignes = [
        [
            f'<span class="texte-libre">{escape_html(fait.texte)}</span>',
            m.write_code(fait.etat.action, liens),
            f'<span class="insecable">{format_trimestre(fait.trimestre)}</span>',
        ]
        for fait in list_faits(etats, FAITS_MAX)
    ]
    entetes = ("Fait marquant", "Action", "Trimestre")
    return _section(f"Preuves{FINE}: faits marquants", "Faits marquants", entetes, lignes, "Aucun n’a été dit.")
