"""What tests share between databases: the text of a statement, never its values nor its answers."""

from __future__ import annotations

from sqlalchemy import create_engine, literal, select, text

from tests.compiles import Compiles


def test_a_statement_is_compiled_once_for_databases_of_a_kind() -> None:
    compiles, lues = Compiles(), []
    for n in (1, 2):
        moteur = create_engine("sqlite://")
        with moteur.connect() as connexion:
            connexion.execution_options(compiled_cache=compiles)
            connexion.exec_driver_sql(f"CREATE TABLE rangee AS SELECT {n} AS numero")
            lues.append(connexion.execute(select(text("numero"), literal(10 * n)).select_from(text("rangee"))).one())
        moteur.dispose()
    assert lues == [(1, 10), (2, 20)]
    assert len(compiles) == 1


def test_two_kinds_of_engines_share_nothing() -> None:
    compiles = Compiles()
    for adresse in ("sqlite://", "postgresql+psycopg://x@/y"):
        moteur = create_engine(adresse)
        compiles[moteur.dialect, "texte"] = adresse
        assert compiles.get((moteur.dialect, "texte")) == adresse
        moteur.dispose()
    assert len(compiles) == 2
