"""A closed quarter: what was published of it is kept with its digest, and nothing moves it any more."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from loaders.campagne.cloture import close_trimestres, freeze, reopen_trimestres
from loaders.campagne.contacts import write_contacts
from loaders.campagne.ouverture import Ouverture, open_campagne
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte, append_entree
from loaders.integrite.controle import check_base
from loaders.passe.plan import load_plan_passe
from metrics.publies import build_publies
from models.campagne import Campagne
from models.changement import Changement
from models.chargement import load_plan, load_revision
from models.plan import Plan
from models.provenance import load_journal
from models.refus import ApercuPerime, DemandeInvalide, DroitInsuffisant
from models.session import open_base, open_ecriture
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from tests.agissants import COMMANDE, EDITEUR, LECTEUR
from tests.arret import is_arrete
from tests.constats import Ecrire, Lancer, read_lignes
from tests.fabrique import MAINTENANT, fill, make_gabarit

T2, T3, T4 = (Trimestre(2026, n) for n in (2, 3, 4))
ACTE = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT)
ADMIN = Accord(COMMANDE)


def load(tete: int | None = None) -> Plan:
    with open_base() as session:
        return load_plan(session) if tete is None else load_plan_passe(session, tete)


def find(trimestre: Trimestre = T3) -> Campagne:
    trouvee = load().find_campagne(trimestre)
    assert trouvee is not None
    return trouvee


def write(code: str = "A16", trimestre: Trimestre = T3, avancement: int = 99) -> int:
    """Say something of an action, as an earlier program would: past what writers ask."""
    suivi = load().actions_par_code[code].find_suivi(trimestre)
    avant = suivi.avancement if suivi else None
    with open_ecriture() as session:
        return append_entree(
            session, ACTE, [Changement("suivi", code, "avancement", str(trimestre), avant, avancement)]
        ).id


def test_what_is_kept_is_what_the_replay_gives_and_nothing_moves_it(demo: str) -> None:
    vu = load()
    assert close_trimestres([T3], ACTE, ADMIN) == vu.revision + 1
    fige = find().fige
    assert fige is not None and fige.tete == vu.revision
    assert hashlib.sha256(fige.chiffres.encode()).hexdigest() == fige.empreinte
    assert freeze(load(fige.tete), T3) == fige, "the journal gives the very figures that are kept"
    assert json.loads(fige.chiffres) == build_publies(vu, T3)
    write()
    with open_ecriture() as session:  # the tree changes too: a title, a weight
        action = load().actions_par_code["A17"]
        append_entree(
            session,
            ACTE,
            [
                Changement("action", "A17", "poids", None, None, 50),
                Changement("action", "A17", "libelle", None, action.libelle.texte, "Un autre titre"),
            ],
        )
    assert find().fige == fige
    assert build_publies(load(), T3) != json.loads(fige.chiffres)
    assert freeze(load(fige.tete), T3) == fige
    with open_base() as session:
        assert check_base(session).fautes == ()


def test_closing_is_refused_before_the_end_and_on_what_was_not_seen(base: str) -> None:
    with pytest.raises(DemandeInvalide, match="n’est pas fini : il se clôt à partir du 01/01/2027"):
        close_trimestres([T4], ACTE, ADMIN)
    with open_base() as session:
        vue = Accord(EDITEUR, revision_vue=load_revision(session))
    write()
    with pytest.raises(ApercuPerime, match="Rien n’a été clos"):
        close_trimestres([T3], ACTE, vue)
    with pytest.raises(DroitInsuffisant):
        close_trimestres([T3], ACTE, Accord(LECTEUR))
    assert load().campagnes == ()


def test_a_year_is_closed_in_one_entry(base: str, lancer: Lancer) -> None:
    close_trimestres([Trimestre(2025, 2)], ACTE, ADMIN)
    sortie = lancer("campagne", "clore", "2025", "--auteur", "Camille")
    assert (sortie.code, sortie.out.count("Attendus au")) == (0, 4)
    assert "entrée n° 2 du journal" in sortie.out
    closes = {c.trimestre: c.fige.tete for c in load().campagnes if c.close_le and c.fige}
    assert closes == {Trimestre(2025, n): 0 if n == 2 else 1 for n in (1, 2, 3, 4)}
    assert "Rien à changer" in lancer("campagne", "clore", "2025", "--auteur", "Camille").out


def test_reopening_needs_a_reason_and_administration_and_keeps_what_was_shown(base: str) -> None:
    close_trimestres([T3], ACTE, ADMIN)
    with pytest.raises(DemandeInvalide, match="Motif"):
        reopen_trimestres([T3], "  ", ACTE, ADMIN)
    with pytest.raises(DroitInsuffisant):
        reopen_trimestres([T3], "Une erreur", ACTE, Accord(EDITEUR))
    fige = find().fige
    numero = reopen_trimestres([T3], "Une erreur de saisie", ACTE, ADMIN)
    assert find() == Campagne(T3, fige=fige)
    with open_base() as session:
        entree = load_journal(session)[-1]
    assert (entree.id, entree.note, entree.trimestre, entree.saisie) == (
        numero,
        "Une erreur de saisie",
        "2026-T3",
        True,
    )
    with pytest.raises(DemandeInvalide, match="n’est pas clos"):
        reopen_trimestres([T3], "Encore", ACTE, ADMIN)
    write()
    close_trimestres([T3], ACTE, ADMIN)
    assert find().fige != fige


def test_an_undo_neither_closes_nor_reopens_nor_corrects_without_a_reason(base: str) -> None:
    numero = write()
    cloture = close_trimestres([T3], ACTE, ADMIN)
    assert cloture is not None
    with pytest.raises(DemandeInvalide, match="ne s’annule pas ici"):
        undo_remontee(cloture, ACTE, agissant=COMMANDE)
    with pytest.raises(DroitInsuffisant, match="Le T3 2026 est clos"):
        undo_remontee(numero, ACTE, agissant=EDITEUR)
    with pytest.raises(DemandeInvalide, match="demande un motif"):
        undo_remontee(numero, ACTE, agissant=COMMANDE)
    motivee = Acte(NatureEntree.ANNULATION, "Camille", MAINTENANT, "Un autre service")
    assert undo_remontee(numero, motivee, agissant=COMMANDE)


def test_an_import_passes_as_a_reasoned_correction(base: str, lancer: Lancer, ecrire: Ecrire) -> None:
    fichier = ecrire("a.xlsx", fill(make_gabarit(), {"H5": 45}))
    assert lancer("campagne", "ouvrir", "2026-T3", "--echeance", "2026-10-21", "--auteur", "Camille").code == 0
    assert lancer("campagne", "clore", "2026-T3", "--auteur", "Camille").code == 0
    fige = find().fige
    assert lancer("apply", fichier, "--auteur", "Camille").code == 1
    sortie = lancer("apply", fichier, "--auteur", "Camille", "--correction", "Oubli du service", "--json")
    assert sortie.code == 0 and sortie.fichiers[0]["changements"]
    assert find().fige == fige
    with open_base() as session:
        assert load_journal(session)[-1].note == "Oubli du service"


def test_opening_says_the_deadline_and_may_be_corrected(base: str, lancer: Lancer) -> None:
    voulue = Ouverture(T3, MAINTENANT.date(), visa=True)
    assert open_campagne(voulue, ACTE, ADMIN) == 1
    assert open_campagne(voulue, ACTE, ADMIN) is None
    assert (find().echeance, find().ouverte_le, find().visa) == (MAINTENANT.date(), MAINTENANT.date(), True)
    assert lancer("campagne", "ouvrir", "2026-T3", "--auteur", "Camille").code == 0
    assert (str(find().echeance), find().visa) == ("2026-10-21", False)
    for refusee, dit in (("2027-T1", "n’a pas commencé"), ("2023-T4", "est hors"), ("2026", "pour un trimestre")):
        sortie = lancer("campagne", "ouvrir", refusee, "--auteur", "Camille")
        assert sortie.code == 2 and dit in sortie.err
    avant = lancer("campagne", "ouvrir", "2026-T3", "--echeance", "2026-06-30", "--auteur", "Camille")
    assert avant.code == 2 and "est avant le T3" in avant.err
    seul = lancer("campagne", "clore", "2026-T3", "--check")
    assert seul.code == 0 and "Manquent" in seul.out and find().close_le is None


def test_the_address_of_a_service_is_kept_and_cannot_be_anything(base: str) -> None:
    assert write_contacts({"crip-93": " crip@exemple.fr "}, ACTE, Accord(EDITEUR)) == 1
    assert {p.courriel for p in load().pilotes if p.code == "crip-93"} == {"crip@exemple.fr"}
    assert all(a.pilote.courriel == "crip@exemple.fr" for a in load().actions if a.pilote.code == "crip-93")
    for faux in ("crip", "a@b", "a@b.fr\nBcc: x@y.fr", "a b@c.fr", "a@b.fr, c@d.fr"):
        with pytest.raises(DemandeInvalide, match="n’est pas une adresse"):
            write_contacts({"crip-93": faux}, ACTE, ADMIN)
    with pytest.raises(DemandeInvalide, match="pas un pilote"):
        write_contacts({"personne": "a@b.fr"}, ACTE, ADMIN)
    assert write_contacts({"crip-93": ""}, ACTE, ADMIN) == 2
    assert not any(p.courriel for p in load().pilotes)


GESTES: dict[str, Callable[[], object]] = {
    "open": lambda: open_campagne(Ouverture(T3, MAINTENANT.date(), visa=True), ACTE, ADMIN),
    "close": lambda: close_trimestres([T2, T3], ACTE, ADMIN),
    "reopen": lambda: reopen_trimestres([Trimestre(2026, 1)], "Une erreur", ACTE, ADMIN),
    "contacts": lambda: write_contacts({"crip-93": "a@b.fr", "odpe-93": "c@d.fr"}, ACTE, ADMIN),
}


@pytest.mark.parametrize("geste", GESTES)
def test_interrupted_at_any_statement_it_leaves_nothing(base: str, geste: str) -> None:
    close_trimestres([Trimestre(2026, 1)], ACTE, ADMIN)
    avant, essais = read_lignes(), 0
    while is_arrete(GESTES[geste], essais := essais + 1):
        assert read_lignes() == avant, essais
    assert essais > 3
    assert load().revision == 2
    with open_base() as session:
        assert check_base(session).fautes == ()


def test_of_several_who_close_one_does(base: str) -> None:
    with open_base() as session:
        vue = Accord(EDITEUR, revision_vue=load_revision(session))

    def close(_: int) -> bool:
        try:
            return close_trimestres([T3], ACTE, vue) is not None
        except ApercuPerime:
            return False

    with ThreadPoolExecutor(4) as equipe:
        assert sum(equipe.map(close, range(8))) == 1
    assert load().revision == 1
