"""Plans that a story must hold on: almost empty, without this or that, much larger, with very long titles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.charte import Reunion
from models.plan import Action, Jalon, Plan, Suivi, SuiviJalon
from models.vocabulaire import Appreciation, Meteo, NiveauImplication, Periodicite, Statut
from tests.plans import T1, T2, T3, make_action, make_engagement, make_libelle
from tests.plans_charte import judge, make_charte, make_instance
from tests.plans_partenariat import make_partenariat, make_participation

AUJOURD_HUI = date(2026, 11, 30)
LONG = "Renforcer l’accompagnement des enfants confié·e·s et de leurs familles dans la durée, " * 4
STATUTS = (Statut.EN_COURS, Statut.BLOQUEE, Statut.REALISEE, Statut.NON_DEMARREE)
ELUS = "Réunion annuelle entre les élu·es et les responsables"


def make_complet(nombre: int = 8, titre: str = "Action") -> Plan:
    """A plan of `nombre` actions told in three quarters, with jalons, décisions, partners, engagements, a charter."""
    actions = [_make_action(n, nombre, titre) for n in range(nombre)]
    codes = [a.code for a in actions]
    engagements = [
        replace(make_engagement(n, *codes[n::3]), libelle=make_libelle(f"{titre} de l’engagement {n}"))
        for n in range(1, 3)
    ]
    plan = make_partenariat(*actions, engagements=engagements, charte=make_charte_jugee(titre))
    longues = tuple(replace(o, libelle_court=f"{titre} {o.numero}") for o in plan.orientations)
    return replace(plan, orientations=longues)


def make_charte_jugee(titre: str = "Engagement"):
    elus = replace(
        make_instance("elus", Periodicite.ANNUELLE, "2026-05-12"),
        libelle=f"{ELUS} {titre if len(titre) > 100 else ''}".strip(),
    )
    elus = replace(elus, reunions=(*elus.reunions, Reunion("elus/2026-12-15", date(2026, 12, 15))))
    comite = make_instance("comite", Periodicite.TRIMESTRIELLE, "2026-02-10", "2026-07-07")
    juges = [
        judge("E1", 2025, Appreciation.TENU, Appreciation.LIMITE),
        judge("E2", 2025, Appreciation.TENU, Appreciation.TENU),
    ]
    return make_charte(*(replace(e, texte=f"à {titre} {e.code}") for e in juges), instances=(comite, elus))


def _make_action(n: int, nombre: int, titre: str) -> Action:
    statut, code = STATUTS[n % len(STATUTS)], f"A{n + 1:02}"
    bloquee = statut is Statut.BLOQUEE
    suivis = [
        Suivi(t, min(10 + 15 * rang + n % 7, 100), Statut.EN_COURS, Meteo.SOLEIL, fait_marquant=f"{titre} en {t}")
        for rang, t in enumerate((T1, T2))
    ]
    dernier = Suivi(
        T3,
        100 if statut is Statut.REALISEE else min(45 + n % 7, 100),
        statut,
        Meteo.ORAGE if bloquee else Meteo.SOLEIL,
        fait_marquant=f"{titre} au dernier trimestre",
        point_blocage=f"{titre}, bloquée" if bloquee else None,
        decision_attendue=f"{titre}, à trancher" if bloquee else None,
        destinataire=("Direction générale", f"Comité {titre}")[n % 8 == 1] if bloquee else None,
        pour_le=date(2026, 10, 15) if bloquee else None,
    )
    orientation = f"O{4 * n // max(nombre, 4) + 1}"
    return make_action(
        code,
        libelle=make_libelle(f"{titre} {code}"),
        orientation=orientation,
        priorite=f"P-{orientation}",
        debut=date(2024, 1, 1),
        echeance=date(2026, 6, 30) if n % 5 == 4 else date(2028, 6, 30),
        suivis=[*suivis, dernier],
        jalons=(
            Jalon(
                f"{code}/J1",
                f"{titre}, jalon",
                date(2026, 6, 30),
                (SuiviJalon(T3, date(2026, 12, 31), date(2026, 9, 1) if n % 2 else None),),
            ),
        ),
        participations=(
            make_participation("Un", NiveauImplication.CONTRIBUTEUR if n % 2 else None),
            make_participation("Deux"),
        ),
    )


def mute(plan: Plan) -> Plan:
    """The same plan, of which nothing was ever reported."""
    return _change(plan, suivis=(), jalons=(), participations=())


def _change(plan: Plan, **champs: object) -> Plan:
    orientations = tuple(
        replace(
            o,
            priorites=tuple(replace(p, actions=tuple(replace(a, **champs) for a in p.actions)) for p in o.priorites),
        )
        for o in plan.orientations
    )
    return replace(plan, orientations=orientations)


def list_variantes() -> dict[str, Plan]:
    """Every small variant, by what it lacks."""
    complet = make_complet()
    return {
        "complet": complet,
        "sans_charte": replace(complet, charte=None),
        "charte_vide": replace(complet, charte=make_charte()),
        "sans_engagement": replace(complet, engagements=()),
        "sans_remontee": mute(complet),
        "sans_partenaire": _change(complet, participations=()),
        "sans_date": _change(complet, debut=None, echeance=None, jalons=()),
        "premier_trimestre": _keep_premiers(complet),
        "titres_longs": make_complet(titre=LONG.strip(" ,")),
        "mot_sans_fin": make_complet(titre="anticonstitutionnel" * 16),
        "vide": make_partenariat(),
        "reel": replace(complet, demonstration=False),
    }


def _keep_premiers(plan: Plan) -> Plan:
    """The plan where one action alone was reported, in the quarter told."""
    premiere = plan.actions[0].code
    orientations = tuple(
        replace(
            o,
            priorites=tuple(
                replace(
                    p,
                    actions=tuple(replace(a, suivis=a.suivis[-1:] if a.code == premiere else ()) for a in p.actions),
                )
                for p in o.priorites
            ),
        )
        for o in plan.orientations
    )
    return replace(plan, orientations=orientations)
