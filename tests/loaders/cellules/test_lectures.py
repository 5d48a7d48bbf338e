"""What people really type in a cell, shape by shape, with the value it must give (faults 22 to 26)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from tests.constats import Verifier, find_message, list_places, list_valeurs, read_constat
from tests.fabrique import Format, fill, make_gabarit, nfd, patch

ERREUR, AVIS = "erreur", "avertissement"
Formes = Sequence[tuple[object, object, str | None]]


def check_formes(verifier: Verifier, colonne: str, formes: Formes, **autres: object) -> None:
    """Put each shape in its own row of a workbook of every action; (shape, value, warning or None) must come out.

    `autres` is typed on every row; ERREUR as value means that the row is refused, with the code in third place.
    """
    lignes = range(5, 5 + len(formes))
    places: dict[str, object] = {f"{colonne}{n}": f[0] for n, f in zip(lignes, formes, strict=True)}
    places |= {f"{c}{n}": valeur for n in lignes for c, valeur in autres.items()}
    fichier = verifier(fill(make_gabarit(None), places))
    lus = {c: v for c, v in list_valeurs(fichier).items() if c.startswith(f"Avancement!{colonne}")}
    attendus = {f"Avancement!{colonne}{n}": v for n, (_, v, _) in zip(lignes, formes, strict=True) if v is not ERREUR}
    assert lus == attendus
    dits = [(code, gravite, ligne) for code, gravite, _, ligne, _ in list_places(fichier)]
    voulus = [
        (code, ERREUR if v is ERREUR else AVIS, n) for n, (_, v, code) in zip(lignes, formes, strict=True) if code
    ]
    assert dits == voulus


def test_pourcentages(verifier: Verifier, base: str) -> None:
    check_formes(
        verifier,
        "H",
        [
            *((forme, 45, None) for forme in (45, 45.0, "45", "45 %", "45%", "45,0", " 45 ", "45\u00a0%", "45\u202f%")),
            *(
                (forme, 45, None)
                for forme in ("４５", "+45", "\n45", "45 ％", Format(0.45, "0 %"), Format(0.45, "0.00%"))
            ),
            (Format(45, '0" %"'), 45, None),
            (Format(45, "0\\%"), 45, None),
            (Format(45, "@"), 45, None),
            (Format(0.29, "0%"), 29, None),
            (Format(1, "0 %"), 100, None),
            *((forme, 0, None) for forme in (0, "0", "0 %", Format(0, "0%"))),
            *((forme, 100, None) for forme in (100, "100 %", "100,0")),
            *((forme, 46, "arrondi") for forme in (45.5, "45,5", "45.5 %", Format(0.455, "0.0%"))),
            ("0,45 %", 0, "arrondi"),
            ("99,6", 100, "arrondi"),
            (Format(1.5, "0%"), ERREUR, "hors_bornes"),
            ("100,1", ERREUR, "hors_bornes"),
            ("45 % env.", ERREUR, "valeur_illisible"),
            (date(2026, 2, 14), ERREUR, "valeur_illisible"),
        ],
    )


def test_statuts(verifier: Verifier, base: str) -> None:
    """Fault 75: any gender, any number, a point at the end; what is not certain is an error."""
    check_formes(
        verifier,
        "I",
        [
            *(
                (f, "En cours", None)
                for f in ("En cours", "en cours", "EN COURS", " En  cours ", "En\u00a0cours", "En\ncours")
            ),
            *((f, "Réalisée", None) for f in ("Réalisée", "realisee", "RÉALISÉE", nfd("Réalisée"), "Réalisée\u200b")),
            *((f, "Non démarrée", None) for f in ("non demarree", "Non\u202fdémarrée")),
            *((f, "Bloquée", None) for f in ("bloquee", "BLOQUEE")),
            ("en pause", "En pause", None),
            ("abandonnee", "Abandonnée", None),
            ("SANS OBJET", "Sans objet", None),
            *((f, "Réalisée", None) for f in ("Réalisé", "Terminées", "clôturé.", "Achevée", "réalisé·e", "Clos")),
            *((f, "Bloquée", None) for f in ("Bloqué", "bloqués")),
            *((f, "En cours", None) for f in ("En cours.", "en-cours", "« En cours »")),
            *((f, ERREUR, "valeur_inconnue") for f in ("Débloquée", "En retard", 3, "En projet")),
        ],
    )


PROCHES = {
    "I": {
        "Debloquée": " Vouliez-vous dire « En cours » ?",
        "Déboquée": "",
        "Non réalisée": " Vouliez-vous dire « Non démarrée » ou « En cours » ?",
        "Bloquage": " Vouliez-vous dire « Bloquée » ?",
        "Réalizée": " Vouliez-vous dire « Réalisée » ?",
        "À venir": " Vouliez-vous dire « Non démarrée » ?",
        "Mardi": "",
    },
    "J": {"Pluie": " Vouliez-vous dire « Couvert » ou « Nuage » ?", "Solei": " Vouliez-vous dire « Soleil » ?"},
    "Partenaires!D": {
        "Mobilisé": " Vouliez-vous dire « Contributeur » ou « Co-porteur » ?",
        "Non informé": " Vouliez-vous dire « Non mobilisé » ?",
        "Informer": " Vouliez-vous dire « Informé » ?",
    },
}


def test_mot_inconnu_dit_le_plus_proche_par_le_sens(verifier: Verifier, base: str) -> None:
    """Fault 72: never the word of the opposite sense, however near its spelling."""
    voulus = {
        f"{colonne}{n}": (mot, suite)
        for colonne, mots in PROCHES.items()
        for n, (mot, suite) in enumerate(mots.items(), start=5)
    }
    fichier = verifier(fill(make_gabarit(None), {place: mot for place, (mot, _) in voulus.items()}))
    dits = {f"{a['feuille']}!{a['colonne']}{a['ligne']}": a for a in fichier["anomalies"]}
    assert len(dits) == len(voulus)
    for place, (mot, suite) in voulus.items():
        anomalie = dits[place if "!" in place else f"Avancement!{place}"]
        assert anomalie["valeur"] == mot
        assert f"« {mot} » lu ; attendu : " in read_constat(anomalie)
        assert read_constat(anomalie).partition(" lu ; attendu : ")[2].partition(".")[2] == suite


def test_meteos(verifier: Verifier, base: str) -> None:
    check_formes(
        verifier,
        "J",
        [
            *((f, "Soleil", None) for f in ("soleil", "SOLEIL", "Soleil (Objectifs sécurisés)", "objectifs securises")),
            *((f, "Nuage", None) for f in ("Nuage « Appuis nécessaires »", "appuis nécessaires")),
            ("Couvert ", "Couvert", None),
            ("orage", "Orage", None),
            *((f, "Soleil", None) for f in ("☀️", "☀", "🌞", "soleil ☀️", "Ensoleillé")),
            *((f, m, None) for f, m in (("⛅", "Couvert"), ("☁️", "Nuage"), ("⛈️", "Orage"), ("Orageux", "Orage"))),
            ("Nuages.", "Nuage", None),
            *((f, ERREUR, "valeur_inconnue") for f in ("Pluie", "vert", "1")),
        ],
        K="Un fait",
    )


def test_meteo_sans_commentaire(verifier: Verifier, base: str) -> None:
    fichier = verifier(
        fill(make_gabarit(), {"J5": "Orage", "J6": "Nuage", "M6": "Un blocage", "J7": "Nuage", "K7": "-"})
    )
    assert list_places(fichier) == [
        ("meteo_sans_commentaire", ERREUR, "Avancement", 5, "J"),
        ("meteo_sans_commentaire", ERREUR, "Avancement", 7, "J"),
    ]
    assert "remplissez « Point de blocage » ou « Fait marquant »" in read_constat(fichier["anomalies"][0])
    assert list_valeurs(fichier) == {"Avancement!J6": "Nuage", "Avancement!M6": "Un blocage"}


JOUR = "2026-09-30"


def test_dates(verifier: Verifier, base: str) -> None:
    check_formes(
        verifier,
        "P",
        [
            *((f, JOUR, None) for f in (date(2026, 9, 30), datetime(2026, 9, 30, 15, 30), Format(46_295, "General"))),
            *((f, JOUR, None) for f in ("30/09/2026", "30-09-2026", "30.09.2026", "30/9/2026", "2026-09-30")),
            *((f, JOUR, None) for f in ("30 septembre 2026", "30 sept. 2026", "2026-09-30T00:00:00", " 30/09/2026 ")),
            ("1er août 2026", "2026-08-01", None),
            *((f, JOUR, "date_interpretee") for f in ("30/09/26", "sept. 2026", "Septembre 2026", "SEPT 2026")),
            ("févr. 2028", "2028-02-29", "date_interpretee"),
            ("déc 2026", "2026-12-31", "date_interpretee"),
            *((f, ERREUR, "date_invalide") for f in ("31/02/2026", "09/30/2026", "bientôt", "T3 2026", "jui 2026")),
            *((f, ERREUR, "date_invalide") for f in ("maison 2026", "30/09/1999", "30/09/2101", 60, -5, 0)),
            *((f, ERREUR, "date_invalide") for f in (99_999_999_999, time(12, 30), True)),
            (Format(99_999_999, "General"), ERREUR, "date_invalide"),
        ],
    )


def test_case_a_cocher(verifier: Verifier, demo: str) -> None:
    """FALSE is a box left empty; what is quoted is what the person sees."""
    octets = fill(make_gabarit(trimestre="2026-T4"), {"H5": 85, "Q5": False, "Q6": True, "Q7": "X.", "I7": False})
    fichier = verifier(octets)
    assert list_valeurs(fichier) == {"Avancement!H5": 85, "Avancement!Q6": True}
    assert "« FAUX » lu" in find_message(fichier, "valeur_inconnue")


def test_dates_d_un_classeur_1904(verifier: Verifier, base: str) -> None:
    def to_1904(contenu: bytes) -> bytes:
        return contenu.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')

    octets = fill(make_gabarit(), {"P5": Format(44_833, "dd/mm/yyyy"), "P6": Format(44_833, "General")})
    fichier = verifier(patch(octets, "xl/workbook.xml", to_1904))
    assert list_valeurs(fichier) == {"Avancement!P5": JOUR, "Avancement!P6": JOUR}


def test_textes(verifier: Verifier, base: str) -> None:
    """As typed, as shown (fault 77); what belongs in another column is pointed out (fault 65)."""
    check_formes(
        verifier,
        "K",
        [
            ("  Un fait \n", "Un fait", None),
            ("Deux\r\nlignes", "Deux\nlignes", None),
            (nfd("Été"), "Été", None),
            ("- un tiret", "- un tiret", None),
            ("Œuvre ﬁnie’", "Œuvre ﬁnie’", None),
            *((f, f, "texte_deplace") for f in ("70", "45 %", "En cours", "Soleil", "⛅", "Bloqué", "x", "oui")),
            *((f, f, "texte_deplace") for f in ("Contributeur", "Copilote", "Tenu", "organisme")),
            *((f, f, "texte_deplace") for f in ("30/09/2026", "2026-09-30", "septembre 2026", "10:30:00")),
            ("Soleil attendu", "Soleil attendu", None),
            ("Réunion du 30/09/2026", "Réunion du 30/09/2026", None),
            (12, "12", "texte_deplace"),
            (12.5, "12,5", "texte_deplace"),
            (Format(0.45, "0 %"), "45 %", "texte_deplace"),
            (date(2026, 9, 30), "30/09/2026", "texte_deplace"),
            (time(14, 30), "14:30:00", "texte_deplace"),
            (Format(time(14, 30), "hh:mm"), "14:30", "texte_deplace"),
            (Format(timedelta(hours=33, minutes=45), "[h]:mm"), "33:45", "texte_deplace"),
            (Format(12, "00000"), "00012", "texte_deplace"),
            (Format(1234, "# ##0"), "1 234", "texte_deplace"),
            (Format(1234567.5, "General"), "1234567,5", "texte_deplace"),
            (True, "VRAI", "texte_deplace"),
            ("45 places ouvertes", "45 places ouvertes", None),
            ("appeler le 06 12 34 56 78", "appeler le 06 12 34 56 78", "donnee_personnelle"),
            ("jean@exemple.fr", "jean@exemple.fr", "donnee_personnelle"),
            ("1 84 12 76 451 089 46", "1 84 12 76 451 089 46", "donnee_personnelle"),
        ],
    )


def test_un_telephone_est_lu_comme_il_s_affiche(verifier: Verifier, base: str) -> None:
    """Fault 77: the digits of a pattern are what the person sees, and what a text keeps."""
    forme = Format(612345678, '0#" "##" "##" "##" "##')
    fichier = verifier(fill(make_gabarit(), {"K6": forme, "H5": forme, "P5": Format(4500, '0" "0" "0" "0')}))
    assert list_valeurs(fichier) == {"Avancement!K6": "06 12 34 56 78"}
    assert {"donnee_personnelle", "hors_bornes", "date_invalide"} <= {code for code, *_ in list_places(fichier)}
    assert "« 06 12 34 56 78 » lu" in find_message(fichier, "hors_bornes")


def test_ce_qui_est_cite_est_ce_qui_s_affiche(verifier: Verifier, base: str) -> None:
    octets = fill(make_gabarit(), {"H5": Format(45, "0 %"), "H6": Format(date(1905, 7, 18), "dd/mm/yyyy"), "H7": False})
    messages = [read_constat(a) for a in verifier(octets)["anomalies"]]
    cites = ["« 4500 % » lu", "« 18/07/1905 » lu", "« FAUX » lu"]
    assert [cite in message for cite, message in zip(cites, messages, strict=True)] == [True] * 3


def test_nombres(verifier: Verifier, base: str) -> None:
    formes = {12: 12.0, "1 234,5": 1234.5, "1\u202f234": 1234.0, "-3,2": -3.2, Format(0.07, "0%"): 7.0, "12 %": 12.0}
    for (forme, attendu), ligne in zip(formes.items(), (5, 6, 7, 5, 6, 7), strict=True):
        fichier = verifier(fill(make_gabarit(), {f"Indicateurs!F{ligne}": forme}))
        assert list_valeurs(fichier) == {f"Indicateurs!F{ligne}": attendu}
    faux = verifier(fill(make_gabarit(), {"Indicateurs!F5": "12 jours", "Indicateurs!F6": "1.234,5"}))
    assert list_places(faux) == [("valeur_illisible", ERREUR, "Indicateurs", n, "F") for n in (5, 6)]


def test_un_point_des_milliers_est_demande(verifier: Verifier, base: str) -> None:
    """Fault 78: « 12.000 » is twelve for some programs, twelve thousand for others."""
    formes = {5: ("1.234", 1.234), 6: ("12.000", 12.0), 7: ("1,234", 1.234)}
    fichier = verifier(fill(make_gabarit(), {f"Indicateurs!F{n}": forme for n, (forme, _) in formes.items()}))
    assert list_valeurs(fichier) == {f"Indicateurs!F{n}": lu for n, (_, lu) in formes.items()}
    assert list_places(fichier) == [("separateur_douteux", AVIS, "Indicateurs", n, "F") for n in formes]
    assert read_constat(fichier["anomalies"][1]) == (
        "Valeur : « 12.000 » est lu 12. Vouliez-vous dire 12\u202f000 ? Écrivez-le alors sans point ni virgule."
    )
    certains = verifier(fill(make_gabarit(), {"Indicateurs!F5": "0,125", "Indicateurs!F6": "1 234,567", "H5": "45,00"}))
    assert certains["anomalies"] == []


def test_ce_qui_ressemble_a_un_chiffre_n_en_est_pas_un(verifier: Verifier, base: str) -> None:
    """Fault 67: 8² is not 82, in a number, a code, a date or a word of a list."""
    check_formes(verifier, "H", [(f, ERREUR, "valeur_illisible") for f in ("8²", "5¹", "4⁵", "½", "④5", "4₅")])
    check_formes(verifier, "P", [(f, ERREUR, "date_invalide") for f in ("30/09/202⁶", "3⁰/09/2026", "① mars 2026")])
    places = {"A5": "A1⁶", "H5": 45, "Indicateurs!F5": "9¹", "Partenaires!D5": "²", "Jalons!A5": "A16/J①"}
    fichier = verifier(fill(make_gabarit(), places))
    assert list_valeurs(fichier) == {}
    assert sorted(c for c, g, *_ in list_places(fichier) if g == ERREUR)[:2] == ["code_inconnu", "valeur_illisible"]
    assert "« A1⁶ » inconnu" in find_message(fichier, "code_inconnu")


def test_implications(verifier: Verifier, base: str) -> None:
    formes = {5: ("contributrice", 2), 6: (3, 3), 7: ("1 - Informée", 1), 8: ("non mobilisés", 0), 9: ("co‑porteur", 3)}
    fichier = verifier(fill(make_gabarit(), {f"Partenaires!D{n}": forme for n, (forme, _) in formes.items()}))
    assert list_valeurs(fichier) == {f"Partenaires!D{n}": attendu for n, (_, attendu) in formes.items()}
