"""Dropping workbooks: they become a draft, kept 24 hours in the database and named in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from loaders.apercu import Apercu, preview_fichiers
from loaders.brouillons import drop_brouillon, keep_brouillon, load_brouillon, make_lot
from loaders.declaration import Options
from loaders.lecture import Recu
from metrics.format import FINE, format_compte
from models.refus import Refus
from models.session import open_base
from ui.donnees import Version
from ui.guard import Contexte, check_role
from ui.texte import escape_markdown, set_espaces, shorten_nom

TAILLE_MAX_MO = 20
_SERIE = "depot_serie"
_REFUSES = "depot_refuses"
CURABLES = frozenset({"trimestre_inconnu"})
"""Refusals that an answer of the editor lifts: such files are kept."""


@dataclass(frozen=True)
class Lot:
    """A draft: its name in the address, its files, what the editor said of them, what each would do."""

    nom: str
    recus: list[Recu]
    options: Options
    apercus: list[Apercu]


def show_depot(contexte: Contexte) -> None:
    """Draw the drop zone; dropped files become a draft and the page opens it."""
    st.html(
        '<p class="phrase">Déposez les classeurs reçus des pilotes. Rien n’est écrit avant votre accord.</p>'
        '<p class="note">Un ou plusieurs classeurs Excel (.xlsx), tels que reçus. Chaque modification est montrée, '
        f"ligne par ligne{FINE}; l’aperçu est gardé 24 heures.</p>"
    )
    serie = st.session_state.get(_SERIE, 0)
    fichiers = st.file_uploader(
        "Classeurs remplis",
        accept_multiple_files=True,
        key=f"depot_{serie}",
        max_upload_size=TAILLE_MAX_MO,
    )
    if not fichiers:
        return
    recus = [Recu(f.name, f.getvalue()) for f in fichiers]
    try:
        check_role(contexte.ecran.role)
        nom = _keep_lisibles(contexte, recus)
    except Refus as refus:
        st.error(escape_markdown(set_espaces(str(refus))), icon=":material/error:")
        return
    st.session_state[_SERIE] = serie + 1
    open_lot(nom)


def _keep_lisibles(contexte: Contexte, recus: list[Recu]) -> str | None:
    """Make a draft of the files that can be read; what is refused is told, and not kept. None when nothing is left."""
    nom = make_lot()
    apercus = _read(contexte, nom, Options(), recus)
    refuses = [a for a in apercus if a.statut == "refuse" and not CURABLES.issuperset(x.code for x in a.anomalies)]
    gardes = [r for r, a in zip(recus, apercus, strict=True) if a not in refuses]
    st.session_state[_REFUSES] = [(a.fichier, a.anomalies[0].message) for a in refuses]
    if not gardes:
        return None
    nom = make_lot() if refuses else nom
    keep_brouillon(nom, gardes, Options(), contexte.maintenant)
    return nom


def show_refuses() -> None:
    """Say which of the files just dropped were refused, and why, until others are dropped."""
    for fichier, message in st.session_state.get(_REFUSES, []):
        texte = f"{shorten_nom(fichier, 60)}, refusé{FINE}: {set_espaces(message)}"
        st.error(escape_markdown(texte), icon=":material/block:")


def open_lot(nom: str | None) -> None:
    """Put a draft in the address, or take it away, and run again."""
    if nom is None:
        st.query_params.pop("apercu", None)
    else:
        st.query_params["apercu"] = nom
    st.rerun()


def show_expire() -> None:
    """Say that the draft of the address is gone."""
    st.warning(
        f"Cet aperçu n’existe plus{FINE}: il a été appliqué, abandonné, ou date de plus de 24 heures. "
        "Déposez à nouveau les classeurs.",
        icon=":material/schedule:",
    )


def load_lot(contexte: Contexte, nom: str) -> Lot | None:
    """Return a draft with the preview of each file, None when it is gone."""
    with open_base(lecture_seule=True) as session:
        trouve = load_brouillon(session, nom, contexte.maintenant)
    if trouve is None:
        return None
    recus, options = trouve
    lues = Options(options.trimestre, options.pourcentage, options.creer_partenaires)
    return Lot(nom, recus, options, _read(contexte, nom, lues, recus))


def _read(contexte: Contexte, nom: str, options: Options, recus: list[Recu]) -> list[Apercu]:
    with st.spinner(f"Lecture de {format_compte(len(recus), 'classeur')}…"):
        cle = (contexte.version, nom, contexte.aujourd_hui)
        return _preview(cle, options, _recus=recus, _maintenant=contexte.maintenant)


@st.cache_resource(max_entries=16, show_spinner=False)
def _preview(
    cle: tuple[Version, str, date],  # noqa: ARG001 (keys the cache)
    options: Options,
    _recus: list[Recu],
    _maintenant: datetime,
) -> list[Apercu]:
    """Read the files once per draft, per revision of the data and per answer given."""
    with open_base(lecture_seule=True) as session:
        return preview_fichiers(session, _recus, options, _maintenant)


def save_options(contexte: Contexte, lot: Lot, options: Options) -> None:
    """Keep what the editor said with the draft, so that coming back finds it."""
    if options != lot.options:
        keep_brouillon(lot.nom, lot.recus, options, contexte.maintenant)


def abandon_lot(lot: Lot) -> None:
    """Forget a draft and go back to the drop zone."""
    drop_brouillon(lot.nom)
    st.session_state.pop(_REFUSES, None)
    open_lot(None)
