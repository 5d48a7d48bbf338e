"""The tables of a fiche, as HTML: history, jalons, partners."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from exports.blocs import marques as m
from exports.blocs.fiche import VIDE, write_section
from exports.blocs.liens import PAGE_PARTENAIRES, write_lien
from exports.blocs.mots import write_note
from exports.blocs.pli import write_pli
from exports.blocs.table import write_table
from metrics.etat import EtatAction, compute_etats
from metrics.implication import Paire
from models.plan import Action, Plan
from models.temps import find_jour
from models.trimestre import Trimestre, list_trimestres
from phrases.format import NON_RENSEIGNE, format_compte, format_trimestre
from phrases.html import Html, escape_html

EN_VUE = 4
"""Quarters of the history in sight: a year."""


def list_etats(plan: Plan, action: Action, dernier: Trimestre, aujourd_hui: date) -> list[EtatAction]:
    """Return an action seen from each quarter, from its first report to the last one shown."""
    premier = min((s.trimestre for s in action.suivis), default=dernier)
    return list(compute_etats(action, plan, list_trimestres(premier, dernier), aujourd_hui))


def _texte(texte: str | None) -> Html:
    return f'<span class="texte-libre">{escape_html(texte)}</span>' if texte else VIDE


def write_historique(
    etats: Sequence[EtatAction],
    connue_depuis: bool,
    write_recu: Callable[[Html, EtatAction], Html] = lambda x, _: x,
    *,
    interne: bool = True,
) -> Html:
    """Return the history moment by moment, latest first, the last year in sight; values that carry are hatched.

    `connue_depuis`: reports exist on later quarters than the one shown, so it is only « pas encore ». `write_recu`
    makes of the day on which a quarter was received what opens on where its values came from. What pilots write is
    there where what is `interne` may be read.
    """
    textes = ("Fait marquant", "Prochaine étape") if interne else ()
    entetes = ("Trimestre", "Avancement", "Statut", "Météo", *textes, "Reçu le")
    if all(e.dernier_suivi is None for e in etats):
        absence = "n’avait pas encore été renseignée" if connue_depuis else "n’est pas renseignée"
        return write_section("Historique", write_note(f"Cette action {absence}."))
    lignes = [_write_trimestre(e, write_recu, interne=interne) for e in etats]
    legende = "Trimestre par trimestre, le plus récent d’abord\u202f; une barre hachurée reprend la valeur précédente"
    large = (4, 5) if interne else ()
    table = write_table(legende, entetes, lignes[:EN_VUE], large=large, fixe=True)
    if avant := lignes[EN_VUE:]:
        mots = "le trimestre précédent" if len(avant) == 1 else f"les {len(avant)} trimestres précédents"
        suite = write_table(legende, entetes, avant, large=large, legende_lue=True, fixe=True)
        table += write_pli(f"Voir {escape_html(mots)}", suite)
    return write_section("Historique", f'<div class="historique">{table}</div>')


def _write_trimestre(e: EtatAction, write_recu: Callable[[Html, EtatAction], Html], *, interne: bool) -> list[Html]:
    barre = m.write_barre(e.avancement, e.attendu_compte, e.trimestre_repris)
    avance = f'<span class="avance">{barre}{m.write_part(e.avancement)}</span>'
    recu = (
        m.write_date(find_jour(e.declare_le)) if e.declare_le else Html('<span class="sourdine">pas de remontée</span>')
    )
    if e.reporte and e.declare_le is None:
        recu = VIDE
    recu = write_recu(recu, e)
    statut, meteo = m.write_statut(e.statut), m.write_meteo(e.meteo)
    return [
        f'<span class="insecable">{format_trimestre(e.trimestre)}</span>',
        avance,
        statut,
        meteo,
        *([_texte(e.fait_marquant), _texte(e.prochaine_etape)] if interne else []),
        recu,
    ]


def write_jalons(etat: EtatAction) -> Html:
    """Return the jalons, the original date kept beside the revised one."""
    if not etat.jalons:
        return write_section("Jalons", write_note("Aucun jalon n’est prévu pour cette action."))
    lignes = []
    for j in etat.jalons:
        revisee = VIDE
        if j.echeance != j.echeance_initiale and j.echeance:
            revisee = f"{m.write_date(j.echeance)} ({format_compte(j.reports, 'report')})"
        situation = f"atteint le {m.write_date(j.atteint_le)}" if j.atteint_le else Html("à venir")
        if j.en_retard:
            situation = m.write_retard()
        initiale = m.write_date(j.echeance_initiale)
        lignes.append([escape_html(j.reference), escape_html(j.libelle), initiale, revisee, situation])
    entetes = ("Référence", "Jalon", "Échéance initiale", "Échéance révisée", "Situation")
    return write_section("Jalons", write_table("Jalons de l’action", entetes, lignes, large=(1,), legende_lue=True))


def write_participations(
    paires: Sequence[Paire], trimestre: Trimestre, liens: Mapping[str, str], *, interne: bool = True
) -> Html:
    """Return the partners of an action, each opening its sheet: what is expected, what it did; silence is said.

    The words of a contribution are there where what is `interne` may be read.
    """
    if not paires:
        return write_section("Partenaires", write_note("Aucun partenaire n’est attendu sur cette action."))
    lignes = [_write_participation(p, liens, interne=interne) for p in paires]
    entetes = (
        "Partenaire",
        "Rôle attendu",
        f"Implication au {format_trimestre(trimestre)}",
        *(("Contribution du trimestre",) if interne else ()),
    )
    return write_section(
        "Partenaires",
        write_table("Partenaires de l’action", entetes, lignes, large=(0, 3) if interne else (0,), legende_lue=True),
    )


def _write_participation(paire: Paire, liens: Mapping[str, str], *, interne: bool) -> list[Html]:
    role = str(paire.role) if paire.role else NON_RENSEIGNE
    if not paire.attendue:
        role = f"pour sa catégorie, {paire.au_titre_de}" if paire.au_titre_de else "non attendu"
    niveau = Html('<span class="sourdine">pas de remontée</span>')
    if paire.niveau is not None:
        niveau = escape_html(paire.niveau.libelle)
    if paire.voix:
        niveau += f'<br><span class="sourdine petit">par {escape_html(", ".join(paire.voix))}</span>'
    nom = write_lien(PAGE_PARTENAIRES, escape_html(paire.partenaire), {"partenaire": paire.partenaire, **liens})
    return [nom, escape_html(role), niveau, *([_texte(paire.contribution)] if interne else [])]
