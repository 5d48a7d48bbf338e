"""Making the database ready: migrations, then the tree as entry 0, safely when several processes start at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select, text
from sqlmodel import Session

from loaders.arbre import Etat, diff_arbre, read_arbre, read_fictif, schema_data
from loaders.journal import Acte, append_entree
from models.base import REVISION_BASE
from models.changement import Valeur
from models.chargement import load_revision
from models.objets import OBJETS, to_json
from models.refus import BaseIllisible, BaseIncompatible, BaseIndisponible, DemandeInvalide
from models.session import create_engine_en_memoire, database_url, get_engine, sqlite_path, translate_erreurs

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
OBJETS_DE_L_ARBRE = tuple(nom for nom, objet in OBJETS.items() if not objet.par_trimestre and nom != "campagne")


def ensure_base(maintenant: datetime, *, fictif: bool = False, relire: bool = False) -> int:
    """Create or migrate the database, load the tree when it holds none, and return the head of the journal.

    Idempotent. With `relire`, the files of an already loaded tree are compared with the database and what was corrected
    becomes a new entry. `fictif` adds the overlay of `demonstration/` and the mark.
    Raises BaseIndisponible and its kin, ArbreInvalide when the files hold errors.
    """
    _check_fichier()
    with translate_erreurs():
        moteur = get_engine(database_url())
        if not relire and (tete := _read_tete(moteur)) is not None:
            return tete
        with Session(moteur.execution_options(ecriture=True)) as session, session.begin():
            migrate_base(session.connection())
            if load_revision(session) < 0 or relire:
                load_arbre(session, maintenant, fictif=fictif)
            return load_revision(session)


def _check_fichier() -> None:
    fichier = sqlite_path(database_url())
    if fichier is None:
        return
    try:
        fichier.parent.mkdir(parents=True, exist_ok=True)
        with fichier.open("rb") if fichier.exists() else fichier.open("xb") as flux:
            debut = flux.read(16) if flux.readable() else b""
    except FileExistsError:
        return
    except OSError as erreur:
        raise BaseIndisponible(f"La base de données est inaccessible : {erreur.strerror}.") from erreur
    if debut and debut != b"SQLite format 3\x00":
        raise BaseIllisible(
            f"« {fichier.name} » n’est pas une base de données, ou elle est endommagée : restaurez la dernière "
            "sauvegarde. Rien n’a été écrit."
        )


def _read_tete(moteur: Any) -> int | None:
    """Return the head of the journal when the database is up to date and holds a tree, else None."""
    with moteur.connect() as connexion:
        if _read_version(connexion) != REVISION_BASE:
            return None
        tete = connexion.execute(text("SELECT max(id) FROM remontee")).scalar()
        return None if tete is None else int(tete)


def _read_version(connexion: Any) -> str | None:
    if not inspect(connexion).has_table("alembic_version"):
        return None
    version = connexion.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if version is None else str(version)


def migrate_base(connexion: Any) -> None:
    """Bring the tables to the program's version inside the caller's transaction.

    Raises BaseIncompatible when the database is newer than the program, BaseIllisible when it holds other tables.
    """
    version = _read_version(connexion)
    if version == REVISION_BASE:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    connues = {r.revision for r in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in connues:
        raise BaseIncompatible("La base vient d’une version plus récente du programme : mettez le programme à jour.")
    if version is None and inspect(connexion).get_table_names():
        raise BaseIllisible("La base contient déjà d’autres tables : choisissez une base vide. Rien n’a été écrit.")
    config.attributes["connection"] = connexion
    command.upgrade(config, "head")


def read_etat(session: Session) -> Etat:
    """Return the stored tree in the shape of the files'."""
    etat: Etat = {}
    for nom in OBJETS_DE_L_ARBRE:
        objet = OBJETS[nom]
        for ligne in session.scalars(select(objet.table)):
            valeurs: dict[str, Valeur] = {c: to_json(getattr(ligne, c)) for c in objet.champs}
            etat[nom, ligne.reference] = valeurs  # type: ignore[attr-defined]
    return etat


def load_arbre(session: Session, maintenant: datetime, *, fictif: bool = False) -> None:
    """Load the tree of the files in the session's transaction: an entry when something differs, nothing otherwise."""
    dossier = schema_data()
    voulu = read_arbre(dossier)
    stocke = read_etat(session)
    if fictif:
        if not (dossier / "demonstration" / "recit.csv").exists():
            raise DemandeInvalide(f"Le dossier « {dossier.name} » n’a pas de données de démonstration.")
        voulu = read_fictif(dossier, voulu)
    elif stocke.get(("schema", "schema"), {}).get("demonstration"):
        voulu = read_fictif(dossier, voulu)
    if changements := diff_arbre(stocke, voulu):
        append_entree(session, Acte("arbre", "schema_data", maintenant), changements)


@contextmanager
def open_arbre_seul(maintenant: datetime) -> Iterator[Session]:
    """Open a private database in memory that holds the tree alone, for a check where there is no database yet."""
    moteur = create_engine_en_memoire()
    try:
        with Session(moteur) as session:
            migrate_base(session.connection())
            load_arbre(session, maintenant)
            session.commit()
            yield session
    finally:
        moteur.dispose()
