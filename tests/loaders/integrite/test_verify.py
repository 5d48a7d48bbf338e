"""`verify`: a database that only the program wrote fits; one that another hand touched does not, and it says where.

Fault 56, with the tests of backups.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.base.preparation import ensure_base
from loaders.base.version import move_version
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.journal import Acte, append_entree, keep_fichier
from loaders.integrite.chaine import DERNIERES, find_rupture
from loaders.integrite.controle import check_base
from models.cellule import Cellule
from models.changement import Changement
from models.session import dispose_engines, open_base, open_ecriture, open_tour, use_base
from models.vocabulaire import NatureEntree
from tests.agissants import COMMANDE
from tests.bases import copy_base
from tests.constats import Lancer, Verifier, find_base, read_lignes
from tests.fabrique import MAINTENANT, fill, make_gabarit
from tests.racine import RACINE

IMPORT, ANNULATION = (Acte(n, "Camille Exemple", MAINTENANT) for n in (NatureEntree.IMPORT, NatureEntree.ANNULATION))
PLACE = Cellule("Avancement", "H", 5)
DIT = re.compile(r"^Tout correspond : .+ reçus?\. Sceau de la dernière entrée : [0-9a-f]{64}\.\n$")


def alter(*ordres: str, liens: bool = False) -> None:
    """Write in the database by another hand than the program's, which may be stopped by the ties between rows."""
    dispose_engines()
    with contextlib.closing(sqlite3.connect(find_base(), isolation_level=None)) as connexion:
        connexion.execute(f"PRAGMA foreign_keys={'ON' if liens else 'OFF'}")
        for ordre in ordres:
            assert connexion.execute(ordre).rowcount, ordre


def list_fautes() -> tuple[str, ...]:
    with open_base() as session:
        fautes = check_base(session).fautes
    dispose_engines()
    return fautes


def write(valeur: int, avant: int | None, trimestre: str = "2026-T3") -> int:
    with open_ecriture() as session:
        change = Changement("suivi", "A16", "avancement", trimestre, avant, valeur)
        return append_entree(session, IMPORT, [change]).id


@pytest.fixture(scope="module")
def fichier_ecrit(tmp_path_factory: pytest.TempPathFactory, fichier_base: Path) -> Path:
    """The tree, then three imports with their files; the second one undone, its undo undone, and undone again."""
    fichier = tmp_path_factory.mktemp("integrite") / "ecrite.db"
    with use_base(copy_base(fichier_base, f"sqlite:///{fichier}")):
        write_journal()
    return fichier


def write_journal() -> None:
    for numero, (action, valeur) in enumerate({"A16": 45, "A17": 50, "A33": 55}.items(), start=1):
        octets = f"classeur {numero}".encode()
        empreinte = hashlib.sha256(octets).hexdigest()
        with open_ecriture() as session:
            keep_fichier(session, empreinte, octets)
            change = Changement("suivi", action, "avancement", "2026-T3", None, valeur, PLACE)
            append_entree(session, IMPORT, [change], fichier="a.xlsx", empreinte=empreinte, trimestre="2026-T3")
    for numero in (2, 4, 5):
        undo_remontee(numero, ANNULATION, agissant=COMMANDE)


@pytest.fixture
def ecrite(adresse: str, fichier_ecrit: Path) -> str:
    return copy_base(fichier_ecrit, adresse)


def test_une_base_que_seul_le_programme_a_ecrite(ecrite: str, lancer: Lancer) -> None:
    avant = read_lignes()
    sortie = lancer("verify")
    assert (sortie.code, sortie.err) == (0, "")
    assert DIT.match(sortie.out)
    assert "7 entrées du journal" in sortie.out
    assert "3 classeurs reçus" in sortie.out
    assert read_lignes() == avant  # only the day of the check is noted, apart


def test_la_demonstration_correspond(demo: str, lancer: Lancer) -> None:
    assert lancer("verify").code == 0
    with open_base() as session:
        assert find_rupture(session) is None


ALTERATIONS = {
    "a value": (["UPDATE changement SET apres = '46' WHERE remontee = 1"], r"n° 1 .*sceau"),
    "a value before": (["UPDATE changement SET avant = '1' WHERE remontee = 3"], r"n° 3 .*sceau"),
    "a change moved": (["UPDATE changement SET rang = 7 WHERE remontee = 2"], r"n° 2 .*sceau"),
    "a change deleted": (["DELETE FROM changement WHERE remontee = 2"], r"n° 2 .*sceau"),
    "a change added": (
        [
            "INSERT INTO changement SELECT remontee, 9, objet, 'A17', champ, trimestre, avant, apres, cellule, formule "
            "FROM changement WHERE remontee = 3"
        ],
        r"n° 3 .*sceau",
    ),
    "the author": (["UPDATE remontee SET auteur = 'Une autre' WHERE id = 2"], r"n° 2 .*sceau"),
    "the date": (["UPDATE remontee SET date = '2026-11-20 09:00:00.000000' WHERE id = 2"], r"n° 2 .*sceau"),
    "a date that is none": (["UPDATE remontee SET date = 'hier' WHERE id = 2"], r"n° 2 .*sceau"),
    "the note": (["UPDATE remontee SET note = 'vu' WHERE id = 0"], r"n° 0 .*sceau"),
    "the digest": (
        [
            f"INSERT INTO fichier_recu VALUES ('{'0' * 64}', 'x')",
            f"UPDATE remontee SET empreinte = '{'0' * 64}' WHERE id = 1",
        ],
        r"n° 1 .*sceau",
    ),
    "a seal": (["UPDATE remontee SET sceau = upper(sceau) WHERE id = 3"], r"n° 3 .*sceau"),
    "no seal": (["UPDATE remontee SET sceau = NULL WHERE id = 3"], r"n° 3 .*n’a pas de sceau"),
    "two entries swapped": (
        [
            "UPDATE remontee SET id = 99 WHERE id = 1",
            "UPDATE remontee SET id = 1 WHERE id = 3",
            "UPDATE remontee SET id = 3 WHERE id = 99",
        ],
        r"n° 1 .*sceau",
    ),
    "an entry in the middle deleted": (
        ["DELETE FROM changement WHERE remontee = 3", "DELETE FROM remontee WHERE id = 3"],
        r"n° 3 .*manque",
    ),
    "its changes left": (["DELETE FROM remontee WHERE id = 6"], r"entrée n° 6, qui n’existe pas"),
    "the first entry deleted": (
        ["DELETE FROM changement WHERE remontee = 0", "DELETE FROM remontee WHERE id = 0"],
        r"n° 0 .*manque",
    ),
    "an entry added at the end": (
        ["INSERT INTO remontee (id, nature, date, auteur) VALUES (7, 'import', '2026-11-21 09:00:00.000000', 'X')"],
        r"n° 7 .*n’a pas de sceau",
    ),
    "an entry added before the first": (
        ["INSERT INTO remontee (id, nature, date, auteur) VALUES (-1, 'arbre', '2026-11-21 09:00:00.000000', 'X')"],
        r"n° -1 .*pas été écrite par le programme",
    ),
    "an entry added in the middle": (
        [
            "UPDATE changement SET remontee = 7 WHERE remontee = 6",
            "UPDATE remontee SET id = 7 WHERE id = 6",
            "INSERT INTO remontee SELECT 6, nature, date, auteur, fichier, empreinte, '2026-T2', pilote, note, cible, "
            "NULL, suites, sceau FROM remontee WHERE id = 3",
        ],
        r"n° 6 .*sceau",
    ),
    "a mark taken off": (["UPDATE remontee SET annule_par = NULL WHERE id = 2"], r"n° 2 .*marquée en vigueur"),
    "a mark put": (["UPDATE remontee SET annule_par = 6 WHERE id = 3"], r"n° 3 .*marquée annulée par la n° 6"),
    "a file": (
        ["UPDATE fichier_recu SET octets = octets || x'00' WHERE rowid = 1"],
        r"reçu de l’entrée n° \d .*SHA-256",
    ),
    "a file that is none": (
        ["UPDATE fichier_recu SET octets = 'texte' WHERE rowid = 1"],
        r"reçu de l’entrée .*SHA-256",
    ),
    "a file deleted": (["DELETE FROM fichier_recu"], r"reçu de l’entrée n° 1 .*manque"),
    "a file more": (["INSERT INTO fichier_recu VALUES ('aa', x'00')"], r"celui d’aucune entrée .*« aa »"),
    "a row": (
        ["UPDATE suivi SET avancement = 90 WHERE reference = 'A16'"],
        r"« 90 » pour « suivi · A16 · avancement · 2026-T3 » ; l’entrée n° 1 du journal dit « 45 »",
    ),
    "a row more": (
        ["INSERT INTO suivi (reference, trimestre, avancement) VALUES ('A01', '2026-T3', 5)"],
        r"« 5 » pour « suivi · A01 · avancement · 2026-T3 » ; le journal n’en dit rien",
    ),
    "a row deleted": (["DELETE FROM suivi WHERE reference = 'A16'"], r"dit rien pour « suivi · A16"),
    "a parent of a row": (
        ["UPDATE participation SET action = 'A02' WHERE reference = 'A01/CDEF'"],
        r"« A02 » pour « participation · A01/CDEF · action »",
    ),
    "an author in no encoding": (["UPDATE remontee SET auteur = CAST(x'4ae9' AS TEXT) WHERE id = 2"], r"n° 2 .*sceau"),
    "an author in bytes": (["UPDATE remontee SET auteur = x'4ae9' WHERE id = 2"], r"n° 2 .*sceau"),
    "a value in no encoding": (
        ["UPDATE changement SET apres = CAST(x'22e922' AS TEXT) WHERE remontee = 1"],
        r"n° 1 .*sceau",
    ),
    "a seal in no encoding": (["UPDATE remontee SET sceau = CAST(x'e9' AS TEXT) WHERE id = 3"], r"n° 3 .*sceau"),
    "a file in no encoding": (
        ["UPDATE fichier_recu SET octets = CAST(x'e9' AS TEXT) WHERE rowid = 1"],
        r"reçu de l’entrée .*SHA-256",
    ),
    "a file more in no encoding": (
        ["INSERT INTO fichier_recu VALUES (CAST(x'61e9' AS TEXT), x'00')"],
        r"celui d’aucune entrée .*« a\\xe9 »",
    ),
    "a row in no encoding": (
        ["UPDATE suivi SET fait_marquant = CAST(x'63e9' AS TEXT) WHERE reference = 'A16'"],
        r"« c\\xe9 » pour « suivi · A16 · fait_marquant · 2026-T3 »",
    ),
    "a row in bytes": (
        ["UPDATE suivi SET fait_marquant = x'63e9' WHERE reference = 'A16'"],
        r"« b'c\\xe9' » pour « suivi · A16 · fait_marquant · 2026-T3 »",
    ),
    "a row of no encoding": (
        ["INSERT INTO suivi (reference, trimestre, avancement) VALUES ('A01', CAST(x'e9' AS TEXT), 5)"],
        r"« 5 » pour « suivi · A01 · avancement · \\xe9 »",
    ),
    "a tie": (
        ["UPDATE suivi SET reference = 'A99' WHERE reference = 'A16'"],
        r"« suivi » renvoie à une ligne de « action »",
    ),
}


@pytest.mark.parametrize("quoi", ALTERATIONS)
def test_chaque_alteration_est_vue_et_nommee(ecrite: str, lancer: Lancer, quoi: str) -> None:
    ordres, motif = ALTERATIONS[quoi]
    alter(*ordres)
    sortie = lancer("verify")
    assert (sortie.code, sortie.err) == (1, "")
    assert re.search(motif, sortie.out), sortie.out


def test_la_derniere_entree_supprimee_se_voit_a_ce_qu_elle_a_ecrit(base: str, appliquer: Verifier) -> None:
    """Nothing in the chain tells that its end is gone: the rows do, as long as they were left as they are."""
    appliquer(fill(make_gabarit(), {"H5": 45}))
    appliquer(fill(make_gabarit(), {"H5": 50}))
    alter("DELETE FROM changement WHERE remontee = 2", "DELETE FROM remontee WHERE id = 2")
    (fichier, donnee) = list_fautes()
    assert "aucune entrée" in fichier
    assert "La base dit « 50 »" in donnee
    assert "l’entrée n° 1 du journal dit « 45 »" in donnee
    assert "les dernières entrées du journal ont été supprimées" in donnee


def test_une_fin_supprimee_avec_ses_donnees_ne_se_voit_qu_au_sceau_note(
    base: str, appliquer: Verifier, lancer: Lancer
) -> None:
    """Honestly: only the seal of the head, noted elsewhere, says that there was something more."""
    appliquer(fill(make_gabarit(), {"H5": 45}))
    appliquer(fill(make_gabarit(), {"H5": 50}))
    note = lancer("verify").out
    alter(
        "DELETE FROM changement WHERE remontee = 2",
        "DELETE FROM fichier_recu WHERE empreinte = (SELECT empreinte FROM remontee WHERE id = 2)",
        "DELETE FROM remontee WHERE id = 2",
        "UPDATE suivi SET avancement = 45",
    )
    sortie = lancer("verify")
    assert sortie.code == 0
    assert sortie.out.split()[-1] != note.split()[-1]


def test_une_page_abimee_se_dit(ecrite: str, lancer: Lancer) -> None:
    """An index that no longer says what its table holds: the file is read, and is not sound."""
    dispose_engines()
    with contextlib.closing(sqlite3.connect(find_base(), isolation_level=None)) as connexion:
        connexion.execute("PRAGMA writable_schema=ON")
        ordre = "UPDATE sqlite_master SET sql = replace(sql, 'trimestre)', 'champ)') WHERE name = 'changement_cle'"
        assert connexion.execute(ordre).rowcount == 1
    sortie = lancer("verify")
    assert sortie.code == 1
    assert sortie.out.startswith("Le fichier de la base est endommagé (")


def test_sans_base_aucune_n_est_faite(adresse: str, lancer: Lancer) -> None:
    assert (lancer("verify").code, find_base().exists()) == (2, False)


def test_les_ecritures_a_la_fois_font_une_seule_chaine(base: str) -> None:
    """Eight writers at once: each seals on the one before, whoever that is."""

    def work(rang: int) -> None:
        with open_ecriture() as session:
            change = Changement("suivi", f"A{rang:02}", "avancement", "2026-T3", None, rang)
            append_entree(session, IMPORT, [change])

    with ThreadPoolExecutor(8) as equipe:
        list(equipe.map(work, range(1, 17)))
    assert list_fautes() == ()
    with open_base() as session:
        assert check_base(session).entrees == 17
    dispose_engines()


def test_une_entree_de_l_arbre_est_scellee(petit_arbre: Path, lancer: Lancer) -> None:
    ensure_base(MAINTENANT)
    fichier = petit_arbre / "actions.csv"
    fichier.write_text(fichier.read_text(encoding="utf-8").replace("Recruter", "Recruter vite"), encoding="utf-8")
    assert ensure_base(MAINTENANT, relire=True) == 1
    assert list_fautes() == ()
    alter("UPDATE changement SET apres = avant WHERE remontee = 1")
    assert "n° 1 " in list_fautes()[0]


def test_une_base_d_avant_les_sceaux_est_scellee_telle_quelle(
    adresse: str, lancer: Lancer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seals of a migration are those that the program would have written; the copy made before has none.

    The tree is one of then, without sigles; the tables made since are not there.
    """
    arbre = shutil.copytree(RACINE / "schema_data", tmp_path / "arbre", ignore=shutil.ignore_patterns("sigles.csv"))
    monkeypatch.setenv("SCHEMA_DATA", str(arbre))
    assert lancer("init").code == 0
    write_journal()
    with open_base() as session:
        sceau = check_base(session).sceau
    with open_tour() as session:
        move_version(session.connection(), "0004")
    dispose_engines()
    sortie = lancer("verify")
    assert sortie.code == 2
    assert "lancez « python -m loaders init »" in sortie.err
    assert lancer("journal").code == 0
    with open_base() as session:
        controle = check_base(session)
    assert (controle.sceau, controle.fautes) == (sceau, ())
    dispose_engines()
    assert [f.name for f in find_base().parent.glob("*avant-mise-a-jour*.db")] == [
        "schema_avant-mise-a-jour_2026-11-21_11h00m00.db"
    ]


def test_le_demarrage_ne_regarde_que_les_dernieres(base: str) -> None:
    """However long the journal, a start reads as many entries; what is older is for `verify`."""
    for rang in range(1, DERNIERES + 2):
        write(rang % 100, (rang - 1) % 100 if rang > 1 else None)
    for numero, vue in ((1, False), (2, True), (DERNIERES + 1, True)):
        dispose_engines()
        sain = find_base().read_bytes()
        alter(f"UPDATE remontee SET auteur = 'X' WHERE id = {numero}")
        with open_base() as session:
            rupture = find_rupture(session)
        assert (rupture is not None) is vue, numero
        assert rupture is None or f"n° {numero} " in rupture
        assert f"n° {numero} " in list_fautes()[0]
        find_base().write_bytes(sain)


JOURNAL = {
    "remontee": "id nature date auteur fichier empreinte trimestre pilote note suites cible annule_par sceau",
    "changement": "remontee rang objet reference champ trimestre avant apres cellule formule",
    "fichier_recu": "empreinte octets",
}
VALEURS = st.one_of(
    st.none(),
    st.integers(-3, 9),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
    st.binary(max_size=4),
    st.floats(allow_nan=False, allow_infinity=False),
)


def test_n_importe_quelle_alteration_d_une_colonne_est_vue(ecrite: str) -> None:
    """Whatever another value in whatever column of whatever row of the journal."""
    dispose_engines()
    saine = find_base().read_bytes()
    with contextlib.closing(sqlite3.connect(find_base())) as connexion:
        places = [
            (table, colonne, rowid)
            for table, colonnes in JOURNAL.items()
            for colonne in colonnes.split()
            for (rowid,) in connexion.execute(f"SELECT rowid FROM {table} ORDER BY rowid DESC LIMIT 12")
        ]
        tables = {t: {c[1] for c in connexion.execute(f"PRAGMA table_info({t})")} for t in JOURNAL}
    assert tables == {t: set(c.split()) for t, c in JOURNAL.items()}

    @settings(max_examples=80)
    @given(place=st.sampled_from(places), valeur=VALEURS)
    def alter_une(place: tuple[str, str, int], valeur: object) -> None:
        table, colonne, rowid = place
        find_base().write_bytes(saine)
        with contextlib.closing(sqlite3.connect(find_base(), isolation_level=None)) as connexion:
            lire = f"SELECT typeof({colonne}), {colonne} FROM {table} WHERE rowid = ?"
            avant = connexion.execute(lire, (rowid,)).fetchone()
            try:
                connexion.execute(f"UPDATE {table} SET {colonne} = ? WHERE rowid = ?", (valeur, rowid))
            except sqlite3.IntegrityError:
                return  # the database itself refuses it
            cle = valeur if colonne == "id" else rowid
            change = connexion.execute(lire, (cle,)).fetchone() != avant
        assert bool(list_fautes()) is change, (place, valeur)

    alter_une()
