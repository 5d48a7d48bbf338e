"""Small partnerships for tests, and the hypothesis strategies that draw them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from models.plan import Action, Implication, Partenaire, Participation, Plan, Suivi
from models.trimestre import Trimestre
from models.vocabulaire import NiveauImplication, RolePartenaire, Statut
from tests.plans import T1, T2, T3, make_action, make_plan

N = NiveauImplication
NOMS = ("Un", "Deux", "Trois", "Villes", "Ville d’Ici", "Ville d’Ailleurs")
PARTENAIRES = (
    *(Partenaire(nom, "organisme", "État") for nom in NOMS[:3]),
    Partenaire("Villes", "catégorie", "Collectivité"),
    *(Partenaire(nom, "organisme", "Collectivité", parent="Villes") for nom in NOMS[4:]),
)


def make_participation(
    nom: str, niveau: N | None = None, *, attendue: bool = True, quand: Trimestre = T3, **champs: Any
) -> Participation:
    """A participation reported once when a level or a contribution is given."""
    contribution = champs.pop("contribution", None)
    dite = niveau is not None or contribution is not None
    implications = (Implication(quand, niveau, contribution),) if dite else ()
    return Participation(f"A01/{nom}", nom, attendue, champs.pop("role", None), implications, **champs)


def make_partenariat(*actions: Action, partenaires: tuple[Partenaire, ...] = PARTENAIRES, **champs: Any) -> Plan:
    return make_plan(actions, partenaires=partenaires, **champs)


def make_grand(nombre: int, prefixe: str = "Partenaire") -> Plan:
    """A plan of four orientations and forty actions where `nombre` partners, some with long names, are expected."""
    noms = [f"{prefixe} n° {n}" + " au nom long, comme il s’en trouve souvent" * (n % 3 == 0) for n in range(nombre)]
    partenaires = tuple(Partenaire(nom, "organisme", f"Type {n % 5}") for n, nom in enumerate(noms))
    actions = []
    for rang in range(40):
        siens = [noms[k] for k in dict.fromkeys((rang * 7 + pas * pas) % nombre for pas in range(5))]
        participations = tuple(
            make_participation(nom, None if (rang + k) % 3 == 0 else N((rang + k) % 4), attendue=k < 4)
            for k, nom in enumerate(siens)
        )
        orientation = f"O{rang // 10 + 1}"
        actions.append(
            make_action(
                f"A{rang + 1:02}",
                orientation=orientation,
                priorite=f"P{orientation}",
                participations=participations,
                suivis=[Suivi(T3, avancement=40)],
            )
        )
    return make_partenariat(*actions, partenaires=partenaires)


@st.composite
def participations(draw: st.DrawFn, nom: str) -> Participation:
    dites = draw(
        st.lists(
            st.builds(
                Implication,
                st.sampled_from([T1, T2, T3]),
                niveau=st.none() | st.sampled_from(N),
                contribution=st.sampled_from([None, "", "Un texte"]),
            ),
            max_size=3,
            unique_by=lambda i: i.trimestre,
        )
    )
    role = draw(st.none() | st.sampled_from(RolePartenaire))
    dites.sort(key=lambda i: i.trimestre)
    return Participation(f"A/{nom}", nom, draw(st.booleans()), role, tuple(dites))


@st.composite
def partenariats(draw: st.DrawFn) -> Plan:
    """Plans of a few actions, some out of the figures, whose partners say much, little or nothing."""
    actions = []
    for rang in range(draw(st.integers(0, 5))):
        noms = draw(st.lists(st.sampled_from(NOMS), unique=True, max_size=len(NOMS)))
        statut = draw(st.sampled_from([None, Statut.EN_COURS, Statut.ABANDONNEE, Statut.SANS_OBJET]))
        actions.append(
            make_action(
                f"A{rang}",
                orientation=draw(st.sampled_from(["O1", "O2"])),
                priorite=f"P{rang}",
                suivis=[] if statut is None else [Suivi(T2, statut=statut)],
                participations=tuple(draw(participations(nom)) for nom in noms),
            )
        )
    return make_partenariat(*actions)


def change_action(plan: Plan, code: str, **champs: Any) -> Plan:
    """Return the plan with an action changed."""
    return make_partenariat(*(replace(a, **champs) if a.code == code else a for a in plan.actions))
