"""The files of `schema_data/`: for each, the object it fills, its columns, and what they must refer to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from loaders.arbre.lecteurs import (
    check_code,
    check_code_jalon,
    check_numero,
    check_sigle,
    read_date,
    read_nombre,
    read_oui_non,
    read_poids,
    read_texte,
)
from loaders.arbre.table import Ligne
from models.changement import Valeur
from models.vocabulaire import Cote, GenreDuNom, Periodicite

Champs = dict[str, tuple[str, Callable[[str], Valeur]]]
Controles = dict[str, Callable[[str], None]]


@dataclass(frozen=True)
class Fichier:
    """How one file becomes rows of an object.

    `cle` gives the reference of a row; `champs` maps a column to the field it fills and the reader of its text;
    `liens` maps a column to the object whose reference it must hold, several of them in those of `LISTES`; `requis`
    must not be empty; `codes` says how codes are written; `facultatives` are the columns that a file may do without;
    `noms` hold at most `NOM_MAX` characters; `appuis` maps a column to the one that must be filled where it is; a
    `rempli` file has one line at least, a `unique` one no more than one.
    """

    nom: str
    objet: str
    cle: Callable[[Ligne], str]
    champs: Champs
    liens: dict[str, str] = field(default_factory=dict)
    requis: tuple[str, ...] = ()
    facultatif: bool = False
    range_: bool = True
    constantes: dict[str, Valeur] = field(default_factory=dict)
    facultatives: frozenset[str] = frozenset()
    vocabulaires: dict[str, tuple[str, ...]] = field(default_factory=dict)
    noms: tuple[str, ...] = ()
    appuis: dict[str, str] = field(default_factory=dict)
    codes: Controles = field(default_factory=lambda: {"code": check_code})
    rempli: bool = False
    unique: bool = False

    @property
    def colonnes(self) -> list[str]:
        """Return the columns that the file must have, in order."""
        toutes = dict.fromkeys((*self.requis, *self.champs, *self.liens))
        return [c for c in toutes if c not in self.facultatives]


LISTES = frozenset({"sources", "copilotes", "actions", "orientations", "rattachement_sources"})
"""Columns that may hold several references; elsewhere there is one."""


def champs_lus(*noms: str, lecteur: Callable[[str], Valeur] = read_texte) -> Champs:
    """Return columns that fill the field of the same name."""
    return {n: (n, lecteur) for n in noms}


_NOMS_DU_PLAN = ("nom_court", "genre", "definition", "agents", "contact")
_TITRE = champs_lus("libelle", "statut_libelle", "sources", "extrait")

FICHIERS = (
    Fichier(
        "schema.csv",
        "schema",
        lambda _: "schema",
        champs_lus("code", "nom", "territoire", "source", *_NOMS_DU_PLAN)
        | champs_lus("debut", "fin", "adopte_le", lecteur=read_date),
        requis=("code", "nom", "debut", "fin"),
        range_=False,
        facultatives=frozenset(_NOMS_DU_PLAN),
        vocabulaires={"genre": tuple(GenreDuNom)},
        rempli=True,
        unique=True,
    ),
    Fichier(
        "sources.csv",
        "source",
        lambda x: x["code"],
        champs_lus("titre", "date", "emetteur"),
        requis=("code", "titre"),
        range_=False,
    ),
    Fichier(
        "orientations.csv",
        "orientation",
        lambda x: x["code"],
        _TITRE | champs_lus("libelle_court"),
        {"sources": "source"},
        ("code", "libelle", "libelle_court", "statut_libelle"),
        rempli=True,
    ),
    Fichier(
        "priorites.csv",
        "priorite",
        lambda x: x["code"],
        _TITRE | champs_lus("orientation"),
        {"orientation": "orientation", "sources": "source"},
        ("code", "orientation", "libelle", "statut_libelle"),
        rempli=True,
    ),
    Fichier(
        "pilotes.csv",
        "pilote",
        lambda x: x["code"],
        champs_lus("nom", "statut_libelle"),
        requis=("code", "nom", "statut_libelle"),
        rempli=True,
    ),
    Fichier(
        "actions.csv",
        "action",
        lambda x: x["code"],
        _TITRE
        | champs_lus("priorite", "pilote", "copilotes")
        | champs_lus("debut", "echeance", lecteur=read_date)
        | champs_lus("poids", lecteur=read_poids),
        {"priorite": "priorite", "pilote": "pilote", "copilotes": "pilote", "sources": "source"},
        ("code", "priorite", "libelle", "statut_libelle", "pilote"),
        rempli=True,
    ),
    Fichier(
        "engagements.csv",
        "engagement",
        lambda x: x["numero"],
        champs_lus("libelle", "statut_libelle", "sources", "orientation", "rattachement", "sic"),
        {"orientation": "orientation", "sources": "source", "actions": "action"},
        ("numero", "libelle", "statut_libelle"),
        facultatives=frozenset({"sic"}),
        codes={"numero": check_numero},
    ),
    Fichier(
        "partenaires.csv",
        "partenaire",
        lambda x: x["nom"],
        champs_lus("nature", "type", "parent") | champs_lus("membre", lecteur=read_oui_non),
        {"parent": "partenaire"},
        ("nom", "nature"),
        facultatives=frozenset({"parent", "membre"}),
        vocabulaires={"nature": ("organisme", "catégorie")},
        noms=("nom",),
        codes={},
    ),
    Fichier(
        "participations.csv",
        "participation",
        lambda x: f"{x['action']}/{x['partenaire']}",
        champs_lus("role"),
        {"action": "action", "partenaire": "partenaire"},
        ("action", "partenaire"),
        range_=False,
        constantes={"attendue": True},
        codes={},
    ),
    Fichier(
        "jalons.csv",
        "jalon",
        lambda x: x["code"],
        champs_lus("libelle") | champs_lus("echeance_initiale", lecteur=read_date),
        requis=("code", "libelle"),
        facultatif=True,
        range_=False,
        noms=("libelle",),
        codes={"code": check_code_jalon},
    ),
    Fichier(
        "indicateurs.csv",
        "indicateur",
        lambda x: f"{x['action']}/{x['libelle']}",
        champs_lus("unite", "sens") | champs_lus("valeur_initiale", "cible", lecteur=read_nombre),
        {"action": "action"},
        ("action", "libelle"),
        facultatif=True,
        noms=("libelle",),
        codes={},
    ),
    Fichier(
        "sigles.csv",
        "sigle",
        lambda x: x["sigle"],
        champs_lus("developpe", "source"),
        requis=("sigle",),
        facultatif=True,
        appuis={"developpe": "source"},
        codes={"sigle": check_sigle},
    ),
)

VOCABULAIRES = {
    "statut_libelle": ("officiel", "provisoire"),
    "role": ("copilote", "contributeur", "consulté"),
    "sens": ("hausse", "baisse"),
    "membre": ("oui", "non"),
    "evalue_la_charte": ("oui", "non"),
    "partie": tuple(Cote),
    "periodicite": tuple(Periodicite),
}

DATES_FICTIVES = Fichier(
    "dates.csv",
    "dates",
    lambda x: x["action"],
    champs_lus("debut", "echeance", lecteur=read_date),
    {"action": "action"},
    range_=False,
    facultatif=True,
    codes={},
)
"""Own dates of actions, in the fictitious overlay only."""
