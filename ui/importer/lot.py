"""A draft on the screen: its files, read once, each previewed with the answers that concern it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import streamlit as st

from loaders.apercu.apercu import Apercu
from loaders.apercu.lot import ApercuLot, Fichier, preview_lot
from loaders.ecriture.brouillons import drop_brouillon, keep_options, load_brouillon
from loaders.lecture.brut import ClasseurBrut, Lecture, Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from models.refus import Refus
from models.remede import Canal
from models.session import open_base
from phrases.format import format_compte, set_espaces
from ui.socle.donnees import Version, get_plan
from ui.socle.guard import Contexte
from ui.socle.texte import escape_markdown
from ui.socle.tour import leave_tour

ADRESSE = "apercu"


@dataclass(frozen=True)
class Lot:
    """A draft: its name in the address, what the editor said of it, its files, what they ask."""

    nom: str
    options: Options
    fichiers: list[Fichier]
    questions: frozenset[str]

    @property
    def apercus(self) -> list[Apercu]:
        """Return what each file would do, in order."""
        return [f.apercu for f in self.fichiers]


def load_lot(contexte: Contexte, nom: str) -> Lot | None:
    """Return a draft with the preview of each file, None when it is gone."""
    with open_base(lecture_seule=True) as session:
        trouve = load_brouillon(session, nom, contexte.maintenant)
    if trouve is None:
        return None
    recus, options = trouve
    lu = read_lot(contexte, nom, recus, replace(options, exclues=frozenset()))
    if any(f.apercu.occupe for f in lu.fichiers):
        _read.clear(nom)  # what a busy machine answers is not kept: the next run asks again
    return Lot(nom, options, lu.fichiers, lu.questions)


def read_lot(contexte: Contexte, nom: str, recus: Sequence[Recu], reponses: Options) -> ApercuLot:
    """Read files, once per draft, and preview them, once per revision of the data and per answer given."""
    with st.spinner(f"Lecture de {format_compte(len(recus), 'classeur')}…"), leave_tour():
        lectures = _read(nom, recus)
        lus = tuple(isinstance(x.contenu, ClasseurBrut) for x in lectures)
        return _preview(contexte.version, nom, contexte.aujourd_hui, reponses, lus, lectures, contexte.maintenant)


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(nom: str, _recus: Sequence[Recu]) -> list[Lecture]:  # noqa: ARG001 (keys the cache)
    return read_classeurs(_recus)


@st.cache_resource(max_entries=16, show_spinner=False)
def _preview(
    version: Version,
    nom: str,  # noqa: ARG001 (keys the cache)
    jour: date,  # noqa: ARG001 (keys the cache)
    reponses: Options,
    lus: tuple[bool, ...],  # noqa: ARG001 (keys the cache: a file that waited may be read later)
    _lectures: list[Lecture],
    _maintenant: datetime,
) -> ApercuLot:
    with open_base(lecture_seule=True) as session:
        return preview_lot(session, get_plan(version), _lectures, reponses, _maintenant)


def save_options(lot: Lot, options: Options) -> bool:
    """Keep what the editor said with the draft, so that coming back finds it; say so and return False when it fails."""
    if options != lot.options:
        try:
            keep_options(lot.nom, options)
        except Refus as refus:
            texte = f"Vos derniers choix ne sont pas gardés avec l’aperçu : {refus.say(Canal.ECRAN)}"
            st.warning(escape_markdown(set_espaces(texte)), icon=":material/warning:")
            return False
    return True


def open_lot(nom: str | None) -> None:
    """Put a draft in the address, or take it away, and run again."""
    if nom is None:
        st.query_params.pop(ADRESSE, None)
    else:
        st.query_params[ADRESSE] = nom
    st.rerun()


def forget_lot(nom: str) -> None:
    """Forget a draft and what was read of it."""
    drop_brouillon(nom)
    _read.clear(nom)
