"""A draft on the screen: its files, read once, each previewed with the answers that concern it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import streamlit as st

from loaders.apercu.apercu import Apercu
from loaders.apercu.lot import ApercuLot, Fichier, name_pour, preview_lot
from loaders.ecriture.brouillons import keep_reglages, load_brouillon
from loaders.ecriture.perimetre import mark_lot
from loaders.ecriture.reglages import Reglages
from loaders.lecture.brut import ClasseurBrut, Lecture, Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from models.correspondance import parse_correspondance
from models.refus import Refus
from models.remede import Canal
from models.session import open_base
from phrases.format import format_compte, set_espaces
from ui.importer.vue import open_vue
from ui.socle import identity
from ui.socle.donnees import Version, get_plan
from ui.socle.guard import Contexte
from ui.socle.texte import escape_markdown
from ui.socle.tour import leave_tour

ADRESSE = "apercu"
NOM_MAX = 80
"""Characters shown of the name of a file, that of its archive before it."""


@dataclass(frozen=True)
class Lot:
    """A draft: its name in the address, what the editor said of it, its files, what they ask, who dropped them.

    `gardes` is what was kept of what they said, `reglages` what the widgets say now; `ailleurs` tells that another
    screen changed it since this one drew it.
    """

    nom: str
    gardes: Reglages
    reglages: Reglages
    fichiers: list[Fichier]
    questions: frozenset[str]
    auteur: str | None = None
    ailleurs: bool = False

    @property
    def cle(self) -> str:
        """Return what the keys of its widgets hold."""
        return _name_cle(self.nom)

    @property
    def empreintes(self) -> tuple[str, ...]:
        """Return what its files are by their bytes: one may be added or leave, and another take its place."""
        return _list_empreintes([f.lecture.recu for f in self.fichiers])

    @property
    def options(self) -> Options:
        """Return the answers given."""
        return self.reglages.options

    @property
    def apercus(self) -> list[Apercu]:
        """Return what each file would do, in order."""
        return [f.apercu for f in self.fichiers]


def load_lot(contexte: Contexte, nom: str) -> Lot | None:
    """Return a draft with the preview of each file, None when it is gone."""
    with open_base(lecture_seule=True) as session:
        trouve = load_brouillon(session, nom, contexte.maintenant, contexte.agissant)
    if trouve is None:
        return None
    ailleurs = open_vue(nom).meet(trouve.reglages)
    reglages = _hear(_name_cle(nom), trouve.reglages)
    lu = read_lot(contexte, nom, trouve.recus, reglages.options)
    if any(f.apercu.occupe for f in lu.fichiers):
        # what a busy machine answers is not kept: the next run asks again
        _read.clear(nom, _list_empreintes(trouve.recus))
    return Lot(nom, trouve.reglages, reglages, lu.fichiers, lu.questions, trouve.auteur, ailleurs)


def _name_cle(nom: str) -> str:
    return f"{nom}_{open_vue(nom).tour}"


def name_question(cle: str, rang: int, question: str) -> str:
    """Return the key of the widget that asks a question of one file."""
    return f"{_name_debut('question', cle)}{name_pour(rang, question)}"


def name_correspondance(cle: str, rang: int) -> str:
    """Return the key under which what was confirmed of a table is heard."""
    return f"{_name_debut('correspondance', cle)}{rang}"


def name_ecarte(cle: str, rang: int) -> str:
    """Return the key of the widget that leaves a file out."""
    return f"{_name_debut('ecarte', cle)}{rang}"


def _name_debut(sorte: str, cle: str) -> str:
    """Return what the keys of the widgets of one sort begin with, in a draft."""
    return f"{sorte}_{cle}_"


def _hear(lot: str, gardes: Reglages) -> Reglages:
    """Return what was kept of a draft with what its widgets say by now, so that the preview is made once, after them.

    To draw it and run again would lose what is typed in a field further down.
    """
    dits = {str(cle): valeur for cle, valeur in st.session_state.items()}
    options, tri = gardes.options, gardes.tri
    if (trimestre := dits.get(f"trimestre_{lot}")) is not None:
        options = replace(options, trimestre=str(trimestre))
    if (pourcentage := dits.get(f"pourcentage_{lot}")) is not None:
        options = replace(options, pourcentage=str(pourcentage))
    if (creer := dits.get(f"creer_{lot}")) is not None:
        options = replace(options, creer_partenaires=bool(creer))
    if (correction := dits.get(f"correction_{lot}")) is not None:
        options = replace(options, correction=str(correction).strip() or None)
    questions, ecarts = _name_debut("question", lot), _name_debut("ecarte", lot)
    reponses = {c.removeprefix(questions): str(v) for c, v in dits.items() if v and c.startswith(questions)}
    coches = {int(c.removeprefix(ecarts)): bool(v) for c, v in dits.items() if c.startswith(ecarts)}
    confirmees = _name_debut("correspondance", lot)
    dites = [parse_correspondance(str(v)) for c, v in dits.items() if v and c.startswith(confirmees)]
    formes = {c.forme for c in dites}
    options = replace(options, correspondances=(*(c for c in options.correspondances if c.forme not in formes), *dites))
    ecartes = {rang for rang in tri.ecartes if coches.get(rang, True)} | {rang for rang, v in coches.items() if v}
    return Reglages(
        replace(options, reponses=frozenset((dict(options.reponses) | reponses).items())),
        replace(tri, ecartes=frozenset(ecartes)),
    )


def read_lot(contexte: Contexte, nom: str, recus: Sequence[Recu], reponses: Options) -> ApercuLot:
    """Read files, once per draft, and preview them, once per revision of the data and per answer given."""
    with st.spinner(f"Lecture de {format_compte(len(recus), 'classeur')}…"), leave_tour():
        empreintes = _list_empreintes(recus)
        lectures = _read(nom, empreintes, recus)
        cle = nom, empreintes, tuple(isinstance(x.contenu, ClasseurBrut) for x in lectures)
        lu = _preview(contexte.version, cle, contexte.aujourd_hui, reponses, lectures, contexte.maintenant)
        with open_base(lecture_seule=True) as session:  # not kept: what was read is everybody's, a perimeter is theirs
            return mark_lot(session, contexte.agissant, lu)


def keep_lectures(nom: str, lectures: Sequence[Lecture]) -> None:
    """Keep what was read of the files of a draft under its name: an archive has given way to those that it holds."""
    recus = [x.recu for x in lectures]
    _read(nom, _list_empreintes(recus), recus, lectures)


def _list_empreintes(recus: Sequence[Recu]) -> tuple[str, ...]:
    return tuple(r.empreinte for r in recus)


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(
    nom: str,  # noqa: ARG001 (keys the cache, as what the files are)
    empreintes: tuple[str, ...],  # noqa: ARG001
    _recus: Sequence[Recu],
    _lues: Sequence[Lecture] | None = None,
) -> list[Lecture]:
    return read_classeurs(_recus) if _lues is None else list(_lues)


@st.cache_resource(max_entries=16, show_spinner=False)
def _preview(
    version: Version,
    cle: tuple[str, tuple[str, ...], tuple[bool, ...]],  # noqa: ARG001 (a file that waited may be read later)
    jour: date,  # noqa: ARG001 (keys the cache)
    reponses: Options,
    _lectures: list[Lecture],
    _maintenant: datetime,
) -> ApercuLot:
    with open_base(lecture_seule=True) as session:
        return preview_lot(session, get_plan(version), _lectures, reponses, _maintenant)


def save_reglages(lot: Lot, reglages: Reglages) -> None:
    """Keep what the editor said with the draft, so that coming back finds it; say so when it fails."""
    if reglages != lot.gardes:
        try:
            keep_reglages(lot.nom, reglages, identity.find_agissant())
            open_vue(lot.nom).reglages = reglages
        except Refus as refus:
            texte = f"Vos derniers choix ne sont pas gardés avec l’aperçu : {refus.say(Canal.ECRAN)}"
            st.warning(escape_markdown(set_espaces(texte)), icon=":material/warning:")


def open_lot(nom: str | None) -> None:
    """Put a draft in the address, or take it away, and run again."""
    if nom is None:
        st.query_params.pop(ADRESSE, None)
    else:
        st.query_params[ADRESSE] = nom
    st.rerun()
