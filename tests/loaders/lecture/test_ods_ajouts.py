"""Fault 69: what an .ods bears around its cells and upon their texts is told as that of an .xlsx is."""

from __future__ import annotations

import pytest

from loaders.lecture.lecteur.lot import read_ou_refuse
from tests.fabrique import make_maison
from tests.fabrique_ods import make_ods_maison, pack_ods, patch_contenu, write_cellule, write_feuille, write_ligne


def dessine(dedans: str) -> str:
    return f"<table:table-cell>{dedans}</table:table-cell>"


BARRANTS = (
    '<office:automatic-styles><style:style style:name="net" style:family="table-cell"/>'
    '<style:style style:name="barre" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="enfant" style:family="table-cell" style:parent-style-name="barre"/>'
    '<style:style style:name="retabli" style:family="table-cell" style:parent-style-name="barre">'
    '<style:text-properties style:text-line-through-type="none"/></style:style>'
    '<style:style style:name="net" style:family="text">'
    '<style:text-properties style:text-line-through-type="single"/></style:style></office:automatic-styles>'
)
TEXTE = "<text:p>dit</text:p>"
CADRE = f"<draw:frame><draw:text-box>{TEXTE}</draw:text-box></draw:frame>"
AJOUTS = {
    "note": (write_cellule("x", "à revoir\navec Camille", "Camille"), [("note", "A1", "à revoir\navec Camille")]),
    "note sans auteur": (write_cellule(None, "à revoir"), [("note", "A1", "à revoir")]),
    "notre note": (write_cellule("x", "Ce qui est attendu", "Tableau de bord"), []),
    "notre note sans auteur": (write_cellule("x", "Déjà connu : 45"), []),
    "notre remarque": (write_cellule("x", "Trop grand", "Contrôle du classeur"), []),
    "notre remarque sans auteur": (write_cellule("x", "Contrôle du classeur :\n\nTrop grand"), []),
    "la sienne au-dessus": (
        write_cellule("x", "C’est sûr\nContrôle du classeur :\nNon"),
        [("note", "A1", "C’est sûr")],
    ),
    "image": (
        dessine('<draw:frame><draw:image xlink:href="a.png"><text:p/></draw:image></draw:frame>'),
        [("image", "A1", "")],
    ),
    "graphique": (dessine('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'), [("image", "A1", "")]),
    "zone": (dessine(CADRE), [("zone", "A1", "dit")]),
    "forme qui dit": (
        dessine(f"<draw:g><draw:custom-shape>{TEXTE}</draw:custom-shape></draw:g>"),
        [("zone", "A1", "dit")],
    ),
    "forme muette": (dessine("<draw:line><text:p/></draw:line>"), []),
    "barrée": (f'<table:table-cell table:style-name="barre">{TEXTE}</table:table-cell>', [("barre", "A1", "")]),
    "barrée par son parent": (
        f'<table:table-cell table:style-name="enfant">{TEXTE}</table:table-cell>',
        [("barre", "A1", "")],
    ),
    "rétablie": (f'<table:table-cell table:style-name="retabli">{TEXTE}</table:table-cell>', []),
    "d’une autre famille": (f'<table:table-cell table:style-name="net">{TEXTE}</table:table-cell>', []),
    "barrée et vide": ('<table:table-cell table:style-name="barre"/>', []),
    "barrée en partie": (
        '<table:table-cell><text:p>deux, <text:span text:style-name="net">trois <text:span>en</text:span> tout'
        "</text:span></text:p></table:table-cell>",
        [("barre", "A1", "trois en tout")],
    ),
    "barrées ensemble": (
        f'<table:table-cell table:style-name="barre" table:number-columns-repeated="2">{TEXTE}</table:table-cell>',
        [("barre", "A1", ""), ("barre", "B1", "")],
    ),
}


@pytest.mark.parametrize("quoi", AJOUTS)
def test_faute_69_ce_qui_s_ajoute_autour_d_une_cellule_d_ods(quoi: str) -> None:
    xml, attendus = AJOUTS[quoi]
    corps = write_feuille("Feuille", write_ligne([xml]))
    (feuille,) = read_ou_refuse(pack_ods(corps, avant=BARRANTS))["feuilles"]
    assert feuille["ajouts"] == attendus


def test_faute_69_ce_que_la_colonne_la_ligne_ou_le_classeur_barrent() -> None:
    """A cell that has no style has that of its row, or of its column; a style may stand in the part of the styles."""
    colonnes = '<table:table-column/><table:table-column table:default-cell-style-name="barre"/>'
    ligne = ' table:default-cell-style-name="nomme"'
    corps = write_feuille("F", write_ligne(["a", "b"]) + write_ligne(["a", None], ligne), colonnes=colonnes)
    nomme = (
        '<office:styles><style:style style:name="nomme" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style></office:styles>'
    )
    octets = patch_contenu(
        pack_ods(corps, avant=BARRANTS), lambda x: x.replace("<office:styles/>", nomme), "styles.xml"
    )
    (feuille,) = read_ou_refuse(octets)["feuilles"]
    assert feuille["ajouts"] == [("barre", "B1", ""), ("barre", "A2", "")]


def test_faute_69_un_dessin_pose_sur_la_feuille_est_dit_a_son_coin() -> None:
    corps = write_feuille("F", f"<table:shapes>{CADRE}<table:table/></table:shapes>" + write_ligne(["a"]))
    (feuille,) = read_ou_refuse(pack_ods(corps))["feuilles"]
    assert feuille["ajouts"] == [("zone", "A1", "dit")]


def test_les_deux_formats_donnent_une_feuille_de_la_meme_forme() -> None:
    """What a reader would leave out would vanish in silence."""
    (excel,), (libre,) = (read_ou_refuse(o)["feuilles"] for o in (make_maison([["a"]]), make_ods_maison([["a"]])))
    assert excel == libre
