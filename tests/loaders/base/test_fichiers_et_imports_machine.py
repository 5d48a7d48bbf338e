"""Files, workbooks, undos and `init` in any order: what an import said stands, and the journal is the state.

The model keeps its own account, step by step, of who said each field last; it never reads the journal.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from loaders.apercu.diff import diff_lignes
from loaders.base.preparation import OBJETS_DE_L_ARBRE, ensure_base, preview_arbre, read_etat
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.journal import Acte, append_entree
from loaders.genres.partenaires.rattachements import check_rattachements
from loaders.genres.registre import REGISTRE
from loaders.lignes.avis import Verification
from loaders.lignes.codes import find_code_libre, load_codes_donnes
from loaders.lignes.declaration import Declaration, LigneLue
from loaders.tableaux.identite import Identite
from models.cellule import Cellule
from models.changement import Changement
from models.chargement import load_plan
from models.objets import OBJETS, load_valeur, to_json
from models.refus import AnnulationImpossible, DemandeInvalide
from models.session import dispose_engines, open_base, open_ecriture
from models.tables import columns
from models.tables_journal import ChangementJournal
from models.vocabulaire import NatureEntree
from tests.agissants import COMMANDE
from tests.constats import find_base
from tests.fabrique import MAINTENANT
from tests.petit_arbre import write_petit_arbre

NOMS = ("Tête", "Branche", "Feuille")
TITRES = ("Jalon officiel", "Jalon neuf", "Autre jalon")
NATURES, TYPES = ("organisme", "catégorie"), (None, "Association", "Département")
ROLES, CODES = (None, "copilote", "consulté"), ("X1/J1", "X1/J2", "X1/J3")
OUI_NON = {None: "", True: "oui", False: "non"}
JOURNAL = columns(ChangementJournal)
Cle = tuple[str, str, str]
tirage = st.sampled_from


class Arbres(RuleBasedStateMachine):
    """One database, the files of three partners, of their part in X1, of the jalons of X1."""

    dossier: Path
    neuve: bytes

    def __init__(self) -> None:
        super().__init__()
        dispose_engines()
        fichier = find_base()
        for reste in fichier.parent.glob(f"{fichier.name}*"):
            reste.unlink()
        fichier.write_bytes(self.neuve)
        self.partenaires = {nom: {"nature": "organisme", "type": None, "parent": None, "membre": None} for nom in NOMS}
        self.participations: dict[str, str | None] = dict.fromkeys(NOMS)
        self.jalons: dict[str, str] = {}
        self.valeurs: dict[Cle, Any] = {}
        self.dites: dict[Cle, Any] = {}
        self.notees: dict[Cle, int] = {}
        self.piles: dict[Cle, list[int]] = defaultdict(list)
        self.entrees: dict[int, tuple[dict[Cle, tuple[Any, Any]], bool]] = {}
        self.cibles: dict[int, int] = {}
        self.crees: dict[str, str] = {}
        self.codes: set[str] = {"X3/J1"}
        self.tete = -1  # the entry that loaded these files is the model's first
        self.init()

    # the files

    def write(self) -> dict[Cle, Any]:
        """Write the files and return the fields they give."""
        dits: dict[Cle, Any] = {}
        lignes = ["nom;nature;type;parent;membre"]
        for nom, p in self.partenaires.items():
            lignes.append(f"{nom};{p['nature']};{p['type'] or ''};{p['parent'] or ''};{OUI_NON[p['membre']]}")
            dits |= {("partenaire", nom, champ): valeur for champ, valeur in p.items()}
        (self.dossier / "partenaires.csv").write_text("\n".join(lignes) + "\n", encoding="utf-8")
        lignes = ["action;partenaire;role"]
        for nom, role in self.participations.items():
            lignes.append(f"X1;{nom};{role or ''}")
            dits |= {("participation", f"X1/{nom}", "role"): role, ("participation", f"X1/{nom}", "attendue"): True}
        (self.dossier / "participations.csv").write_text("\n".join(lignes) + "\n", encoding="utf-8")
        lignes = ["code;libelle;echeance_initiale", "X3/J1;Permis déposé;2025-06-30"]
        for code, titre in self.jalons.items():
            lignes.append(f"{code};{titre};2027-06-30")
            dits |= {("jalon", code, "libelle"): titre, ("jalon", code, "echeance_initiale"): "2027-06-30"}
        (self.dossier / "jalons.csv").write_text("\n".join(lignes) + "\n", encoding="utf-8")
        return dits

    @rule(nom=tirage(NOMS), type_=tirage(TYPES), membre=tirage((None, True, False)))
    def correct_partenaire(self, nom: str, type_: str | None, membre: bool | None) -> None:
        self.partenaires[nom] |= {"type": type_, "membre": membre}
        self.init()

    @rule(tete=tirage((None, *NOMS[:2])), sous=tirage((None, *NOMS[1:])))
    def correct_rattachements(self, tete: str | None, sous: str | None) -> None:
        """The files agree with themselves: a catégorie at most, and a partner tied to it at most."""
        for nom, p in self.partenaires.items():
            p["nature"] = NATURES[nom == tete]
            p["parent"] = tete if tete and nom == sous and NOMS.index(nom) > NOMS.index(tete) else None
        self.init()

    @rule(nom=tirage(NOMS), role=tirage(ROLES), presente=st.booleans())
    def correct_participation(self, nom: str, role: str | None, presente: bool) -> None:
        self.participations.pop(nom, None)
        if presente:
            self.participations[nom] = role
        self.init()

    @rule()
    def adopt_partenaires(self) -> None:
        """The files make theirs what stands of the partners, and lead again."""
        for nom, p in self.partenaires.items():
            p |= {champ: self.valeurs.get(("partenaire", nom, champ)) for champ in ("type", "membre")}
        self.init()

    @rule(code=tirage(CODES), titre=tirage((None, *TITRES)))
    def correct_jalon(self, code: str, titre: str | None) -> None:
        self.jalons.pop(code, None)
        if titre:
            self.jalons[code] = titre
        self.init()

    @rule()
    def run_init(self) -> None:
        self.init()

    def init(self) -> None:
        dits = self.write()
        ensure_base(MAINTENANT, relire=True)
        with open_base() as session:
            etat, fusion = read_etat(session), preview_arbre(session)
        assert fusion.changements == []
        tete = self.find_tete()
        ecrites = self.expect(dits, etat, bool(fusion.ecartees), tete)
        assert tete - self.tete <= 1
        assert (tete > self.tete) >= bool(ecrites)
        self.tete = tete

    def expect(self, dits: dict[Cle, Any], etat: dict[Any, Any], ecarte: bool, numero: int) -> set[Cle]:
        """Hold the database against what the model says of each field of the files, and return those written."""
        ecrites = set()
        for cle, dite in dits.items():
            objet, reference, champ = cle
            avant, apres = self.valeurs.get(cle), etat.get((objet, reference), {}).get(champ)
            suit = not self.piles[cle] or avant == self.dites.get(cle)
            if self.is_a_part(objet, reference, dits):
                assert apres == avant, cle
            elif dite == avant:
                assert apres == avant, cle
                if self.dites.get(cle) != dite:
                    self.follow(cle, dite, numero)
            elif suit and champ in ("nature", "parent") and apres == avant:
                assert ecarte, cle
            elif suit:
                assert apres == dite, cle
                self.follow(cle, dite, numero)
                ecrites.add(cle)
            else:
                assert apres == avant, cle
        for cle, pile in self.piles.items():
            retire = pile and self.valeurs.get(cle) is None and self.dites.get(cle) is not None
            if retire and not any(autre[:2] == cle[:2] for autre in dits):
                self.follow(cle, None, numero)
        return ecrites

    def is_a_part(self, objet: str, reference: str, dits: dict[Cle, Any]) -> bool:
        """Whether a whole row is left as it is: the code of a pilot's jalon, a participation taken off by an import."""
        if objet == "jalon":
            return self.crees.get(reference, dits[objet, reference, "libelle"]) != dits[objet, reference, "libelle"]
        cle = (objet, reference, "attendue")
        retiree = objet == "participation" and self.valeurs.get(cle) is None
        return bool(retiree and self.piles[cle] and self.dites.get(cle) is not None)

    def follow(self, cle: Cle, valeur: Any, numero: int) -> None:
        self.valeurs[cle] = self.dites[cle] = valeur
        self.piles[cle].clear()
        self.notees[cle] = numero
        if cle[0] == "jalon":
            self.codes.add(cle[1])
            if cle[2] == "libelle":
                self.crees.pop(cle[1], None)

    # the workbooks

    @rule(nom=tirage(NOMS), champ=tirage(("type", "membre", "nature", "parent")), data=st.data())
    def import_partenaire(self, nom: str, champ: str, data: st.DataObject) -> None:
        choix: dict[str, tuple[Any, ...]] = {"type": TYPES, "membre": (None, True, False), "nature": NATURES}
        choix["parent"] = (None, *NOMS)
        valeur = data.draw(tirage(choix[champ]))
        self.apply_ligne(
            [Declaration("partenaire", nom, champ, None, valeur, Cellule("Liste", "A", 5), efface=valeur is None)]
        )

    @rule(tete=tirage(NOMS), sous=tirage(NOMS))
    def import_rattachement(self, tete: str, sous: str) -> None:
        tie = Declaration("partenaire", sous, "parent", None, tete, Cellule("Liste", "D", 6))
        self.apply_ligne([Declaration("partenaire", tete, "nature", None, "catégorie", Cellule("Liste", "B", 5)), tie])

    @rule(nom=tirage(NOMS), role=tirage((*ROLES, "EFFACER", "EFFACER")))
    def import_participation(self, nom: str, role: str | None) -> None:
        efface, reference = role == "EFFACER", f"X1/{nom}"
        dites = [
            Declaration(
                "participation", reference, "attendue", None, None if efface else True, Cellule("P", "E", 5), efface
            )
        ]
        if role is not None:
            valeur = None if efface else role
            dites.append(Declaration("participation", reference, "role", None, valeur, Cellule("P", "D", 5), efface))
        self.apply_ligne(dites)

    @rule(nom=tirage(NOMS), role=tirage(ROLES), presente=st.booleans())
    def take_off_then_correct(self, nom: str, role: str | None, presente: bool) -> None:
        """A workbook takes a participation off, the files speak of it, then say it again."""
        self.import_participation(nom, "EFFACER")
        self.correct_participation(nom, role, presente)
        self.correct_participation(nom, role, True)

    def apply_ligne(self, declarations: list[Declaration]) -> None:
        ligne = LigneLue("Liste", 5, "", declarations[0].reference, tuple(declarations))
        with open_ecriture() as session:
            plan = load_plan(session)
            genre = REGISTRE.find("partenaires")
            stocke = genre.index(plan, [ligne], None)
            identite = Identite(None, None, None, MAINTENANT.date(), genre.modele)
            verification = Verification(plan, identite, [ligne], stocke, REGISTRE.modeles)
            valides, _ = check_rattachements(verification, [ligne], {}, set())
            changements = diff_lignes(plan, valides, None, stocke)
            if changements:
                append_entree(session, Acte(NatureEntree.IMPORT, "Camille", MAINTENANT), changements)
        self.note_import(changements)

    @rule(titre=tirage(TITRES))
    def import_jalon(self, titre: str) -> None:
        with open_ecriture() as session:
            code = find_code_libre("X1", load_codes_donnes(session))
            assert code not in self.codes
            suivi = Changement(
                "suivi_jalon", code, "echeance_revisee", "2026-T3", None, "2026-12-31", Cellule("Jalons", "D", 6)
            )
            changements = [Changement("jalon", code, "libelle", None, None, titre, Cellule("Jalons", "B", 6)), suivi]
            append_entree(session, Acte(NatureEntree.IMPORT, "Camille", MAINTENANT), changements)
        self.codes.add(code)
        self.crees[code] = titre
        self.note_import(changements)

    def note_import(self, changements: list[Changement]) -> None:
        if changements:
            self.tete += 1
            ecrits = {(c.objet, c.reference, c.champ): (c.avant, c.apres) for c in changements}
            self.entrees[self.tete] = (ecrits, True)
            self.say(self.tete, en_force=True)

    def say(self, numero: int, *, en_force: bool) -> None:
        """Take an import in or back; the files took note of a field after it: it holds it no more."""
        ecrits, _ = self.entrees[numero]
        self.entrees[numero] = (ecrits, en_force)
        for cle, (avant, apres) in ecrits.items():
            self.valeurs[cle] = apres if en_force else avant
            if en_force and self.notees.get(cle, -1) < numero:
                self.piles[cle].append(numero)
            elif numero in self.piles[cle]:
                assert self.piles[cle].pop() == numero

    @rule(data=st.data())
    @precondition(lambda self: self.entrees)
    def undo_any(self, data: st.DataObject) -> None:
        self.undo(data.draw(tirage(sorted({*self.entrees, *self.cibles}))))

    @rule()
    @precondition(lambda self: self.entrees)
    def undo_last(self) -> None:
        self.undo(max({*self.entrees, *self.cibles}))

    def undo(self, numero: int) -> None:
        try:
            nouvelle = undo_remontee(numero, Acte(NatureEntree.ANNULATION, "Camille", MAINTENANT), agissant=COMMANDE)
        except (AnnulationImpossible, DemandeInvalide):
            return
        self.tete = nouvelle
        self.cibles[nouvelle] = numero
        origine, en_force = numero, False
        while origine in self.cibles:
            origine, en_force = self.cibles[origine], not en_force
        self.say(origine, en_force=en_force)

    # what is always true

    def find_tete(self) -> int:
        with contextlib.closing(sqlite3.connect(find_base())) as connexion:
            return int(connexion.execute("SELECT max(id) FROM remontee").fetchone()[0])

    @invariant()
    def the_model_is_the_database(self) -> None:
        with open_base() as session:
            etat = read_etat(session)
            rejoue: dict[Any, Any] = {}
            for c in session.scalars(select(ChangementJournal).order_by(JOURNAL.remontee, JOURNAL.rang)):
                cle = (c.objet, c.reference, c.champ, c.trimestre)
                assert rejoue.get(cle) == load_valeur(c.avant)
                rejoue[cle] = load_valeur(c.apres)
            suivis = [
                ("suivi_jalon", x.reference, champ, x.trimestre, to_json(getattr(x, champ)))
                for x in session.scalars(select(OBJETS["suivi_jalon"].table))
                for champ in OBJETS["suivi_jalon"].champs
            ]
        tables = {(*cle, champ, None): v for cle, valeurs in etat.items() for champ, v in valeurs.items()}
        tables |= {(o, r, champ, t): v for o, r, champ, t, v in suivis}
        pleines = {cle: v for cle, v in tables.items() if v is not None}
        assert pleines == {cle: v for cle, v in rejoue.items() if v is not None}
        for (objet, reference, champ), valeur in self.valeurs.items():
            if objet in OBJETS_DE_L_ARBRE:
                assert pleines.get((objet, reference, champ, None)) == valeur, (objet, reference, champ)
        for (objet, nom), p in etat.items():
            if objet == "partenaire" and p["parent"] is not None:
                assert (p["nature"], etat[objet, p["parent"]]["nature"]) == NATURES, nom


def test_files_and_imports_in_any_order(adresse: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = write_petit_arbre(tmp_path / "petit")
    monkeypatch.setenv("SCHEMA_DATA", str(dossier))
    for nom in ("partenaires.csv", "participations.csv", "jalons.csv"):
        entete = (dossier / nom).read_text(encoding="utf-8").splitlines()[0]
        lignes = {
            "partenaires.csv": [f"{n};organisme;" for n in NOMS],
            "participations.csv": [f"X1;{n};" for n in NOMS],
            "jalons.csv": ["X3/J1;Permis déposé;2025-06-30"],
        }
        (dossier / nom).write_text("\n".join([entete, *lignes[nom]]) + "\n", encoding="utf-8")
    ensure_base(MAINTENANT)
    dispose_engines()
    Arbres.dossier, Arbres.neuve = dossier, find_base().read_bytes()
    run_state_machine_as_test(Arbres, settings=settings(max_examples=20, stateful_step_count=20))
