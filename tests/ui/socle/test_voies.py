"""The settings of the ways in: half of one is refused at the start, and so is a network without any."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.refus import ReglageInvalide
from ui.socle import identity
from ui.socle.reglages import is_de_la_machine
from ui.socle.voies import NOMS, check_depart, find_voies

SECRET = "s" * 32
REGLES = {
    "ACCES_MANDATAIRE_IDENTITE": "X-Forwarded-Email",
    "ACCES_MANDATAIRE_SECRET": SECRET,
    "ACCES_CONTACT": "Camille Exemple, DEF",
}


@pytest.fixture(autouse=True)
def reglages(monkeypatch: pytest.MonkeyPatch) -> None:
    for nom in NOMS:
        monkeypatch.delenv(nom, raising=False)


def set_env(monkeypatch: pytest.MonkeyPatch, **valeurs: str) -> None:
    for nom, valeur in valeurs.items():
        monkeypatch.setenv(nom, valeur)


def test_nothing_set_is_a_desk() -> None:
    assert find_voies().mandataire is None
    assert not identity.has_comptes()
    check_depart("localhost")


def test_a_relay_is_its_headers_and_a_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_env(monkeypatch, **REGLES, ACCES_MANDATAIRE_GROUPES="X-Forwarded-Groups")
    lu = find_voies().mandataire
    assert lu is not None
    assert (lu.identite, lu.groupes, lu.separateur) == (b"x-forwarded-email", b"x-forwarded-groups", ",")
    assert (lu.entete_secret, lu.secret) == (b"x-schema-secret", SECRET.encode())
    assert SECRET not in repr(lu), "what is printed of an error does not hold it"
    monkeypatch.delenv("ACCES_MANDATAIRE_SECRET")
    (tmp_path / "secret").write_text(f"{'t' * 40}\n")
    monkeypatch.setenv("ACCES_MANDATAIRE_SECRET_FICHIER", str(tmp_path / "secret"))
    lu = find_voies().mandataire
    assert lu is not None and lu.secret == b"t" * 40
    check_depart("0.0.0.0")
    check_depart("")


@pytest.mark.parametrize(
    ("reglages", "mots"),
    [
        ({"ACCES_MANDATAIRE_SECRET": ""}, "sans secret partagé"),
        ({"ACCES_MANDATAIRE_SECRET": "court"}, "32 caractères"),
        ({"ACCES_MANDATAIRE_SECRET_FICHIER": "/nowhere"}, "pas les deux"),
        ({"ACCES_MANDATAIRE_SECRET": "", "ACCES_MANDATAIRE_SECRET_FICHIER": "/nowhere"}, "ne peut pas être lu"),
        ({"ACCES_MANDATAIRE_IDENTITE": ""}, "ACCES_MANDATAIRE_IDENTITE n’est pas réglé"),
        ({"ACCES_MANDATAIRE_IDENTITE": "X_Email"}, "n’est pas un nom d’en-tête"),
        ({"ACCES_MANDATAIRE_IDENTITE": "X-Email: a"}, "n’est pas un nom d’en-tête"),
        ({"ACCES_MANDATAIRE_IDENTITE": "x-schema-SECRET"}, "noms différents"),
        ({"APP_URL": "tableau.exemple.fr"}, "adresse entière"),
        ({"APP_URL": "javascript://x"}, "adresse entière"),
        ({"APP_URL": "https://a:b@tableau.exemple.fr"}, "adresse entière"),
        ({"APP_URL": "https://tableau.exemple.fr/?x=1"}, "adresse entière"),
        ({"APP_URL": "https://["}, "adresse entière"),
    ],
)
def test_half_a_way_in_is_refused_and_gives_nobody_anything(
    monkeypatch: pytest.MonkeyPatch, reglages: dict[str, str], mots: str
) -> None:
    set_env(monkeypatch, **REGLES)
    set_env(monkeypatch, **reglages)
    with pytest.raises(ReglageInvalide, match=mots):
        check_depart("localhost")
    assert identity.has_comptes(), "nobody is then let in by the key of a desk"
    assert identity.read_agissant({}, {}).role is None


def test_an_account_needs_somebody_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    set_env(monkeypatch, **REGLES)
    monkeypatch.delenv("ACCES_CONTACT")
    with pytest.raises(ReglageInvalide, match="ACCES_CONTACT"):
        check_depart("localhost")


@pytest.mark.parametrize("adresse", ["", "0.0.0.0", "::", "192.168.1.20", "tableau.exemple.fr", "127.0.0.1.exemple.fr"])
def test_a_network_without_a_way_in_is_refused(adresse: str) -> None:
    with pytest.raises(ReglageInvalide, match="sans savoir qui s’y présente"):
        check_depart(adresse)
    assert not is_de_la_machine(adresse)


@pytest.mark.parametrize("adresse", ["localhost", "127.0.0.1", "127.0.0.2", "::1", "[::1]"])
def test_a_desk_listens_to_itself(adresse: str) -> None:
    check_depart(adresse)


def test_a_public_address_without_a_way_in_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_URL", "https://tableau.exemple.fr/schema/")
    with pytest.raises(ReglageInvalide, match="adresse publique"):
        check_depart("localhost")
    set_env(monkeypatch, **REGLES)
    check_depart("localhost")
    assert find_voies().app_url == "https://tableau.exemple.fr/schema"
    monkeypatch.delenv("ACCES_MANDATAIRE_IDENTITE")
    monkeypatch.delenv("ACCES_MANDATAIRE_SECRET")
    monkeypatch.setenv("APP_URL", "http://localhost:8501")
    check_depart("localhost")
