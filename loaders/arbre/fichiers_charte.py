"""The files of the charter and of the national frame in `schema_data/`: all of them may be absent."""

from __future__ import annotations

from loaders.arbre.fichiers import Fichier, champs_lus
from loaders.arbre.lecteurs import check_code, read_date, read_duree, read_oui_non
from models.vocabulaire import Cote, NatureRepere

FICHIERS_CHARTE = (
    Fichier(
        "charte.csv",
        "charte",
        lambda _: "charte",
        champs_lus("titre", "duree_texte", "source")
        | champs_lus("signee_le", "notifiee_le", "renouvelee_jusqu_au", lecteur=read_date)
        | champs_lus("duree_annees", lecteur=read_duree),
        {"source": "source"},
        ("titre",),
        facultatif=True,
        range_=False,
        facultatives=frozenset({"code"}),
        codes={},
        unique=True,
    ),
    Fichier(
        "charte_parties.csv",
        "partie",
        lambda x: x["code"],
        champs_lus("nom", "nom_long"),
        requis=("code", "nom"),
        facultatif=True,
        vocabulaires={"code": tuple(Cote)},
    ),
    Fichier(
        "charte_domaines.csv",
        "domaine",
        lambda x: x["code"],
        champs_lus("numero", "libelle", "suite"),
        requis=("code", "numero", "libelle"),
        facultatif=True,
    ),
    Fichier(
        "charte_engagements.csv",
        "engagement_charte",
        lambda x: x["code"],
        champs_lus("domaine", "partie", "texte"),
        {"domaine": "domaine", "partie": "partie"},
        ("code", "domaine", "partie", "texte"),
        facultatif=True,
    ),
    Fichier(
        "charte_liens.csv",
        "lien_charte",
        lambda x: f"{x['domaine']}/{x['action']}",
        champs_lus("rattachement", "extrait"),
        {"domaine": "domaine", "action": "action"},
        ("domaine", "action", "rattachement"),
        facultatif=True,
        range_=False,
        codes={},
    ),
    Fichier(
        "charte_instances.csv",
        "instance",
        lambda x: x["code"],
        champs_lus("parent", "article", "libelle", "objet", "periodicite", "periodicite_texte", "domaine")
        | champs_lus("evalue_la_charte", lecteur=read_oui_non),
        {"parent": "instance", "domaine": "domaine"},
        ("code", "libelle", "periodicite"),
        facultatif=True,
        facultatives=frozenset({"evalue_la_charte"}),
    ),
    Fichier(
        "charte_avenants.csv",
        "avenant",
        lambda x: x["numero"],
        champs_lus("objet") | champs_lus("date", lecteur=read_date),
        requis=("numero", "date"),
        facultatif=True,
        range_=False,
        codes={"numero": check_code},
    ),
    Fichier(
        "cadre.csv",
        "repere",
        lambda x: x["code"],
        champs_lus(
            "nature",
            "libelle",
            "extrait",
            "sources",
            "orientations",
            "rattachement_extrait",
            "rattachement_sources",
        ),
        {"sources": "source", "orientations": "orientation", "rattachement_sources": "source"},
        ("code", "nature", "libelle", "extrait", "sources"),
        facultatif=True,
        vocabulaires={"nature": tuple(NatureRepere)},
    ),
)
"""In the order of their dependencies."""
