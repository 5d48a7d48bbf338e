"""Our data folder: the official words, the references, nothing invented; the story is in `test_recit.py`."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date

import pytest

from models.texte import fold, slug, split_liste
from models.vocabulaire import RolePartenaire, StatutLibelle
from tests.dossier import ACTIONS, DOSSIER, PAR_CODE, PILOTES, SCHEMA, Ligne, lire

# the headers of each file; those of its key are marked with a star
ENTETES = {
    "schema.csv": "code*;nom;territoire;debut;fin;adopte_le;source;nom_court;genre;definition;agents;contact",
    "sources.csv": "code*;titre;date;emetteur",
    "orientations.csv": "code*;libelle_court;libelle;statut_libelle;sources;extrait",
    "priorites.csv": "code*;orientation;libelle;statut_libelle;sources;extrait",
    "pilotes.csv": "code*;nom;statut_libelle",
    "actions.csv": "code*;priorite;libelle;statut_libelle;sources;extrait;pilote;copilotes;debut;echeance;poids",
    "engagements.csv": "numero*;libelle;statut_libelle;sources;orientation;rattachement;actions;sic",
    "partenaires.csv": "nom*;nature;type;parent;membre",
    "participations.csv": "action*;partenaire*;role",
    "jalons.csv": "code*;libelle;echeance_initiale",
    "indicateurs.csv": "action*;libelle*;unite;sens;valeur_initiale;cible",
    "sigles.csv": "sigle*;developpe;source",
    "charte.csv": "code*;titre;signee_le;notifiee_le;duree_annees;duree_texte;renouvelee_jusqu_au;source",
    "charte_parties.csv": "code*;nom;nom_long",
    "charte_domaines.csv": "code*;numero;libelle;suite",
    "charte_engagements.csv": "code*;domaine;partie;texte",
    "charte_liens.csv": "domaine*;action*;rattachement;extrait",
    "charte_instances.csv": "code*;parent;article;libelle;objet;periodicite;periodicite_texte;domaine;evalue_la_charte",
    "charte_avenants.csv": "numero*;date;objet",
    "cadre.csv": "code*;nature;libelle;extrait;sources;orientations;rattachement_extrait;rattachement_sources",
    "demonstration/dates.csv": "action*;debut;echeance",
    "demonstration/jalons.csv": "code*;libelle;echeance_initiale",
    "demonstration/indicateurs.csv": "action*;libelle*;unite;sens;valeur_initiale;cible",
    "demonstration/partenaires.csv": "envoi_le*;partenaire*;nature;type;parent;membre",
    "demonstration/participations.csv": "envoi_le*;action*;partenaire*;role",
    "demonstration/appreciations.csv": "envoi_le*;annee*;partie*;engagement*;appreciation;elements;commentaire",
    "demonstration/reunions.csv": "envoi_le*;instance*;date*;tenue;presents_departement;presents_partenaire;decisions",
    "demonstration/recit.csv": "trimestre*;envoi*;pilote*;feuille*;code*;libelle*;avancement;statut;meteo;"
    "fait_marquant;prochaine_etape;point_blocage;decision_attendue;destinataire;pour_le;sans_changement;"
    "echeance_initiale;echeance_revisee;atteint_le;valeur;date_mesure;commentaire;partenaire*;implication;contribution",
}
# the first 16 digits of the sha256 of each orientation, then of each engagement
EMPREINTES = (
    "171a62058ec8272f 96fc2dae8a13c12b aab2d10f0ebdc715 aaf66037647613bb 63921c9f518423ee acb8dd98634bc704 "
    "71f1ca8907ae7616 cd518ed5bf1b7eff 55d758513987af2e 7556a737b0227128 3f705e9a09204f13 2939f94acdacb7fc "
    "46b56acc4f9e3f5f d7a505bb8b0e8f11 46537bd70cb9c76c 3143815707714362"
)


PAS_DES_SIGLES = {"EFFACER"}
"""Words in capitals that a workbook holds."""


def is_en_hausse(indicateur: Ligne) -> bool:
    return float(indicateur["cible"]) > float(indicateur["valeur_initiale"])


def liste(cellule: str) -> list[str]:
    return cellule.split(" | ") if cellule else []


ORIENTATIONS, PRIORITES, ENGAGEMENTS = lire("orientations.csv"), lire("priorites.csv"), lire("engagements.csv")
PARTENAIRES = lire("partenaires.csv")
OFFICIELS, TITRES = ORIENTATIONS + ENGAGEMENTS, ORIENTATIONS + PRIORITES + ACTIONS


@pytest.mark.parametrize("nom", ENTETES)
def test_each_file_has_its_headers_and_its_keys_once(nom: str) -> None:
    octets = (DOSSIER / nom).read_bytes()
    assert octets.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read accents"
    texte = octets.decode("utf-8-sig")
    assert texte.splitlines()[0] == ENTETES[nom].replace("*", "")
    assert texte == unicodedata.normalize("NFC", texte)
    lignes = lire(nom)
    assert all(None not in ligne and None not in ligne.values() for ligne in lignes), "a row too long or too short"
    assert all(v == v.strip() for ligne in lignes for v in ligne.values())
    colonnes = [c[:-1] for c in ENTETES[nom].split(";") if c.endswith("*")]
    cles = [tuple(fold(ligne[c]) for c in colonnes) for ligne in lignes]
    assert len(set(cles)) == len(cles)
    assert all(ligne.get("libelle", "-") or nom.endswith("recit.csv") for ligne in lignes)


def test_official_words_and_counts_are_exactly_those_of_the_source() -> None:
    assert [len(x) for x in (ORIENTATIONS, PRIORITES, ACTIONS, ENGAGEMENTS)] == [4, 11, 40, 12]
    assert [e["numero"] for e in ENGAGEMENTS] == [str(n) for n in range(1, 13)]
    assert (SCHEMA["debut"], SCHEMA["fin"], SCHEMA["adopte_le"]) == ("2024-01-01", "2028-12-31", "2023-10-19")
    assert [hashlib.sha256(x["libelle"].encode()).hexdigest()[:16] for x in OFFICIELS] == EMPREINTES.split()
    assert {x["statut_libelle"] for x in OFFICIELS} == {StatutLibelle.OFFICIEL}
    assert "un vaste de plan" in ENGAGEMENTS[9]["libelle"], "sic"
    assert ENGAGEMENTS[2]["libelle"].count("‘") == 3, "the source's own apostrophes"
    assert all(o["libelle_court"] and o["libelle"].startswith(o["libelle_court"]) for o in ORIENTATIONS)


def test_slips_marked_are_words_of_the_commitment() -> None:
    marques = [(e["libelle"], mots) for e in lire("engagements.csv") for mots in split_liste(e["sic"])]
    assert marques
    assert all(mots in libelle for libelle, mots in marques)


def test_every_title_has_its_provenance() -> None:
    sources = {s["code"]: s for s in lire("sources.csv")}
    assert all(s["titre"] and s["date"] for s in sources.values())
    assert not [s for s in sources.values() if re.search(r"\.\w{3,4}\b|_", s["titre"])], "never a file name"
    assert SCHEMA["source"] in sources
    assert all(liste(t["sources"]) and set(liste(t["sources"])) <= set(sources) for t in TITRES + ENGAGEMENTS)
    assert {t["statut_libelle"] for t in PRIORITES + ACTIONS + PILOTES} == {StatutLibelle.PROVISOIRE}
    corps = " ".join(x["libelle"] for x in OFFICIELS)
    for t in TITRES:
        for source, extrait in zip(liste(t["sources"]), liste(t["extrait"]), strict=True):
            assert source != SCHEMA["source"] or extrait in corps, t["code"]


def test_every_reference_resolves() -> None:
    priorites = {p["code"]: p["orientation"] for p in PRIORITES}
    assert set(priorites.values()) == {o["code"] for o in ORIENTATIONS}
    assert {a["priorite"] for a in ACTIONS} == set(priorites), "a priorité has an action at least"
    assert {a["pilote"] for a in ACTIONS} == {p["code"] for p in PILOTES}
    assert all(p["code"] == slug(p["nom"]) for p in PILOTES)
    for e in ENGAGEMENTS:
        assert {priorites[PAR_CODE[a]["priorite"]] for a in liste(e["actions"])} == {e["orientation"]}
        assert e["rattachement"] == "déduit"
    participations = lire("participations.csv")
    assert {p["partenaire"] for p in participations} == {p["nom"] for p in PARTENAIRES}
    assert {p["action"] for p in participations} == set(PAR_CODE) == {i["action"] for i in lire("indicateurs.csv")}
    assert {p["role"] for p in participations} <= {"", *RolePartenaire}
    assert {p["nature"] for p in PARTENAIRES} == {"organisme", "catégorie"}
    assert all(p["type"] for p in PARTENAIRES)


def test_nothing_is_invented_in_the_tree() -> None:
    assert not lire("jalons.csv")
    assert not [i for i in lire("indicateurs.csv") if i["sens"] or i["valeur_initiale"] or i["cible"]]
    assert not [a for a in ACTIONS if a["debut"] or a["echeance"] or a["poids"] or a["copilotes"]]
    assert "[provisoire]" not in (DOSSIER / "indicateurs.csv").read_text(encoding="utf-8-sig")


def test_every_sigle_of_the_files_is_listed_and_no_words_stand_without_a_source() -> None:
    sigles = lire("sigles.csv")
    assert all(bool(s["developpe"]) == bool(s["source"]) for s in sigles)
    assert [s["sigle"] for s in sigles] == sorted(s["sigle"] for s in sigles)
    connus = {mot for s in sigles for mot in s["sigle"].split()} | PAS_DES_SIGLES
    fichiers = [f for f in DOSSIER.rglob("*.csv") if f.name != "sigles.csv"]
    lus = {mot for f in fichiers for mot in re.findall(r"\b[A-ZÉ]{2,}\b", f.read_text(encoding="utf-8-sig"))}
    assert lus <= connus, sorted(lus - connus)


def test_overlay_refers_to_the_tree_and_stays_in_the_plan() -> None:
    base = {(i["action"], i["libelle"]): i for i in lire("indicateurs.csv")}
    for i in lire("demonstration/indicateurs.csv"):
        assert i["unite"]
        assert base[i["action"], i["libelle"]]["unite"] in ("", i["unite"])
        assert not i["cible"] or i["sens"] == ("hausse" if is_en_hausse(i) else "baisse")
    for d in lire("demonstration/dates.csv"):
        assert d["action"] in PAR_CODE
        debut, echeance = date.fromisoformat(d["debut"]), date.fromisoformat(d["echeance"])
        assert SCHEMA["debut"] <= debut.isoformat() < echeance.isoformat() <= SCHEMA["fin"]
    for j in lire("demonstration/jalons.csv"):
        assert j["code"][:3] in PAR_CODE and re.fullmatch(r"A\d\d/J\d", j["code"])
        assert SCHEMA["debut"] <= date.fromisoformat(j["echeance_initiale"]).isoformat() <= SCHEMA["fin"]
