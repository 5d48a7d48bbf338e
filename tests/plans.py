"""Small plans for tests, built from nothing, and the hypothesis strategies that draw them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from models.campagne import Campagne
from models.libelle import Libelle
from models.plan import Action, Engagement, Orientation, Partenaire, Pilote, Plan, Priorite, Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Meteo, Statut, StatutLibelle

DEBUT, FIN = date(2024, 1, 1), date(2028, 12, 31)
PILOTE = Pilote("service-a", "Service A", StatutLibelle.PROVISOIRE)
T1, T2, T3, T4 = (Trimestre(2026, n) for n in (1, 2, 3, 4))


def make_libelle(texte: str) -> Libelle:
    return Libelle(texte, StatutLibelle.PROVISOIRE)


def make_action(code: str = "A01", *, priorite: str = "P01", **champs: Any) -> Action:
    """An action of orientation O1 unless told; `suivis` are put in time order."""
    champs["suivis"] = tuple(sorted(champs.get("suivis", ()), key=lambda s: s.trimestre))
    valeurs: dict[str, Any] = {"libelle": make_libelle(f"Action {code}"), "orientation": "O1", "pilote": PILOTE}
    return Action(code=code, priorite=priorite, **{**valeurs, **champs})


def make_plan(
    actions: Iterable[Action] = (),
    engagements: Sequence[Engagement] = (),
    campagnes: Sequence[Campagne] = (),
    partenaires: Sequence[Partenaire] = (),
    **champs: Any,
) -> Plan:
    """A plan whose orientations and priorités are those its actions name; links are written on both sides."""
    liens = {code: tuple(e.numero for e in engagements if code in e.actions) for e in engagements for code in e.actions}
    complets = [replace(a, engagements=liens.get(a.code, a.engagements)) for a in actions]
    orientations = tuple(
        Orientation(
            code=o,
            numero=n,
            libelle=make_libelle(f"Orientation {o}"),
            libelle_court=o,
            priorites=tuple(
                Priorite(p, make_libelle(f"Priorité {p}"), tuple(a for a in complets if a.priorite == p))
                for p in dict.fromkeys(a.priorite for a in complets if a.orientation == o)
            ),
        )
        for n, o in enumerate(dict.fromkeys(a.orientation for a in complets), start=1)
    )
    valeurs: dict[str, Any] = {
        "code": "essai",
        "nom": "Schéma d’essai",
        "nom_court": "Schéma",
        "territoire": "Territoire",
        "debut": DEBUT,
        "fin": FIN,
        "demonstration": True,
        "revision": 1,
        "orientations": orientations,
        "engagements": tuple(engagements),
        "campagnes": tuple(campagnes),
        "partenaires": tuple(partenaires),
        "pilotes": (PILOTE,),
    }
    return Plan(**{**valeurs, **champs})


def make_engagement(numero: int, *codes: str) -> Engagement:
    return Engagement(numero, make_libelle(f"Engagement {numero}"), None, codes)


def make_connue(code: str, avancement: int | None, statut: Statut | None = None, **champs: Any) -> Action:
    """An action reported once, in T3 2026; never reported when both values are None."""
    nu = avancement is None and statut is None
    suivis = () if nu else (Suivi(T3, avancement=avancement, statut=statut),)
    return make_action(code, suivis=suivis, **champs)


TRIMESTRES = st.integers(0, 19).map(lambda n: Trimestre(2024, 1).decale(n))
JOURS = st.dates(date(2023, 1, 1), date(2030, 12, 31))
TEXTES = st.sampled_from([None, "", "Un texte", "Un autre"])


def suivis() -> st.SearchStrategy[Suivi]:
    return st.builds(
        Suivi,
        TRIMESTRES,
        avancement=st.none() | st.integers(0, 100),
        statut=st.none() | st.sampled_from(Statut),
        meteo=st.none() | st.sampled_from(Meteo),
        point_blocage=TEXTES,
        decision_attendue=TEXTES,
        pour_le=st.none() | JOURS,
        sans_changement=st.sampled_from([None, True]),
    )


@st.composite
def actions(draw: st.DrawFn, code: str = "A01") -> Action:
    orientation = draw(st.sampled_from(["O1", "O2", "O3"]))
    return make_action(
        code,
        orientation=orientation,
        priorite=f"{orientation}-{draw(st.sampled_from(['P1', 'P2']))}",
        debut=draw(st.none() | JOURS),
        echeance=draw(st.none() | JOURS),
        poids=draw(st.sampled_from([1, 1, 2, 0.1, 0.3, 7.5])),
        suivis=draw(st.lists(suivis(), max_size=5, unique_by=lambda s: s.trimestre)),
    )


@st.composite
def plans(draw: st.DrawFn, min_actions: int = 0, max_actions: int = 8) -> Plan:
    """Whole plans, empty ones included, with engagements that may share actions."""
    codes = [f"A{n:02}" for n in range(1, draw(st.integers(min_actions, max_actions)) + 1)]
    feuilles = [draw(actions(code)) for code in codes]
    choix = st.lists(st.sampled_from(codes), unique=True, max_size=4) if codes else st.just([])
    engagements = [make_engagement(n, *draw(choix)) for n in (1, 2)]
    return make_plan(feuilles, engagements)
