"""What a command prints: for people as lines, for programs as one JSON object."""

from __future__ import annotations

import json
import sys

from loaders.anomalie import Anomalie, cut_extrait
from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.genres.registre import REGISTRE
from loaders.question import Reponses, list_inutiles
from models.refus import Refus
from phrases.format import format_reste
from phrases.valeurs import format_valeur

ANOMALIES_MAX = 200


def say(texte: str) -> None:
    """Print a line for the reader."""
    print(texte)  # noqa: T201


def print_apercus(
    apercus: list[Apercu], *, en_json: bool, refus: Refus | None = None, reponses: Reponses = frozenset()
) -> int:
    """Print what each file gave, the answers that served nothing, and what stopped the rest; return the exit code.

    0 when no file holds an error, 1 otherwise, 2 when `refus` stopped the command.
    """
    if en_json:
        arret = {"erreur": refus.code, "message": str(refus)} if refus else {}
        say(json.dumps({"fichiers": [a.to_json() for a in apercus], **arret}, ensure_ascii=False))
    else:
        for apercu in apercus:
            print_apercu(apercu)
    for dite in [] if refus else list_inutiles(reponses, [q for a in apercus for q in a.questions]):
        texte = f"La réponse « {dite} » n’a pas servi : aucune question de ces fichiers ne la propose."
        print(texte, file=sys.stderr)  # noqa: T201
    if refus is not None:
        print(str(refus), file=sys.stderr)  # noqa: T201
        return 2
    return 0 if all(a.statut is StatutApercu.OK for a in apercus) else 1


def print_apercu(apercu: Apercu) -> None:
    """Print one file: its state, its anomalies (200 at most), its changes."""
    tete = f"{apercu.fichier} : {apercu.statut}"
    if apercu.remontee is not None:
        tete += f", appliqué (remontée n° {apercu.remontee})"
    confirmees = (
        f", {apercu.inchangees} action(s) confirmée(s)" if REGISTRE.find(apercu.modele).modele.par_trimestre else ""
    )
    say(f"{tete}, {len(apercu.changements)} changement(s){confirmees}")
    if apercu.message:
        say(f"  {apercu.message}")
    if apercu.reprise:
        say(f"  {apercu.reprise}")
    for titre, codes in (("en erreur", apercu.en_erreur), ("rien n’est dit de", apercu.muettes)):
        if codes:
            say(f"  {titre} : {', '.join(codes)}")
    for q in apercu.questions:
        say(f"  [question] {q.dite} {q.code} = {q.reponse or 'sans réponse'} ({', '.join(q.choix)})")
    for anomalie in apercu.anomalies[:ANOMALIES_MAX]:
        say(f"  {_format_anomalie(anomalie)}")
    if (reste := len(apercu.anomalies) - ANOMALIES_MAX) > 0:
        say(f"  {format_reste(reste)}")
    for c in apercu.changements:
        colonne = REGISTRE.modeles.find_colonne(c.objet, c.champ)
        avant, apres = (cut_extrait(format_valeur(colonne, valeur)) or "–" for valeur in (c.avant, c.apres))
        say(f"  {c.reference} {c.champ} : {avant} → {apres}")


def _format_anomalie(anomalie: Anomalie) -> str:
    return f"[{anomalie.gravite.value}] {anomalie.begin(anomalie.place)} – {anomalie.message}"
