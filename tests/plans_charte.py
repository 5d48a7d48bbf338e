"""Small charters for tests, built from nothing, and the hypothesis strategies that draw them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from models.charte import Charte, Domaine, EngagementCharte, Evaluation, Instance, LienCharte, Partie, Reunion
from models.vocabulaire import Appreciation, Cote, Periodicite

D, P = Cote.DEPARTEMENT, Cote.PARTENAIRE
PARTIES = (Partie(D, "Le Territoire", "Le Territoire d’essai"), Partie(P, "UNION 12", "L’union d’essai"))
ANNEES = (2024, 2025)


def judge(code: str, annee: int, departement: Appreciation | None, partenaire: Appreciation | None) -> EngagementCharte:
    """A commitment of the partner as both sides judge it; None says nothing."""
    dits = ((D, departement), (P, partenaire))
    evaluations = tuple(Evaluation(cote, annee, a) for cote, a in dits if a is not None)
    return EngagementCharte(code, P, f"à tenir {code}", evaluations)


def make_charte(*engagements: EngagementCharte, instances: tuple[Instance, ...] = (), **champs: Any) -> Charte:
    """A charter of one domain, signed on 23 October 2023 for three years unless told."""
    domaine = Domaine("1-a", "1.", "Un domaine", None, engagements, (LienCharte("A01", "déduit", "des mots"),))
    valeurs: dict[str, Any] = {
        "titre": "Charte d’essai",
        "signee_le": date(2023, 10, 23),
        "duree_annees": 3,
        "parties": PARTIES,
        "domaines": (domaine,),
        "instances": instances,
    }
    return Charte(**{**valeurs, **champs})


def make_instance(
    code: str, periodicite: Periodicite, *jours: str, tenue: bool | None = True, **champs: Any
) -> Instance:
    """A body and its meetings, all held unless told."""
    reunions = tuple(Reunion(f"{code}/{j}", date.fromisoformat(j), tenue) for j in jours)
    return Instance(code, f"Instance {code}", periodicite, reunions=reunions, **champs)


def evaluations() -> st.SearchStrategy[Evaluation]:
    return st.builds(
        Evaluation,
        st.sampled_from(Cote),
        st.sampled_from(ANNEES),
        st.none() | st.sampled_from(Appreciation),
        st.sampled_from([None, "", " ", "Un compte rendu"]),
    )


@st.composite
def chartes(draw: st.DrawFn) -> Charte:
    """Whole charters, those without a commitment or a judgement included."""
    engagements = [
        EngagementCharte(
            f"E{n}",
            draw(st.sampled_from(Cote)),
            "à faire",
            tuple(draw(st.lists(evaluations(), max_size=4, unique_by=lambda e: (e.partie, e.annee)))),
        )
        for n in range(draw(st.integers(0, 6)))
    ]
    return make_charte(
        *engagements, instances=tuple(draw(st.lists(instances(), max_size=3, unique_by=lambda i: i.code)))
    )


JOURS = st.dates(date(2023, 6, 1), date(2027, 6, 30))


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    code = draw(st.sampled_from(["a", "b", "c"]))
    jours = draw(st.lists(JOURS, max_size=6, unique=True))
    reunions = tuple(Reunion(f"{code}/{j}", j, draw(st.sampled_from([None, True, False]))) for j in sorted(jours))
    return Instance(code, f"Instance {code}", draw(st.sampled_from(Periodicite)), reunions=reunions)
