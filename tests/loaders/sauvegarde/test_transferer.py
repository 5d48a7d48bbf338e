"""`transferer`: everything to a database of the other engine and back, the same to the last row, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.donnees import dump_json
from loaders.base.contenu import compute_empreintes
from loaders.ecriture.brouillons import keep_brouillon
from loaders.lecture.brut import Recu
from loaders.options import Options
from models.chargement import load_plan
from models.session import dispose_engines, is_postgresql, open_base, use_base
from models.trimestre import list_trimestres
from tests.agissants import EDITEUR
from tests.bases import alter_base
from tests.conftest import close_base
from tests.constats import Lancer, read_etat
from tests.fabrique import MAINTENANT
from tests.serveur_postgres import Serveur


@pytest.fixture
def vide(serveur: Serveur) -> Iterator[str]:
    """The address of an empty database of the server."""
    nom = serveur.make_base()
    yield serveur.write_url(nom)
    close_base()
    serveur.drop_base(nom)


def read_tout(url: str) -> tuple[object, list[str]]:
    """What every table holds, and what is published of every quarter."""
    with use_base(url), open_base() as session:
        plan = load_plan(session)
        trimestres = list_trimestres(plan.trimestres_renseignes[0], plan.trimestres_renseignes[-1])
        return compute_empreintes(session.connection()), [dump_json(plan, t) for t in trimestres]


def test_l_aller_et_le_retour_ne_changent_rien(
    demo: str, vide: str, tmp_path: Path, lancer: Lancer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drafts included; what is published of all quarters is the same to the byte on both engines."""
    keep_brouillon("lot", [Recu("é.xlsx", b"\x00\xff'\\")], Options(), MAINTENANT, EDITEUR, "Zoé")
    attendu = read_tout(demo)
    assert len(attendu[1]) == 11
    sortie = lancer("transferer", "--vers", vide)
    assert (sortie.code, sortie.err) == (0, "")
    assert "103 entrées du journal" in sortie.out
    assert read_tout(vide) == attendu
    assert read_tout(demo) == attendu
    monkeypatch.setenv("DATABASE_URL", vide)
    retour = tmp_path / "retour" / "schema.db"
    assert lancer("transferer", "--vers", f"sqlite:///{retour}").code == 0
    assert read_tout(f"sqlite:///{retour}") == attendu
    assert lancer("verify").code == 0  # last: it notes its day
    assert [f.name for f in retour.parent.iterdir()] == ["schema.db"]
    sortie = lancer("transferer", "--vers", f"sqlite:///{retour}")  # it is no longer empty
    assert (sortie.code, "n’est pas vide" in sortie.err) == (2, True)


def test_une_base_qui_n_est_pas_vide_est_refusee(base: str, vide: str, serveur: Serveur, lancer: Lancer) -> None:
    serveur.execute("CREATE TABLE autre (n int)", vide.split("?", maxsplit=1)[0].rpartition("/")[2])
    sortie = lancer("transferer", "--vers", vide)
    assert (sortie.code, "n’est pas vide" in sortie.err) == (2, True)


@pytest.mark.parametrize(
    ("vers", "dit"),
    [
        ("postgresql+psycopg://u:secret@127.0.0.1/x", "PGPASSWORD"),
        ("postgresql+psycopg://u@127.0.0.1/x?password=secret", "PGPASSWORD"),
        ("sqlite://", "nulle part"),
        ("n’importe quoi", "illisible"),
    ],
)
def test_une_adresse_qui_ne_va_pas(base: str, lancer: Lancer, vers: str, dit: str) -> None:
    avant = read_etat()
    sortie = lancer("transferer", "--vers", vers)
    assert (sortie.code, dit in sortie.err, "secret" in sortie.err) == (2, True, False)
    dispose_engines()
    assert read_etat() == avant


def test_ce_qui_ne_correspond_pas_n_est_pas_transfere(base: str, vide: str, lancer: Lancer) -> None:
    alter_base("UPDATE action SET libelle = 'autre' WHERE reference = 'A01'")
    sortie = lancer("transferer", "--vers", vide)
    assert (sortie.code, "A01" in sortie.err) == (1, True)
    with use_base(vide), open_base() as session:
        assert is_postgresql(vide)
        assert session.connection().dialect.get_table_names(session.connection()) == []


def test_une_copie_coupee_ne_laisse_rien(
    base: str, vide: str, lancer: Lancer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written is not what was read: neither database, nor file, is left."""
    vraies = compute_empreintes

    def lie(connexion):
        return {**vraies(connexion), "action": object()}

    monkeypatch.setattr("loaders.base.contenu.compute_empreintes", lie)
    for vers in (vide, f"sqlite:///{tmp_path / 'neuve' / 'schema.db'}"):
        sortie = lancer("transferer", "--vers", vers)
        assert (sortie.code, "n’est pas entière" in sortie.err) == (2, True)
    assert list((tmp_path / "neuve").iterdir()) == []
