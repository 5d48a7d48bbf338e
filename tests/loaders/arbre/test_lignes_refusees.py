"""Each line of the tree that cannot be loaded is named with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.chargement import load_plan
from models.libelle import Sigle
from models.refus import BaseIndisponible
from models.session import open_base
from tests.constats import Lancer, read_lignes
from tests.petit_arbre import FICHIERS, edit_fichier

FAUTES = [
    ("actions.csv", "X1;PA", "X1;PZ", "actions.csv, ligne 2 : « PZ » (priorite) est inconnu. Le plus proche : PA"),
    ("actions.csv", ";accueil;prevention;", ";accueil;mairie;", "actions.csv, ligne 3 : « mairie » (copilotes)"),
    ("actions.csv", "X4;PC", "x2;PC", "actions.csv, ligne 5 : « x2 » figure déjà plus haut. Gardez une seule ligne."),
    ("actions.csv", "Former", "", "actions.csv, ligne 3 : la colonne « libelle » est vide. Renseignez-la."),
    (
        "actions.csv",
        "2026-12-31",
        "31/12/2026",
        "ligne 2 : « 31/12/2026 » en « echeance ». Attendu : une date AAAA-MM-JJ.",
    ),
    ("actions.csv", ";;;2\n", ";;;deux\n", "actions.csv, ligne 3 : « deux » en « poids ». Attendu : un nombre."),
    (
        "actions.csv",
        "X5;PC;Soutenir;officiel",
        "X5;PC;Soutenir;sûr",
        "« sûr » en « statut_libelle ». Attendu : officiel, provisoire.",
    ),
    ("actions.csv", "priorite;", "prio;", "actions.csv, ligne 1 : colonne absente : priorite. Rétablissez l’en-tête."),
    (
        "actions.csv",
        "X4;PC;Repérer",
        "X4;PC;Repérer;tôt",
        "actions.csv, ligne 5 : trop de colonnes. Mettez entre guillemets",
    ),
    (
        "partenaires.csv",
        "CCAS d’Ailleurs",
        "C" * 201,
        "partenaires.csv, ligne 3 : 201 caractères en « nom ». Attendu : 200 au plus.",
    ),
    (
        "engagements.csv",
        "X3 | X5",
        "X3 | Y5",
        "engagements.csv, ligne 2 : « Y5 » (actions) est inconnu. Le plus proche : X5",
    ),
    (
        "participations.csv",
        "X4;CCAS",
        "X4;CAS",
        "participations.csv, ligne 3 : « CAS d’Ailleurs » (partenaire) est inconnu.",
    ),
    (
        "participations.csv",
        "contributeur",
        "ami",
        "participations.csv, ligne 2 : « ami » en « role ». Attendu : copilote, contributeur",
    ),
    (
        "partenaires.csv",
        "organisme",
        "club",
        "partenaires.csv, ligne 3 : « club » en « nature ». Attendu : organisme, catégorie.",
    ),
    ("jalons.csv", "X3/J1", "X9/J1", "jalons.csv, ligne 2 : « X9/J1 » : action inconnue. Attendu : X1/J1."),
    ("indicateurs.csv", "hausse", "plus", "indicateurs.csv, ligne 2 : « plus » en « sens ». Attendu : hausse, baisse."),
    ("schema.csv", "2025-01-01", "", "schema.csv, ligne 2 : la colonne « debut » est vide."),
    (
        "priorites.csv",
        "PB;OA",
        "PB;OC",
        "priorites.csv, ligne 3 : « OC » (orientation) est inconnu. Le plus proche : OA ou OB",
    ),
    (
        "actions.csv",
        "2026-12-31",
        "2024-12-31",
        "actions.csv, ligne 2 : « 2024-12-31 » en « echeance » précède « 2025-01-01 » en « debut ». Corrigez l’une des "
        "deux.",
    ),
    (
        "schema.csv",
        "2027-12-31",
        "2024-12-31",
        "schema.csv, ligne 2 : « 2024-12-31 » en « fin » précède « 2025-01-01 » en « debut ». Corrigez l’une des deux.",
    ),
]
"""A line, what it becomes, what is said of it; an end before its start is fault 26."""


@pytest.mark.parametrize(("nom", "avant", "apres", "attendu"), FAUTES)
def test_ligne_fautive_nommee_avec_son_remede(
    petit_arbre: Path, lancer: Lancer, nom: str, avant: str, apres: str, attendu: str
) -> None:
    edit_fichier(petit_arbre, nom, avant, apres)
    sortie = lancer("init")
    assert sortie.code == 2
    assert attendu in sortie.err
    with pytest.raises(BaseIndisponible), open_base() as session:
        load_plan(session)


def test_une_partie_de_la_charte_est_l_une_des_deux(petit_arbre: Path, lancer: Lancer) -> None:
    """The key of a line may be of a closed list too, though it is no value to load."""
    parties = "code;nom;nom_long\nmairie;La Ville;\npartenaire;La fédération;\n"
    (petit_arbre / "charte_parties.csv").write_text(parties, encoding="utf-8")
    sortie = lancer("init")
    assert sortie.code == 2
    assert "charte_parties.csv, ligne 2 : « mairie » en « code ». Attendu : departement, partenaire." in sortie.err
    assert "ligne 3" not in sortie.err


SIGLES = [
    ("ASE;L’aide;", "ligne 2 : « L’aide » en « developpe », sans rien en « source ». Renseignez les deux, ou"),
    ("ASE;;\nase;;", "ligne 3 : « ase » en « sigle ». Attendu : un sigle, de lettres et de chiffres, dont deux"),
    ("ASE;;\nASE;;", "ligne 3 : « ASE » figure déjà plus haut. Gardez une seule ligne."),
    ("<ASE>;;", "ligne 2 : « <ASE> » en « sigle ». Attendu : un sigle, de lettres et de chiffres, dont deux"),
    (";L’aide;La loi", "ligne 2 : la colonne « sigle » est vide. Renseignez-la."),
]


@pytest.mark.parametrize(("lignes", "attendu"), SIGLES)
def test_sigle_refuse_avec_son_remede(petit_arbre: Path, lancer: Lancer, lignes: str, attendu: str) -> None:
    (petit_arbre / "sigles.csv").write_text(f"sigle;developpe;source\n{lignes}\n", encoding="utf-8")
    sortie = lancer("init")
    assert sortie.code == 2
    assert f"sigles.csv, {attendu}" in sortie.err


def test_colonne_inconnue_des_sigles(petit_arbre: Path, lancer: Lancer) -> None:
    (petit_arbre / "sigles.csv").write_text("sigle;developpe;source;lien\nASE;;;\n", encoding="utf-8")
    attendu = "sigles.csv, ligne 1 : colonne inconnue : lien. Ôtez-la, ou corrigez son titre ; le plus proche : sigle."
    assert attendu in lancer("init").err


def test_sigles_charges_dans_l_ordre_du_fichier(petit_arbre: Path, lancer: Lancer) -> None:
    lignes = "sigle;developpe;source\nPMI;;\nASE;Aide sociale à l’enfance;Une loi\n"
    (petit_arbre / "sigles.csv").write_text(lignes, encoding="utf-8")
    assert lancer("init").code == 0
    with open_base() as session:
        assert load_plan(session).sigles == (Sigle("PMI"), Sigle("ASE", "Aide sociale à l’enfance", "Une loi"))


def test_fichier_absent_ou_mal_encode(petit_arbre: Path, lancer: Lancer) -> None:
    (petit_arbre / "pilotes.csv").unlink()
    (petit_arbre / "sources.csv").write_bytes("code;titre;date;emetteur\nS1;Délibération;;\n".encode("latin-1"))
    erreurs = lancer("init").err
    assert "pilotes.csv : fichier absent du dossier petit. Ajoutez-le." in erreurs
    assert "sources.csv, ligne 2 : le fichier n’est pas en UTF-8. Enregistrez-le en « CSV UTF-8 »." in erreurs


def test_fautes_toutes_ensemble_et_arbre_deja_charge(petit_arbre: Path, lancer: Lancer) -> None:
    lancer("init")
    avant = read_lignes()
    edit_fichier(petit_arbre, "actions.csv", "X1;PA", "X1;PZ")
    edit_fichier(petit_arbre, "actions.csv", "X5;PC", "X5;PY")
    sortie = lancer("init")
    assert (sortie.code, sortie.err.count("actions.csv, ligne")) == (2, 2)
    assert read_lignes() == avant


@pytest.mark.parametrize("forme", ["bom", "virgules", "crlf"])
def test_formes_que_les_tableurs_donnent_aux_csv(petit_arbre: Path, lancer: Lancer, forme: str) -> None:
    for nom, contenu in FICHIERS.items():
        texte = contenu.replace(";", ",") if forme == "virgules" else contenu
        texte = texte.replace("\n", "\r\n") if forme == "crlf" else texte
        (petit_arbre / nom).write_bytes(texte.encode("utf-8-sig" if forme == "bom" else "utf-8"))
    assert lancer("init").code == 0
    with open_base() as session:
        assert [a.libelle.texte for a in load_plan(session).actions][:2] == ["Recruter", "Former"]
