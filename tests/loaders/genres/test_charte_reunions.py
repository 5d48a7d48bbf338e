"""The charter's workbooks through the real commands: judgements of a side for a year, meetings; and their errors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.genres.reunions.genre import REUNIONS_CHARTE
from models.charte import Evaluation, Reunion
from models.colonnes import Feuille
from models.colonnes_partenariat import APPRECIATIONS, REUNIONS
from models.vocabulaire import Appreciation, Cote
from tests.classeurs_partenariat import find_ligne, make, open_page, read_plan, type_ligne
from tests.constats import Lancer, Verifier, check_refus, find_message, list_places, list_valeurs, read_lignes
from tests.fabrique import edit, make_gabarit, make_maison, set_timbre

FORMATIONS = "commission-formations"
AUTEUR = ("--auteur", "Camille Exemple")


@pytest.fixture
def charte(base: str) -> bytes:
    """The charter of IDEE 93 for 2025: one row per commitment."""
    return make(CHARTE)


@pytest.fixture
def reunions(base: str) -> bytes:
    return make(REUNIONS_CHARTE)


def find_evaluations(code: str) -> tuple[Evaluation, ...]:
    return next(e for e in read_plan().charte.engagements if e.code == code).evaluations


def find_reunions(code: str = FORMATIONS) -> tuple[Reunion, ...]:
    return next(i for i in read_plan().charte.instances if i.code == code).reunions


@pytest.mark.parametrize("genre", [CHARTE, REUNIONS_CHARTE], ids=lambda g: g.modele.cle)
def test_untouched_it_changes_nothing(base: str, verifier: Verifier, genre) -> None:
    fichier = verifier(make(genre))
    assert (fichier["statut"], fichier["anomalies"], fichier["changements"]) == ("ok", [], [])
    assert (fichier["trimestre"], fichier["message"]) == (None, "Aucun changement.")


def test_every_commitment_has_its_row_and_what_is_known_its_note(charte: bytes, appliquer: Verifier) -> None:
    page = open_page(charte, APPRECIATIONS)
    codes = [page.cell(r, 1).value for r in range(5, page.max_row + 1)]
    assert codes == [e.code for e in read_plan().charte.engagements]
    rang = find_ligne(charte, APPRECIATIONS, "I03")
    assert [page.cell(rang, c).value for c in (4, 5, 6, 7)] == ["IDEE 93", "IDEE 93", 2025, "non renseigné"]
    appliquer(type_ligne(charte, APPRECIATIONS, rang, H="limité", I="Deux réunions"))
    suivante = open_page(make(CHARTE, annee=2026), APPRECIATIONS)
    assert suivante.cell(rang, 7).value == "Limité"
    meme = open_page(make(CHARTE), APPRECIATIONS)
    assert meme.cell(rang, 8).value is None
    assert meme.cell(rang, 8).comment.text == "Déjà connu : Limité. Ne le répétez pas."


def test_judgements_are_applied_then_taken_back(
    charte: bytes, verifier: Verifier, appliquer: Verifier, lancer: Lancer
) -> None:
    avant, rang = read_lignes(), find_ligne(charte, APPRECIATIONS, "I03")
    octets = type_ligne(charte, APPRECIATIONS, rang, H="substantiel", I="Une lettre\npar mois", J="À suivre")
    vu, fait = verifier(octets), appliquer(octets)
    assert (vu["anomalies"], vu["changements"]) == ([], fait["changements"])
    assert {c["reference"] for c in vu["changements"]} == {"I03/partenaire/2025"}
    attendue = Evaluation(Cote.PARTENAIRE, 2025, Appreciation.SUBSTANTIEL, "Une lettre\npar mois", "À suivre")
    assert find_evaluations("I03") == (attendue,)
    assert "déjà été importé" in verifier(octets)["message"]
    efface = appliquer(type_ligne(make(CHARTE), APPRECIATIONS, rang, H="EFFACER", I="EFFACER", J="EFFACER"))
    assert (find_evaluations("I03"), read_lignes()) == ((), avant)
    for numero in (efface["remontee"], fait["remontee"]):
        assert lancer("undo", numero, *AUTEUR).code == 0
    assert read_lignes() == avant


@pytest.mark.parametrize(
    ("cellules", "code", "colonne", "mots"),
    [
        ({"H": "moyen"}, "valeur_inconnue", "H", ["Pas d’élément disponible, Non engagé, Limité, Substantiel, Tenu"]),
        ({"F": 2023, "H": "Tenu"}, "annee_impossible", "F", ["« 2023 »", "de 2024 à 2026"]),
        ({"F": 2027, "H": "Tenu"}, "annee_impossible", "F", ["« 2027 »"]),
        ({"F": None, "H": "Tenu"}, "annee_impossible", "F", ["case vide", "une année de 2024 à 2026"]),
        ({"F": "l’an dernier", "H": "Tenu"}, "valeur_illisible", "F", ["une année, par exemple 2026"]),
        ({"E": "L’État", "H": "Tenu"}, "partie_inconnue", "E", ["« Le Département » ou « IDEE 93 »"]),
        ({"E": None, "H": "Tenu"}, "partie_inconnue", "E", ["case vide"]),
        ({"A": "I33", "H": "Tenu"}, "code_inconnu", "A", ["I03"]),
        ({"A": None, "H": "Tenu"}, "code_manquant", "A", ["code d’engagement"]),
        ({"A": "I04", "H": "Tenu"}, "code_et_titre", "A", ["celui de I03"]),
    ],
)
def test_what_is_wrong_with_a_judgement(
    charte: bytes, verifier: Verifier, cellules: dict[str, object], code: str, colonne: str, mots: list[str]
) -> None:
    rang = find_ligne(charte, APPRECIATIONS, "I03")
    fichier = verifier(type_ligne(charte, APPRECIATIONS, rang, **cellules))
    assert list_places(fichier) == [(code, "erreur", APPRECIATIONS.nom, rang, colonne)]
    assert all(mot in find_message(fichier, code) for mot in mots), find_message(fichier, code)
    assert fichier["changements"] == []


def test_erasing_what_was_never_said_is_pointed_out(charte: bytes, verifier: Verifier) -> None:
    rang = find_ligne(charte, APPRECIATIONS, "I03")
    fichier = verifier(type_ligne(charte, APPRECIATIONS, rang, H="EFFACER"))
    assert list_places(fichier) == [("rien_a_effacer", "avertissement", APPRECIATIONS.nom, rang, "H")]


def test_a_home_made_charter_says_side_and_year(base: str, verifier: Verifier) -> None:
    entetes = ["Code", "Apprécié par", "Année", "Appréciation", "Commentaire"]
    fichier = verifier(make_maison([entetes, ["d01", "departement", "2024", "Tenu", None]], "Feuil1"))
    assert [(c["reference"], c["apres"]) for c in fichier["changements"]] == [("D01/departement/2024", "Tenu")]
    muet = verifier(make_maison([["Code", "Appréciation", "Commentaire"], ["D01", "Tenu", "À revoir"]], "Feuil1"))
    assert [(a["code"], a["colonne"]) for a in muet["anomalies"]] == [
        ("partie_inconnue", None),
        ("annee_impossible", None),
    ]


def test_the_first_rows_say_who_else_wrote_them(charte: bytes, appliquer: Verifier, verifier: Verifier) -> None:
    rang = find_ligne(charte, APPRECIATIONS, "I03")
    for valeur in ("Tenu", "Limité"):
        appliquer(type_ligne(make(CHARTE), APPRECIATIONS, rang, H=valeur))
    retour = verifier(type_ligne(charte, APPRECIATIONS, rang, H="Substantiel"))
    assert [(c["base"], c["actuel"], c["fichier"]) for c in retour["conflits"]] == [(None, "Limité", "Substantiel")]
    assert "elle vaut « Limité »" in find_message(retour, "conflit")


def test_meetings_are_applied_then_taken_back(
    reunions: bytes, verifier: Verifier, appliquer: Verifier, lancer: Lancer
) -> None:
    avant = read_lignes()
    libelle = next(i.libelle for i in read_plan().charte.instances if i.code == FORMATIONS)
    octets = type_ligne(
        reunions, REUNIONS, 5, A=libelle.upper(), B=date(2026, 3, 12), C="Oui", D=6, E="5", F="Ouvrir une session."
    )
    octets = type_ligne(octets, REUNIONS, 6, A=FORMATIONS, B="15/12/2026")
    octets = type_ligne(octets, REUNIONS, 7, A="reunion-def", B=date(2026, 2, 3), C="non")
    vu, fait = verifier(octets), appliquer(octets)
    assert (vu["anomalies"], vu["changements"]) == ([], fait["changements"])
    tenue = Reunion(f"{FORMATIONS}/2026-03-12", date(2026, 3, 12), True, 6, 5, "Ouvrir une session.")
    assert find_reunions() == (tenue, Reunion(f"{FORMATIONS}/2026-12-15", date(2026, 12, 15), prevue=True))
    assert find_reunions("reunion-def")[0].tenue is False
    page = open_page(make(REUNIONS_CHARTE), REUNIONS)
    assert [page.cell(r, 2).value.date() for r in (5, 6, 7)] == [
        date(2026, 2, 3),
        date(2026, 3, 12),
        date(2026, 12, 15),
    ]
    assert page["C5"].comment.text.startswith("Déjà connu : non.")
    assert page["C5"].value is None
    assert verifier(make(REUNIONS_CHARTE))["changements"] == []
    assert lancer("undo", fait["remontee"], *AUTEUR).code == 0
    assert read_lignes() == avant


def test_a_meeting_that_moved_is_said_in_words(reunions: bytes, appliquer: Verifier, verifier: Verifier) -> None:
    ligne = {"A": FORMATIONS, "B": date(2026, 3, 12)}
    appliquer(type_ligne(reunions, REUNIONS, 5, **ligne, C="oui"))
    message = find_message(verifier(type_ligne(reunions, REUNIONS, 5, **ligne, C="non")), "conflit")
    assert "elle vaut « oui »" in message
    assert "ce classeur dit « non »" in message


@pytest.mark.parametrize(
    ("cellules", "code", "gravite", "colonne", "mots"),
    [
        ({"A": "Commission formation"}, "instance_inconnue", "erreur", "A", ["Choisissez dans la liste"]),
        ({"A": None, "C": "oui"}, "libelle_manquant", "erreur", "A", ["vide"]),
        ({"B": None, "C": "oui"}, "date_manquante", "erreur", "B", ["jj/mm/aaaa"]),
        ({"B": "31/02/2026"}, "date_invalide", "erreur", "B", []),
        ({"D": 1.5}, "valeur_illisible", "erreur", "D", ["un nombre entier"]),
        ({"D": -1}, "valeur_illisible", "erreur", "D", []),
        ({"E": 1001}, "valeur_illisible", "erreur", "E", ["de 0 à 1\u202f000"]),
        ({"B": "15/12/2026", "C": "oui"}, "date_future", "avertissement", "C", ["15/12/2026"]),
        ({"B": "15/12/2026", "D": 4}, "date_future", "avertissement", "D", []),
        ({"C": "non", "D": 4}, "contradiction", "avertissement", "C", ["non tenue"]),
        ({"B": "15/12/2022", "C": "oui"}, "date_hors_plan", "avertissement", "C", ["signature"]),
        ({"F": "Appeler le 06 12 34 56 78"}, "donnee_personnelle", "avertissement", "F", []),
    ],
)
def test_what_is_wrong_with_a_meeting(
    reunions: bytes,
    verifier: Verifier,
    cellules: dict[str, object],
    code: str,
    gravite: str,
    colonne: str,
    mots: list[str],
) -> None:
    fichier = verifier(type_ligne(reunions, REUNIONS, 6, **{"A": FORMATIONS, "B": date(2026, 3, 12), **cellules}))
    assert list_places(fichier) == [(code, gravite, REUNIONS.nom, 6, colonne)]
    assert all(mot in find_message(fichier, code) for mot in mots), find_message(fichier, code)
    assert bool(fichier["changements"]) is (gravite == "avertissement")


def test_two_meetings_of_a_body_on_a_day_are_one(reunions: bytes, verifier: Verifier) -> None:
    octets = type_ligne(reunions, REUNIONS, 5, A=FORMATIONS, B="12/03/2026", D=4)
    octets = type_ligne(octets, REUNIONS, 6, A=FORMATIONS, B=date(2026, 3, 12), D=5)
    assert [a[0] for a in list_places(verifier(octets))] == ["doublon_different"] * 2


def test_a_sheet_is_missed_in_its_own_kind_alone(charte: bytes, verifier: Verifier) -> None:
    def rename(nom: str, feuille: Feuille, octets: bytes) -> bytes:
        return edit(octets, lambda c: setattr(c[feuille.nom], "title", nom))

    assert list_places(verifier(charte)) == []
    sans = edit(make(PARTENAIRES), lambda c: c.remove(c["Participations"]))
    assert [(a["code"], a["feuille"]) for a in verifier(sans)["anomalies"]] == [("feuille_absente", "Participations")]
    assert list_places(verifier(rename("Feuil2", APPRECIATIONS, charte))) == []


def test_a_kind_unknown_or_without_its_sheet_is_refused(charte: bytes, verifier: Verifier) -> None:
    check_refus(verifier, set_timbre(charte, "nature", "budget"), "modele_inconnu", "« budget »")
    check_refus(
        verifier, edit(charte, lambda c: c.remove(c[APPRECIATIONS.nom])), "feuille_introuvable", "« Appréciations »"
    )


def test_a_quarter_is_of_no_use_and_said_so(charte: bytes, verifier: Verifier) -> None:
    octets = type_ligne(charte, APPRECIATIONS, 5, H="Tenu")
    fichier = verifier(octets, "--trimestre", "2026-T3")
    assert ([a["code"] for a in fichier["anomalies"]], fichier["trimestre"]) == (["trimestre_sans_objet"], None)
    assert list_valeurs(fichier) == {f"{APPRECIATIONS.nom}!H5": "Tenu"}


def test_the_faults_are_marked_in_the_workbook(charte: bytes, lancer: Lancer, tmp_path: Path) -> None:
    fichier, annote = tmp_path / "charte.xlsx", tmp_path / "annote.xlsx"
    fichier.write_bytes(type_ligne(charte, APPRECIATIONS, 5, H="moyen"))
    assert lancer("annotate", fichier, "--out", annote).code == 1
    assert "moyen" in open_page(annote.read_bytes(), APPRECIATIONS)["H5"].comment.text


def test_templates_are_written_by_the_command(base: str, lancer: Lancer, tmp_path: Path) -> None:
    for modele, noms in (
        ("partenaires", ["partenaires.xlsx"]),
        ("reunions", ["reunions.xlsx"]),
        ("charte", ["charte_2026_departement.xlsx", "charte_2026_partenaire.xlsx"]),
    ):
        dossier = tmp_path / modele
        assert lancer("template", "--modele", modele, "--out", dossier).code == 0
        assert sorted(f.name for f in dossier.iterdir()) == noms
    seul = ("--annee", "2025", "--partie", "partenaire")
    assert lancer("template", "--modele", "charte", *seul, "--out", tmp_path / "un").code == 0
    assert (tmp_path / "un" / "charte_2025_partenaire.xlsx").read_bytes() == make(CHARTE)


@pytest.mark.parametrize(
    ("options", "mot"),
    [
        (("--modele", "charte", "--annee", "2023"), "de 2024 à 2026, pas 2023"),
        (("--modele", "charte", "--trimestre", "2026-T3"), "--trimestre"),
        (("--modele", "partenaires", "--annee", "2025"), "--modele charte"),
        (("--trimestre", "2026-T3", "--partie", "partenaire"), "--modele charte"),
        ((), "--trimestre"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    base: str, lancer: Lancer, tmp_path: Path, options: tuple[str, ...], mot: str
) -> None:
    sortie = lancer("template", *options, "--out", tmp_path / "x")
    assert (sortie.code, mot in sortie.err) == (2, True), sortie.err
    assert not (tmp_path / "x").exists()


def test_an_unknown_kind_is_a_wrong_usage(base: str, lancer: Lancer) -> None:
    sortie = lancer("template", "--modele", "budget", "--out", "x")
    assert (sortie.code, "Commande incorrecte" in sortie.err) == (2, True)


def test_without_a_charter_nothing_is_read_for_it(petit_arbre: Path, lancer: Lancer, ecrire, tmp_path: Path) -> None:
    assert lancer("init").code == 0
    sortie = lancer("template", "--modele", "reunions", "--out", tmp_path / "x")
    assert (sortie.code, "n’a pas de charte" in sortie.err) == (2, True)
    maison = make_maison([["Instance", "Date", "Tenue (oui/non)"], ["x", "12/03/2026", "oui"]], "Réunions")
    (fichier,) = lancer("check", ecrire("r.xlsx", maison), "--json").fichiers
    assert [a["code"] for a in fichier["anomalies"]] == ["charte_absente"]


def test_the_owners_workbook_still_has_its_quarter(base: str, verifier: Verifier) -> None:
    assert verifier(make_gabarit())["trimestre"] == "2026-T3"
