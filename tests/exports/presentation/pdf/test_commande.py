"""The format « pdf », asked on the plan of the demonstration."""

from __future__ import annotations

from datetime import date

import pytest

from exports.formats import Demande, export
from metrics.perimetre import Genre, list_perimetres
from models.plan import Plan
from models.refus import DemandeInvalide, ReglageInvalide
from models.trimestre import Trimestre
from phrases.reunion.perimetre import name_perimetre
from tests.lecture_pdf import (
    check_mise_en_page,
    list_balises,
    list_defauts,
    list_liens,
    read_signets,
    read_textes,
    read_titre,
    squeeze,
)

T3 = Trimestre(2026, 3)
JOUR = date(2026, 11, 30)
ADRESSE = "https://exemple.fr/tableau"


@pytest.fixture(scope="module")
def document(plan_demo: Plan) -> bytes:
    return export("pdf", Demande(plan_demo, T3, JOUR, options={"adresse": ADRESSE}))


def test_the_demonstration_holds_on_four_to_eight_pages(document: bytes) -> None:
    pages = read_textes(document)
    assert 4 <= len(pages) <= 8
    assert all(texte.startswith("Données fictives") for texte in pages)
    check_mise_en_page(document)
    assert list_defauts(document) == []


def test_every_finding_is_in_brief_on_the_first_page_then_at_its_place(document: bytes) -> None:
    pages = [squeeze(texte) for texte in read_textes(document)]
    signets = read_signets(document)
    assert len(signets) >= 8
    for constat, numero in signets:
        assert squeeze(constat) in pages[0]
        assert squeeze(constat) in pages[numero - 1]
    assert [balise for balise, _ in list_balises(document)].count("Table") >= len(signets) - 4


def test_it_leads_to_the_screens_and_says_since_when(document: bytes, plan_demo: Plan) -> None:
    assert all(lien.startswith(f"{ADRESSE}/") and "trimestre=T3+2026" in lien for lien in list_liens(document))
    depuis = export("pdf", Demande(plan_demo, T3, JOUR, depuis=Trimestre(2026, 1)))
    assert list_liens(depuis) == []
    assert "au T1 2026" in "".join(read_textes(depuis)).replace("\u00a0", " ")


def test_it_leads_to_the_public_address_where_one_is_set(plan_demo: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_URL", f"{ADRESSE}/")
    premier = Demande(plan_demo, Trimestre(2025, 1), JOUR)
    liens = list_liens(export("pdf", premier))
    assert liens and all(lien.startswith(f"{ADRESSE}/") and "//" not in lien[8:] for lien in liens)
    monkeypatch.setenv("APP_URL", "exemple.fr")
    with pytest.raises(ReglageInvalide, match="APP_URL"):
        export("pdf", premier)


def test_an_almost_empty_first_quarter_is_told_too(plan_demo: Plan) -> None:
    octets = export("pdf", Demande(plan_demo, Trimestre(2025, 1), JOUR))
    assert 2 <= len(read_textes(octets)) <= 8
    check_mise_en_page(octets)
    assert list_defauts(octets) == []


def test_an_address_that_is_none_is_refused_in_french(plan_demo: Plan) -> None:
    with pytest.raises(DemandeInvalide, match="commence par http"):
        export("pdf", Demande(plan_demo, T3, JOUR, options={"adresse": "exemple.fr"}))


@pytest.mark.parametrize("genre", list(Genre))
def test_it_is_made_for_an_orientation_a_pilot_or_a_partner(plan_demo: Plan, genre: Genre) -> None:
    part = next(p for p in list_perimetres(plan_demo) if p.genre is genre)
    octets = export("pdf", Demande(plan_demo, T3, JOUR, options={"portee": part.demande}))
    pages = read_textes(octets)
    assert len(pages) <= 8
    assert all(squeeze(name_perimetre(part)) in squeeze(texte) for texte in pages)
    assert read_titre(octets).endswith(f" – {name_perimetre(part)}")
    check_mise_en_page(octets)
    assert list_defauts(octets) == []


def test_a_part_that_is_none_is_refused_with_examples(plan_demo: Plan) -> None:
    with pytest.raises(DemandeInvalide, match=r"ni un partenaire .*: orientation:\w+, pilote:.+, partenaire:.+\."):
        export("pdf", Demande(plan_demo, T3, JOUR, options={"portee": "nulle part"}))
