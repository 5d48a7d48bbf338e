"""PostgreSQL: a reader sees one instant, writers take turns, and whatever fails is said in French."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from models import pannes, postgresql
from models import pannes_postgresql as dits
from models.refus import BaseFigee, BaseIllisible, BaseIndisponible, BaseOccupee, Refus
from models.remede import Canal
from models.session import ATTENDU, get_engine, is_figee, open_base, open_ecriture, open_tour
from tests.conftest import close_base
from tests.serveur_postgres import COMPTE, Serveur, find_port


@pytest.fixture
def nom(serveur: Serveur, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a database in use, with one table of one column; its address is `DATABASE_URL`."""
    nom = serveur.make_base()
    serveur.execute(
        sql.SQL("CREATE TABLE dite (n int CHECK (n < 9)); ALTER TABLE dite OWNER TO {}").format(sql.Identifier(COMPTE)),
        nom,
    )
    monkeypatch.setenv("DATABASE_URL", serveur.write_url(nom))
    yield nom
    close_base()
    serveur.drop_base(nom)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn, or a lock, is waited for half a second."""
    monkeypatch.setitem(postgresql.REGLAGES, "lock_timeout", "500ms")


def write(ordre: str = "INSERT INTO dite VALUES (1)") -> None:
    with open_ecriture() as session:
        session.execute(text(ordre))


def count(session: Session) -> int:
    return int(session.scalar(text("SELECT count(*) FROM dite")))


@contextmanager
def hold(serveur: Serveur, nom: str, *ordres: str) -> Iterator[psycopg.Connection]:
    """Be somebody else, in the middle of a transaction."""
    with serveur.connect(nom) as autre, autre.transaction():
        for ordre in ordres:
            autre.execute(ordre)  # type: ignore[arg-type]
        yield autre


TENIR = f"SELECT pg_advisory_xact_lock({postgresql.TOUR})"


def test_un_lecteur_voit_un_seul_instant(nom: str) -> None:
    with open_base() as session:
        assert count(session) == 0
        write()
        assert count(session) == 0
    with open_base() as session:
        assert count(session) == 1


def test_un_lecteur_n_ecrit_pas(nom: str) -> None:
    with pytest.raises(BaseFigee, match="consultation seule"), open_base() as session:
        session.execute(text("INSERT INTO dite VALUES (1)"))


def test_chacun_ecrit_a_son_tour(serveur: Serveur, nom: str) -> None:
    """The second waits for the first, then sees what it wrote."""
    vus: list[int] = []

    def second() -> None:
        with open_ecriture() as session:
            vus.append(count(session))

    fil = threading.Thread(target=second)
    with open_ecriture() as session:
        session.execute(text("INSERT INTO dite VALUES (1)"))
        fil.start()
        with serveur.connect(nom) as autre:
            attend = "SELECT 1 FROM pg_sleep(0.02), pg_locks WHERE locktype = 'advisory' AND NOT granted"
            while not autre.execute(attend).fetchone():
                pass
        assert vus == []
    fil.join()
    assert vus == [1]


@pytest.mark.usefixtures("impatient")
def test_faute_42_le_tour_n_est_pas_attendu_pour_toujours(serveur: Serveur, nom: str) -> None:
    with hold(serveur, nom, TENIR), pytest.raises(BaseOccupee) as refus:
        write()
    assert str(refus.value) == pannes.OCCUPEE
    write()


@pytest.mark.usefixtures("impatient")
def test_un_lecteur_n_attend_pas_qui_ecrit_mais_ne_reste_pas_derriere_un_verrou(serveur: Serveur, nom: str) -> None:
    with hold(serveur, nom, TENIR, "INSERT INTO dite VALUES (2)"), open_base() as session:
        assert count(session) == 0
    with hold(serveur, nom, "LOCK TABLE dite"), pytest.raises(BaseOccupee), open_base() as session:
        count(session)


def test_une_requete_a_un_terme(nom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(postgresql.REGLAGES, "statement_timeout", "200ms")
    with pytest.raises(BaseOccupee, match="n’a pas répondu à temps"):
        write("SELECT pg_sleep(600)")


@pytest.mark.parametrize("lecture_seule", [True, False])
def test_une_connexion_coupee_entre_deux_clics_est_refaite(serveur: Serveur, nom: str, lecture_seule: bool) -> None:
    """The server was started again: nobody is told anything."""
    for _ in range(2):
        with get_engine(serveur.write_url(nom), lecture_seule=lecture_seule).connect() as connexion:
            connexion.execute(text("SELECT 1"))
        serveur.execute(
            sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}").format(
                sql.Literal(nom)
            )
        )


def cut(serveur: Serveur, session: Session) -> None:
    """Have the server end the connection of a session."""
    pid = session.scalar(text("SELECT pg_backend_pid()"))
    serveur.execute(sql.SQL("SELECT pg_terminate_backend({})").format(sql.Literal(pid)))


def test_le_serveur_s_arrete_au_milieu(serveur: Serveur, nom: str) -> None:
    with pytest.raises(BaseIndisponible, match=r"a été coupée.*Rien n’a été enregistré"), open_ecriture() as session:
        session.execute(text("INSERT INTO dite VALUES (1)"))
        cut(serveur, session)
        count(session)
    with open_base() as session:
        assert count(session) == 0


def test_coupe_au_moment_d_enregistrer_nul_ne_sait(serveur: Serveur, nom: str) -> None:
    """« Rien n’a été enregistré » could be a lie: it is not said."""
    with pytest.raises(BaseIndisponible) as refus, open_ecriture() as session:
        session.execute(text("INSERT INTO dite VALUES (1)"))
        cut(serveur, session)
    assert str(refus.value) == dits.INCERTAINE


def test_ce_que_les_tables_refusent_n_est_pas_une_panne(nom: str) -> None:
    with pytest.raises(DBAPIError):
        write("INSERT INTO dite VALUES (10)")


def read_refus(url: str, monkeypatch: pytest.MonkeyPatch, canal: Canal = Canal.COMMANDE) -> str:
    """What is said of an address that cannot be read."""
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(Refus) as refus, open_base() as session:
        count(session)
    return refus.value.say(canal)


def test_un_serveur_hors_d_atteinte(serveur: Serveur, nom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dit = read_refus(f"postgresql+psycopg://u@127.0.0.1:{find_port()}/x", monkeypatch)
    assert dit.startswith(dits.INJOIGNABLE)
    dit = read_refus(f"postgresql+psycopg://u@127.0.0.1:{find_port()}/x", monkeypatch, Canal.ECRAN)
    assert dit == f"{dits.INJOIGNABLE} prévenez l’administrateur."


def test_un_compte_refuse_ne_dit_pas_son_mot_de_passe(
    serveur: Serveur, nom: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for url in (serveur.write_url_tcp(nom, "faux-secret"), serveur.write_url_tcp(nom, "faux-secret", "inconnu")):
        dit = read_refus(url, monkeypatch)
        assert dit.startswith(dits.REFUSEE)
        assert "faux-secret" not in dit
    monkeypatch.setenv("DATABASE_URL", serveur.write_url_tcp(nom))
    with open_base() as session:
        assert count(session) == 0


@pytest.mark.parametrize("url", ["postgresql+psycopg://u:secret@h:abc/x", "postgres://u:secret@h/x", "mysql://h/x"])
def test_une_adresse_qui_n_en_est_pas_une(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dit = read_refus(url, monkeypatch)
    assert ATTENDU in dit
    assert "secret" not in dit


def test_une_base_qui_n_existe_pas(serveur: Serveur, nom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_refus(serveur.write_url("nulle_part"), monkeypatch).startswith(dits.ABSENTE)


def test_une_base_qui_perdrait_des_lettres(serveur: Serveur, monkeypatch: pytest.MonkeyPatch) -> None:
    latine = sql.Identifier(serveur.name_base())
    serveur.execute(
        sql.SQL("CREATE DATABASE {} ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0").format(
            latine
        )
    )
    url = serveur.write_url(latine.as_string().strip('"'))
    assert read_refus(url, monkeypatch).startswith(postgresql.ENCODAGE)
    close_base()
    serveur.execute(sql.SQL("DROP DATABASE {}").format(latine))


def test_des_tables_absentes_ou_changees(serveur: Serveur, nom: str) -> None:
    with pytest.raises(BaseIndisponible, match=r"Il manque des tables.*loaders init"), open_base() as session:
        session.execute(text("SELECT 1 FROM action"))
    with pytest.raises(BaseIllisible, match="ne sont pas celles du programme"), open_base() as session:
        session.execute(text("SELECT autre FROM dite"))


def test_faute_43_un_compte_qui_lit_seulement(serveur: Serveur, nom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_figee()
    serveur.execute("CREATE TABLE remontee (id int); GRANT SELECT ON remontee, dite TO PUBLIC", nom)
    assert is_figee()
    with pytest.raises(BaseFigee, match="consultation seule"):
        write()
    with open_base() as session:
        assert count(session) == 0
    serveur.execute(sql.SQL("GRANT INSERT ON remontee TO {}").format(sql.Identifier(COMPTE)), nom)
    assert not is_figee()
    serveur.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(sql.Identifier(nom)))
    close_base()
    assert is_figee()


def test_un_droit_qui_manque_est_dit(serveur: Serveur, nom: str) -> None:
    serveur.execute("CREATE TABLE fermee (n int)", nom)
    with pytest.raises(BaseIndisponible, match="n’a pas les droits"), open_tour() as session:
        session.execute(text("SELECT * FROM fermee"))


def test_un_schema_absent_est_dit(serveur: Serveur, nom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", serveur.write_url(nom, options="-csearch_path%3Dnulle_part"))
    with pytest.raises(BaseIndisponible, match="L’espace où ranger les tables"), open_tour() as session:
        session.execute(text("CREATE TABLE x (n int)"))
