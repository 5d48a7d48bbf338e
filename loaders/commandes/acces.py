"""Accesses from the command line: how the first administrator gets in, and a way back when nobody can."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import datetime
from typing import Any

from loaders.base.preparation import ensure_base
from loaders.commandes.jetons import run_jeton, run_retrait, to_json, write_ligne
from loaders.commandes.rapport import say
from loaders.comptes.acces import grant_acces, withdraw_acces
from loaders.comptes.presence import load_presences
from loaders.ecriture.journal import Acte
from models.acces import COMMANDE, RIEN, TOUT, Acces, Perimetre, load_acces
from models.chargement import load_plan
from models.jetons import load_jetons
from models.refus import DemandeInvalide
from models.session import open_base
from models.temps import find_jour, to_paris
from models.vocabulaire import GenreAcces, NatureEntree, Role
from phrases.acces import format_perimetre


def run_acces(options: Namespace, maintenant: datetime) -> int:
    """List accesses, or grant or withdraw one."""
    ensure_base(maintenant)
    if all(dit is None for dit in (options.donner, options.retirer, options.jeton, options.retirer_jeton)):
        return _list(maintenant, en_json=options.json)
    if not options.auteur:
        raise DemandeInvalide("Indiquez --auteur : qui donne ou retire cet accès.")
    acte = Acte(NatureEntree.ACCES, options.auteur, maintenant)
    if options.jeton is not None:
        return run_jeton(options, acte)
    if options.retirer_jeton is not None:
        return run_retrait(options.retirer_jeton, acte)
    genre = GenreAcces.GROUPE if options.groupe else GenreAcces.PERSONNE
    if options.retirer is not None:
        numero = withdraw_acces(genre, options.retirer, acte, COMMANDE)
        say(f"Accès retiré à « {options.retirer} » (entrée n° {numero} du journal).")
        return 0
    role = Role(options.role or Role.LECTURE)
    perimetre = RIEN if role is not Role.MISE_A_JOUR else Perimetre.parse(options.perimetre)
    donne = grant_acces(Acces(genre, options.donner, options.nom or "", role, perimetre), acte, COMMANDE)
    suite = "rien à changer." if donne is None else f"« {role.libelle} » (entrée n° {donne} du journal)."
    say(f"Accès de « {options.donner} » : {suite}")
    return 0


def _list(maintenant: datetime, *, en_json: bool) -> int:
    with open_base() as session:
        plan, acces, vues = load_plan(session), load_acces(session), load_presences(session)
        jetons = load_jetons(session)
    if en_json:
        dits = {"acces": [_to_json(a) for a in acces], "jetons": [to_json(j) for j in jetons]}
        say(json.dumps(dits, ensure_ascii=False))
        return 0
    for a in acces:
        vue = vues.get(a.identifiant)
        quand = f"vu·e le {to_paris(vue):%d/%m/%Y %H:%M}" if vue else "jamais vu·e"
        quoi = format_perimetre(plan, a.perimetre) if a.role is not Role.LECTURE else "rien à modifier"
        say(f"{a.genre.value}  {a.identifiant}  {a.nom}  {a.role.libelle}  {quoi}  {quand}")
    if not acces:
        say("Personne n’a encore d’accès.")
    for jeton in jetons:
        say(write_ligne(jeton, vues, find_jour(maintenant)))
    return 0


def _to_json(a: Acces) -> dict[str, Any]:
    return {
        "genre": a.genre.value,
        "identifiant": a.identifiant,
        "nom": a.nom,
        "role": a.role.value,
        "perimetre": str(TOUT if a.role is Role.ADMINISTRATION else a.perimetre),
    }
