"""The journal, latest first: one line an entry, which opens it; one piece of HTML, kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from exports.blocs.liens import PAGE_JOURNAL, write_lien
from exports.blocs.pages import PAGE, Decoupe, write_pages
from exports.blocs.table import write_table
from loaders.genres.registre import REGISTRE
from models.plan import Plan
from models.provenance import EntreeJournal
from models.texte import fold
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from phrases.format import FINE, INSECABLE, format_compte, format_nombre, format_trimestre, join_mots
from phrases.instants import format_instant
from phrases.nom import write_nom
from ui.kit.pages import read_page, reopen
from ui.kit.selection import pick_option
from ui.socle.donnees import Version, get_journal, get_plan
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html, escape_markdown, shorten_nom

PAR_PAGE = 20
RETOUR = ("pilote", "trimestre", PAGE)
ENTETES = ("Entrée", "Date", "Auteur ou autrice", "Trimestre", "Changements")
NATURES = {NatureEntree.IMPORT: "Import", NatureEntree.ANNULATION: "Annulation", NatureEntree.ACCES: "Accès"}
SAISIES = {
    "decision": "décision prise",
    "presentation": "réunion gardée",
    "note_presentation": "réunion gardée",
    "campagne": "campagne",
    "contact": "contacts des services",
    "visa": "visa d’un service",
}
"""What an entry typed on a screen is of."""


def find_entree(contexte: Contexte, numero: str) -> EntreeJournal | None:
    """Return an entry, None when there is none of that number, as the address holds it."""
    return next((e for e in get_journal(contexte.version) if str(e.id) == numero), None)


def show_inconnue(numero: str) -> None:
    """Say that the address asks for an entry that does not exist."""
    st.warning(f"La remontée «{FINE}{escape_markdown(numero[:20])}{FINE}» n’existe pas. Voici le journal.")


def read_adresse() -> dict[str, str]:
    """Return the filters and the page that the address holds, to carry them from an entry back to the list."""
    return {cle: valeur for cle in RETOUR if (valeur := st.query_params.get(cle))}


def show_liste(contexte: Contexte) -> None:
    """Draw what the journal holds, the filters, then the entries that pass them, twenty at a time."""
    show_html(write_phrase(contexte.version))
    with st.container(horizontal=True, vertical_alignment="bottom", key="filtres_journal"):
        pilote, trimestre = _pick_filtres(contexte.version)
    page = read_page(len(_select(contexte.version, pilote, trimestre)), PAR_PAGE)
    show_html(_write_entrees(contexte.version, pilote, trimestre, page))


@keep(4)
def _list_choix(version: Version) -> tuple[list[str], list[Trimestre]]:
    """Return the pilotes and the quarters, latest first, that entries are of."""
    entrees = get_journal(version)
    pilotes = sorted({e.pilote for e in entrees if e.pilote}, key=fold)
    return pilotes, sorted({Trimestre.parse(e.trimestre) for e in entrees if e.trimestre}, reverse=True)


def _pick_filtres(version: Version) -> tuple[str | None, Trimestre | None]:
    """Draw the filters, bound to the address, and return what is chosen; nothing to choose, no filter."""
    pilotes, trimestres = _list_choix(version)
    pilote = pick_option("Pilote", pilotes, "pilote", "Tous", 320, on_change=reopen) if pilotes else None
    if not trimestres:
        return pilote, None
    quand = pick_option("Trimestre", trimestres, "trimestre", "Tous", 180, lambda t: t.libelle, reopen)
    return pilote, quand


@keep(4)
def write_phrase(version: Version) -> Html:
    """Return how many entries there are, and of what."""
    entrees = get_journal(version)
    imports = [e for e in entrees if e.nature == NatureEntree.IMPORT and not e.saisie]
    saisies = sum(e.saisie for e in entrees)
    annulations = sum(e.nature == NatureEntree.ANNULATION for e in entrees)
    du_plan = write_nom(get_plan(version)).du
    acces = sum(e.nature == NatureEntree.ACCES for e in entrees)
    des_acces = [format_compte(acces, "changement d’accès", "changements d’accès")] if acces else []
    if not imports and not saisies:
        seul = join_mots([f"le chargement {du_plan}", *des_acces])
        dit = f"Aucune remontée n’a encore été reçue{FINE}: le journal ne contient que {seul}."
        return f'<p class="phrase">{escape_html(dit)}</p>'
    annulees = sum(e.annule_par is not None for e in imports)
    remontees = format_compte(len(imports), "remontée") + (
        f" (dont {format_compte(annulees, 'annulée')})" if annulees else ""
    )
    morceaux = [remontees] if imports else []
    morceaux += [format_compte(saisies, "saisie")] if saisies else []
    morceaux += [format_compte(annulations, "annulation")] if annulations else []
    morceaux += des_acces
    total = format_compte(len(entrees), "entrée")
    # The first entry is n° 0: without it, « 103 entrées » over « n° 102 » looks like one too many.
    chargement = escape_html(_write_chargement(entrees, du_plan))
    return f'<p class="phrase">{total}{FINE}: {", ".join(morceaux)} et {chargement}.</p>'


def _write_chargement(entrees: Sequence[EntreeJournal], du_plan: str) -> str:
    """Return « le chargement du Schéma (n° 0) », « 3 chargements du Schéma (le premier est le n° 0) »."""
    arbres = [e for e in entrees if e.nature == NatureEntree.ARBRE]
    premier = f"n°{INSECABLE}{arbres[0].id}" if arbres else ""
    if len(arbres) < 2:
        return f"le chargement {du_plan} ({premier})" if arbres else f"aucun chargement {du_plan}"
    return f"{format_compte(len(arbres), 'chargement')} {du_plan} (le premier est le {premier})"


@keep(32)
def _select(version: Version, pilote: str | None, trimestre: Trimestre | None) -> tuple[EntreeJournal, ...]:
    """Return the entries that pass the filters, latest first."""
    return tuple(
        e
        for e in reversed(get_journal(version))
        if (pilote is None or e.pilote == pilote)
        and (trimestre is None or (e.trimestre is not None and Trimestre.parse(e.trimestre) == trimestre))
    )


@keep(32)
def _write_entrees(version: Version, pilote: str | None, trimestre: Trimestre | None, page: Decoupe) -> Html:
    """Return a page of the entries that pass the filters, and the way to the pages around it."""
    entrees = _select(version, pilote, trimestre)
    if not entrees:
        return Html('<p class="note">Aucune entrée du journal ne répond à ces filtres. Videz-les pour tout revoir.</p>')
    filtres = {"pilote": pilote or "", "trimestre": trimestre.libelle if trimestre else ""}
    filtres = {cle: valeur for cle, valeur in filtres.items() if valeur}
    adresse = {**filtres, **page.adresse}
    lignes = [_write_ligne(e, get_plan(version), adresse) for e in entrees[page.tranche]]
    table = write_table("Entrées du journal, la plus récente d’abord", ENTETES, lignes, (4,), legende_lue=True)
    return f'<div class="journal">{table}</div>{write_pages(page, "du journal", PAGE_JOURNAL, filtres)}'


def _write_ligne(entree: EntreeJournal, plan: Plan, adresse: Mapping[str, str]) -> list[Html]:
    etat = Html(' <span class="etiquette">annulée</span>') if entree.annule_par is not None else RIEN
    fichier = (
        f'<br><span class="petit sourdine">{escape_html(shorten_nom(entree.fichier, 70))}</span>'
        if entree.fichier
        else RIEN
    )
    lien = write_lien(PAGE_JOURNAL, escape_html(name_entree(entree, plan)), {**adresse, "remontee": str(entree.id)})
    return [
        f"{lien}{etat}{fichier}",
        escape_html(format_instant(entree.date)),
        escape_html(entree.auteur),
        format_trimestre(Trimestre.parse(entree.trimestre)) if entree.trimestre else Html("–"),
        format_nombre(entree.changements),
    ]


def _name_corrigee(entree: EntreeJournal) -> str:
    """Return whose values were typed on a screen: the pilot's, else those of an action."""
    return f"{entree.pilote or (entree.reference or '').partition('/')[0]}, saisie à l’écran"


def _name_genre(entree: EntreeJournal) -> str | None:
    """Return what a workbook without a quarter speaks of, None for one that has a quarter."""
    modele = REGISTRE.modeles.find_par_objet(entree.objet)
    return modele.titre if entree.trimestre is None and modele else None


def name_nature(entree: EntreeJournal, plan: Plan) -> str:
    """Return what kind of entry it is."""
    if entree.saisie:
        return "Saisie à l’écran"
    return f"Arbre {write_nom(plan).du}" if entree.nature is NatureEntree.ARBRE else NATURES[entree.nature]


def name_entree(entree: EntreeJournal, plan: Plan) -> str:
    """Return the number of an entry and what it is."""
    if entree.saisie:
        sujet = SAISIES.get(entree.objet or "") or _name_corrigee(entree)
    elif entree.nature == NatureEntree.IMPORT:
        sujet = entree.pilote or _name_genre(entree) or shorten_nom(entree.fichier or "fichier", 70)
    elif entree.nature == NatureEntree.ANNULATION:
        sujet = f"annulation de la n°\u00a0{entree.cible}"
    elif entree.nature == NatureEntree.ACCES:
        sujet = "accès"
    else:
        sujet = f"chargement {write_nom(plan).du}"
    return f"n°\u00a0{entree.id} · {sujet}"
