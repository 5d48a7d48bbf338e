"""The hand-out, read by a reader of PDF that is not its maker, and judged by a checker of PDF/UA."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exports.presentation.pdf.document import MODELE, build_pdf
from exports.presentation.pieces import Barre, Barres, Courbe, Empilees, Nombres, Periode, Role, Section, Serie
from tests.exports.presentation.pdf.recits import HOSTILES, T3, make_hostile, make_recit, make_section
from tests.lecture_pdf import (
    check_mise_en_page,
    list_balises,
    list_defauts,
    list_liens,
    list_polices,
    read_feuilles,
    read_langue,
    read_signets,
    read_textes,
    squeeze,
)

PIED = 770
"""In points: where the foot of a page starts."""
RECIT = make_recit()


@pytest.fixture(scope="module")
def document() -> bytes:
    return build_pdf(RECIT, "https://exemple.fr/")


@pytest.fixture(scope="module", params=range(len(HOSTILES)), ids=lambda rang: HOSTILES[rang][:12])
def hostile(request) -> tuple[str, bytes]:
    texte = HOSTILES[request.param]
    return texte, build_pdf(make_hostile(texte), "https://exemple.fr")


def test_it_is_pdf_ua_for_a_checker_of_that_standard(document: bytes) -> None:
    assert list_defauts(document) == []


def test_the_checker_sees_what_is_missing() -> None:
    import typst

    source = b"= Titre\n#lorem(20)"
    assert len(list_defauts(typst.compile(source))) > 1
    assert len(list_defauts(typst.compile(source, pdf_tags=False))) > 2


def test_a_drawing_without_words_is_refused_at_once() -> None:
    """The typesetter holds to the standard too: what would break it is never written."""
    import typst

    with pytest.raises(typst.TypstError, match="missing alt text"):
        typst.compile(b'#set document(title: "x")\n#figure(rect())', pdf_standards="ua-1")


def test_every_finding_every_label_and_every_cell_is_text(document: bytes) -> None:
    texte = squeeze("".join(read_textes(document)))
    attendus = [RECIT.couverture.titre, RECIT.couverture.reunion, RECIT.couverture.mention, "Merci à toutes et à tous."]
    for section in RECIT.sections[:-1]:
        attendus += [section.constat, section.nom, *(t.fort + t.texte for t in section.textes), "D’où cela vient."]
        match section.dessin:
            case Nombres(nombres):
                attendus += [mot for n in nombres for mot in (n.valeur, n.legende, n.avant)]
            case Courbe(categories, series):
                attendus += [*categories, *(s.fin for s in series)]
            case Barres(barres):
                attendus += [mot for b in barres for mot in (b.nom, b.etiquette, b.ecart, b.statut)]
            case Empilees(categories, series):
                attendus += [*categories, *(s.nom for s in series), *(str(v) for s in series for v in s.valeurs)]
        if section.table and not isinstance(section.dessin, Barres):
            attendus += [section.table.legende, *(c.titre for c in section.table.colonnes)]
            attendus += [case.texte for ligne in section.table.lignes for case in ligne]
    assert [mot for mot in attendus if squeeze(mot) not in texte] == []
    assert squeeze(RECIT.sections[-1].constat) not in texte


def test_it_has_four_to_eight_pages_numbered_dated_and_marked(document: bytes) -> None:
    pages = read_textes(document)
    assert 4 <= len(pages) <= 8
    for numero, texte in enumerate(pages, start=1):
        assert squeeze(f"{RECIT.pied} {numero} / {len(pages)}") in squeeze(texte)
        assert texte.startswith("Données fictives")
    assert "Données fictives" not in "".join(read_textes(build_pdf(make_recit((), demonstration=False))))


def test_nothing_is_cut_nor_stands_on_anything(document: bytes) -> None:
    check_mise_en_page(document)


def test_fonts_are_in_the_file_those_of_the_house(document: bytes) -> None:
    polices = list_polices(document)
    assert all(polices.values())
    assert {nom.split("+")[1].split("-")[0] for nom in polices} == {"AtkinsonHyperlegibleNext"}


def test_the_same_story_gives_the_same_bytes(document: bytes) -> None:
    assert build_pdf(make_recit(), "https://exemple.fr") == document


def test_it_says_what_it_is() -> None:
    import pypdfium2

    octets = build_pdf(RECIT, auteur="Tableau de bord du Plan")
    with pypdfium2.PdfDocument(octets) as lu:
        dites = lu.get_metadata_dict()
    assert dites["Title"] == RECIT.couverture.titre
    assert dites["Author"] == "Tableau de bord du Plan"
    assert dites["Keywords"].startswith(f"{T3.libelle}, Bilan, Decisions")
    assert dites["CreationDate"] == dites["ModDate"] == "D:20260930000000Z"
    assert read_langue(octets) == "fr-FR"


def test_bookmarks_are_the_findings_and_lead_to_their_pages(document: bytes) -> None:
    signets = read_signets(document)
    assert [titre for titre, _ in signets] == [s.constat for s in RECIT.sections[:-1]]
    pages = [squeeze(texte) for texte in read_textes(document)]
    assert all(squeeze(titre) in pages[numero - 1] for titre, numero in signets)
    for titre, numero in signets:
        assert squeeze(f"{titre} {numero}") in pages[0]


def test_links_lead_to_the_screens_where_their_address_is_known(document: bytes) -> None:
    assert list_liens(document) == [f"https://exemple.fr{s.adresse}" for s in RECIT.sections[:-1]]
    sans = build_pdf(RECIT)
    assert list_liens(sans) == []
    assert "À l’écran" not in "".join(read_textes(sans))


def test_a_drawing_is_a_figure_that_says_what_it_shows(document: bytes) -> None:
    dites = [alternative for balise, alternative in list_balises(document) if balise == "Figure"]
    assert dites == ["Dessin de trajectoire.", "Dessin de orientations.", "Dessin de partenaires."]


def test_a_table_that_breaks_says_its_headers_again(document: bytes) -> None:
    pages = [texte for texte in read_textes(document) if "Garantir" in texte]
    assert len(pages) > 1
    assert all(squeeze("N° Engagement Avancement Statut") in squeeze(texte) for texte in pages)


def test_no_finding_stands_alone_at_the_foot_of_a_page(document: bytes) -> None:
    constats = [squeeze(s.constat) for s in RECIT.sections]
    for feuille in read_feuilles(document)[1:]:
        dernier = [e for e in feuille.ecrits if e.bas < PIED][-1]
        assert not any(c.endswith(squeeze(dernier.texte)) for c in constats), dernier


def test_a_hostile_text_is_only_text(hostile: tuple[str, bytes]) -> None:
    texte, octets = hostile
    lu = read_textes(octets)
    if not any("\u0590" <= s <= "\u06ff" for s in texte):  # readers turn what is read from right to left
        assert squeeze("".join(lu)).count(squeeze(texte)) > 10
    assert set(squeeze(texte)) <= set(squeeze("".join(lu)))
    assert list_defauts(octets) == []


def test_a_hostile_text_is_not_cut(hostile: tuple[str, bytes]) -> None:
    check_mise_en_page(hostile[1])


def test_a_sign_without_a_drawing_is_shown_as_one(document: bytes) -> None:
    octets = build_pdf(make_recit((make_section("a", "Un 漢 et un \x07 inconnus \U0001f680"),)))
    assert squeeze("Un � et un � inconnus �") in squeeze("".join(read_textes(octets)))
    assert list_defauts(octets) == []


def test_a_story_without_a_finding_says_so() -> None:
    octets = build_pdf(make_recit((), introduction="", demonstration=False))
    (texte,) = read_textes(octets)
    assert squeeze("Aucun constat : les données de ce trimestre n’en portent pas.") in squeeze(texte)
    assert list_defauts(octets) == []


def test_what_nothing_is_known_of_is_not_drawn() -> None:
    inconnues = Serie("avancement", Role.AVANCEMENT, (None, None), "")
    dessins = (Nombres(()), Courbe(("T1", "T2"), (inconnues,)), Barres(()), Empilees(("T1", "T2"), (inconnues,)))
    sections = tuple(make_section(f"s{rang}", "Rien.", dessin=d) for rang, d in enumerate(dessins))
    octets = build_pdf(make_recit(sections, periode=Periode(None, T3)))
    assert [balise for balise, _ in list_balises(octets) if balise in ("Figure", "Table")] == []
    assert list_defauts(octets) == []


def test_a_first_quarter_has_one_point_and_many_bars_hold_on_their_pages() -> None:
    courbe = Courbe(("T1 2026",), (Serie("avancement", Role.AVANCEMENT, (12,), "avancement 12\u202f%"),))
    barres = Barres(tuple(Barre(f"A{n:02} Une action", n * 2, 50, f"{n * 2}\u202f%") for n in range(1, 41)))
    sections: tuple[Section, ...] = (
        make_section("un", "Un point.", dessin=courbe),
        make_section("b", "Quarante.", dessin=barres),
    )
    octets = build_pdf(replace(RECIT, sections=sections))
    texte = squeeze("".join(read_textes(octets)))
    assert "avancement12%" in texte
    assert all(f"A{n:02}Uneaction" in texte for n in range(1, 41))
    assert [dite for balise, dite in list_balises(octets) if balise == "Figure"].count("Dessin de b.") >= 3
    check_mise_en_page(octets)


def test_colours_are_those_of_the_screens() -> None:
    """The theme of the screens brings their drawing library: the template has a copy, held to it here."""
    import re
    from dataclasses import astuple

    from charts.theme import CLAIR

    def flatten(valeur: object) -> set[str]:
        suites = valeur.values() if isinstance(valeur, dict) else valeur
        return {valeur} if isinstance(valeur, str) else {c for v in suites for c in flatten(v)}

    du_modele = set(re.findall(r"#[0-9a-f]{6}\b", (MODELE / "theme.typ").read_text(encoding="utf-8")))
    assert len(du_modele) == 9
    assert du_modele <= flatten(astuple(CLAIR))
