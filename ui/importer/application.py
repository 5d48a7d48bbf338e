"""Applying a draft: the name of who does it, one transaction a file, the outcome of each.

Between the first transaction and the last, nothing may stop the script: another click, a change of page or a closed
window are honoured once every file has its outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, StopException

from loaders.apercu.apercu import Apercu
from loaders.apercu.lot import Fichier, waits_reponse
from loaders.ecriture.application import write_perime
from loaders.ecriture.brouillons import drop_fichiers
from loaders.ecriture.journal import Acte
from loaders.ecriture.lot import Choix, Issue, Voulu, apply_lot
from models.refus import ApercuPerime, Refus
from models.remede import Canal
from models.vocabulaire import NatureEntree
from phrases.format import FINE, format_compte, set_espaces
from phrases.suites import list_suites
from ui.importer.brouillons import show_abandon
from ui.importer.depot import name_temoin
from ui.importer.lot import Lot, open_lot
from ui.importer.rapport import Rapport, Resultat, open_tiroir
from ui.importer.sort import count_choisis, show_total, write_bouton
from ui.importer.vue import AILLEURS, open_vue
from ui.kit.auteur import pick_auteur
from ui.kit.version_vue import swap_version_vue
from ui.socle import identity
from ui.socle.donnees import Version
from ui.socle.guard import Contexte
from ui.socle.texte import escape_markdown, shorten_nom
from ui.socle.tour import leave_tour

_VUE, _CLIC = "import_version_vue", "import_clic"


class Barre(Protocol):
    """What shows how far an application is."""

    def progress(self, value: float, text: str | None = None) -> object:
        """Show a part of 1 and a text."""


def show_application(contexte: Contexte, lot: Lot, choix: list[Choix]) -> None:
    """Draw the name, the note and the button, as one form so that one click applies; say what an attempt refused.

    A click runs the script again, on a draft and on data that may have moved: what is agreed to is what was drawn
    before (fault 36).
    """
    autres = open_vue(lot.nom).swap(lot.empreintes)
    vue = swap_version_vue(f"{_VUE}_{lot.nom}", contexte.version)
    comptes = count_choisis(lot.apercus, choix)
    st.divider()
    show_total(contexte.plan, lot.apercus, choix)
    zone = st.empty()
    with zone.container():
        _show_refuses(lot.nom)
        with st.form(f"application_{lot.nom}", border=False, enter_to_submit=False):
            auteur = pick_auteur()
            note = st.text_input("Note (facultative)", key=name_temoin(lot.nom), max_chars=200, width=480)
            st.form_submit_button(
                write_bouton(contexte.plan, lot.apercus, comptes),
                type="primary",
                disabled=not comptes,
                icon=":material/check:",
                key=f"appliquer_{lot.nom}_{open_tiroir().essai}",
                on_click=_note_clic,
            )
        show_abandon(lot.nom, lot.auteur, len(lot.fichiers), "Abandonner cet aperçu")
    appliquer = st.session_state.pop(_CLIC, False)
    if appliquer and (autres or lot.ailleurs):
        st.error(f"{AILLEURS} Rien n’a été appliqué{FINE}; le voici.", icon=":material/error:")
    elif appliquer and not auteur:
        st.error("Écrivez votre nom ci-dessus pour appliquer. Rien n’a été écrit.", icon=":material/error:")
    elif appliquer:
        _apply(zone, lot, choix, Acte(NatureEntree.IMPORT, auteur, contexte.maintenant, note or None), vue)


def _note_clic() -> None:
    """Note a click before the screen is drawn again: its button may have another label by then, and be another."""
    st.session_state[_CLIC] = True


def _show_refuses(nom: str) -> None:
    """Say again, beside the button, what the last click on it was refused: the top of the screen is out of sight."""
    rapport = open_tiroir().rapport
    if rapport is None or rapport.lot != nom or rapport.depot:
        return
    if refuses := [r for r in rapport.complete() if r.refus]:
        st.error("  \n".join(escape_markdown(r.texte) for r in refuses), icon=":material/error:")


def _apply(zone: Barre, lot: Lot, choix: list[Choix], acte: Acte, vue: Version) -> None:
    """Apply the files kept, then show the outcome: the buttons give way to the progress, so that they act once."""
    rapport, tiroir = Rapport(lot.nom, [a.fichier for a in lot.apercus]), open_tiroir()
    zone.progress(0.0, "Application des classeurs…")  # the last moment when the script may be stopped
    rapport.en_cours, tiroir.rapport, tiroir.essai = True, rapport, tiroir.essai + 1
    try:
        with leave_tour():
            arret = apply_fichiers(zone, list(zip(lot.fichiers, choix, strict=True)), acte, vue, rapport.resultats)
        rapport.fini = not any(r.refus for r in rapport.resultats)
        if rapport.fini:
            with suppress(Refus):  # it would be found again with nothing left to apply
                _leave_reste(lot, rapport.resultats)
    finally:
        rapport.en_cours = False
    if arret is not None:
        raise arret
    open_lot(None if rapport.fini else lot.nom)


def _leave_reste(lot: Lot, resultats: Sequence[Resultat]) -> None:
    """Forget a draft once applied, but for its files that still wait for something of the editor."""
    faits = {rang for rang, r in enumerate(resultats) if not r.attend}
    drop_fichiers(lot.nom, faits, identity.find_agissant())


def apply_fichiers(
    barre: Barre, voulus: Sequence[tuple[Fichier, Choix]], acte: Acte, vue: Version, resultats: list[Resultat]
) -> BaseException | None:
    """Apply each file in turn and add its outcome to `resultats` as it happens; a refusal does not stop the others.

    Returns what would have stopped the script meanwhile, to be raised when all is done. A file of which nothing is kept
    is left. Nothing of Streamlit is called while a file is applied, since its stops would cut a transaction.
    """
    arret: BaseException | None = None
    moins = [_find_perime(f.apercu, vue.revision) for f, _ in voulus]
    demandes = [
        Voulu(f.lecture, f.options, choix if choix.count(f.apercu) and perime is None else None)
        for (f, choix), perime in zip(voulus, moins, strict=True)
    ]
    issues = apply_lot(demandes, acte, identity.find_agissant, vue.revision, vue.sceau)
    for rang, ((fichier, choix), perime) in enumerate(zip(voulus, moins, strict=True)):
        if arret is None:
            try:
                barre.progress(rang / len(voulus), f"Classeur {rang + 1} sur {len(voulus)}")
            except (RerunException, StopException) as demande:
                arret = demande
        faite = next(issues)
        issue = faite if perime is None else Issue(refus=perime)
        resultats.append(_write_issue(fichier.apercu, choix, issue))
    return arret


def _find_perime(apercu: Apercu, vue: int) -> ApercuPerime | None:
    """Return the refusal of a file of which a value was written over after the preview that was confirmed (fault 36).

    Its row is held in the preview drawn since: applied without it, the file would do less than what was confirmed.
    """
    plus_tard = [c for c in apercu.conflits if c.remontee > vue]
    return ApercuPerime(write_perime(*plus_tard[0].entree)) if plus_tard else None


def _write_issue(apercu: Apercu, choix: Choix, issue: Issue) -> Resultat:
    """Return the outcome of a file as the report says it.

    One that was to be applied and of which the file applied before it raised a question waits as well.
    """
    nom, fait = shorten_nom(apercu.fichier, 60), issue.apercu
    if issue.refus is not None:
        return Resultat(f"{nom}{FINE}: {set_espaces(issue.refus.say(Canal.ECRAN))}", refus=True)
    attend = apercu.attentes or choix.suspendues or choix.ecarte or apercu.occupe
    attend = attend or waits_reponse(apercu) or apercu.attend_correspondance
    if (fait is None and attend) or (fait is not None and fait.remontee is None and fait.attentes):
        return Resultat(f"{nom}{FINE}: laissé dans les aperçus en attente.", attend=True)
    if fait is None:
        motif = f" ({format_compte(len(apercu.fautes), 'erreur')})" if apercu.fautes else ""
        return Resultat(f"{nom}{FINE}: rien n’a été appliqué{motif}.")
    if fait.remontee is None:
        return Resultat(f"{nom}{FINE}: {set_espaces(fait.message or 'rien n’a été appliqué.')}")
    compte = format_compte(len(fait.changements), "changement appliqué", "changements appliqués")
    suites = " ".join(["", *list_suites(fait.suites)])
    texte = f"{nom}{FINE}: {compte}, remontée n°\u00a0{fait.remontee}.{suites}"
    return Resultat(texte, fait.remontee, trimestre=fait.trimestre)
