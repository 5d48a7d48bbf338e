"""Fault 92: a tree that cannot be loaded is refused before anything is written, its cause told once, file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.arbre.lecture import read_arbre
from models.refus import ArbreInvalide
from tests.constats import Lancer, find_base, list_valeurs, read_etat, read_lignes
from tests.fabrique import fill, make_gabarit
from tests.petit_arbre import FICHIERS, edit_fichier, write_petit_arbre

Changer = Callable[[Path], object]
ACTIONS = FICHIERS["actions.csv"]
TITRES, _, LIGNES = ACTIONS.partition("\n")
DE_L_ENTETE = "code;priorite;libelle;statut_libelle;pilote;sources;extrait;copilotes;debut;echeance;poids."
PLUS_QUE_0 = "Attendu : un nombre plus grand que 0, ou rien : vide vaut 1."


@pytest.fixture
def petit(tmp_path: Path) -> Path:
    """The files of another tree, that nothing reads yet."""
    return write_petit_arbre(tmp_path / "petit")


def read_refus(dossier: Path) -> list[str]:
    """Return what is said of a folder that is refused."""
    with pytest.raises(ArbreInvalide) as refus:
        read_arbre(dossier)
    return refus.value.lignes


@pytest.mark.parametrize(
    ("poids", "attendu"),
    [
        ("0", PLUS_QUE_0),
        ("-3", PLUS_QUE_0),
        ("0,0", PLUS_QUE_0),
        *((p, "Attendu : un nombre.") for p in ("inf", "nan", "1e3", "1_0", "deux", "²", "٣", "9" * 400)),
    ],
)
def test_faute_92_un_poids_qui_n_en_est_pas_un(petit: Path, poids: str, attendu: str) -> None:
    edit_fichier(petit, "actions.csv", ";;;2\n", f";;;{poids}\n")
    assert read_refus(petit) == [f"actions.csv, ligne 3 : « {poids} » en « poids ». {attendu}"]


@pytest.mark.parametrize("poids", ["2", "0,5", "0.25", ""])
def test_un_poids_de_toute_forme_usuelle_se_lit(petit: Path, poids: str) -> None:
    edit_fichier(petit, "actions.csv", ";;;2\n", f";;;{poids}\n")
    attendu = float(poids.replace(",", ".")) if poids else None
    assert read_arbre(petit).etat["action", "X2"]["poids"] == attendu


@pytest.mark.parametrize("numero", ["E1", "1.2", "1E1", "007", "0", "-1", "12345", "1²"])
def test_faute_92_un_numero_d_engagement_qui_ne_compte_pas(petit: Path, numero: str) -> None:
    edit_fichier(petit, "engagements.csv", "\n1;", f"\n{numero};")
    attendu = "Attendu : un nombre entier de 1 à 9999, sans zéro devant."
    assert read_refus(petit) == [f"engagements.csv, ligne 2 : « {numero} » en « numero ». {attendu}"]


@pytest.mark.parametrize("code", ["1E1", "1.2", "007"])
def test_un_code_qui_ressemble_a_un_nombre_reste_ce_qui_est_tape(
    petit_arbre: Path, lancer: Lancer, appliquer: Callable[[bytes], dict[str, object]], code: str
) -> None:
    for nom in ("actions.csv", "participations.csv", "indicateurs.csv"):
        edit_fichier(petit_arbre, nom, "X1;", f"{code};")
    assert lancer("init").code == 0
    fichier = appliquer(fill(make_gabarit("accueil"), {"H5": 50}))
    assert (fichier["statut"], list_valeurs(fichier)) == ("ok", {"Avancement!H5": 50})
    assert (code, "2026-T3", 50) in {ligne[:3] for ligne in read_lignes()["suivi"]}


@pytest.mark.parametrize("code", ["X/1", "X|1", "X1/J1"])
def test_faute_92_un_code_que_les_liens_couperaient(petit: Path, code: str) -> None:
    for nom in ("actions.csv", "participations.csv", "indicateurs.csv"):
        edit_fichier(petit, nom, "X1;", f"{code};")
    attendu = "Attendu : un code sans « / » ni « | »."
    assert read_refus(petit) == [f"actions.csv, ligne 2 : « {code} » en « code ». {attendu}"]


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"", f"le fichier est vide, sans même son en-tête. Rétablissez-le : {DE_L_ENTETE}"),
        (b"\xef\xbb\xbf", f"le fichier est vide, sans même son en-tête. Rétablissez-le : {DE_L_ENTETE}"),
        (TITRES, "rien ne suit l’en-tête. Ajoutez au moins une ligne."),
        (f"{TITRES}\n;;;;;;;;;;\n", "rien ne suit l’en-tête. Ajoutez au moins une ligne."),
        (LIGNES, f"l’en-tête manque. Rétablissez-le : {DE_L_ENTETE}"),
        (
            ACTIONS.replace(";poids", ";code"),
            "colonne absente : poids. Rétablissez l’en-tête. Lu à la place : « code ».",
        ),
        (ACTIONS.replace(";poids", ";poids;code"), "colonne en double : code. Gardez-en une seule."),
        (
            ACTIONS.replace(";poids", ";poids;poid"),
            "colonne inconnue : poid. Ôtez-la, ou corrigez son titre ; le plus proche : poids.",
        ),
        (ACTIONS.replace(";", "|"), "les colonnes ne sont pas séparées par « ; ». Enregistrez avec ce séparateur."),
        (ACTIONS.replace(";", ":"), "les colonnes ne sont pas séparées par « ; ». Enregistrez avec ce séparateur."),
        (ACTIONS.encode("utf-16"), "le fichier n’est pas en UTF-8. Enregistrez-le en « CSV UTF-8 »."),
    ],
)
def test_faute_92_un_fichier_d_actions_sans_lignes_ou_sans_colonnes(
    petit: Path, contenu: str | bytes, dit: str
) -> None:
    (petit / "actions.csv").write_bytes(contenu if isinstance(contenu, bytes) else contenu.encode())
    assert read_refus(petit) == [f"actions.csv, ligne 1 : {dit}"]


@pytest.mark.parametrize(
    ("apres", "dit"),
    [
        ("Former".encode("utf-16-le") + b"\xff", "le fichier n’est pas en UTF-8. Enregistrez-le en « CSV UTF-8 »."),
        ("Formé".encode("cp1252"), "le fichier n’est pas en UTF-8. Enregistrez-le en « CSV UTF-8 »."),
        ("For\ufffdmer".encode(), "un signe illisible en « libelle ». Tapez la cellule de nouveau."),
        (b"For\x00mer", "un signe illisible en « libelle ». Tapez la cellule de nouveau."),
        (b'"Former', 'un guillemet droit (") n’est pas fermé, ou ne finit pas sa cellule.'),
        (b'"For"mer', 'un guillemet droit (") n’est pas fermé, ou ne finit pas sa cellule.'),
    ],
)
def test_faute_92_une_ligne_qui_ne_se_lit_pas(petit: Path, apres: bytes, dit: str) -> None:
    (petit / "actions.csv").write_bytes(ACTIONS.encode().replace(b"Former", apres))
    (refus,) = read_refus(petit)
    assert refus.startswith(f"actions.csv, ligne 3 : {dit}")


@pytest.mark.parametrize("apres", ["Former" * 30_000, '"Former' + ";" * 200_000, f'"{"Former" * 30_000}"'])
def test_faute_92_une_cellule_trop_longue_a_sa_propre_raison(petit: Path, apres: str) -> None:
    edit_fichier(petit, "actions.csv", "Former", apres)
    assert read_refus(petit) == [
        "actions.csv, ligne 3 : une cellule de plus de 131\u202f072 caractères. "
        'Raccourcissez-la ; si elle a pris les lignes qui suivent, fermez son guillemet droit (").'
    ]


@pytest.mark.parametrize("longueur", [10_000, 131_072])
def test_une_longue_cellule_du_plan_se_lit(petit: Path, longueur: int) -> None:
    edit_fichier(petit, "actions.csv", "Former", "F" * longueur)
    assert read_arbre(petit).etat["action", "X2"]["libelle"] == "F" * longueur


@pytest.mark.parametrize("signe", ["\u2028", "\x85", "\u00a0"])
def test_un_signe_colle_d_une_page_ne_coupe_pas_une_ligne(petit: Path, signe: str) -> None:
    edit_fichier(petit, "actions.csv", "Former", f"For{signe}mer")
    assert read_arbre(petit).etat["action", "X2"]["libelle"] == f"For{signe}mer"


@pytest.mark.parametrize("jour", ["20261231", "2026-W53-4", "2026-02-31", "0026-12-31", "9999-12-31", "2026-12-٣1"])
def test_faute_92_un_jour_que_personne_ne_veut_dire(petit: Path, jour: str) -> None:
    edit_fichier(petit, "actions.csv", "2026-12-31", jour)
    (refus,) = read_refus(petit)
    assert refus.startswith(f"actions.csv, ligne 2 : « {jour} » en « echeance ». Attendu : une date AAAA-MM-JJ")


@pytest.mark.parametrize(
    ("dates", "dit"),
    [
        ("2030-01-01;", "l’échéance de « X2 », « 2027-12-31 » (plan), précède son début, « 2030-01-01 »."),
        (";2020-01-01", "l’échéance de « X2 », « 2020-01-01 », précède son début, « 2025-01-01 » (plan)."),
        ("2026-01-02;2026-01-01", "« 2026-01-01 » en « echeance » précède « 2026-01-02 » en « debut »."),
    ],
)
def test_faute_92_des_dates_a_l_envers_celles_du_plan_comprises(petit: Path, dates: str, dit: str) -> None:
    edit_fichier(petit, "actions.csv", "prevention;;;2", f"prevention;{dates};2")
    assert read_refus(petit) == [f"actions.csv, ligne 3 : {dit} Corrigez l’une des deux."]


def _share(avant: str, apres: str, *noms: str) -> Changer:
    def share(dossier: Path) -> None:
        for nom in noms:
            edit_fichier(dossier, nom, avant, apres)

    return share


@pytest.mark.parametrize(
    ("changer", "dit"),
    [
        (
            _share("PA;", "OA;", "priorites.csv", "actions.csv"),
            "priorites.csv, ligne 2 : « OA » est déjà le code d’une or",
        ),
        (
            _share("X1;", "oB;", "actions.csv", "participations.csv", "indicateurs.csv"),
            "actions.csv, ligne 2 : « oB » est déjà le code d’une orientation.",
        ),
        (
            _share("X1;", "engagement-1;", "actions.csv", "participations.csv", "indicateurs.csv"),
            "actions.csv, ligne 2 : « engagement-1 » est déjà le code d’un engagement.",
        ),
        (_share("X1;PA", "X1;PA | PB", "actions.csv"), "actions.csv, ligne 2 : « PA | PB » (priorite) est inconnu."),
        (
            _share("X3/J1", "X3", "jalons.csv"),
            "jalons.csv, ligne 2 : « X3 » en « code ». Attendu : le code de l’action",
        ),
        (lambda d: (d / "priorites.csv").unlink(), "priorites.csv : fichier absent du dossier petit. Ajoutez-le."),
        (
            lambda d: ((d / "pilotes.csv").unlink(), (d / "pilotes.csv").mkdir()),
            "pilotes.csv : ce fichier ne peut pas être lu.",
        ),
        (_share("Accueil familial", "", "priorites.csv"), "priorites.csv, ligne 2 : la colonne « libelle » est vide."),
        (
            _share("Villes;catégorie;", "Villes;ville;", "partenaires.csv"),
            "partenaires.csv, ligne 2 : « ville » en « n",
        ),
        (
            lambda d: (d / "schema.csv").write_text(FICHIERS["schema.csv"] + "b;B;C;2025-01-01;2027-12-31;;\n"),
            "schema.csv, ligne 3 : une ligne de plus. Gardez une seule ligne.",
        ),
        (
            lambda d: [f.unlink() for f in d.iterdir()],
            "Le dossier « petit » ne contient aucun des fichiers du plan : schema.csv, sources.csv, ",
        ),
    ],
)
def test_faute_92_une_cause_est_dite_une_fois(petit: Path, changer: Changer, dit: str) -> None:
    """What a line, or a file, makes wrong elsewhere is not told too."""
    changer(petit)
    (refus,) = read_refus(petit)
    assert refus.startswith(dit)


def test_faute_92_un_rattachement_a_une_ligne_refusee_n_est_pas_une_autre_faute(petit: Path) -> None:
    (petit / "partenaires.csv").write_text(
        "nom;nature;type;parent\nVilles;ville;;\nCCAS d’Ailleurs;organisme;;Villes\n", encoding="utf-8"
    )
    assert read_refus(petit) == ["partenaires.csv, ligne 2 : « ville » en « nature ». Attendu : organisme, catégorie."]


def test_faute_92_ce_qui_est_decrit_plus_bas_n_est_pas_dit_inconnu(petit: Path) -> None:
    (petit / "partenaires.csv").write_text(
        "nom;nature;type;parent\nCCAS d’Ailleurs;organisme;;Villes\nVilles;catégorie;;\n", encoding="utf-8"
    )
    (refus,) = read_refus(petit)
    assert refus.startswith("partenaires.csv, ligne 2 : « Villes » (parent) est décrit plus bas, ou ici même. Placez")


@pytest.mark.parametrize("faute", [(";;;2\n", ";;;0\n"), ("X1;PA", "X1;PZ"), (TITRES, "")])
def test_faute_92_rien_n_est_ecrit(petit_arbre: Path, lancer: Lancer, faute: tuple[str, str]) -> None:
    assert lancer("init").code == 0
    avant = read_lignes(), read_etat()
    edit_fichier(petit_arbre, "actions.csv", *faute)
    sortie = lancer("init")
    assert (sortie.code, sortie.out) == (2, "")
    assert sortie.err.startswith("L’arbre n’a pas été chargé :\n  actions.csv, ligne ")
    assert (read_lignes(), read_etat()) == avant


@pytest.mark.parametrize("commande", [["init"], ["journal"], ["template", "--tous", "--trimestre", "2026-T3"]])
def test_faute_92_un_arbre_refuse_ne_laisse_pas_de_base_vide(
    petit_arbre: Path, lancer: Lancer, tmp_path: Path, commande: list[str]
) -> None:
    edit_fichier(petit_arbre, "actions.csv", ";;;2\n", ";;;0\n")
    suite = ["--out", tmp_path / "classeurs"] if commande[0] == "template" else []
    assert lancer(*commande, *suite).code == 2
    assert not find_base().parent.exists()


@pytest.mark.parametrize("commande", ["init", "demo"])
@pytest.mark.parametrize("code", ["petit-2026", "1E1", "PETIT-2025"])
def test_faute_92_un_second_plan_sur_une_base_qui_sert(
    petit_arbre: Path, lancer: Lancer, commande: str, code: str
) -> None:
    assert lancer("init").code == 0
    avant = read_lignes(), read_etat()
    edit_fichier(petit_arbre, "schema.csv", "petit-2025", code)
    sortie = lancer(commande)
    assert (sortie.code, sortie.out) == (2, "")
    assert f"schema.csv, ligne 2 : « {code} » en « code », alors que la base est celle de « petit-2025 »" in sortie.err
    assert "choisissez une autre base" in sortie.err
    assert (read_lignes(), read_etat()) == avant


def test_faute_92_la_base_d_un_autre_plan_ne_devient_pas_une_demonstration(
    petit_arbre: Path, lancer: Lancer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the tree was loaded: nothing was said yet, but it is somebody's plan all the same."""
    assert lancer("init").code == 0
    avant = read_lignes(), read_etat()
    monkeypatch.delenv("SCHEMA_DATA")
    assert lancer("demo").code == 2
    assert (read_lignes(), read_etat()) == avant
    assert find_base().exists()
