"""The closed lists of the field: statut, météo, fraîcheur, implication, roles. Words as users read them."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Statut(StrEnum):
    """State declared by the pilot; « en retard » is computed from dates and never typed."""

    NON_DEMARREE = "Non démarrée"
    EN_COURS = "En cours"
    EN_PAUSE = "En pause"
    BLOQUEE = "Bloquée"
    REALISEE = "Réalisée"
    ABANDONNEE = "Abandonnée"
    SANS_OBJET = "Sans objet"


STATUTS_EXCLUS = frozenset({Statut.ABANDONNEE, Statut.SANS_OBJET})
STATUTS_CLOS = STATUTS_EXCLUS | {Statut.REALISEE}


class GenreDuNom(StrEnum):
    """Gender of the common noun that sentences call the plan by."""

    MASCULIN = "masculin"
    FEMININ = "féminin"


class Meteo(StrEnum):
    """Confidence of the pilot in reaching the goal, from best to worst; apart from the percentage, never averaged."""

    SOLEIL = "Soleil"
    COUVERT = "Couvert"
    NUAGE = "Nuage"
    ORAGE = "Orage"

    @property
    def signification(self) -> str:
        """Return what the mark means, in the words of the field."""
        return {
            Meteo.SOLEIL: "Objectifs sécurisés",
            Meteo.COUVERT: "Objectifs atteignables",
            Meteo.NUAGE: "Appuis nécessaires",
            Meteo.ORAGE: "Objectifs compromis",
        }[self]


METEOS_A_COMMENTER = frozenset({Meteo.NUAGE, Meteo.ORAGE})


class Fraicheur(StrEnum):
    """How recent a value is, seen from a quarter."""

    ACTUALISEE = "Actualisée"
    NON_ACTUALISEE = "Non actualisée ce trimestre"
    ANCIENNE = "Donnée ancienne"
    NON_RENSEIGNEE = "Non renseignée"


class NiveauImplication(IntEnum):
    """Reported involvement of a partner in an action, in a quarter."""

    NON_MOBILISE = 0
    INFORME = 1
    CONTRIBUTEUR = 2
    CO_PORTEUR = 3

    @property
    def libelle(self) -> str:
        """Return the label users read."""
        return ("Non mobilisé", "Informé", "Contributeur", "Co-porteur")[self.value]


class NaturePartenaire(StrEnum):
    """Whether a partner is one body, or a group of them."""

    ORGANISME = "organisme"
    CATEGORIE = "catégorie"


def is_rattachable(nature: object, nature_du_parent: object) -> bool:
    """Return whether a partner may be tied to another: an organisme to a catégorie, nothing else."""
    return nature != NaturePartenaire.CATEGORIE and nature_du_parent == NaturePartenaire.CATEGORIE


class RolePartenaire(StrEnum):
    """Role expected of a partner in an action; None where no source gives it, shown « non renseigné »."""

    COPILOTE = "copilote"
    CONTRIBUTEUR = "contributeur"
    CONSULTE = "consulté"


class Appreciation(StrEnum):
    """Judgement of a commitment by one side for a year, from worst to best; the first is off the scale."""

    SANS_ELEMENT = "Pas d’élément disponible"
    NON_ENGAGE = "Non engagé"
    LIMITE = "Limité"
    SUBSTANTIEL = "Substantiel"
    TENU = "Tenu"

    @property
    def rang(self) -> int | None:
        """Return the place on the scale, 0 for « Non engagé »; None where nothing was available to judge."""
        return None if self is Appreciation.SANS_ELEMENT else list(Appreciation).index(self) - 1


class Periodicite(StrEnum):
    """How often a body meets; no due date comes from the last two."""

    TRIMESTRIELLE = "trimestrielle"
    ANNUELLE = "annuelle"
    AU_BESOIN = "au besoin"
    AMBIGUE = "ambiguë"


class Cote(StrEnum):
    """The two sides of the charter; their names are data."""

    DEPARTEMENT = "departement"
    PARTENAIRE = "partenaire"


class NatureRepere(StrEnum):
    """What the national frame is made of."""

    LOI = "loi"
    INSTANCE = "instance"


class NatureEntree(StrEnum):
    """What an entry of the journal is: the tree, a workbook or what a screen typed, an undo, who may do what."""

    ARBRE = "arbre"
    IMPORT = "import"
    ANNULATION = "annulation"
    ACCES = "acces"


class StatutLibelle(StrEnum):
    """Whether the words of a title are the official ones."""

    OFFICIEL = "officiel"
    PROVISOIRE = "provisoire"


class Role(StrEnum):
    """Rights of a session, from the least to the most."""

    LECTURE = "lecture"
    MISE_A_JOUR = "mise_a_jour"
    ADMINISTRATION = "administration"

    def allows(self, requis: Role) -> bool:
        """Return whether this role may do what `requis` asks for."""
        ordre = list(Role)
        return ordre.index(self) >= ordre.index(requis)

    @property
    def libelle(self) -> str:
        """Return the label users read."""
        return {Role.LECTURE: "Lecture", Role.MISE_A_JOUR: "Mise à jour", Role.ADMINISTRATION: "Administration"}[self]


class JeuDonnees(StrEnum):
    """What a program may be let read: sets of published tables."""

    SUIVI = "suivi"
    INDICATEURS = "indicateurs"
    PARTENARIAT = "partenariat"

    @property
    def libelle(self) -> str:
        """Return the label users read."""
        return {
            JeuDonnees.SUIVI: "Suivi des actions",
            JeuDonnees.INDICATEURS: "Indicateurs",
            JeuDonnees.PARTENARIAT: "Partenaires et charte",
        }[self]


class GenreEntretien(StrEnum):
    """What is done for a database besides using it: a backup, read again; a check of everything."""

    SAUVEGARDE = "sauvegarde"
    VERIFICATION = "verification"


class GenreAcces(StrEnum):
    """Whom something is granted to: a person, or a group that a way in tells of."""

    PERSONNE = "personne"
    GROUPE = "groupe"
