"""A story told by hand: every kind of drawing, long titles, unknown values, words that a file could take badly."""

from __future__ import annotations

from exports.presentation.pieces import (
    Barre,
    Barres,
    Case,
    Colonne,
    Courbe,
    Couverture,
    Empilees,
    Nombre,
    Nombres,
    Periode,
    Recit,
    Role,
    Section,
    Serie,
    Table,
    Texte,
)
from models.trimestre import Trimestre
from phrases.format import FINE

T3_2025, T3_2026 = Trimestre(2025, 3), Trimestre(2026, 3)
LONG = (
    "Construire, avec les services et les associations, un accueil de jour ouvert toute l’année pour les jeunes "
    "qui sortent d’un lieu d’accueil sans logement, sans ressources et sans adulte sur qui compter, et leur "
    "garantir un référent unique jusqu’à ce que leur situation soit stable, avec un bilan partagé chaque trimestre."
)
ALTERNATIVE = "Ce que le dessin montre, en mots."


def make_section(cle: str, constat: str, **champs) -> Section:
    """A section whose note and address are told."""
    champs = {"nom": cle.capitalize(), "note": f"À dire de {cle}.", "alternative": ALTERNATIVE, **champs}
    return Section(cle=cle, constat=constat, adresse=f"/{cle}?trimestre=2026-T3", **champs)


BILAN = make_section(
    "bilan",
    f"En un an{FINE}: 10 points gagnés, et un point d’avance devenu 11 points de retard",
    dessin=Nombres(
        (
            Nombre(f"46{FINE}%", "avancement", f"36{FINE}% au T3 2025"),
            Nombre("−11", "points d’écart avec l’attendu", "+1 point au T3 2025"),
            Nombre("4 sur 38", "actions réalisées", "0 sur 40 au T3 2025"),
            Nombre("5", "actions bloquées", "0 au T3 2025", alerte=True),
        )
    ),
    textes=(
        Texte(f"{FINE}; une sixième décision est attendue.", "Les 5 actions bloquées attendent toutes une décision"),
        Texte("36 actions sur 38 sont renseignées."),
    ),
)
COURBE = Courbe(
    ("T1 2025", "T2 2025", "T3 2025", "T4 2025", "T1 2026", "T2 2026", "T3 2026"),
    (
        Serie("avancement", Role.AVANCEMENT, (21.0, 29.4, None, 38.2, 40, 44.44, 46.2), f"avancement 46{FINE}%"),
        Serie("attendu", Role.ATTENDU, (24, 26, 35, 40, 46, 52, 49.5), f"attendu 50{FINE}%"),
        Serie("projection", Role.PROJECTION, (None, None, None, None, None, 44, 47), "au rythme actuel"),
    ),
)
TRAJECTOIRE = make_section(
    "trajectoire",
    f"Depuis fin 2025 l’attendu avance plus vite que le plan{FINE}: 46{FINE}% contre 58{FINE}%",
    dessin=COURBE,
    textes=(
        Texte("fin 2028, au rythme des quatre derniers trimestres.", f"70 à 80{FINE}%"),
        Texte(f"Attendu{FINE}: part du temps écoulé entre le début et l’échéance de chaque action."),
    ),
)
BARRES = Barres(
    (
        Barre("1. Renforcer les fondamentaux", 51, 69, f"51{FINE}%", "−18 points", alerte=True),
        Barre("2. Soutenir les familles, repérer le danger", 53, 61, f"53{FINE}%", "−8 points"),
        Barre("3. Droits de l’enfant et quotidien", 3, 52, f"3{FINE}%", "−49 points"),
        Barre("4. Favoriser l’autonomie", None, None, "non renseigné"),
        Barre("5. Une orientation en avance", 100, 40, f"100{FINE}%", "+60 points"),
    )
)
ORIENTATIONS = make_section(
    "orientations",
    "Les quatre orientations sont derrière l’attendu, la première de 18 points",
    dessin=BARRES,
    textes=(Texte(f"En tirets{FINE}: l’attendu à la fin du trimestre."),),
)
ENGAGEMENTS = make_section(
    "engagements",
    f"12 engagements{FINE}: 3 au rythme, 6 à 10 points ou plus derrière",
    table=Table(
        "Les 12 engagements",
        (
            Colonne("N°", 1, chiffres=True),
            Colonne("Engagement", 6),
            Colonne("Avancement", 1.2, chiffres=True),
            Colonne("Écart", 2, chiffres=True),
            Colonne("Date", 2),
        ),
        tuple(
            (
                Case(str(n), gras=True),
                Case(LONG if n == 3 else "Ouvrir deux lieux d’accueil de plus"),
                Case(f"4{n}{FINE}%" if n != 5 else "non renseigné"),
                Case("−10 points"),
                Case("15/07, dépassé" if n % 4 == 0 else "30/11", alerte=n % 4 == 0),
            )
            for n in range(1, 13)
        ),
    ),
    textes=(Texte("Un engagement est tenu par ses actions."),),
)
PARTENAIRES = make_section(
    "partenaires",
    f"Partenaires{FINE}: 64 participations sur 174 mobilisées au moins{FINE}; 83 sans nouvelle",
    dessin=Empilees(
        ("T3 2025", "T3 2026"),
        (
            Serie("Mobilisées", Role.MOBILISEES, (34, 64)),
            Serie("Informées ou non mobilisées", Role.AUTRES, (28, 2)),
            Serie("Sans nouvelle", Role.SILENCIEUSES, (122, 83)),
        ),
    ),
    textes=(
        Texte("Associations 17 sur 27 · Établissements 5 sur 13.", "26 partenaires sur 44 sont mobilisés."),
        Texte("Relancer le pilote, pas le partenaire.", "11 partenaires sans nouvelle."),
    ),
)
FAITS = make_section(
    "faits",
    f"Ce qui a été fait{FINE}: 4 actions réalisées, 32 jalons atteints",
    textes=tuple(Texte(f"A0{n}, au T2 2026. Un lieu d’accueil a ouvert.", f"Fait {n}") for n in range(1, 8)),
)
LIMITES = make_section(
    "limites",
    "Ce que ces chiffres ne disent pas",
    textes=(
        Texte("n’ont jamais été renseignées.", "2 actions sur 38"),
        Texte("par les pilotes.", "L’avancement est déclaré"),
    ),
)
VIDE = make_section("charte", "Aucun engagement de la charte n’a encore été jugé", alternative="")
HOSTILE = make_section(
    "hostile",
    '=HYPERLINK("x") <a> & "b" ' + LONG,
    note="Un \x00 signe \x1b et <b>.",
    alternative='Le « dessin » & ses "mots" <x>',
    dessin=Barres(
        tuple(
            Barre(f"=A0{n} & <x> {LONG}", 10.0 * n, 50, f"{10 * n}{FINE}%", "−5 points", "En cours, en retard")
            for n in range(1, 11)
        )
    ),
    textes=(Texte(LONG), Texte("=1+1")),
    annexe=True,
)
ACTIONS = make_section(
    "actions",
    "Les 30 actions",
    table=Table(
        "Toutes les actions",
        (Colonne("Action", 6), Colonne("Pilote", 2), Colonne("Statut", 2), Colonne("", 1)),
        tuple(
            (Case(f"A{n:02d} {LONG[: 40 + n]}"), Case("Service A"), Case("En cours"), Case("")) for n in range(1, 31)
        ),
    ),
    annexe=True,
)
RECIT = Recit(
    couverture=Couverture(
        "Réunion annuelle des élu·es et des associations · 15/12/2026",
        "Plan départemental de prévention et de protection de l’enfance 2024-2028",
        "Où en est le plan, ce qui bloque, ce qui est à décider",
        f"Données au 30/09/2026 (T3 2026) · Base de démonstration{FINE}: données fictives",
    ),
    periode=Periode(T3_2025, T3_2026),
    introduction="Un mot d’accueil.\nPuis ce que l’année a montré.",
    sections=(
        *(BILAN, TRAJECTOIRE, ORIENTATIONS, ENGAGEMENTS, FAITS, PARTENAIRES, VIDE, LIMITES),
        *(HOSTILE, ACTIONS),
    ),
    pied=f"Plan 2024-2028 · Données au 30/09/2026 (T3 2026) · Base de démonstration{FINE}: données fictives",
    demonstration=True,
)
