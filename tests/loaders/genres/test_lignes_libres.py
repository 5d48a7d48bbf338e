"""What the free rows create: jalons, indicateurs, partners, and their undoing; a copilot's workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from loaders.base.preparation import ensure_base
from tests.constats import Lancer, Verifier, find_message, list_places, list_valeurs, read_lignes
from tests.fabrique import MAINTENANT, fill, make_gabarit

T4 = "2026-T4"


NOUVEAUX: dict[str, object] = {
    **{"Jalons!A9": "A16", "Jalons!B9": "Un nouveau jalon", "Jalons!C9": date(2027, 3, 31)},
    **{"Jalons!A10": "A16", "Jalons!B10": "Un second jalon", "Jalons!E10": date(2026, 11, 2)},
    **{"Jalons!A11": "A17", "Jalons!B11": "Un premier jalon"},
    **{"Indicateurs!A8": "A17", "Indicateurs!B8": "Un nouvel indicateur", "Indicateurs!C8": "jours"},
    **{"Indicateurs!D8": 12, "Indicateurs!F8": 20},
    **{"Partenaires!A21": "A17", "Partenaires!B21": "Mairie d’Ailleurs", "Partenaires!D21": "Contributeur"},
    **{"Partenaires!A22": "A33", "Partenaires!B22": "mairie d'ailleurs", "Partenaires!E22": "Un prêt de salle"},
}


def test_creer_puis_annuler(verifier: Verifier, appliquer: Verifier, lancer: Lancer, gabarit_t4: bytes) -> None:
    avant = read_lignes()
    fichier = appliquer(fill(gabarit_t4, NOUVEAUX), "--creer-partenaires")
    assert (fichier["statut"], fichier["anomalies"]) == ("ok", [])
    apres = read_lignes()
    nouvelles = {t: [x for x in lignes if x not in avant[t]] for t, lignes in apres.items()}
    assert [x[:3] for x in nouvelles["jalon"]] == [
        ("A16/J3", "A16", "Un nouveau jalon"),
        ("A16/J4", "A16", "Un second jalon"),
        ("A17/J1", "A17", "Un premier jalon"),
    ]
    assert nouvelles["suivi_jalon"] == [("A16/J4", T4, None, "2026-11-02")]
    assert [x[0] for x in nouvelles["indicateur"]] == ["A17/Un nouvel indicateur"]
    assert [x[0] for x in nouvelles["partenaire"]] == ["Mairie d’Ailleurs"]
    assert [x[0] for x in nouvelles["implication"]] == ["A17/Mairie d’Ailleurs", "A33/Mairie d’Ailleurs"]
    renvoi = verifier(fill(gabarit_t4, NOUVEAUX | {"L5": "Autre"}))
    assert list_valeurs(renvoi) == {"Avancement!L5": "Autre"}
    assert lancer("undo", fichier["remontee"], "--auteur", "C").code == 0
    assert read_lignes() == avant


def test_ce_qu_une_suivante_utilise_ne_s_annule_pas(appliquer: Verifier, lancer: Lancer, gabarit_t4: bytes) -> None:
    creation = appliquer(fill(gabarit_t4, NOUVEAUX), "--creer-partenaires")["remontee"]
    usage = {"Jalons!A9": "A16/J3", "Jalons!E9": date(2026, 11, 3)}
    suivante = appliquer(fill(gabarit_t4, usage))["remontee"]
    sortie = lancer("undo", creation, "--auteur", "C")
    assert (sortie.code, f"n° {suivante}" in sortie.err) == (1, True)
    lancer("undo", suivante, "--auteur", "C")
    usage = {"Partenaires!A21": "A16", "Partenaires!B21": "Mairie d’Ailleurs", "Partenaires!D21": "Informé"}
    suivante = appliquer(fill(gabarit_t4, usage))["remontee"]
    sortie = lancer("undo", creation, "--auteur", "C")
    assert (sortie.code, f"n° {suivante}" in sortie.err) == (1, True)


def test_partenaire_inconnu(verifier: Verifier, gabarit_t4: bytes) -> None:
    places = {"Partenaires!A21": "A16", "Partenaires!B21": "Mision locale", "Partenaires!D21": "Informé"}
    fichier = verifier(fill(gabarit_t4, places))
    assert list_places(fichier) == [("partenaire_inconnu", "erreur", "Partenaires", 21, "B")]
    message = find_message(fichier, "partenaire_inconnu")
    assert "« Mision locale » inconnu. Les plus proches : « " in message
    assert message.count("«") == 5
    assert "choisissez « créer ce partenaire » (--creer-partenaires)" in message


def test_partenaire_nouveau_dont_la_premiere_ligne_est_fautive(appliquer: Verifier, gabarit_t4: bytes) -> None:
    """The row that first names the partner is refused; the next one creates it."""
    places = {
        **{
            "Partenaires!A21": "A17",
            "Partenaires!B21": "Nouveau",
            "Partenaires!D21": "Beaucoup",
            "Partenaires!E21": "a",
        },
        **{"Partenaires!A22": "A33", "Partenaires!B22": "nouveau", "Partenaires!D22": "Informé"},
    }
    fichier = appliquer(fill(gabarit_t4, places), "--creer-partenaires", "--lignes-valides")
    assert list_places(fichier) == [("valeur_inconnue", "erreur", "Partenaires", 21, "D")]
    assert fichier["remontee"] is not None
    assert [x[0] for x in read_lignes()["partenaire"] if x[0] == "Nouveau"] == ["Nouveau"]


def test_lignes_libres_incompletes(verifier: Verifier, gabarit_t4: bytes) -> None:
    places: dict[str, object] = {"Jalons!A9": "A16", "Jalons!E9": date(2026, 11, 2)}
    places |= {"Indicateurs!A8": "A17", "Indicateurs!F8": 20, "Partenaires!A21": "A17", "Partenaires!D21": "Informé"}
    fichier = verifier(fill(gabarit_t4, places))
    assert list_places(fichier) == [
        ("libelle_manquant", "erreur", "Jalons", 9, "B"),
        ("libelle_manquant", "erreur", "Indicateurs", 8, "B"),
        ("libelle_manquant", "erreur", "Partenaires", 21, "B"),
    ]


def test_jalon_nouveau_en_double(verifier: Verifier, gabarit_t4: bytes) -> None:
    places = {f"Jalons!A{n}": "A16" for n in (9, 10, 11)} | {f"Jalons!B{n}": "Le même" for n in (9, 10)}
    places |= {"Jalons!B11": "équipes formées au référentiel d'évaluation", "Jalons!E11": "02/11/2026"}
    fichier = verifier(fill(gabarit_t4, places))
    assert list_places(fichier) == [("doublon_identique", "avertissement", "Jalons", 9, "A")]
    assert {(c["reference"], c["champ"]) for c in fichier["changements"]} == {
        ("A16/J1", "atteint_le"),
        ("A16/J3", "libelle"),
    }
    assert len(fichier["changements"]) == 2


def test_classeur_d_un_copilote(petit_arbre: Path, verifier: Verifier, tmp_path: Path) -> None:
    ensure_base(MAINTENANT)
    octets = make_gabarit("prevention")
    chemin = tmp_path / "copilote.xlsx"
    chemin.write_bytes(octets)
    lignes = [(x[0], x[3]) for x in load_workbook(chemin)["Avancement"].iter_rows(min_row=5, values_only=True) if x[0]]
    assert lignes == [("X2", "Former (en copilotage)"), ("X4", "Repérer"), ("X5", "Soutenir")]
    fichier = verifier(fill(octets, {"H5": 20, "A7": "X1", "H7": 30}))
    assert list_places(fichier) == [("action_autre_pilote", "erreur", "Avancement", 7, "A")]
    assert list_valeurs(fichier) == {"Avancement!H5": 20}
