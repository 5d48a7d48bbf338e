"""Making the database ready: migrations, then the tree as entry 0, safely when several processes start at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import select, text
from sqlmodel import Session

from loaders.arbre.coherence import Etat
from loaders.arbre.lecture import SCHEMA, check_meme_plan, read_arbre, read_fictif, schema_data
from loaders.arbre.table import is_present
from loaders.base.droits import make_dossier, make_fichier
from loaders.base.fusion import Fusion, merge_arbre
from loaders.base.memoire import load_memoire
from loaders.base.version import TROP_VIEILLE_ET_FIGEE, copy_avant_migration, find_tete, migrate_base
from loaders.ecriture.journal import Acte, append_entree
from loaders.lignes.codes import load_codes_donnes
from models.acces import DE_L_ADMINISTRATION
from models.changement import Valeur
from models.chargement import load_revision
from models.objets import OBJETS, to_json
from models.pannes import ENTETE_SQLITE, FIGEE, write_illisible
from models.refus import BaseFigee, BaseIllisible, BaseIndisponible, DemandeInvalide
from models.session import create_engine_en_memoire, database_url, get_engine, is_figee, sqlite_path, watch_base
from models.vocabulaire import NatureEntree
from phrases.causes import write_cause

OBJETS_SUIVIS = (
    *("campagne", "contact", "visa", "evaluation", "reunion"),
    *("presentation", "note_presentation", "decision"),
)
"""What is reported without being tied to a quarter of its own."""
OBJETS_DE_L_ARBRE = tuple(
    n for n, objet in OBJETS.items() if not objet.par_trimestre and n not in (*OBJETS_SUIVIS, *DE_L_ADMINISTRATION)
)


def ensure_base(maintenant: datetime, *, fictif: bool = False, relire: bool = False) -> int:
    """Create or migrate the database, load the tree when it holds none, and return the head of the journal.

    Idempotent. With `relire`, the files of an already loaded tree are compared with what they said last, and what was
    corrected becomes a new entry, which leaves what imports said since; so it is once an older database is migrated,
    for what its program did not know. `fictif` adds the overlay of `demonstration/` and the mark. An older SQLite file
    is copied before it is migrated (fault 45); one that may not be written is read as it is, when it can be (fault 43).
    Raises BaseIndisponible and its kin, ArbreInvalide when the files hold errors.
    """
    _check_fichier()
    with watch_base():
        tete = find_tete(relire=relire)
        if tete is not None and not relire:
            return tete
        if is_figee():
            raise BaseFigee(FIGEE if tete is not None else TROP_VIEILLE_ET_FIGEE)
        moteur = get_engine(database_url())
        copy_avant_migration(moteur, maintenant)
        with Session(moteur.execution_options(ecriture=True, demarrage=True)) as session, session.begin():
            migree = migrate_base(session.connection())
            if migree or relire or load_revision(session) < 0:
                load_arbre(session, maintenant, fictif=fictif)
            return load_revision(session)


def _check_fichier() -> None:
    """Make an empty SQLite file where there is none; refuse, and leave as it is, what is not a database (fault 44).

    Raises ArbreInvalide, and makes nothing, when there is no tree to load.
    """
    fichier = sqlite_path(database_url())
    if fichier is None:
        return
    if not fichier.exists():
        read_arbre(schema_data())  # a tree that is refused leaves no empty database behind, that `demo` would not take
    try:
        make_dossier(fichier.parent)
        if not fichier.exists():
            make_fichier(fichier)
        with fichier.open("rb") as flux:
            debut = flux.read(len(ENTETE_SQLITE))
    except FileExistsError:
        return
    except OSError as erreur:
        raise BaseIndisponible(f"La base de données est inaccessible : {write_cause(erreur)}.") from erreur
    if debut and debut != ENTETE_SQLITE:
        raise BaseIllisible(write_illisible(fichier))


def check_integrite() -> None:
    """Raise BaseIllisible when an SQLite file is damaged anywhere, not only where it is read first."""
    moteur = get_engine(database_url(), lecture_seule=True)
    if moteur.dialect.name != "sqlite":
        return
    with watch_base(), moteur.connect() as connexion:
        if connexion.execute(text("PRAGMA quick_check(1)")).scalar() != "ok":
            raise BaseIllisible(write_illisible(sqlite_path(database_url())))


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
    """Load the tree of the files in the session's transaction: an entry when something differs, nothing otherwise.

    What an import said since the files last spoke stays (`merge_arbre`); the server's own start, a migration and `init`
    all pass here. Raises ArbreInvalide when the files hold errors, DemandeInvalide when they hold no demonstration.
    """
    if changements := preview_arbre(session, fictif=fictif).changements:
        append_entree(session, Acte(NatureEntree.ARBRE, "schema_data", maintenant), changements)


def preview_arbre(session: Session, *, fictif: bool = False) -> Fusion:
    """Return what loading the files now does, and what it leaves; once they are loaded, what it left alone remains.

    Raises ArbreInvalide when the files hold errors, or are those of another plan than the base's (fault 92).
    """
    dossier, stocke = schema_data(), read_etat(session)
    plan = stocke.get(SCHEMA, {})
    check_meme_plan(dossier, plan.get("code"), plan.get("nom"))
    arbre = read_arbre(dossier)
    if fictif:
        if not is_present(dossier / "demonstration" / "recit.csv"):
            raise DemandeInvalide(f"Le dossier « {dossier.name} » n’a pas de données de démonstration.")
        arbre = read_fictif(dossier, arbre)
    elif plan.get("demonstration"):
        arbre = read_fictif(dossier, arbre)
    return merge_arbre(stocke, arbre, load_memoire(session, OBJETS_DE_L_ARBRE), load_codes_donnes(session))


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
