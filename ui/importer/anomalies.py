"""What is wrong with a workbook, as a table for the screen and a file to take away; same remarks are grouped."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import pairwise

from exports.blocs.table import write_table
from loaders.anomalie import Anomalie, Gravite
from loaders.apercu.apercu import Apercu
from models.remede import Canal
from models.texte import begins_formule
from phrases.format import format_reste, join_mots, set_espaces
from ui.socle.texte import RIEN, Html, escape_html

ANOMALIES_MAX = 200
VALEURS_MAX = 4
SUJETS_MAX = 6
ENTETES = ("Gravité", "Où", "Valeur lue", "Ce qui ne va pas, et que faire")
_GRAVITES = {Gravite.ERREUR: "Erreur", Gravite.AVERTISSEMENT: "Avertissement"}


def list_remarques(apercu: Apercu) -> list[Anomalie]:
    """Return what is wrong, errors first; what is asked is asked apart."""
    return [*apercu.fautes, *apercu.avertissements]


def group_anomalies(anomalies: Sequence[Anomalie]) -> list[list[Anomalie]]:
    """Return the anomalies in order, those of one column that say the same thing together."""
    groupes: dict[tuple[object, ...], list[Anomalie]] = {}
    for a in anomalies:
        groupes.setdefault((a.gravite, a.code, a.say(Canal.ECRAN), a.feuille, a.colonne, a.ligne is None), []).append(a)
    return list(groupes.values())


def write_place(groupe: Sequence[Anomalie]) -> str:
    """Return « A16 (Consolider…), feuille Avancement, H7 », « A16 et A17, feuille Avancement, colonne H, … ».

    A remark on the whole is of the « fichier ».
    """
    premiere = groupe[0]
    if premiere.feuille is None:
        return premiere.place
    sujets = list(dict.fromkeys(a.sujet for a in groupe if a.sujet))
    qui = write_sujets(sujets)
    return f"{qui}, {_write_cellules(groupe)}" if qui else _write_cellules(groupe)


def write_sujets(sujets: Sequence[str]) -> str:
    """Return what rows speak of: alone, with its title; together, the codes of the first ones and how many more."""
    if len(sujets) < 2:
        return "".join(sujets)
    codes = [s.partition(" (")[0] for s in sujets]
    reste = len(codes) - SUJETS_MAX
    return join_mots([*codes[:SUJETS_MAX], f"{reste} autres"] if reste > 1 else codes)


def _write_cellules(groupe: Sequence[Anomalie]) -> str:
    premiere = groupe[0]
    lignes = sorted({a.ligne for a in groupe if a.ligne is not None})
    morceaux = [f"feuille {premiere.feuille}"]
    if len(lignes) == 1 and premiere.colonne:
        return f"{morceaux[0]}, {premiere.colonne}{lignes[0]}"
    if premiere.colonne:
        morceaux.append(f"colonne {premiere.colonne}")
    if lignes:
        morceaux.append(f"{'ligne' if len(lignes) == 1 else 'lignes'} {write_lignes(lignes)}")
    return ", ".join(morceaux)


def write_lignes(lignes: Sequence[int]) -> str:
    """Return « 5 à 7, 9 et 12 »; numbers in order, each once."""
    coupes = [0, *(i for i, (a, b) in enumerate(pairwise(lignes), start=1) if b != a + 1), len(lignes)]
    suites = [lignes[debut:fin] for debut, fin in pairwise(coupes)]
    morceaux: list[str] = []
    for suite in suites:
        morceaux += [f"{suite[0]} à {suite[-1]}"] if len(suite) > 2 else map(str, suite)
    return join_mots(morceaux)


def _write_valeurs(groupe: Sequence[Anomalie]) -> str:
    valeurs = list(dict.fromkeys(a.valeur for a in groupe if a.valeur))
    return ", ".join(valeurs[:VALEURS_MAX]) + ("…" if len(valeurs) > VALEURS_MAX else "")


def write_anomalies(apercu: Apercu) -> Html:
    """Return the remarks, errors first, 200 at most and then how many more."""
    groupes = group_anomalies(list_remarques(apercu))
    lignes = [
        [
            _write_gravite(groupe[0].gravite),
            escape_html(write_place(groupe)),
            escape_html(_write_valeurs(groupe)),
            escape_html(set_espaces(groupe[0].say(Canal.ECRAN))),
        ]
        for groupe in groupes[:ANOMALIES_MAX]
    ]
    reste = len(groupes) - ANOMALIES_MAX
    suite = f'<p class="note">{format_reste(reste)}, dans le fichier à télécharger</p>' if reste > 0 else RIEN
    table = write_table("Remarques sur le classeur", ENTETES, lignes, large=(1, 3), legende_lue=True)
    return f'<div class="remarques">{table}</div>{suite}'


def _write_gravite(gravite: Gravite) -> Html:
    faute, mot = gravite is Gravite.ERREUR, escape_html(_GRAVITES[gravite])
    icone, classe = Html("error" if faute else "warning"), Html("rouge" if faute else "avis")
    return f'<span class="{classe}"><span class="icone" aria-hidden="true">{icone}</span> {mot}</span>'


def build_csv(apercu: Apercu) -> bytes:
    """Return every anomaly as a CSV that a spreadsheet opens in French and never runs (fault 47)."""
    flux = io.StringIO()
    redacteur = csv.writer(flux, delimiter=";")
    redacteur.writerow(("Fichier", *ENTETES))
    for a in list_remarques(apercu):
        ligne = (
            apercu.fichier,
            _GRAVITES[a.gravite],
            write_place([a]),
            a.valeur or "",
            set_espaces(a.say(Canal.ECRAN)),
        )
        redacteur.writerow([f"'{c}" if begins_formule(c) else c for c in ligne])
    return flux.getvalue().encode("utf-8-sig")
