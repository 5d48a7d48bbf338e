"""Another plan brings its folder alone: every screen and workbook speaks of it, under its name, and of no other."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from loaders.base.preparation import ensure_base
from loaders.ecriture.journal import Acte, append_entree
from loaders.gabarit.classeur import build_gabarit
from loaders.genres.registre import REGISTRE
from loaders.lignes.genre import Demande
from models.changement import Changement
from models.chargement import load_plan
from models.plan import Plan
from models.session import open_ecriture
from models.trimestre import Trimestre
from models.vocabulaire import Role
from tests.mots_du_plan import find_mots, list_motifs
from tests.petit_arbre import edit_fichier
from tests.ui.conftest import read_textes, run_ecran
from ui.aide.ecran import RUBRIQUES
from ui.serveur.document import translate_document
from ui.socle import identity
from ui.socle.navigation import ECRANS

MAINTENANT = datetime(2026, 11, 21, 9, tzinfo=UTC)
T3 = Trimestre(2026, 3)
MOTIFS = list_motifs()
CHARTE = {
    "charte.csv": """code;titre;signee_le;notifiee_le;duree_annees;duree_texte;renouvelee_jusqu_au;source
charte;Charte des jeunes;2025-01-10;;3;trois ans;;S1
""",
    "charte_parties.csv": """code;nom;nom_long
departement;Ailleurs;Le Conseil d’Ailleurs
partenaire;La Ligue;La Ligue des jeunes
""",
    "charte_domaines.csv": """code;numero;libelle;suite
1;1.;Accueillir;
""",
    "charte_engagements.csv": """code;domaine;partie;texte
I1;1;partenaire;à accueillir
D1;1;departement;à soutenir
""",
    "charte_instances.csv": """code;parent;article;libelle;objet;periodicite;periodicite_texte;domaine;evalue_la_charte
suivi;;7;Comité de suivi;suivre;trimestrielle;chaque trimestre;;
bilan;;8;Comité du bilan;dire ce qu’elle vaut;annuelle;chaque année;;oui
""",
}
ADRESSES = [
    *((e.fichier, {}) for e in ECRANS),
    *(("aide.py", {"rubrique": r.cle}) for r in RUBRIQUES),
    ("aide.py", {"chiffre": "attendu"}),
    ("aide.py", {"chiffre": "attendu", "portee": "OA"}),
    ("orientations_et_actions.py", {"action": "X3"}),
    ("engagements.py", {"engagement": "1"}),
    ("partenaires.py", {"partenaire": "Villes"}),
    ("journal.py", {"remontee": "0"}),
]


@pytest.fixture
def autre_plan(petit_arbre: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """The small tree as « le Plan jeunesse », with a charter, one report, and who opens the screens administers."""
    edit_fichier(petit_arbre, "schema.csv", "adopte_le;source", "adopte_le;source;nom_court;contact")
    edit_fichier(petit_arbre, "schema.csv", ";;S1", ";;S1;Plan jeunesse;la mission jeunesse")
    edit_fichier(petit_arbre, "schema.csv", "Petit schéma 2025-2027", "Plan jeunesse d’Ailleurs 2025-2027")
    for nom, contenu in CHARTE.items():
        (petit_arbre / nom).write_text(contenu, encoding="utf-8")
    monkeypatch.setattr(identity, "find_role", lambda: Role.ADMINISTRATION)
    monkeypatch.setattr("ui.socle.guard.maintenant", lambda: MAINTENANT)
    ensure_base(MAINTENANT)
    dits = {"X1": 40, "X2": 60, "X3": 10, "X4": 80}
    changements = [Changement("suivi", a, "avancement", str(T3), None, n) for a, n in dits.items()]
    with open_ecriture() as session:
        append_entree(session, Acte("import", "Camille", MAINTENANT), changements, trimestre=str(T3))
        return load_plan(session)


def open_ecran(fichier: str, adresse: dict[str, str]) -> str:
    ecran = run_ecran(fichier, adresse)
    assert not ecran.exception, ecran.exception
    return read_textes(ecran)


def test_screens_speak_of_the_plan_they_follow(autre_plan: Plan) -> None:
    vus = {(fichier, *adresse.values()): open_ecran(fichier, adresse) for fichier, adresse in ADRESSES}
    assert {cle: mots for cle, texte in vus.items() if (mots := find_mots(texte, MOTIFS))} == {}
    assert "le Plan jeunesse est avancé à" in vus["synthese.py",]
    assert "dates du Plan jeunesse" in vus["orientations_et_actions.py", "X3"]
    assert "Plan jeunesse d’Ailleurs 2025-2027" in vus["aide.py", "glossaire"]
    assert "<h2>Agents</h2>" in vus["aide.py",]
    assert "Comité du bilan" in vus["charte.py",]


def test_workbooks_do_too(autre_plan: Plan) -> None:
    tous = Demande(MAINTENANT, trimestre=T3, pilotes=[None, *autre_plan.pilotes])
    gabarits = [g for genre in REGISTRE.genres for g in genre.list_gabarits(autre_plan, tous)]
    textes = []
    for gabarit in gabarits:
        classeur = openpyxl.load_workbook(io.BytesIO(build_gabarit(gabarit)))
        cellules = [c for feuille in classeur for ligne in feuille.iter_rows() for c in ligne]
        textes.append("\n".join(str(x) for c in cellules for x in (c.value, c.comment.text if c.comment else "")))
    assert [mots for texte in textes if (mots := find_mots(texte, MOTIFS))] == []
    assert all("Contact : la mission jeunesse qui vous a envoyé ce classeur." in texte for texte in textes)


def test_document_takes_its_title_from_the_folder(petit_arbre: Path) -> None:
    document = "<html><head><title>Streamlit</title></head><body></body></html>"
    translate_document.cache_clear()
    assert "<title>Tableau de bord</title>" in translate_document(document)
    translate_document.cache_clear()


def test_document_of_ours_is_titled_by_its_name(adresse: str) -> None:
    translate_document.cache_clear()
    assert "<title>Tableau de bord du Schéma</title>" in translate_document("<title>Streamlit</title>")
    translate_document.cache_clear()
