"""Stories told by hand: every kind of drawing and of text, those that nobody would write too."""

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

T3 = Trimestre(2026, 3)
HOSTILES = (
    '#import "x.typ" #let a = 1 #panic[non]',
    "*gras* _italique_ `code` $x^2$ @renvoi <marque> = Titre\\",
    "</svg><script>alert(1)</script> & &amp; {{ }} %s \\u{41}",
    "// rien /* ni cela */ ~ -- --- ... 'droit' \"droit\"",
    "😀 ❤ ◔ שלום مرحبا Ελλάς Привет",
    "mot" * 40,
    "https://exemple.fr/" + "chemin/" * 8,
)
TRIMESTRES = tuple(f"T{t}\u00a0{a}" for a in (2025, 2026) for t in (1, 2, 3, 4))[:7]


def make_section(cle: str, constat: str, **autres) -> Section:
    return Section(
        **{
            "cle": cle,
            "nom": cle.capitalize(),
            "constat": constat,
            "note": "À dire.\nD’où cela vient.",
            "alternative": f"Dessin de {cle}.",
            "adresse": f"/{cle}?trimestre=2026-T3",
        }
        | autres
    )


def make_table(legende: str, titres: tuple[str, ...], *lignes: tuple[str | Case, ...]) -> Table:
    colonnes = tuple(
        Colonne(titre.strip("#"), 1 + 2 * (rang == 1), titre.startswith("#")) for rang, titre in enumerate(titres)
    )
    return Table(
        legende, colonnes, tuple(tuple(c if isinstance(c, Case) else Case(c) for c in ligne) for ligne in lignes)
    )


COURBE = Courbe(
    TRIMESTRES,
    (
        Serie("avancement", Role.AVANCEMENT, (20, 28, None, 38, 40, 44, 46), f"avancement 46{FINE}%"),
        Serie("attendu", Role.ATTENDU, (24, 26, 35, 40, 44, 46, 47), f"attendu 47{FINE}%"),
        Serie("projection", Role.PROJECTION, (None, None, None, None, 44, 45, None), "au rythme des quatre derniers"),
    ),
)
BARRES = Barres(
    (
        Barre("1. Renforcer ce qui fonde le travail de chacun", 51, 69, f"51{FINE}%", "−18 points", alerte=True),
        Barre("2. Repérer plus tôt", None, 40, "non renseigné"),
        Barre("3. Accompagner", 4, 60, f"4{FINE}%", "−56 points", "Bloquée", alerte=True),
        Barre("4. En avance", 12, 3, f"12{FINE}%", "+9 points", "En cours"),
        Barre("5. Achevée", 100, 100, f"100{FINE}%", "0 point", "Réalisée"),
    )
)
EMPILEES = Empilees(
    ("T3 2025", "T3 2026"),
    (
        Serie("Mobilisées", Role.MOBILISEES, (1, 64)),
        Serie("Informées", Role.AUTRES, (2, 27)),
        Serie("Sans nouvelle", Role.SILENCIEUSES, (122, 83)),
    ),
)


def make_recit(sections: tuple[Section, ...] | None = None, **autres) -> Recit:
    """Return a story of the size of the demonstration's, or with the sections that are given."""
    couverture = Couverture(
        "Réunion annuelle entre les élu·es et les responsables associatifs · 15/12/2026",
        "Plan départemental de prévention et de protection 2024-2028",
        "Où en est le plan, ce qui bloque, ce qui est à décider",
        f"Données au 30/09/2026 (T3 2026) · Base de démonstration{FINE}: données fictives",
    )
    return Recit(
        **{
            "couverture": couverture,
            "periode": Periode(Trimestre(2025, 3), T3),
            "introduction": "Une année de plus.\n\nMerci à toutes et à tous.",
            "sections": list_sections() if sections is None else sections,
            "pied": f"Plan 2024-2028 · Données au 30/09/2026 (T3 2026) · Base de démonstration{FINE}: données fictives",
            "demonstration": True,
        }
        | autres
    )


def list_sections() -> tuple[Section, ...]:
    """Return a section of each kind, twelve in all and an annex."""
    nombres = Nombres(
        (
            Nombre(f"46{FINE}%", "avancement", f"36{FINE}% au T3 2025"),
            Nombre("−11", "points d’écart à l’attendu", "+1 point au T3 2025", alerte=True),
            Nombre("4 sur 38", "actions réalisées", "0 sur 40 au T3 2025"),
            Nombre("5", "actions bloquées", alerte=True),
        )
    )
    decisions = make_table(
        "Ce qui est à décider, par qui",
        ("Qui décide", "Quoi", "Pour le", "#Depuis", "Décision prise"),
        (Case("Vice-présidence", gras=True), "Choisir le site", Case("15/07, dépassé", alerte=True), "130 j", ""),
        ("", "Répartir le financement des consultations spécialisées", "30/11", "38 j", ""),
        ("Comité de pilotage", "Confirmer le calendrier", "30/11", "", ""),
    )
    points = make_table(
        "Par trimestre", ("", *(f"#{t}" for t in TRIMESTRES)), ("Avancement", *(f"{v}{FINE}%" for v in range(7)))
    )
    longue = make_table(
        "Les engagements",
        ("#N°", "Engagement", "#Avancement", "Statut"),
        *(
            (str(n), "Garantir à chaque enfant confié une évaluation partagée et un projet", f"{n}{FINE}%", "En cours")
            for n in range(1, 61)
        ),
    )
    fort = Texte("n’ont jamais été renseignées (A22, A37).", "2 actions sur 38")
    suites = tuple(
        make_section(
            f"suite{n}",
            f"Un autre constat, le {n}e, assez long pour tenir sur deux lignes du document",
            textes=(fort, fort),
        )
        for n in range(1, 6)
    )
    return (
        make_section(
            "bilan",
            f"En un an{FINE}: 10 points gagnés, et un point d’avance devenu 11 points de retard",
            dessin=nombres,
        ),
        make_section(
            "decisions",
            f"6 décisions attendues, dont 3 de la vice-présidence{FINE}; 5 dates sont dépassées",
            table=decisions,
        ),
        make_section(
            "trajectoire", "L’attendu avance plus vite que le plan", dessin=COURBE, table=points, textes=(fort,)
        ),
        make_section(
            "orientations", "Toutes sont derrière l’attendu, la première de 18 points", dessin=BARRES, table=decisions
        ),
        make_section("engagements", "60 engagements, dont la plupart en cours", table=longue),
        make_section("partenaires", "64 participations mobilisées au moins", dessin=EMPILEES),
        make_section(
            "limites",
            "Ce que ces chiffres ne disent pas",
            textes=(fort, Texte(f"{FINE}; le reste l’est.", "Rien"), Texte("Seul.")),
        ),
        *suites,
        make_section("annexe", "Une annexe que le document laisse", annexe=True),
    )


def make_hostile(texte: str) -> Recit:
    """Return a story that says the same text wherever a text can stand."""
    dessins = (
        Nombres((Nombre(texte, texte, texte),) * 4),
        Courbe(
            ("T1", texte[:20]), (Serie(texte, Role.AVANCEMENT, (10, 20), texte), Serie(texte, Role.ATTENDU, (11, 21)))
        ),
        Barres((Barre(texte, 40, 60, f"40{FINE}%", texte, texte), Barre(texte, None, None, "non renseigné"))),
        Empilees((texte, "T2"), (Serie(texte, Role.MOBILISEES, (1, 2)), Serie(texte, Role.AUTRES, (None, None)))),
    )
    table = make_table(texte, ("A", texte, "#B"), (texte, texte, texte), ("", texte, ""))
    sections = [
        make_section(f"s{n}", texte, nom=texte, alternative=texte, dessin=d, textes=(Texte(texte, texte),))
        for n, d in enumerate(dessins)
    ]
    sections.append(make_section("t", texte, nom=texte, table=table))
    return make_recit(
        tuple(sections), couverture=Couverture(texte, texte, texte, texte), introduction=texte, pied=texte
    )
