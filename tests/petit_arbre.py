"""A tree of another shape: 2 orientations, 3 priorités, 5 actions, 1 engagement, 2 pilots, one of them copilot."""

from __future__ import annotations

from pathlib import Path

FICHIERS = {
    "schema.csv": """code;nom;territoire;debut;fin;adopte_le;source
petit-2025;Petit schéma 2025-2027;Ailleurs;2025-01-01;2027-12-31;;S1
""",
    "sources.csv": """code;titre;date;emetteur
S1;Délibération d’essai;1er janvier 2025;Un département
""",
    "orientations.csv": """code;libelle_court;libelle;statut_libelle;sources;extrait
OA;Accueillir;Accueillir mieux;officiel;S1;
OB;Prévenir;Prévenir plus tôt;officiel;S1;
""",
    "priorites.csv": """code;orientation;libelle;statut_libelle;sources;extrait
PA;OA;Accueil familial;officiel;S1;
PB;OA;Accueil collectif;officiel;S1;
PC;OB;Prévention;officiel;S1;
""",
    "pilotes.csv": """code;nom;statut_libelle
accueil;Service de l’accueil;officiel
prevention;Service de la prévention;officiel
""",
    "actions.csv": """code;priorite;libelle;statut_libelle;sources;extrait;pilote;copilotes;debut;echeance;poids
X1;PA;Recruter;officiel;S1;;accueil;;2025-01-01;2026-12-31;
X2;PA;Former;officiel;S1;;accueil;prevention;;;2
X3;PB;Ouvrir;officiel;S1;;accueil;;;;
X4;PC;Repérer;officiel;S1;;prevention;;;;
X5;PC;Soutenir;officiel;S1;;prevention;;;;
""",
    "engagements.csv": """numero;libelle;statut_libelle;sources;orientation;rattachement;actions
1;Ouvrir un lieu;officiel;S1;OA;donné;X3 | X5
""",
    "partenaires.csv": """nom;nature;type
Villes;catégorie;
CCAS d’Ailleurs;organisme;
""",
    "participations.csv": """action;partenaire;role
X1;Villes;contributeur
X4;CCAS d’Ailleurs;
""",
    "jalons.csv": """code;libelle;echeance_initiale
X3/J1;Permis déposé;2025-06-30
""",
    "indicateurs.csv": """action;libelle;unite;sens;valeur_initiale;cible
X1;Familles recrutées;nombre;hausse;10;30
""",
}


def write_petit_arbre(dossier: Path) -> Path:
    """Write the files in a new folder and return it."""
    dossier.mkdir(parents=True)
    for nom, contenu in FICHIERS.items():
        (dossier / nom).write_text(contenu, encoding="utf-8")
    return dossier


def edit_fichier(dossier: Path, nom: str, avant: str, apres: str) -> None:
    """Replace a text of one file of the tree; it must be there."""
    texte = (dossier / nom).read_text(encoding="utf-8")
    assert avant in texte
    (dossier / nom).write_text(texte.replace(avant, apres), encoding="utf-8")
