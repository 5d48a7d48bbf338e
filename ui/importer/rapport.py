"""What the screen says once: files refused at the drop, or what an application did, file by file.

There is one such message at a time. It stays until the next drop, or until the screen is left once it was read.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from exports.blocs.liens import PAGE_JOURNAL, PAGE_SYNTHESE, link_trimestre
from models.trimestre import Trimestre
from phrases.format import FINE, set_espaces
from ui.importer.lot import ADRESSE
from ui.kit.composants import link_ecran
from ui.socle.texte import escape_markdown, shorten_nom

_CLE = "import_rapport"
PAUSE = 0.2
INTERROMPU = "pas traité, l’application a été interrompue. L’aperçu est gardé."


@dataclass(frozen=True, slots=True)
class Resultat:
    """The outcome of one file, in French; `remontee` is None when nothing was applied, `refus` when it could not be.

    `trimestre` is the quarter of what was applied, None for a workbook that has none; `attend` tells a file of which
    nothing was applied and that waits for an answer, an agreement, or to be taken back.
    """

    texte: str
    remontee: int | None = None
    refus: bool = False
    trimestre: str | None = None
    attend: bool = False


@dataclass(slots=True)
class Rapport:
    """The files of a draft and the outcome of each, written as it happens; for a drop, those refused alone.

    `en_cours` tells an application still at work, maybe for a run of the screen that another has replaced; `fini` a
    draft done with: nothing is left to see of it.
    """

    lot: str | None
    fichiers: list[str]
    resultats: list[Resultat] = field(default_factory=list)
    en_cours: bool = False
    fini: bool = False
    vu: bool = False
    depot: bool = False

    def is_en_cours(self) -> bool:
        """Return whether an application is at work; it is another thread that ends it."""
        return self.en_cours

    def complete(self) -> list[Resultat]:
        """Return the outcome of every file, those that were not reached included."""
        restes = self.fichiers[len(self.resultats) :]
        return [*self.resultats, *(Resultat(f"{shorten_nom(n, 60)}{FINE}: {INTERROMPU}", refus=True) for n in restes)]


@dataclass(slots=True)
class Tiroir:
    """What the session keeps, changed in place: reading or writing the session itself is where a script may be stopped.

    `essai` counts the applications: a click on a button drawn before the last one is of no avail.
    """

    rapport: Rapport | None = None
    essai: int = 0


def open_tiroir() -> Tiroir:
    """Return what the session keeps."""
    if _CLE not in st.session_state:
        st.session_state[_CLE] = Tiroir()
    tiroir: Tiroir = st.session_state[_CLE]
    return tiroir


def keep_rapport(rapport: Rapport | None) -> None:
    """Replace what is to be said; None when there is nothing."""
    open_tiroir().rapport = rapport


def keep_refuses(lot: str | None, refuses: list[tuple[str, str]]) -> None:
    """Say which files of a drop were refused, and why; nothing when there are none."""
    lignes = [Resultat(f"{shorten_nom(n, 60)}, refusé{FINE}: {set_espaces(m)}", refus=True) for n, m in refuses]
    keep_rapport(Rapport(lot, [n for n, _ in refuses], lignes, depot=True) if lignes else None)


def wait_application() -> None:
    """Wait for an application begun before this run of the screen, and say how far it is."""
    rapport = open_tiroir().rapport
    if rapport is None or not rapport.is_en_cours():
        return
    barre = st.empty()
    while rapport.is_en_cours():
        faits, tous = len(rapport.resultats), len(rapport.fichiers)
        barre.progress(faits / tous, f"Application en cours{FINE}: {faits} classeurs sur {tous}")
        time.sleep(PAUSE)
    barre.empty()


def find_lot() -> str | None:
    """Return the draft that the address names, after taking away one that was just applied."""
    rapport = open_tiroir().rapport
    lot = st.query_params.get(ADRESSE)
    if lot and rapport and rapport.fini and rapport.lot == lot:
        st.query_params.pop(ADRESSE, None)
        return None
    return lot or None


def show_rapport(temoin: str) -> None:
    """Say what is to be said; `temoin` is the key of a field that the screen holds as long as nobody left it."""
    rapport = open_tiroir().rapport
    if rapport is None:
        return
    if rapport.vu and temoin not in st.session_state:
        keep_rapport(None)
        return
    resultats = rapport.complete()
    groupes = (
        ([r for r in resultats if r.remontee is not None], st.success, "check_circle"),
        ([r for r in resultats if r.refus], st.error, "block" if rapport.depot else "error"),
        ([r for r in resultats if r.remontee is None and not r.refus], st.info, "info"),
    )
    for lignes, dire, icone in groupes:
        if lignes:
            dire("  \n".join(escape_markdown(r.texte) for r in lignes), icon=f":material/{icone}:")
    if not rapport.depot:
        with st.container(horizontal=True):
            link_ecran(PAGE_SYNTHESE, "Voir la Synthèse", ":material/insights:", link_resultats(resultats))
            link_ecran(PAGE_JOURNAL, "Voir le Journal", ":material/history:")


def link_resultats(resultats: Sequence[Resultat]) -> dict[str, str]:
    """Return what the link to the Synthèse adds, so that it shows what was applied: the latest quarter, if any."""
    appliques = [Trimestre.parse(r.trimestre) for r in resultats if r.remontee is not None and r.trimestre]
    return link_trimestre(max(appliques)) if appliques else {}


def note_vu() -> None:
    """Note that the screen was drawn to its end: what it said was read."""
    if (rapport := open_tiroir().rapport) is not None:
        rapport.vu = True
