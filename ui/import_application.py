"""Applying a draft: the name of who does it, one transaction a file, the outcome of each."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from loaders.apercu import Apercu
from loaders.application import Accord, apply_lecture
from loaders.brouillons import drop_brouillon
from loaders.declaration import Options
from loaders.journal import Acte
from loaders.lecture import Lecture, read_classeurs
from metrics.format import FINE, format_compte
from models.refus import Refus
from ui import identity
from ui.auteur import pick_auteur
from ui.composants import link_ecran
from ui.guard import Contexte
from ui.import_apercu import Choix
from ui.import_depot import Lot, abandon_lot, open_lot
from ui.texte import escape_markdown, set_espaces, shorten_nom

_RESULTATS = "import_resultats"
_VUE = "import_revision_vue"


@dataclass(frozen=True, slots=True)
class Resultat:
    """The outcome of one file, in French; `remontee` is None when nothing was applied, `refus` when it could not be."""

    texte: str
    remontee: int | None = None
    refus: bool = False


def show_application(contexte: Contexte, lot: Lot, choix: list[Choix]) -> None:
    """Draw the name, the note and the buttons; apply when asked."""
    vue = _swap_revision_vue(contexte, lot)
    nombre = sum(c.count(a) for c, a in zip(choix, lot.apercus, strict=True))
    fichiers = sum(c.count(a) > 0 for c, a in zip(choix, lot.apercus, strict=True))
    st.divider()
    auteur = pick_auteur()
    note = st.text_input("Note (facultative)", key=f"note_{lot.nom}", max_chars=200, width=480)
    with st.container(horizontal=True):
        texte = f"Appliquer {format_compte(nombre, 'changement')}" if nombre else "Rien à appliquer"
        if fichiers > 1:
            texte += f" de {fichiers} classeurs"
        appliquer = st.button(texte, type="primary", disabled=not nombre or not auteur, icon=":material/check:")
        if st.button("Abandonner cet aperçu", type="tertiary"):
            abandon_lot(lot)
    if nombre and not auteur:
        st.html('<p class="note">Écrivez votre nom pour appliquer.</p>')
    if appliquer:
        resultats = _apply(lot, choix, Acte("import", auteur, contexte.maintenant, note or None), vue)
        st.session_state[_RESULTATS] = resultats
        if any(r.refus for r in resultats):
            open_lot(lot.nom)
        drop_brouillon(lot.nom)
        open_lot(None)


def _swap_revision_vue(contexte: Contexte, lot: Lot) -> int:
    """Return the revision of the preview that was on the screen before this run, and note the one now drawn.

    A click runs the script again, on data that may have moved: what the editor agrees to is what they saw (fault 36).
    """
    cle, courante = f"{_VUE}_{lot.nom}", contexte.version.revision
    vue = st.session_state.get(cle, courante)
    st.session_state[cle] = courante
    return int(vue)


def _apply(lot: Lot, choix: list[Choix], acte: Acte, vue: int) -> list[Resultat]:
    """Apply the files kept, one transaction each; a refusal does not stop the others, a file left out is named."""
    retenus = [i for i, c in enumerate(choix) if c.count(lot.apercus[i])]
    barre = st.progress(0.0, text="Lecture des classeurs…")
    lectures = dict(zip(retenus, read_classeurs([lot.recus[i] for i in retenus]), strict=True))
    resultats = []
    for rang, apercu in enumerate(lot.apercus):
        barre.progress(rang / len(lot.apercus), text=f"Classeur {rang + 1} sur {len(lot.apercus)}")
        if rang in lectures:
            options = replace(lot.options, exclues=choix[rang].exclues)
            accord = Accord(identity.find_role(), choix[rang].lignes_valides, vue)
            resultats.append(_apply_un(apercu, lectures[rang], options, acte, accord))
        else:
            resultats.append(_leave(apercu))
    barre.empty()
    return resultats


def _leave(apercu: Apercu) -> Resultat:
    motif = f" ({format_compte(len(apercu.erreurs), 'erreur')})" if apercu.erreurs else ""
    return Resultat(f"{shorten_nom(apercu.fichier, 60)}{FINE}: rien n’a été appliqué{motif}.")


def _apply_un(apercu: Apercu, lecture: Lecture, options: Options, acte: Acte, accord: Accord) -> Resultat:
    """Apply one file; nothing of Streamlit is called here, since its stops would cut a transaction."""
    nom = shorten_nom(apercu.fichier, 60)
    try:
        fait = apply_lecture(lecture, options, acte, accord)
    except Refus as refus:
        return Resultat(f"{nom}{FINE}: {set_espaces(str(refus))}", refus=True)
    if fait.remontee is None:
        return Resultat(f"{nom}{FINE}: {set_espaces(fait.message or 'rien n’a été appliqué.')}")
    compte = format_compte(len(fait.changements), "changement appliqué", "changements appliqués")
    return Resultat(f"{nom}{FINE}: {compte}, remontée n°\u00a0{fait.remontee}.", fait.remontee)


def show_resultats() -> None:
    """Show once what the last application did, with the way to its consequences."""
    resultats: list[Resultat] = st.session_state.pop(_RESULTATS, [])
    if not resultats:
        return
    faits = [r.texte for r in resultats if r.remontee is not None]
    refus = [r.texte for r in resultats if r.refus]
    restes = [r.texte for r in resultats if r.remontee is None and not r.refus]
    for textes, dire, icone in (
        (faits, st.success, "check_circle"),
        (refus, st.error, "error"),
        (restes, st.info, "info"),
    ):
        if textes:
            dire("  \n".join(map(escape_markdown, textes)), icon=f":material/{icone}:")
    with st.container(horizontal=True):
        link_ecran("synthese.py", "Voir la Synthèse", ":material/insights:")
        link_ecran("journal.py", "Voir le Journal", ":material/history:")
