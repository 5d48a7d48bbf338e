"""Putting an archive in the place of a PostgreSQL database, in one transaction: readers go on, then see all of it.

Nothing is dropped where the tables are the program's own: rows are deleted and put, so that who began to read before
goes on seeing what was there, and the rights given on the tables stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, text
from sqlmodel import Session

from loaders.base.chantier import open_chantier, publish
from loaders.base.contenu import empty_tables, list_tables
from loaders.base.droits import make_fichier
from loaders.base.preparation import load_arbre
from loaders.base.version import check_version, is_vide, migrate_base, move_version, read_version
from loaders.sauvegarde.archive import fill_table, is_archive, list_noms, read_version_archive, write_archive
from loaders.sauvegarde.fichier import (
    AUTRE_MOTEUR,
    Examen,
    Restauration,
    examine_session,
    is_demonstration,
    name_gardee,
    sync,
    write_fautes,
    write_fictive,
)
from models.base import REVISION_BASE
from models.pannes import ENTETE_SQLITE
from models.refus import DemandeInvalide, SauvegardeRefusee
from models.session import open_tour
from phrases.causes import write_cause


def restore_archive(source: Path, maintenant: datetime) -> Restauration:
    """Put an archive in the place of the database in use, which is archived beside it under a dated name.

    An older one is brought to the program's version. Raises DemandeInvalide when it is not an archive of this program,
    BaseIncompatible when it is of a newer one, SauvegardeRefusee when what it holds does not fit, BaseOccupee when
    somebody writes meanwhile; nothing is replaced then.
    """
    version = _check_archive(source)
    is_vide()  # a database that holds other tables alone is refused
    with _open_gardee(source, maintenant) as gardee, open_tour() as session:
        connexion = session.connection()
        fictive = _keep_presente(connexion, gardee)
        _make_place(connexion, version)
        for table in list_tables():
            fill_table(connexion, source, table.name)
        if is_demonstration(connexion) and not fictive:
            raise DemandeInvalide(write_fictive(source))
        examen = _examine(session, source)
        if migree := migrate_base(connexion):
            load_arbre(session, maintenant)
            examen = _examine(session, source)
        gardee.publish()
    return Restauration(examen, gardee.chemin, migree)


def _check_archive(source: Path) -> str:
    """Return the version of an archive, read to its end; refuse what is none of this program's."""
    if not source.is_file():
        raise DemandeInvalide(f"« {source} » n’est pas un fichier. Rien n’a été remplacé.")
    with source.open("rb") as flux:
        if flux.read(len(ENTETE_SQLITE)) == ENTETE_SQLITE:
            raise DemandeInvalide(AUTRE_MOTEUR.format(nom=source.name, moteur="SQLite"))
    if not is_archive(source):
        raise DemandeInvalide(f"« {source.name} » n’est pas une sauvegarde. Rien n’a été écrit.")
    version = read_version_archive(source)
    check_version(version)
    return version


class _Gardee:
    """The archive of the database that is replaced: made aside, and named at the last moment."""

    def __init__(self, source: Path, maintenant: datetime, pile: ExitStack) -> None:
        self._place, self._maintenant, self._pile = source.with_name(f"base{source.suffix}"), maintenant, pile
        self._faite: Path | None = None
        self.chemin: Path | None = None

    def write(self, connexion: Connection) -> None:
        """Archive what a database holds."""
        self._faite = self._pile.enter_context(open_chantier(self._place))
        make_fichier(self._faite)
        write_archive(connexion, self._faite)
        sync(self._faite)

    def publish(self) -> None:
        """Give the archive that was made, when there is one, a dated name that nothing bears."""
        if self._faite is not None:
            chemin = name_gardee(self._place, self._maintenant)
            publish(self._faite, chemin)
            self.chemin = chemin
            sync(chemin.parent)


@contextmanager
def _open_gardee(source: Path, maintenant: datetime) -> Iterator[_Gardee]:
    """Open the place of the archive of what is replaced, beside the one restored; nothing is left there on an error."""
    with ExitStack() as pile:
        gardee = _Gardee(source, maintenant, pile)
        try:
            yield gardee
        except BaseException as erreur:
            if gardee.chemin is not None:
                gardee.chemin.unlink(missing_ok=True)
            if isinstance(erreur, OSError):
                raise DemandeInvalide(
                    f"La base présente ne peut pas être gardée dans « {source.parent} » : {write_cause(erreur)}. "
                    "Rien n’a été remplacé."
                ) from erreur
            raise


def _keep_presente(connexion: Connection, gardee: _Gardee) -> bool:
    """Archive what the database holds; return whether fictitious data may take its place: it is empty, or fictitious.

    Raises BaseIncompatible when a newer program wrote it.
    """
    noms = list_noms(connexion)
    if not noms:
        return True
    check_version(read_version(connexion))
    gardee.write(connexion)
    return "schema" in noms and is_demonstration(connexion)


def _make_place(connexion: Connection, version: str) -> None:
    """Leave empty tables of a version: those that are there when they are whole, others in their place when not."""
    noms = list_noms(connexion)
    if read_version(connexion) == REVISION_BASE and len(noms) == len(list_tables()) + 1:
        empty_tables(connexion)
    else:
        for nom in reversed(noms):
            connexion.execute(text(f'DROP TABLE "{nom}"'))
    if read_version(connexion) != version:
        move_version(connexion, version)


def _examine(session: Session, source: Path) -> Examen:
    """Return what was put in the database; raise SauvegardeRefusee when it does not fit."""
    session.expire_all()
    examen = examine_session(session)
    if examen.fautes:
        raise SauvegardeRefusee(write_fautes(source, examen))
    return examen
