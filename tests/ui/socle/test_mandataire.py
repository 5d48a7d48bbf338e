"""The word of the relay: believed with its secret, said once, in one spelling; anything else is nobody."""

from __future__ import annotations

import pytest

from models.acces import Personne
from ui.socle.mandataire import ENTETE, dump_personne, load_personne, read_personne, stamp_entetes
from ui.socle.voies import Mandataire

SECRET = b"s" * 32
RELAIS = Mandataire(b"x-forwarded-email", b"x-forwarded-groups", ",", b"x-schema-secret", SECRET)
QUI, GROUPES, PREUVE = (
    (b"x-forwarded-email", b"Jeanne@Exemple.fr"),
    (b"x-forwarded-groups", "DEF, rédaction ,".encode()),
    (b"x-schema-secret", SECRET),
)
JEANNE = Personne(("jeanne@exemple.fr",), frozenset({"DEF", "rédaction"}))


def test_the_relay_is_believed_with_its_secret() -> None:
    assert read_personne([QUI, GROUPES, PREUVE], RELAIS) == JEANNE
    assert read_personne([QUI, PREUVE], RELAIS) == Personne(("jeanne@exemple.fr",))
    assert read_personne([(n.upper(), v) for n, v in (QUI, GROUPES, PREUVE)], RELAIS) == JEANNE


@pytest.mark.parametrize(
    "entetes",
    [
        [],
        [QUI, GROUPES],
        [PREUVE],
        [PREUVE, (b"x-forwarded-email", b"")],
        [PREUVE, (b"x-forwarded-email", b"  ")],
        [QUI, (b"x-schema-secret", b"")],
        [QUI, (b"x-schema-secret", SECRET[:-1])],
        [QUI, (b"x-schema-secret", SECRET + b" ")],
        [QUI, (b"x-schema-secret", SECRET.upper())],
        [QUI, PREUVE, PREUVE],
        [QUI, (b"x-schema-secret", b""), PREUVE],
        [QUI, QUI, PREUVE],
        [(b"x-forwarded-email", b"pirate@exemple.fr"), QUI, PREUVE],
        [QUI, GROUPES, (b"X-Forwarded-Groups", b"admin"), PREUVE],
        [QUI, PREUVE, (b"x_forwarded_email", b"pirate@exemple.fr")],
        [QUI, PREUVE, (b"x-forwarded_email", b"pirate@exemple.fr")],
        [QUI, PREUVE, (b"X_FORWARDED_GROUPS", b"admin")],
        [QUI, PREUVE, (b"x_schema_secret", b"x")],
        [PREUVE, (b"x-forwarded-email", b"a@exemple.fr, b@exemple.fr")],
        [PREUVE, (b"x-forwarded-email", b"jeanne\xff@exemple.fr")],
        [PREUVE, (b"x-forwarded-email", "ｊeanne@exemple.fr".encode())],
        [QUI, PREUVE, (b"x-forwarded-groups", b"\xff")],
        [QUI, PREUVE, (b"x-forwarded-groups", b"a," * 501)],
        [(b"x-forwarded-for", b"127.0.0.1"), (b"host", b"localhost"), QUI],
    ],
)
def test_anything_else_is_nobody(entetes: list[tuple[bytes, bytes]]) -> None:
    assert read_personne(entetes, RELAIS) is None
    assert [n for n, _ in stamp_entetes(entetes, RELAIS) if n == ENTETE.encode()] == []


def test_what_goes_on_is_our_own_word_without_the_secret() -> None:
    forge = (ENTETE.encode(), dump_personne(Personne(("pirate@exemple.fr",))).encode())
    autre = (b"x_schema-PERSONNE", b"x")
    garde = (b"accept", b"text/html")
    marques = stamp_entetes([forge, QUI, garde, GROUPES, autre, PREUVE], RELAIS)
    assert [v for n, v in marques if n == b"x-schema-secret"] == []
    (dit,) = [v.decode() for n, v in marques if n == ENTETE.encode()]
    assert load_personne(dit) == JEANNE
    assert garde in marques
    assert stamp_entetes([forge, garde], None) == [garde], "without a relay nobody says who is there"


@pytest.mark.parametrize("dit", [None, "", ".", "x", "AAAA.W10=", f"é.{'x' * 10}"])
def test_a_word_that_is_not_ours_is_nobody(dit: str | None) -> None:
    assert load_personne(dit) is None
    vrai = dump_personne(JEANNE)
    assert load_personne(vrai) == JEANNE
    assert load_personne(f"A{vrai}") is None
