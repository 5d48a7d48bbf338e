"""Words that fill a cell and say nothing, or ask for something else than a value (faults 60 to 62)."""

from __future__ import annotations

import pytest

from loaders.cellules.riens import Rien, find_rien
from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.lignes.genre import GenreClasseur
from models.colonnes import Feuille, Genre
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS
from tests.classeurs_partenariat import make, type_ligne
from tests.constats import Verifier, find_message, list_places, list_valeurs, read_constat
from tests.fabrique import fill, make_gabarit

NON_DITS = """RAS R.A.S. ras. Néant Aucun Aucune. N/A n.a. NC nc. nd ? ?? … ... 0 XXX S.O. Non nul
rien à signaler|R A S|Rien de particulier|Pas de blocage|Aucun blocage ce trimestre|sans objet|pas de décision attendue
Aucun point de blocage identifié|néant, rien à signaler|aucune difficulté ni frein|à compléter|non renseigné|* * *
R.A.S. pour ce trimestre|RAS depuis octobre|Aucun frein sur la période|Bonjour, RAS|Rien à signaler au 12/11|à définir
pas d’infos|inconnu|Rien à ajouter|#N/A|néant, merci"""
REPRISES = """idem Idem. id. inchangé INCHANGÉE
idem T3|Idem T3 2026|cf. T3|voir ci-dessus|Voir plus haut|cf trimestre précédent|sans changement|pas d’évolution
rien de nouveau|même chose|comme au T3|inchangé depuis le T2 2026|ras / idem|RAS (idem T3)|toujours pareil|stable
voir A16|cf. remontée T3|voir ligne précédente|même blocage qu’au T2|Idem depuis juin|reconduit"""
RETRAITS = """Effacer. effacer! « EFFACER » supprimer
à effacer|merci d’effacer|EFFACER svp|à supprimer, merci|à vider|ôter"""
LEVEES = """levé Levée. résolu Débloqué réglée
plus de blocage|n’est plus bloquée|Blocage levé|Décision prise|décision obtenue le 12/10/2026|plus d’actualité
Point de blocage levé en octobre|résolu depuis octobre|OK c’est réglé|débloqué le 12/11|tranché
Décision validée le 3 mars|n’a plus lieu d’être|plus besoin|levé au T3, le 12/11|enfin débloquée"""
DITS = """Budget 12 A12 idéal
Pas de réunion ce trimestre|Débloqué : enveloppe votée|Rien ne sera signé avant mars|Aucun poste pourvu
En attente de la commission|Voir la note du 3 mars|effacement des dettes|Sans hébergement d’urgence|Décision prise le 3
retirer le dossier|Villes, associations|comme convenu, le poste est ouvert|Vote en mars
le 12/11/2026|Novembre 2026|depuis octobre|T3 2026|Merci de relancer|Enfin une date|Blocage depuis octobre
Ok de la Ville|Finalement reporté|aucun candidat en mars|Points réglés : toiture|Voir avec la direction
Stabilisation des équipes"""


def split(formes: str) -> list[str]:
    """The first line by spaces, the others by bars."""
    premiere, *autres = formes.splitlines()
    return [*premiere.replace("« EFFACER »", "«EFFACER»").split(), *(f for ligne in autres for f in ligne.split("|"))]


@pytest.mark.parametrize(
    ("formes", "attendu"),
    [(NON_DITS, Rien.NON_DIT), (REPRISES, Rien.REPRISE), (RETRAITS, Rien.RETRAIT), (LEVEES, None), (DITS, None)],
    ids=["non dits", "reprises", "retraits", "levées", "dits"],
)
def test_what_words_say(formes: str, attendu: Rien | None) -> None:
    assert {forme: find_rien(forme) for forme in split(formes)} == dict.fromkeys(split(formes), attendu)


def test_a_blocage_is_lifted_only_where_it_stays_shown() -> None:
    assert {f: find_rien(f, reconduite=True) for f in split(LEVEES)} == dict.fromkeys(split(LEVEES), Rien.RETRAIT)
    assert {f: find_rien(f, reconduite=True) for f in split(DITS)} == dict.fromkeys(split(DITS))


def test_a_long_text_is_never_nothing() -> None:
    assert find_rien("ras " * 40) is None


def test_nothing_is_stored_of_words_that_say_nothing(verifier: Verifier, base: str) -> None:
    octets = fill(make_gabarit(), {"H5": 30, "M5": "RAS", "N5": "Néant", "K6": "idem", "L6": "0", "I7": "inchangé"})
    fichier = verifier(octets)
    assert list_valeurs(fichier) == {"Avancement!H5": 30}
    assert list_places(fichier) == [
        ("valeur_nulle", "avertissement", "Avancement", 5, "M"),
        ("valeur_nulle", "avertissement", "Avancement", 5, "N"),
        ("valeur_reprise", "avertissement", "Avancement", 6, "K"),
        ("valeur_nulle", "avertissement", "Avancement", 6, "L"),
        ("valeur_reprise", "avertissement", "Avancement", 7, "I"),
    ]
    messages = [read_constat(a) for a in fichier["anomalies"]]
    assert messages[0] == "Point de blocage : « RAS » est lu comme une cellule vide."
    assert messages[2] == (
        "Fait marquant du trimestre : « idem » est lu comme une cellule vide : rien n’est recopié d’ailleurs. Si rien "
        "n’a changé, mettez un « x » dans « Sans changement (x) » ; sinon, récrivez le texte."
    )


def test_same_as_before_is_what_its_own_column_says(verifier: Verifier, appliquer: Verifier, base: str) -> None:
    appliquer(fill(make_gabarit(trimestre="2026-T2"), {"H5": 30, "H6": 20}))
    fichier = verifier(fill(make_gabarit(), {"Q5": "sans changement", "Q6": "idem T2", "Q7": "RAS"}))
    assert list_valeurs(fichier) == {"Avancement!Q5": True, "Avancement!Q6": True}
    assert list_places(fichier) == [("valeur_nulle", "avertissement", "Avancement", 7, "Q")]


def test_words_that_say_nothing_explain_nothing(verifier: Verifier, base: str) -> None:
    fichier = verifier(fill(make_gabarit(), {"J5": "Orage", "K5": "R.A.S.", "M5": "aucun blocage"}))
    assert ("meteo_sans_commentaire", "erreur", "Avancement", 5, "J") in list_places(fichier)
    assert list_valeurs(fichier) == {}


@pytest.mark.parametrize(
    ("colonne", "mot", "code", "suite"),
    [
        ("M", "RAS", "valeur_nulle", "Le point de blocage du T2 2026 (« Foncier gelé ») reste affiché. Pour l’ôter, "),
        ("N", "pas de décision", "valeur_nulle", "La décision attendue du T2 2026 (« Voter ») reste affichée. Pour"),
        ("M", "levé", "retrait_a_confirmer", "Le point de blocage du T2 2026 (« Foncier gelé ») reste affiché. Pour "),
        ("N", "Effacer.", "retrait_a_confirmer", "La décision attendue du T2 2026 (« Voter ») reste affichée. Pour "),
    ],
)
def test_what_stays_shown_is_told(
    verifier: Verifier, appliquer: Verifier, base: str, colonne: str, mot: str, code: str, suite: str
) -> None:
    appliquer(fill(make_gabarit(trimestre="2026-T2"), {"H5": 30, "M5": "Foncier gelé", "N5": "Voter"}))
    fichier = verifier(fill(make_gabarit(), {"H5": 30, f"{colonne}5": mot}))
    assert list_places(fichier) == [(code, "avertissement", "Avancement", 5, colonne)]
    message = find_message(fichier, code)
    assert suite in message
    assert "EFFACER" in message
    assert list_valeurs(fichier) == {"Avancement!H5": 30}
    rien = verifier(fill(make_gabarit(), {"H6": 30, f"{colonne}6": mot}))
    assert "reste affich" not in find_message(rien, code)


def test_erasing_words_are_stored_nowhere(verifier: Verifier, base: str) -> None:
    fichier = verifier(
        fill(make_gabarit(), {"H5": "à effacer", "K5": "Effacer.", "J5": "supprimer", "P5": "EFFACER !"})
    )
    assert [(code, place) for code, _, _, _, place in list_places(fichier)] == [
        ("retrait_a_confirmer", lettre) for lettre in "HJKP"
    ]
    assert list_valeurs(fichier) == {}


@pytest.mark.parametrize(
    ("genre", "feuille"), [(PARTENAIRES, LISTE), (CHARTE, APPRECIATIONS)], ids=lambda x: str(x)[:9]
)
def test_other_kinds_of_workbook_have_the_same_words(
    verifier: Verifier, base: str, genre: GenreClasseur, feuille: Feuille
) -> None:
    octets = make(genre)
    libre = next(rang for rang, c in enumerate(feuille.colonnes) if c.saisie and c.genre is Genre.TEXTE)
    lettre, lignes = chr(ord("A") + libre), (5, 6, 7)
    for ligne, mot in zip(lignes, ("RAS", "idem", "à effacer"), strict=True):
        octets = type_ligne(octets, feuille, ligne, **{lettre: mot})
    fichier = verifier(octets)
    codes = ("valeur_nulle", "valeur_reprise", "retrait_a_confirmer")
    assert list_places(fichier) == [
        (code, "avertissement", feuille.nom, ligne, lettre) for code, ligne in zip(codes, lignes, strict=True)
    ]
    assert list_valeurs(fichier) == {}


def test_a_box_to_tick_is_advised_only_where_it_says_that_nothing_changed(verifier: Verifier, base: str) -> None:
    octets = type_ligne(make(PARTENAIRES), PARTICIPATIONS, 5, D="idem")
    message = find_message(verifier(octets), "valeur_reprise")
    assert "laissez la cellule vide" in message
    assert "« x »" not in message


def test_the_words_of_a_list_come_first(verifier: Verifier, base: str) -> None:
    fichier = verifier(fill(make_gabarit(), {"I5": "Sans objet", "H6": 0, "H7": "0", "Q8": "non"}))
    assert list_valeurs(fichier) == {"Avancement!I5": "Sans objet", "Avancement!H6": 0, "Avancement!H7": 0}
    assert [c for c, *_ in list_places(fichier)] == ["valeur_nulle"]
