"""Applying a file: the preview computed again inside one write transaction, then written, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.fichier import preview_lecture
from loaders.ecriture.clos import check_clos
from loaders.ecriture.correspondances import keep_correspondance
from loaders.ecriture.droits import check_perimetre
from loaders.ecriture.journal import Acte, append_entree, keep_fichier
from loaders.ecriture.ouverture import open_acte
from loaders.ecriture.perimetre import mark_perimetre
from loaders.lecture.brut import Lecture
from loaders.options import Options
from models.acces import Agissant
from models.changement import Changement
from models.chargement import load_plan
from models.refus import ApercuPerime
from models.suites import dump_suites
from models.tables import columns
from models.tables_journal import ChangementJournal, Remontee
from phrases.instants import format_instant


@dataclass(frozen=True, slots=True)
class Accord:
    """What the editor agreed to: who they are, the valid rows of a faulty file or not, after which preview.

    `siennes` are the entries that the same click made before, for the other files of the drop: they surprise nobody.
    `sceau_vu` is the seal that entry `revision_vue` bore when the preview was drawn.
    """

    agissant: Agissant
    lignes_valides: bool = False
    revision_vue: int | None = None
    siennes: frozenset[int] = frozenset()
    sceau_vu: str | None = None


def apply_lecture(lecture: Lecture, options: Options, acte: Acte, accord: Accord) -> Apercu:
    """Apply one file already read; the result's `remontee` is None when nothing was to be changed, or might be.

    With errors, nothing is applied unless `accord.lignes_valides`, which leaves out what is not for who acts as well.
    `accord.revision_vue` is the revision of the preview that was confirmed: when later entries touched the same cells,
    ApercuPerime is raised, when the preview was of another database, BaseRemplacee; when who acts may not write, or not
    there, DroitInsuffisant: nothing is applied.
    Reading happened before; everything else is inside one write transaction (faults 32, 36, 38, 39, 52, 56).
    """
    with open_acte(acte, accord.agissant, revision_vue=accord.revision_vue, sceau_vu=accord.sceau_vu) as ouverte:
        session, agissant, acte = ouverte
        plan = load_plan(session)
        apercu = preview_lecture(session, plan, lecture, options, acte.maintenant)
        if not apercu.changements or (apercu.statut is StatutApercu.INVALIDE and not accord.lignes_valides):
            return apercu
        if accord.revision_vue is not None:
            check_revision(session, apercu, accord)
        if accord.lignes_valides:
            apercu = mark_perimetre(session, agissant, apercu)
            if not apercu.changements:
                return apercu
        check_perimetre(session, agissant, apercu.changements)
        check_clos(session, agissant, apercu.changements, options.correction)
        keep_fichier(session, lecture.recu.empreinte, lecture.recu.octets)
        entree = append_entree(
            session,
            sign_correction(acte, apercu, options),
            apercu.changements,
            fichier=apercu.fichier,
            empreinte=apercu.empreinte,
            trimestre=apercu.trimestre,
            pilote=apercu.pilote,
            suites=dump_suites(apercu.suites),
        )
        keep_correspondance(session, apercu.proposition, apercu.fichier, acte)
        return replace(apercu, remontee=entree.id)


def sign_correction(acte: Acte, apercu: Apercu, options: Options) -> Acte:
    """Return an act with the reason of a correction as its note, where the file is of a quarter that needs one."""
    if not (options.correction and apercu.trimestre):
        return acte
    return replace(acte, note=" · ".join(filter(None, (options.correction.strip(), acte.note))))


def check_revision(session: Session, apercu: Apercu, accord: Accord) -> None:
    """Raise ApercuPerime when an entry later than a preview wrote one of the cells it shows (fault 36)."""
    if apercu.revision == accord.revision_vue:
        return
    if remontee := find_posterieure(session, apercu.changements, accord):
        raise ApercuPerime(write_perime(remontee.id, remontee.auteur, remontee.date))


def find_posterieure(session: Session, changements: Sequence[Changement], accord: Accord) -> Remontee | None:
    """Return the first entry later than what was seen that wrote one of the cells to be changed, None without one.

    None too where nothing was seen, as on the command line.
    """
    if accord.revision_vue is None:
        return None
    cles = {c.cle for c in changements}
    c = columns(ChangementJournal)
    requete = (
        select(c.objet, c.reference, c.champ, c.trimestre, Remontee)
        .join(Remontee, c.remontee == columns(Remontee).id)
        .where(c.remontee > accord.revision_vue, c.remontee.not_in(accord.siennes))
        .order_by(c.remontee, c.rang)
    )
    for *cle, remontee in session.execute(requete):
        if tuple(cle) in cles:
            return remontee  # type: ignore[no-any-return]
    return None


def write_perime(numero: int, auteur: str, date: datetime) -> str:
    """Return what is said of a preview confirmed after an entry (its number, its author, its UTC date) wrote there."""
    return (
        f"Les données ont changé depuis votre aperçu (remontée n° {numero} de {auteur}, "
        f"le {format_instant(date)}). Rien n’a été appliqué ; voici l’aperçu recalculé."
    )
