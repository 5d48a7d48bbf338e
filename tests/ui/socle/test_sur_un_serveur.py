"""The screens on a PostgreSQL server, which other processes write in: each screen opens, and follows."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import make_url

from models.chargement import load_plan
from models.session import database_url, open_base
from tests.loaders.processus import finish, start
from tests.serveur_postgres import COMPTE, Serveur
from tests.ui.conftest import Ouvrir, read_textes
from ui.socle.guard import CONSULTATION
from ui.socle.navigation import ECRANS, Ecran, name_ecran

pytestmark = pytest.mark.postgresql_seul
ECRIRE = """
import sys
from datetime import UTC, datetime
from loaders.ecriture.journal import Acte, append_entree
from models.changement import Changement
from models.session import dispose_engines, open_ecriture
from models.vocabulaire import NatureEntree
with open_ecriture() as session:
    change = Changement("suivi", sys.argv[1], "avancement", "2026-T3", int(sys.argv[2]), int(sys.argv[3]))
    append_entree(session, Acte(NatureEntree.IMPORT, "Un autre processus", datetime.now(UTC)), [change])
dispose_engines()
"""


@pytest.mark.parametrize("ecran", ECRANS, ids=lambda e: e.url)
def test_chaque_ecran_s_ouvre(ouvrir: Ouvrir, ecran: Ecran) -> None:
    page = ouvrir(ecran.fichier)
    assert not page.exception, page.exception
    assert [t.value for t in page.title] == [name_ecran(ecran, "IDEE 93")]
    assert "Données au" in read_textes(page)


def test_un_ecran_s_ouvre_sur_l_arbre_seul(ouvrir: Ouvrir) -> None:
    assert "aucune remontée reçue" in read_textes(ouvrir("synthese.py", "vide"))


def test_ce_qu_un_processus_importe_est_vu_de_l_autre_au_clic_suivant(ouvrir: Ouvrir) -> None:
    page = ouvrir("journal.py")
    assert "Un autre processus" not in read_textes(page)
    with open_base() as session:
        plan = load_plan(session)
    action = next(a for a in plan.actions if a.suivis and str(a.suivis[-1].trimestre) == "2026-T3")
    avant = action.suivis[-1].avancement
    assert avant is not None
    assert finish(start(action.code, avant, 99 - avant, code=ECRIRE))[0] == 0
    page.run()
    assert not page.exception
    assert "Un autre processus" in read_textes(page)


def test_faute_43_un_compte_qui_lit_seulement_le_voit_ecrit(ouvrir: Ouvrir, serveur: Serveur) -> None:
    page = ouvrir("importer.py")
    assert CONSULTATION not in read_textes(page)
    nom = str(make_url(database_url()).database)
    serveur.execute(f"REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public FROM {COMPTE}", nom)
    page.run()
    assert CONSULTATION in read_textes(page)
    assert not page.get("file_uploader")


def test_un_serveur_arrete_puis_revenu(ouvrir: Ouvrir, serveur: Serveur) -> None:
    """Away, the screen says so in French; back, the next click shows the figures."""
    page = ouvrir("synthese.py")
    nom = str(make_url(database_url()).database)
    serveur.execute(f"ALTER DATABASE {nom} ALLOW_CONNECTIONS false")
    serveur.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{nom}'")
    page.run()
    assert not page.exception
    assert "base de données" in page.error[0].value
    serveur.execute(f"ALTER DATABASE {nom} ALLOW_CONNECTIONS true")
    page.run()
    assert "Données au" in read_textes(page)
