"""Fault 82: an .ods is read as an .xlsx is: the same rows, the same anomalies, the same refusals."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from loaders.lecture.lecteur.lot import read_ou_refuse
from tests.constats import Ecrire, Lancer, Verifier, list_places, list_valeurs, read_constat
from tests.fabrique import edit, fill, make_gabarit, make_maison
from tests.fabrique_ods import (
    make_ods_maison,
    pack_ods,
    patch_contenu,
    to_ods,
    write_feuille,
    write_ligne,
)
from tests.loaders.tableaux.test_ajouts import note


def cellule(genre: str, attributs: str = "", texte: str = "", autres: str = "", dedans: str = "") -> str:
    paragraphe = f"<text:p>{texte}</text:p>" if texte else ""
    debut = f'<table:table-cell office:value-type="{genre}" {attributs} {autres}>'
    return f"{debut}{dedans}{paragraphe}</table:table-cell>"


def read(*cellules: str) -> list[dict[str, Any] | None]:
    """What the reader gives of the cells of one row."""
    (feuille,) = read_ou_refuse(make_ods_maison([list(cellules)]))["feuilles"]
    rangee = feuille["lignes"][0][1] if feuille["lignes"] else {}
    return [rangee.get("ABCDEFGHIJ"[n]) for n in range(len(cellules))]


FORMULE = 'table:formula="of:=[.A1]"'
VALEURS = {
    "entier": (cellule("float", 'office:value="45"', "45"), {"t": "n", "v": 45, "p": 0}),
    "décimal": (cellule("float", 'office:value="45.678"', "46"), {"t": "n", "v": 45.678, "p": 0}),
    "pourcentage": (cellule("percentage", 'office:value="0.45"', "45 %"), {"t": "n", "v": 0.45, "p": 1}),
    "monnaie": (cellule("currency", 'office:value="12"', "12,00 €"), {"t": "n", "v": 12, "p": 0}),
    "téléphone": (
        cellule("float", 'office:value="612345678"', "06 12 34 56 78"),
        {"t": "n", "v": 612345678, "p": 0, "a": "06 12 34 56 78"},
    ),
    "milliers": (cellule("float", 'office:value="12345"', "12 345"), {"t": "n", "v": 12345, "p": 0}),
    "date": (cellule("date", 'office:date-value="2026-03-31"', "31 mars"), {"t": "d", "v": "2026-03-31T00:00:00"}),
    "instant": (
        cellule("date", 'office:date-value="2026-03-31T09:45:00.000000000"', "31/03"),
        {"t": "d", "v": "2026-03-31T09:45:00"},
    ),
    "date impossible": (cellule("date", 'office:date-value="2026-02-31"', "31/02"), {"t": "s", "v": "2026-02-31"}),
    "heure": (
        cellule("time", 'office:time-value="PT09H45M00S"', "09:45"),
        {"t": "d", "v": "09:45:00", "a": "09:45"},
    ),
    "durée": (cellule("time", 'office:time-value="PT33H45M00S"', "33:45"), {"t": "s", "v": "33:45"}),
    "presque un jour": (cellule("time", 'office:time-value="PT23H59M59.9999S"', "24:00"), {"t": "s", "v": "24:00"}),
    "fin des temps": (
        cellule("date", 'office:date-value="9999-12-31T23:59:59.9999"', "31/12/9999"),
        {"t": "s", "v": "9999-12-31T23:59:59.9999"},
    ),
    "vrai": (cellule("boolean", 'office:boolean-value="true"', "VRAI"), {"t": "b", "v": True}),
    "texte": (cellule("string", "", "Œuvre d’été"), {"t": "s", "v": "Œuvre d’été"}),
    "texte sans paragraphe": (cellule("string", 'office:string-value="dit"'), {"t": "s", "v": "dit"}),
    "sans type": ("<table:table-cell><text:p>dit</text:p></table:table-cell>", {"t": "s", "v": "dit"}),
    "vide": (cellule("string", "", "  "), None),
    "calculée": (cellule("float", 'office:value="2"', "2", FORMULE), {"t": "n", "v": 2, "p": 0, "f": 1}),
    "calculée vide": (cellule("string", "", "", FORMULE), None),
    "non calculée": (f"<table:table-cell {FORMULE}/>", {"t": "f"}),
    "nombre non calculé": (cellule("float", "", "", FORMULE), {"t": "f"}),
    "en erreur": (
        cellule("string", 'office:string-value="" calcext:value-type="error"', "#REF!", FORMULE),
        {"t": "e", "v": "#REF!", "f": 1},
    ),
    "en erreur ailleurs": (cellule("float", 'office:value="0"', "#N/A", FORMULE), {"t": "e", "v": "#N/A", "f": 1}),
    "nombre illisible": (cellule("float", 'office:value="45x"', "45"), {"t": "s", "v": "45"}),
    "infini": (cellule("float", 'office:value="INF"', "INF"), {"t": "s", "v": "INF"}),
    "couverte": (
        '<table:covered-table-cell office:value-type="string"><text:p>dessous</text:p></table:covered-table-cell>',
        {"t": "s", "v": "dessous"},
    ),
}


@pytest.mark.parametrize("quoi", VALEURS)
def test_faute_82_une_cellule_est_lue_par_son_type(quoi: str) -> None:
    xml, attendu = VALEURS[quoi]
    assert read(xml) == [attendu]


INSTANTS = {
    "presque neuf heures": (0.375 - 1e-10, "hh:mm", "time", "PT08H59M59.99999136S", "09:00:00"),
    "une demi-seconde": (0.375 + 0.5 / 86_400, "hh:mm:ss", "time", "PT09H00M00.500000000S", "09:00:00.500000"),
    "presque un autre jour": (
        46_112 - 1e-9,
        "dd/mm/yyyy hh:mm",
        "date",
        "2026-03-30T23:59:59.99991",
        "2026-03-31T00:00:00",
    ),
}


@pytest.mark.parametrize("quoi", INSTANTS)
def test_faute_82_une_fraction_de_seconde_est_arrondie_comme_dans_un_xlsx(quoi: str) -> None:
    nombre, format_, genre, dite, attendu = INSTANTS[quoi]
    excel = edit(make_maison([[nombre]]), lambda c: setattr(c.active["A1"], "number_format", format_))
    (feuille,) = read_ou_refuse(excel)["feuilles"]
    (libre,) = read(cellule(genre, f'office:{genre}-value="{dite}"', "09:00:00" if "ss" in format_ else "09:00"))
    assert libre == feuille["lignes"][0][1]["A"]
    assert libre["v"] == attendu


TEXTES = {
    "deux paragraphes": ("<text:p>un</text:p><text:p>deux</text:p>", "un\ndeux"),
    "saut de ligne": ("<text:p>un<text:line-break/>deux</text:p>", "un\ndeux"),
    "tabulation": ("<text:p>un<text:tab/>deux</text:p>", "un\tdeux"),
    "espaces comptées": ('<text:p>un<text:s text:c="3"/>deux</text:p>', "un   deux"),
    "une espace": ("<text:p>un <text:s/>deux</text:p>", "un  deux"),
    "blancs du fichier": ("<text:p>\n   un\n   deux</text:p>", "un deux"),
    "espaces nues": ("<text:p>  un  deux</text:p>", "  un  deux"),
    "mise en forme": ("<text:p>u<text:span>n</text:span> <text:span>deux</text:span></text:p>", "un deux"),
    "lien": ('<text:p><text:a xlink:href="https://exemple.fr">un site</text:a></text:p>', "un site"),
    "note": ("<office:annotation><text:p>secret</text:p></office:annotation><text:p>dit</text:p>", "dit"),
    "note après": ("<text:p>dit</text:p><office:annotation><text:p>secret</text:p></office:annotation>", "dit"),
    "dessin": ("<text:p>dit</text:p><draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame>", "dit"),
    "entités": ("<text:p>&lt;b&gt; &amp; &#233;</text:p>", "<b> & é"),
    "titre": (
        "<text:h>un</text:h><text:list><text:list-item><text:p>deux</text:p></text:list-item></text:list>",
        "un\ndeux",
    ),
    "comme une formule": ("<text:p>=1+1</text:p>", "=1+1"),
}


@pytest.mark.parametrize("quoi", TEXTES)
def test_faute_82_le_texte_d_une_cellule(quoi: str) -> None:
    xml, attendu = TEXTES[quoi]
    assert read(cellule("string", dedans=xml)) == [{"t": "s", "v": attendu}]


def test_faute_82_une_note_seule_n_est_pas_une_reponse() -> None:
    vide = "<table:table-cell><office:annotation><text:p>à vérifier</text:p></office:annotation></table:table-cell>"
    assert read(vide) == [None]


def test_faute_50_un_texte_trop_long_est_compte_sans_etre_garde() -> None:
    (lu,) = read(cellule("string", dedans='<text:p>x<text:s text:c="9999999"/></text:p>' * 20))
    assert lu is not None
    assert (lu["t"], lu["v"][0], len(lu["v"]), lu["n"]) == ("l", "x", 80, 20 * 10_000_000 + 19)


def read_feuille(lignes: str, colonnes: str = "") -> dict[str, Any]:
    (feuille,) = read_ou_refuse(pack_ods(write_feuille("Feuille", lignes, colonnes=colonnes)))["feuilles"]
    return feuille  # type: ignore[no-any-return]


def test_faute_82_ce_qui_se_repete_est_compte() -> None:
    """A cell said three times, a row said twice; the bare end of the sheet costs nothing and is nothing."""
    trois = cellule("float", 'office:value="1"', "1", 'table:number-columns-repeated="3"')
    vide = '<table:table-cell table:number-columns-repeated="16380"/>'
    feuille = read_feuille(
        write_ligne(["a", trois, "b"], ' table:number-rows-repeated="2"')
        + f'<table:table-row table:number-rows-repeated="1048572">{vide}</table:table-row>'
        + write_ligne([None, "fin"])
    )
    un = {"t": "n", "v": 1, "p": 0}
    ligne = {"A": {"t": "s", "v": "a"}, "B": un, "C": un, "D": un, "E": {"t": "s", "v": "b"}}
    assert feuille["lignes"] == [(1, ligne), (2, ligne)]
    assert feuille["loin"] == ["B1048575"]


def test_faute_82_une_colonne_remplie_jusqu_en_bas_n_est_pas_depliee() -> None:
    un = cellule("float", 'office:value="1"', "1", 'table:number-columns-repeated="16384"')
    feuille = read_feuille(f'<table:table-row table:number-rows-repeated="1048576">{un}</table:table-row>')
    assert feuille["exces"][0] == "cellule_lointaine"
    assert len(feuille["lignes"]) <= 20


def test_faute_17_ce_qui_est_masque_est_lu_et_dit() -> None:
    cachee = ' table:visibility="collapse"'
    colonnes = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="1000000"/>'
    )
    lignes = (
        write_ligne(["a"])
        + f"<table:table-row-group>{write_ligne(['b', 'c', 'd'], cachee)}</table:table-row-group>"
        + write_ligne(["e"], ' table:visibility="filter"')
        + write_ligne(["f"])
    )
    feuille = read_feuille(lignes, colonnes)
    assert (feuille["masquees"], feuille["filtre"]) == ([2, 3], True)
    assert (feuille["colonnes_masquees"][:2], len(feuille["colonnes_masquees"])) == (["C", "D"], 198)
    assert [numero for numero, _ in feuille["lignes"]] == [1, 2, 3, 4]


def test_faute_16_les_cellules_fusionnees(verifier: Verifier, classeur: bytes) -> None:
    fusion = 'table:number-rows-spanned="2" table:number-columns-spanned="1" office:value="45"'
    octets = patch_contenu(to_ods(classeur), lambda x: x.replace('office:value="45"', fusion, 1))
    assert list_places(verifier(octets, nom="a.ods")) == [("cellules_fusionnees", "erreur", "Avancement", 5, "H")]


def test_faute_15_un_lien_est_dit_et_jamais_suivi(verifier: Verifier, classeur: bytes) -> None:
    liee = """office:value="45" table:formula="of:=['file:///autre.ods'#$Feuille1.A1]\""""
    copie = """<table:table table:name="'file:///autre.ods'#$Feuille1"><table:table-row/></table:table>"""
    octets = patch_contenu(
        to_ods(classeur),
        lambda x: x.replace('office:value="45"', liee, 1).replace(
            "</office:spreadsheet>", copie + "</office:spreadsheet>"
        ),
    )
    fichier = verifier(octets, nom="a.ods")
    assert [a["code"] for a in fichier["anomalies"]] == ["liens_externes"]
    assert "un autre classeur" in read_constat(fichier["anomalies"][0])
    assert list_valeurs(fichier) == {"Avancement!H5": 45}


FAUTES: dict[str, object] = {
    **{"H5": 140, "I6": "En court", "K5": "  deux  espaces\net un saut", "A7": "A99", "H7": 40, "L5": "RAS"},
    **{"Jalons!B5": "Un jalon", "Jalons!C5": date(2026, 12, 31), "Indicateurs!F5": 92.5},
}


@pytest.mark.parametrize("cellules", [{}, {"H5": 45}, FAUTES])
@pytest.mark.parametrize("nom", ["a.ods", "a.xlsx", "sans_extension"])
def test_faute_82_les_deux_formats_disent_la_meme_chose(
    verifier: Verifier, gabarit: bytes, cellules: dict[str, object], nom: str
) -> None:
    """Whatever their names: the stamp, the changes, the anomalies and their places are the same."""
    rempli = fill(gabarit, cellules)
    if cellules:
        rempli = note(rempli, "Avancement", H5="à revoir avec Camille")
    excel, libre = verifier(rempli, nom="a.xlsx"), verifier(to_ods(rempli), nom=nom)
    assert libre["trimestre"] and libre["pilote"]
    assert ("ajouts_non_lus" in [a["code"] for a in libre["anomalies"]]) == bool(cellules)
    propres = ("empreinte", "fichier")
    assert {k: v for k, v in libre.items() if k not in propres} == {k: v for k, v in excel.items() if k not in propres}


def test_faute_82_un_xlsx_renomme_ods_est_lu(verifier: Verifier, classeur: bytes) -> None:
    assert list_valeurs(verifier(classeur, nom="remontee.ods")) == {"Avancement!H5": 45}


def test_faute_82_le_timbre_tient_aux_proprietes_sans_la_feuille(verifier: Verifier, classeur: bytes) -> None:
    def change(octets: Any) -> None:
        del octets["_timbre"]

    fichier = verifier(to_ods(edit(classeur, change)))
    assert (fichier["trimestre"], fichier["pilote"], fichier["statut"]) == ("2026-T3", "CRIP 93", "ok")


def test_faute_82_le_calendrier_de_1904() -> None:
    reglages = (
        '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    )
    assert read_ou_refuse(pack_ods(reglages + write_feuille("F", write_ligne(["a"]))))["epoque"] == "1904"


def test_faute_82_des_noms_de_feuilles_qu_excel_n_aurait_pas() -> None:
    noms = ["Un nom de feuille plus long que trente et un caractères", "Un nom de feuille plus long que trente et deux"]
    lus = [
        f["nom"]
        for f in read_ou_refuse(pack_ods("".join(write_feuille(n, write_ligne(["a"])) for n in noms)))["feuilles"]
    ]
    assert lus == ["Un nom de feuille plus long que", "Un nom de feuille plus long (2)"]


@pytest.fixture
def annote(demo: str, lancer: Lancer, ecrire: Ecrire, tmp_path: Path) -> Any:
    """A faulty .ods with a note of its owner's, marked."""

    def change(classeur: Any) -> None:
        from openpyxl.comments import Comment

        classeur["Avancement"]["H5"].comment = Comment("à revoir avec Camille", "Camille")
        classeur["Avancement"]["K6"].comment = Comment("note à garder", "Camille")

    recu = ecrire("recu.ods", to_ods(edit(fill(make_gabarit(trimestre="2026-T4"), {"H5": 140, "H6": 60}), change)))
    sortie = tmp_path / "annote.xlsx"
    lance = lancer("annotate", recu, "--out", sortie)
    assert lance.code == 1
    assert ".xlsx" in lance.out and ".ods" in lance.out
    return sortie.read_bytes()


def test_faute_82_le_classeur_annote_est_rendu_en_xlsx(annote: bytes) -> None:
    classeur: Any = load_workbook(io.BytesIO(annote))
    assert classeur.sheetnames[0] == "À corriger"
    assert ".ods" in classeur["À corriger"]["A3"].value
    page = classeur["Avancement"]
    assert page["H5"].fill.start_color.rgb == "00F9D5D3"
    assert page["H5"].comment.text.startswith("à revoir avec Camille\n\nContrôle du classeur :\n\n")
    assert page["K6"].comment.text == "note à garder"
    assert (page["H6"].value, classeur["_timbre"].sheet_state) == (60, "hidden")


def test_faute_82_le_classeur_annote_corrige_s_importe(annote: bytes, verifier: Verifier) -> None:
    assert {a["code"] for a in verifier(annote)["anomalies"] if a["gravite"] == "erreur"} == {"hors_bornes"}
    fichier = verifier(fill(annote, {"H5": 84}))
    assert (fichier["statut"], fichier["trimestre"], fichier["pilote"]) == ("ok", "2026-T4", "CRIP 93")
    assert list_valeurs(fichier) == {"Avancement!H5": 84, "Avancement!H6": 60}


def test_faute_91_une_formule_d_ods_est_rendue_comme_sa_valeur(
    gabarit: bytes, lancer: Lancer, ecrire: Ecrire, tmp_path: Path
) -> None:
    vive = 'office:value="45" table:formula="of:=WEBSERVICE(&quot;http://exemple.fr&quot;)"'
    octets = patch_contenu(
        to_ods(fill(gabarit, {"H5": 45, "L5": "=1+1"})), lambda x: x.replace('office:value="45"', vive, 1)
    )
    sortie = tmp_path / "annote.xlsx"
    lancer("annotate", ecrire("a.ods", octets), "--out", sortie)
    page: Any = load_workbook(io.BytesIO(sortie.read_bytes()))["Avancement"]
    assert (page["H5"].value, page["H5"].data_type) == (45, "n")
    assert (page["L5"].value, page["L5"].data_type, page["L5"].quotePrefix) == ("=1+1", "s", True)
