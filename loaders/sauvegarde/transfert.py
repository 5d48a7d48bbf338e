"""Moving everything to a database of the other engine, and back: the same rows, counted, digested, the chain whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, inspect
from sqlalchemy.engine import make_url
from sqlmodel import Session

from loaders.base.chantier import open_chantier, publish
from loaders.base.contenu import Empreinte, copy_contenu
from loaders.base.droits import make_fichier
from loaders.base.version import check_a_jour, migrate_base
from loaders.integrite.controle import Controle, check_base
from loaders.sauvegarde.fichier import sync
from models.refus import BaseIllisible, DemandeInvalide, SauvegardeRefusee
from models.session import is_postgresql, open_base, open_tour, sqlite_path, use_base, write_url
from phrases.causes import write_cause

MOT_DE_PASSE = (
    "L’adresse ne doit pas porter de mot de passe : les autres comptes de cette machine pourraient le lire dans la "
    "commande. Donnez-le par la variable PGPASSWORD ou par le fichier ~/.pgpass. Rien n’a été écrit."
)
PAS_VIDE = "La base d’arrivée n’est pas vide : choisissez-en une vide. Rien n’a été écrit."


@dataclass(frozen=True, slots=True)
class Transfert:
    """What was moved: what each table holds, what a check of the new database found."""

    tables: dict[str, Empreinte]
    controle: Controle


def transfer_base(vers: str) -> Transfert:
    """Copy everything of the database in use to an empty one at another address, in one transaction.

    The database in use is read as it is at one instant, and not changed. Raises DemandeInvalide when the other one is
    not empty, SauvegardeRefusee when what the first holds does not fit, BaseIllisible when the copy is not the same.
    """
    _check_adresse(vers)
    with open_base() as session:
        check_a_jour()
        avant = check_base(session)
        if avant.fautes:
            raise SauvegardeRefusee("\n".join(["La base ne peut pas être transférée :", *avant.fautes]))
        with _open_vide(vers) as cible:
            migrate_base(cible)
            tables = copy_contenu(session.connection(), cible)
            apres = check_base(Session(cible))
            if apres != avant:
                raise BaseIllisible("La base d’arrivée ne dit pas la même chose : rien n’y a été écrit.")
    return Transfert(tables, apres)


def _check_adresse(vers: str) -> None:
    """Refuse an address that says a password, or that nothing would be kept at."""
    fichier = sqlite_path(vers)
    adresse = make_url(vers)
    if adresse.password is not None or "password" in adresse.query:
        raise DemandeInvalide(MOT_DE_PASSE)
    if fichier is None and not is_postgresql(vers):
        raise DemandeInvalide("La base d’arrivée ne serait gardée nulle part. Rien n’a été écrit.")


@contextmanager
def _open_vide(vers: str) -> Iterator[Connection]:
    """Open a transaction on an empty database; a file is built aside, and has its name once all is in it."""
    fichier = sqlite_path(vers)
    if fichier is None:
        with use_base(vers), _open_serveur() as connexion:
            yield connexion
        return
    if fichier.exists():
        raise DemandeInvalide(PAS_VIDE)
    try:
        with open_chantier(fichier) as neuf:
            make_fichier(neuf)
            with use_base(write_url(neuf)), open_tour() as session:
                yield session.connection()
            sync(neuf)
            publish(neuf, fichier)
            sync(fichier.parent)
    except FileExistsError as erreur:
        raise DemandeInvalide(PAS_VIDE) from erreur
    except OSError as erreur:
        raise DemandeInvalide(f"« {fichier} » ne peut pas être écrit : {write_cause(erreur)}.") from erreur


@contextmanager
def _open_serveur() -> Iterator[Connection]:
    with open_tour() as session:
        connexion = session.connection()
        if inspect(connexion).get_table_names():
            raise DemandeInvalide(PAS_VIDE)
        yield connexion
