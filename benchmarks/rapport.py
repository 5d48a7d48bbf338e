"""The table: on the terminal, and in the documentation."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.mesure import Ligne
from phrases.format import FINE, format_nombre

ENTETES = ("Mesure", "Référence", "Ici", "Référence", "Rapport", "Borne", "Tenue")
INTRODUCTION = """# Vitesse, octets, mémoire : ce qui est mesuré

`make bench` écrit cette page. Chaque ligne compare, dans la même exécution et par tours entrelacés, l’application à une
référence nommée : ce sont les rapports qui valent d’une machine à l’autre, pas les durées. Médianes, {coeurs} cœurs,
{tours} tours.
"""
LECTURE = """
- *Page Streamlit vide* : une ligne de texte, servie comme l’application (fichiers compressés, ramasse-miettes figé
  après les imports).
- *La même en Dash* : `benchmarks/temoins/synthese_dash.py`, mêmes données, mêmes décisions, mêmes dessins, une table
  des actions, un choix du trimestre ; compression de Dash, serveur de production, premier contenu dans la page. Dash
  compresse ses fichiers à chaque demande : c’est compris dans « sans cache ».
- *Page statique* : les mêmes mots dans un document, sans script ni dessin. Elle informe : sans borne.
- *Serveur* : d’une demande à la fin de l’exécution, par la même connexion websocket que le navigateur.
- *Premier contenu peint* : *first contentful paint* de Chromium. Dash peint d’abord « Loading... » : sans borne.
- *Lisible* : la phrase, les cinq chiffres et ce qui est à décider sont à l’écran, qui que ce soit qui les ait écrits,
  le document ou la session. *Dessinée* : tous les dessins y sont aussi.
- *Avec cache* : la même adresse, une seconde fois dans le même profil du navigateur. *5 Mbit/s* : le débit seul est
  bridé, dans les deux sens, sans latence ajoutée.
- *Décalage* : somme des déplacements de ce qui est déjà peint, jusqu’au dernier dessin.
- *Processeur* : temps de processeur du serveur, par vues qui se suivent.
- *Changer d’écran* : du clic dans le menu au titre du nouvel écran, tout étant écrit. En Dash,
  `benchmarks/temoins/deux_ecrans_dash.py` : la Synthèse et la liste des actions ; les autres écrans sont comparés à
  cette liste.
- *Trimestre changé* : du clic sur un autre trimestre au dernier changement dans un dessin.
- *Import* : la commande `apply` sur les classeurs de tous les pilotes, toutes les lignes remplies, démarrage compris.
- *Diaporama* : de l’histoire déjà calculée aux octets du .pptx ; la référence est python-pptx seul, son modèle, autant
  de diapositives « titre et contenu » laissées vides.
- *Document à remettre* : du récit de la réunion annuelle au PDF, dans un processus neuf, imports exclus. *Le même
  texte, nu* : les mêmes lignes l’une sous l’autre, par le même compositeur, avec les mêmes polices et la même norme. Un
  document vide n’a rien à composer : sans borne.
- *Lecteurs et imports à la fois* : deux processus derrière nginx et TLS, sur PostgreSQL, leurs clients sur la même
  machine ; d’un clic à la fin de l’exécution de l’écran, 10 secondes en moyenne entre deux clics d’une personne, deux
  minutes. La référence, dans la même exécution : une personne seule, à qui rien d’autre n’est demandé.
- *Mémoire* : mémoire résidente ; la borne porte sur l’écart avec la référence.
"""


def show_table(lignes: Sequence[Ligne]) -> None:
    """Print the rows."""
    table = Table(*ENTETES)
    for ligne in lignes:
        table.add_row(*write_cellules(ligne), style="" if ligne.tenue else "bold red")
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def write_page(lignes: Sequence[Ligne], tours: int, chemin: Path) -> None:
    """Write the rows as a page of the documentation."""
    rangs = [ENTETES, ("---", "---", "---:", "---:", "---:", "---:", "---"), *map(write_cellules, lignes)]
    table = "\n".join(f"| {' | '.join(rang)} |" for rang in rangs)
    introduction = INTRODUCTION.format(coeurs=os.cpu_count(), tours=tours)
    chemin.write_text(f"{introduction}\n{table}\n{LECTURE}", encoding="utf-8")


def write_cellules(ligne: Ligne) -> tuple[str, ...]:
    """Return the cells of a row."""
    return (
        ligne.quoi,
        ligne.reference,
        _write_nombre(ligne.mesure, ligne.unite),
        _write_nombre(ligne.repere, ligne.unite),
        _write_valeur(ligne.valeur, ligne),
        "–" if math.isinf(ligne.borne) else f"≤ {_write_valeur(ligne.borne, ligne)}",
        "oui" if ligne.tenue else "non",
    )


def _write_valeur(valeur: float, ligne: Ligne) -> str:
    return f"+ {_write_nombre(valeur, ligne.unite)}" if ligne.ecart else f"× {format_nombre(valeur, 2)}"


def _write_nombre(valeur: float, unite: str) -> str:
    if not unite:
        return format_nombre(valeur, 3)
    return f"{format_nombre(valeur, 1 if valeur < 100 else 0)}{FINE}{unite}"
