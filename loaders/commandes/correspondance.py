"""`python -m loaders correspondance`: how a table that is not ours would read, written to be completed."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import datetime

from loaders.apercu.apercu import Apercu
from loaders.apercu.lot import preview_fichiers
from loaders.commandes.executer import open_pour_verifier, read_fichiers, to_options, write_fichier
from loaders.commandes.rapport import print_apercus, say
from loaders.correspondance.colonnes import list_exemples
from loaders.correspondance.proposition import Proposition
from models.correspondance import dump_correspondance


def run_correspondance(options: Namespace, maintenant: datetime) -> int:
    """Write how a file would read, with what is left to be said of it; 1 when it needs none, or cannot be read."""
    recus = read_fichiers([options.fichier])
    with open_pour_verifier(maintenant) as session:
        apercus = preview_fichiers(session, recus, to_options(options), maintenant)
    vus = [a for a in apercus if a.proposition is not None]
    if len(vus) != 1 or vus[0].proposition is None:
        print_apercus(apercus, en_json=False)
        say("Aucune correspondance à écrire : un seul fichier, sans nos titres de colonnes, est attendu.")
        return 1
    write_fichier(options.out, build_json(vus[0], vus[0].proposition))
    say(f"{options.out} : relisez-la, complétez ce qui vaut « » ou null, puis donnez-la avec --correspondance.")
    for ligne in list_restes(vus[0].proposition):
        say(f"  {ligne}")
    return 0


def build_json(apercu: Apercu, p: Proposition) -> bytes:
    """Return the file of a correspondence: what is proposed, with three values of each column to know it by."""
    exemples = {e.cle: list_exemples(p.table, e) for e in p.table.entetes}
    lu = {"fichier": apercu.fichier, "feuilles": [t.brute.nom for t in p.tables], "exemples": exemples}
    return json.dumps({**dump_correspondance(p.proposee), "lu": lu}, ensure_ascii=False, indent=2).encode()


def list_restes(p: Proposition) -> list[str]:
    """Return what is left to be said of a file, one line for each thing."""
    restes = [f"manque : {p.missing}"] if p.missing else []
    restes += ["pourcentage : points (45 est 45 %) ou fraction (0,45 est 45 %)"] if p.asks_pourcentage else []
    restes += [f"mots, {m.role} : « {m.mot} » ({m.propose or 'à dire'} ; {', '.join(m.possibles)})" for m in p.mots]
    return restes + [f"lignes : « {x.cle} » ({x.lien.code or 'à dire'})" for x in p.lignes]
