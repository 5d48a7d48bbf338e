"""A batch: files dropped or named together, each previewed with the answers that concern it, then held side by side.

Who asks gets the answer. An answer that files of the batch ask for (their quarter, what 0,45 means, whether to create
an unknown partner) goes to these alone: the stamped workbook beside them keeps its own quarter, and a warning says so
when it is another one. An answer that no file asks for was said of all of them, as of a lone one: each takes it, and
the workbook whose stamp contradicts it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from loaders.anomalie import Anomalie, Gravite
from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.conflits import find_croisements
from loaders.apercu.fichier import preview_lecture
from loaders.genres.registre import REGISTRE
from loaders.lecture.brut import Lecture, Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from loaders.question import Reponses
from models.chargement import load_plan
from models.plan import Plan
from models.trimestre import Trimestre

SEPARATEUR = "|"
"""Stands between the rank of a file in its batch and what is said of it."""
SANS_TRIMESTRE = "trimestre_inconnu"
CLOS = "trimestre_clos"
REPONSES = (
    ("trimestre", SANS_TRIMESTRE),
    ("correction", CLOS),
    ("pourcentage", "pourcentage_ambigu"),
    ("creer_partenaires", "partenaire_inconnu"),
)
"""Answers of the editor, and the anomaly by which a workbook of a quarter asks for each.

In the order in which they can be asked: a file without its quarter is not read any further.
"""


@dataclass(frozen=True, slots=True)
class Fichier:
    """A file of a batch: what it holds, the answers that concern it, what it would change."""

    lecture: Lecture
    options: Options
    apercu: Apercu


@dataclass(frozen=True, slots=True)
class ApercuLot:
    """What a batch would do, file by file, and the answers that some of its files ask for, given or not."""

    fichiers: list[Fichier]
    questions: frozenset[str]


def preview_fichiers(session: Session, recus: Sequence[Recu], reponses: Options, maintenant: datetime) -> list[Apercu]:
    """Return the preview of each file, in order. One child process reads them all; nothing is written."""
    lot = preview_lot(session, load_plan(session), read_classeurs(recus), reponses, maintenant)
    return [f.apercu for f in lot.fichiers]


def preview_lot(
    session: Session, plan: Plan, lectures: Iterable[Lecture], reponses: Options, maintenant: datetime
) -> ApercuLot:
    """Return what files already read would do together, each with the answers that concern it, in order.

    Rows left out are no answer: they are the choice of each file, once previewed. What a row or a file leaves to be
    asked is answered for all, or for one file by its rank: `0|lever_blocage:Avancement!L7`.
    """

    def preview(lecture: Lecture, options: Options) -> Fichier:
        return Fichier(lecture, options, preview_lecture(session, plan, lecture, options, maintenant))

    fichiers, questions = [], set()
    for rang, lecture in enumerate(lectures):
        fichiers.append(
            preview(
                lecture,
                Options(
                    reponses=_pick_reponses(reponses.reponses, rang),
                    revision=reponses.revision,
                    correspondances=reponses.correspondances,
                ),
            )
        )
    for champ, code in REPONSES:
        demandent = [_asks(f.apercu, code) for f in fichiers]
        if any(demandent):
            questions.add(champ)
        elif not any(waits_reponse(f.apercu) for f in fichiers):  # such a file may still ask, once it is read
            demandent = [True] * len(fichiers)
        if reponse := getattr(reponses, champ):
            dit: dict[str, Any] = {champ: reponse}
            fichiers = [
                preview(f.lecture, replace(f.options, **dit)) if sert else f
                for f, sert in zip(fichiers, demandent, strict=True)
            ]
    apercus = warn_lot([f.apercu for f in fichiers], [f.options for f in fichiers], reponses)
    fichiers = [replace(f, apercu=apercu) for f, apercu in zip(fichiers, apercus, strict=True)]
    return ApercuLot(fichiers, frozenset(questions))


def name_pour(rang: int, question: str) -> str:
    """Return the name of a question of one file of a batch, by its rank."""
    return f"{rang}{SEPARATEUR}{question}"


def _pick_reponses(reponses: Reponses, rang: int) -> Reponses:
    """Return the answers of a file: those given for all, and those given for it."""
    sien = name_pour(rang, "")
    return frozenset(
        (nom.removeprefix(sien), r) for nom, r in reponses if SEPARATEUR not in nom or nom.startswith(sien)
    )


def _asks(apercu: Apercu, code: str) -> bool:
    """Return whether a file asks for an answer: a workbook of a quarter does, another only why one is corrected."""
    demande = code == CLOS or REGISTRE.find(apercu.modele).modele.par_trimestre
    return demande and any(a.code == code for a in apercu.anomalies)


def waits_trimestre(apercu: Apercu) -> bool:
    """Return whether a file only waits for its quarter to be said."""
    return any(a.code == SANS_TRIMESTRE for a in apercu.anomalies)


def waits_motif(apercu: Apercu) -> bool:
    """Return whether a file is of a closed quarter, and only waits for why it is corrected all the same."""
    return apercu.statut is StatutApercu.REFUSE and any(a.code == CLOS for a in apercu.anomalies)


def waits_reponse(apercu: Apercu) -> bool:
    """Return whether a file is refused for want of an answer, which lifts it."""
    return waits_trimestre(apercu) or waits_motif(apercu)


def warn_lot(apercus: Sequence[Apercu], options: Sequence[Options], reponses: Options) -> list[Apercu]:
    """Return the previews of a batch with the warnings that only being together gives.

    `options` are the answers that each file took: one that keeps the quarter of its stamp while another quarter was
    answered is told so, and so is one that contradicts an earlier file. Serves what was just applied too.
    """
    timbres = [_warn_timbre(a, o, reponses) for a, o in zip(apercus, options, strict=True)]
    croisements = find_croisements(apercus, REGISTRE.modeles)
    return [
        replace(apercu, anomalies=(*du_timbre, *apercu.anomalies, *croises)) if du_timbre or croises else apercu
        for apercu, du_timbre, croises in zip(apercus, timbres, croisements, strict=True)
    ]


def _warn_timbre(apercu: Apercu, options: Options, reponses: Options) -> list[Anomalie]:
    """Return the warning of a file that keeps the quarter of its stamp, none when the answer is its own."""
    if not (reponses.trimestre and apercu.trimestre) or options.trimestre:
        return []
    sien, dit = Trimestre.parse(apercu.trimestre), Trimestre.parse(reponses.trimestre)
    if sien == dit:
        return []
    message = (
        f"ce classeur porte le timbre du {sien.libelle} et le garde : le trimestre choisi ({dit.libelle}) ne sert "
        "qu’aux classeurs sans timbre."
    )
    return [Anomalie("trimestre_du_timbre", message, Gravite.AVERTISSEMENT)]
