"""Taking a table away: the rows on the screen as a workbook, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock

import streamlit as st

from exports.tableau import Case, Tableau, build_feuilles
from models.texte import slug
from phrases.source import write_source
from ui.socle.guard import Contexte

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CSV = "text/csv"
ETIQUETTE = "Télécharger ce tableau (.xlsx)"


def find_mime(nom: str) -> str:
    """Return the type of a received file by the end of its name: an Excel workbook unless it says another."""
    return {".ods": ODS, ".csv": CSV}.get(nom[-4:].lower(), XLSX)


def offer_tableau(  # noqa: PLR0917
    contexte: Contexte,
    nom: str,
    titre: str,
    entetes: Sequence[str],
    lignes: Callable[[], Iterable[Sequence[Case]]],
    cle: str,
    etiquette: str = ETIQUETTE,
) -> None:
    """Draw a discreet button; `lignes` is called on the click alone, `nom` begins the name of the file.

    Give `etiquette` where a screen has several tables, so that each button says which one it takes.
    """
    offer_classeur(contexte, nom, titre, lambda: [Tableau(titre, entetes, lignes())], cle, etiquette)


def offer_classeur(  # noqa: PLR0917
    contexte: Contexte,
    nom: str,
    titre: str,
    tableaux: Callable[[], Iterable[Tableau]],
    cle: str,
    etiquette: str,
) -> None:
    """Draw such a button for several tables, a sheet each."""

    def build() -> bytes:
        quand = contexte.plan.derniere_remontee or contexte.maintenant
        return build_feuilles(titre, tableaux(), write_mention(contexte), quand)

    st.download_button(
        etiquette,
        make_once(build),
        file_name=name_fichier(contexte, nom),
        mime=XLSX,
        key=f"xlsx_{cle}",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )


def make_once(build: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return what makes a file when it is first asked for, and hands the same one out each time after.

    A click takes no turn, and a page may say a thousand at once: each would make the file again, long after the page is
    gone. What raises is made again.
    """
    verrou, faits = Lock(), list[bytes]()

    def give() -> bytes:
        with verrou:
            if not faits:
                faits.append(build())
            return faits[0]

    return give


def name_fichier(contexte: Contexte, nom: str, extension: str = "xlsx") -> str:
    """Return an ASCII file name: `actions_2026-T3_demonstration.xlsx`."""
    suite = "_demonstration" if contexte.plan.demonstration else ""
    return f"{slug(nom)[:80]}_{contexte.trimestre}{suite}.{extension}"


def write_mention(contexte: Contexte) -> str:
    """Return what a document taken from a screen says of its data."""
    return write_source(contexte.plan, contexte.trimestre, contexte.aujourd_hui)
