"""The read-me file of what is taken away, in French: what each file and each column is, how to check it all."""

from __future__ import annotations

from collections.abc import Sequence

from exports.archive.colonnes import COLONNES, TABLES
from models.entier import TableEntiere
from models.plan import Plan
from phrases.format import format_compte, set_espaces

_ENTREE = """# {nom} : tout ce que tenait le tableau de bord

{fictif}Ce dossier se lit sans le programme qui l’a écrit : des textes (.csv, .json), et les fichiers tels que
reçus. Les .csv sont en UTF-8, séparés par des virgules ; nombres avec un point, dates AAAA-MM-JJ, instants en temps
universel, case vide : non renseigné, jamais 0.

**Usage interne.** Blocages, décisions, textes libres et noms de qui a importé y sont. Ne le publiez pas.

N’y sont pas : les jetons et leurs empreintes, les dates de dernière visite, les aperçus en attente.

## Vérifier les fichiers

Dans ce dossier : `sha256sum -c SHA256SUMS`. Chaque fichier y est listé avec son empreinte.

## Vérifier le journal

`journal/scelles.jsonl` a une ligne par entrée, dans l’ordre : [version de la forme, sceau de l’entrée d’avant,
champs de l’entrée, changements]. Le sceau d’une entrée est le SHA-256 de sa ligne, sans la fin de ligne ; il est
dans la colonne `sceau` de `journal/remontee.csv`, et repris en tête de la ligne suivante. Pour la première entrée :
`head -n 1 journal/scelles.jsonl | tr -d '\\n' | sha256sum`. Une entrée changée, retirée ou ajoutée rompt la suite.
Le jeton d’un programme n’y est que par l’empreinte d’un nombre de 256 bits tiré au hasard, qui ne permet pas de le
retrouver.

## Les chiffres

`chiffres/AAAA-Tn.json` : tous les chiffres d’un trimestre, avec les actions dont ils sont faits.
`chiffres/{trimestre}/` : les tables de ce trimestre ; le fichier .schema.json de même nom dit le sens de chaque
colonne. L’avancement d’une orientation est la moyenne, pondérée par `poids`, de celui de ses actions connues.

## Les fichiers reçus

`recus/` : {recus}, chacun sous le nom de son empreinte (colonne `empreinte` de `journal/remontee.csv`, où est aussi
le nom qu’il portait). L’empreinte d’un fichier est celle que donne `sha256sum`.

## Les tables
"""


def write_notice(plan: Plan, tables: Sequence[TableEntiere], recus: int, trimestre: str) -> str:
    """Return the text."""
    fictif = "**Données fictives de démonstration.** " if plan.demonstration else ""
    combien = format_compte(recus, "fichier")
    debut = _ENTREE.format(nom=plan.nom, fictif=fictif, recus=combien, trimestre=trimestre)
    return set_espaces(debut + "".join(map(_write_table, tables)))


def _write_table(table: TableEntiere) -> str:
    """Return the part of a table: what it is, then each of its columns."""
    dossier = "journal" if table.nom in ("remontee", "changement") else "tables"
    lignes = format_compte(len(table.lignes), "ligne")
    colonnes = "".join(f"- `{c}` : {COLONNES[c]}\n" for c in table.colonnes)
    return f"\n### {dossier}/{table.nom}.csv ({lignes})\n\n{TABLES[table.nom]}\n\n{colonnes}"
