"""Who may write what: asked by the writers themselves, whatever the screen or the command that calls them.

The role and the perimeter of an account are read again inside the transaction that writes: what was withdrawn since the
screen was drawn is withdrawn (fault 52). What no rule speaks of is for who may change the whole plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session

from loaders.ecriture.journal import Acte
from models.acces import Agissant, load_acces, resolve
from models.changement import Changement
from models.refus import DemandeInvalide, DroitInsuffisant, HorsPerimetre
from models.tables import Action, Pilote, columns
from models.tables_charte import Partie
from models.vocabulaire import Cote, Role
from phrases.format import format_reste

AUTEUR_MAX = 80
CITES_MAX = 5
DES_ACTIONS = frozenset(
    {"suivi", "suivi_jalon", "mesure", "implication", "jalon", "indicateur", "participation", "preuve"}
)
DES_PARTENAIRES = frozenset({"implication", "participation"})
"""What also belongs to the partner that it speaks of."""
_REFUS = {
    Role.LECTURE: "Accès refusé : votre compte n’ouvre pas ce tableau de bord.",
    Role.MISE_A_JOUR: "Accès refusé : votre profil permet de consulter, pas d’importer.",
    Role.ADMINISTRATION: "Accès refusé : seule l’administration peut faire cela.",
}


def check_role(agissant: Agissant, requis: Role = Role.MISE_A_JOUR) -> None:
    """Raise DroitInsuffisant when who acts may not do what a role is needed for (fault 52)."""
    if not agissant.allows(requis):
        raise DroitInsuffisant(_REFUS[requis])


def check_agissant(session: Session, agissant: Agissant, requis: Role = Role.MISE_A_JOUR) -> Agissant:
    """Return who acts with what they may do now, as the database says it; raise DroitInsuffisant when it is not enough.

    An account is known by what its way in told of it, never by the role that it had when it was last looked at.
    """
    if agissant.personne is not None:
        agissant = resolve(load_acces(session), agissant.personne)
    check_role(agissant, requis)
    return agissant


def check_auteur(auteur: str) -> str:
    """Return a clean author's name; raise DemandeInvalide when it is empty or too long."""
    propre = " ".join(auteur.split())
    if not propre or len(propre) > AUTEUR_MAX or not propre.isprintable():
        raise DemandeInvalide(f"Indiquez qui fait cet import : un nom de {AUTEUR_MAX} caractères au plus.")
    return propre


def sign(acte: Acte, agissant: Agissant) -> Acte:
    """Return an act in the name of who acts: that of the account where there is one, whatever name was given."""
    return replace(acte, auteur=check_auteur(acte.auteur if agissant.personne is None else agissant.nom))


def check_perimetre(session: Session, agissant: Agissant, changements: Sequence[Changement]) -> None:
    """Raise HorsPerimetre when some changes are not for who acts, naming what they speak of, their lines and why."""
    motifs: dict[str, list[Changement]] = defaultdict(list)
    for c, motif in find_hors(session, agissant, changements).items():
        motifs[motif].append(c)
    if motifs:
        raise HorsPerimetre(_write_refus(motifs))


def find_hors(session: Session, agissant: Agissant, changements: Sequence[Changement]) -> dict[Changement, str]:
    """Return the changes that are not for who acts, in order, each with whose they are."""
    if agissant.perimetre.tout:
        return {}
    pilotes = _load_pilotes(session)
    return {c: _explain(session, c, pilotes) for c in changements if not _is_permis(agissant, c, pilotes)}


def _load_pilotes(session: Session) -> dict[str, tuple[str, str]]:
    """Return the code and the name of the pilot of each action."""
    a, p = columns(Action), columns(Pilote)
    requete = select(a.reference, a.pilote, p.nom).join(Pilote, a.pilote == p.reference)
    return {action: (code, nom or code) for action, code, nom in session.execute(requete)}


def _is_permis(agissant: Agissant, c: Changement, pilotes: dict[str, tuple[str, str]]) -> bool:
    perimetre = agissant.perimetre
    premier, _, suite = c.reference.partition("/")
    if c.objet in DES_ACTIONS and pilotes.get(premier, ("", ""))[0] in perimetre.pilotes:
        return True
    if c.objet in DES_PARTENAIRES and suite in perimetre.partenaires:
        return True
    if c.objet == "visa" and suite in perimetre.pilotes:
        return True
    return c.objet == "evaluation" and _find_cote(c) in perimetre.cotes


def _find_cote(c: Changement) -> Cote | None:
    """Return the side that an assessment is of: `I01/partenaire/2025`."""
    morceaux = c.reference.split("/")
    return next((cote for cote in Cote if morceaux[1:2] == [cote.value]), None)


def _explain(session: Session, c: Changement, pilotes: dict[str, tuple[str, str]]) -> str:
    """Return what a change speaks of and whose it is."""
    premier = c.reference.partition("/")[0]
    if c.objet in DES_ACTIONS and premier in pilotes:
        return f"{premier} est pilotée par « {pilotes[premier][1]} »"
    if c.objet == "evaluation" and (cote := _find_cote(c)) is not None:
        nom = session.scalar(select(columns(Partie).nom).where(columns(Partie).reference == cote.value))
        return f"{premier} est apprécié ici par l’autre partie de la charte (« {nom or cote.value} »)"
    return f"« {c.reference} » se modifie avec le droit sur tout le plan"


def _write_refus(motifs: dict[str, list[Changement]]) -> str:
    cites = [f"{motif}{_write_lignes(cs)}" for motif, cs in list(motifs.items())[:CITES_MAX]]
    reste = len(motifs) - CITES_MAX
    suite = f" {format_reste(reste)}" if reste > 0 else ""
    return (
        f"Hors de votre périmètre : {' ; '.join(cites)}{suite}. Rien n’a été écrit : laissez ces lignes de côté, ou "
        "confiez-les à qui en a le droit."
    )


def _write_lignes(changements: Iterable[Changement]) -> str:
    """Return « (feuille Avancement, lignes 5 et 7) »; empty for what comes from no workbook."""
    lignes: dict[str, set[int]] = defaultdict(set)
    for c in changements:
        if c.cellule is not None and c.cellule.ligne is not None:
            lignes[c.cellule.feuille].add(c.cellule.ligne)
    dits = [
        f"feuille {feuille}, {'ligne' if len(rangs) == 1 else 'lignes'} {', '.join(map(str, sorted(rangs)))}"
        for feuille, rangs in lignes.items()
    ]
    return f" ({' ; '.join(dits)})" if dits else ""


def has_administrateur(session: Session) -> bool:
    """Return whether somebody, or a group, is granted administration."""
    return any(a.role is Role.ADMINISTRATION for a in load_acces(session))


def check_reste_administrateur(session: Session, avant: bool) -> None:
    """Raise DemandeInvalide when nobody administers any more, where somebody did (`avant`)."""
    if avant and not has_administrateur(session):
        raise DemandeInvalide(
            "Plus personne n’aurait le rôle « Administration » : donnez-le d’abord à quelqu’un d’autre. "
            "Rien n’a été changé."
        )
