"""The way of a workbook through the screens: dropped, previewed, ticked, applied, undone."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from streamlit.runtime.scriptrunner import RerunData, RerunException, StopException
from streamlit.testing.v1 import AppTest

from loaders.apercu.lot import Fichier, preview_fichiers
from loaders.campagne.cloture import close_trimestres
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.application import Accord, apply_lecture
from loaders.ecriture.brouillons import has_brouillon
from loaders.ecriture.journal import Acte
from loaders.ecriture.lot import Choix
from loaders.genres.lot import build_lot
from loaders.genres.remontee.genre import REMONTEE
from loaders.lecture.brut import Lecture, Recu
from loaders.lecture.processus import read_classeurs
from loaders.lignes.genre import Demande
from loaders.options import Options
from models.chargement import load_plan, load_revision
from models.plan import Jalon
from models.provenance import load_changements, load_journal
from models.refus import AnnulationImpossible, BaseOccupee
from models.remede import Remede
from models.session import open_base
from models.tables_journal import Brouillon
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree, Role
from tests.agissants import COMMANDE
from tests.classeurs_remplis import fill_classeur
from tests.constats import apply_recu
from tests.fabrique import rezip
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes
from ui.importer.application import apply_fichiers
from ui.journal.liste import PAR_PAGE
from ui.kit.champs import name_reference
from ui.socle import identity
from ui.socle.donnees import find_version
from ui.socle.navigation import PAGES

PILOTE = "crip-93"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JUSTE = {
    "A16": {"Avancement (%)": 85, "Statut": "En cours", "Fait marquant du trimestre": "**gras** :x: $x$ <b>b</b>"},
    "A17": {"Avancement (%)": 60},
}
FAUX = {"A16": {"Avancement (%)": 140}, "A17": {"Avancement (%)": 60}}


def drop(page: AppTest, saisies: dict[str, Any], nom: str = "crip.xlsx", trimestre: str = "2026-T4") -> AppTest:
    octets = fill_classeur(PILOTE, trimestre, saisies, MAINTENANT)
    return page.file_uploader[0].upload(nom, octets).run()


def sign(page: AppTest) -> AppTest:
    """Put the name of who signs in its field; the form sends it with the click."""
    page.session_state["auteur"] = "Dominique Essai"
    return page.run()


def find_bouton(page: AppTest, debut: str) -> Any:
    return next(b for b in page.button if b.label.startswith(debut))


def find_case(page: AppTest, debut: str) -> Any:
    return next(c for c in page.checkbox if c.label.startswith(debut))


def read_revision() -> int:
    with open_base() as session:
        return load_revision(session)


def read_avancement(code: str) -> int | None:
    with open_base() as session:
        return load_plan(session).actions_par_code[code].suivis[-1].avancement


def test_drop_previews_and_writes_nothing(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    avant = read_revision()
    drop(page, JUSTE)
    textes = read_textes(page)
    assert not page.exception
    assert page.query_params["apercu"]
    assert "1 classeur lu\u202f: 4 changements à appliquer\u202f; rien n’est encore écrit" in textes
    assert page.expander[0].label == "crip.xlsx · CRIP 93 · T4 2026 · 4 changements, dont 1 valeur confirmée"
    assert "**gras** :x: $x$ &lt;b&gt;b&lt;/b&gt;" in textes
    assert "feuille Avancement, H5" in textes
    assert "Avancement!" not in textes
    assert "non renseigné ce trimestre" in textes
    assert re.search(r'<strong><span class="statut s-en-cours">.*?valeur confirmée</span>', textes)
    assert read_revision() == avant


@pytest.mark.parametrize(
    ("borne", "dit"),
    [
        ("PLACE_MAX", "La place gardée pour les aperçus"),
        ("FICHIERS_MAX", "1 fichier déposé en une fois, pour 0 au plus"),
    ],
)
def test_a_drop_that_takes_too_much_is_said(
    ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch, borne: str, dit: str
) -> None:
    page = ouvrir("importer.py")
    with monkeypatch.context() as etroit:
        etroit.setattr(f"loaders.ecriture.brouillons.{borne}", 0)
        drop(page, JUSTE)
        assert dit in page.error[0].value.replace("\u2060", "")
        assert "Les classeurs déposés restent ci-dessus" in page.error[0].value
        assert "apercu" not in page.query_params
    find_bouton(page, "Réessayer").click().run()
    assert page.query_params["apercu"]


def test_the_files_of_an_archive_count_as_dropped(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("importer.py")
    octets = fill_classeur(PILOTE, "2026-T4", JUSTE, MAINTENANT)
    with monkeypatch.context() as etroit:
        etroit.setattr("loaders.ecriture.brouillons.FICHIERS_MAX", 1)
        page.file_uploader[0].upload("retours.zip", rezip({"a.xlsx": octets, "b.xlsx": octets})).run()
        assert "2 fichiers déposés en une fois, pour 1 au plus" in page.error[0].value.replace("\u2060", "")
        assert "apercu" not in page.query_params
    with open_base() as session:
        assert not has_brouillon(session)


def test_what_was_dropped_is_read_once(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive, and a file that is refused, among what is kept under other names than they were dropped by."""
    lus: list[list[str]] = []

    def read(recus: Sequence[Recu]) -> list[Lecture]:
        lus.append([r.nom for r in recus])
        return read_classeurs(recus)

    monkeypatch.setattr("ui.importer.lot.read_classeurs", read)
    page = ouvrir("importer.py")
    octets = fill_classeur(PILOTE, "2026-T4", JUSTE, MAINTENANT)
    page.file_uploader[0].upload("retours.zip", rezip({"a.xlsx": octets, "b.pdf": b"%PDF-1.7"})).run()
    assert page.query_params["apercu"]
    assert "1 classeur lu" in read_textes(page.run())
    assert lus == [["retours.zip"]]


def test_a_busy_machine_keeps_the_file_and_reads_it_later(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("importer.py")
    with monkeypatch.context() as presse:
        presse.setattr("loaders.lecture.processus.ATTENTE_PAR_FICHIER", 0)  # no machine is quick enough
        drop(page, JUSTE)
    assert not page.exception
    assert "Le serveur est occupé\u202f: votre fichier est gardé tel quel, réessayez dans un instant" in read_textes(
        page
    )
    assert page.expander[0].label.endswith("à relire")
    assert "rien, le serveur n’a pas eu le temps de le lire" in read_textes(page)
    find_bouton(page, "Réessayer").click().run()
    assert "1 classeur lu\u202f: 4 changements" in read_textes(page)
    assert not any(b.label == "Réessayer" for b in page.button)


def test_apply_needs_a_name_then_writes_what_was_ticked(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), JUSTE)
    lignes = [c for c in page.checkbox if c.label.startswith("Feuille Avancement")]
    lignes[1].uncheck().run()
    avant = read_revision()
    find_bouton(page, "Appliquer").click().run()
    assert page.error[0].value == "Écrivez votre nom ci-dessus pour appliquer. Rien n’a été écrit."
    assert read_revision() == avant
    page.text_input("auteur").input("Dominique Essai")  # typed and clicked at once, as a person does
    bouton = find_bouton(page, "Appliquer")
    assert bouton.label == "Appliquer 3 changements\u202f: CRIP 93, T4 2026"
    bouton.click().run()
    assert not page.exception
    dit = page.success[0].value
    assert "3 changements appliqués" in dit
    assert "Laissé de côté\u202f: A17. Rien n’est dit de A33." in dit
    assert "apercu" not in page.query_params
    assert read_avancement("A16") == 85
    assert read_avancement("A17") != 60


def test_errors_block_until_the_valid_rows_are_asked_for(ouvrir: Ouvrir) -> None:
    page = sign(drop(ouvrir("importer.py"), FAUX))
    textes = read_textes(page)
    assert "1 classeur lu\u202f: 1 erreur à corriger\u202f; rien n’est encore écrit" in textes
    assert "changement" not in page.expander[0].label
    assert "feuille Avancement, H5" in textes
    assert find_bouton(page, "Rien à appliquer").disabled
    next(c for c in page.checkbox if c.label.startswith("Appliquer les lignes valides")).check().run()
    find_bouton(page, "Appliquer 1 changement").click().run()
    assert read_avancement("A17") == 60


def test_draft_is_found_again_with_its_ticks(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), JUSTE)
    next(c for c in page.checkbox if c.label.startswith("Feuille Avancement")).uncheck().run()
    lot = page.query_params["apercu"]
    lot = lot if isinstance(lot, str) else lot[0]
    autre = AppTest.from_file(page._script_path, default_timeout=600)
    autre.query_params["apercu"] = lot
    autre.switch_page(str(PAGES / "importer.py")).run()
    assert [c.value for c in autre.checkbox if c.label.startswith("Feuille Avancement")] == [False, True]


def test_ticks_that_cannot_be_kept_are_said_and_stay_on_the_screen(
    ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = drop(ouvrir("importer.py"), JUSTE)

    def refuse(*_: object) -> None:
        raise BaseOccupee("Un essai :", Remede(ecran="attendez.", commande="tapez.", fichier="renvoyez."))

    monkeypatch.setattr("ui.importer.lot.keep_reglages", refuse)
    next(c for c in page.checkbox if c.label.startswith("Feuille Avancement")).uncheck().run()
    assert not page.exception
    (avis,) = page.warning
    assert (
        avis.value.replace("\u202f", " ")
        == "Vos derniers choix ne sont pas gardés avec l’aperçu : Un essai : attendez."
    )
    assert avis.icon == ":material/warning:"
    assert [c.value for c in page.checkbox if c.label.startswith("Feuille Avancement")] == [False, True]


def test_unknown_draft_is_said(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py", apercu="absent")
    assert "n’existe plus" in page.warning[0].value
    assert page.file_uploader


def test_refused_file_is_named(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    page.file_uploader[0].upload("a**b**.xlsx", b"rien du tout").run()
    assert not page.exception
    assert "refusé" in page.error[0].value
    assert "**" not in page.error[0].value.replace("\\*", "")


def test_workbooks_to_send_are_offered_and_read_back(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    assert page.get("download_button")[0].label == "Télécharger les classeurs à remplir"
    with open_base() as session:
        plan = load_plan(session)
    octets = build_lot(plan, REMONTEE, Demande(MAINTENANT, Trimestre(2026, 4)))
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        recus = [Recu(nom, archive.read(nom)) for nom in archive.namelist()]
    assert len(recus) == len({a.pilote for a in plan.actions}) + 1
    assert recus[-1].nom == "remontee_2026-T4_toutes-les-actions.xlsx"
    with open_base() as session:
        apercus = preview_fichiers(session, recus, Options(), MAINTENANT)
    assert [(a.statut, a.changements, a.anomalies) for a in apercus] == [("ok", (), ())] * len(recus)


def test_refused_file_is_not_kept(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    juste = fill_classeur(PILOTE, "2026-T4", JUSTE, MAINTENANT)
    page.file_uploader[0].upload("faux.xlsx", b"rien du tout").run()
    assert "apercu" not in page.query_params
    page.file_uploader[0].set_value([("faux.xlsx", b"rien", XLSX), ("juste.xlsx", juste, XLSX)]).run()
    assert not page.exception
    assert "faux" in page.error[0].value
    assert "juste" in page.expander[0].label
    with open_base() as session:
        assert [b.nom for b in session.scalars(select(Brouillon))] == ["juste.xlsx"]


def test_faute_88_data_that_moved_under_the_preview_stop_the_application(ouvrir: Ouvrir) -> None:
    """What is applied is what was on the screen, even though a click runs the script again on newer data."""
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    autre = fill_classeur(PILOTE, "2026-T4", {"A17": {"Avancement (%)": 55}}, MAINTENANT)
    acte = Acte(NatureEntree.IMPORT, "Camille Autre", MAINTENANT)
    numero = apply_recu(autre, Accord(COMMANDE), acte).remontee
    find_bouton(page, "Appliquer").click().run()
    assert not page.exception
    assert f"remontée n° {numero} de Camille Autre" in page.error[0].value.replace("\\", "")
    assert read_revision() == numero
    assert read_avancement("A17") == 55
    assert page.query_params["apercu"]
    assert len([e for e in page.error if "Camille Autre" in e.value]) == 2  # at the top, and beside the button
    assert "1 ligne en attente de votre réponse" in read_textes(page)
    assert find_bouton(page, "Appliquer").label.startswith("Appliquer 3 changements")  # A17 waits
    remplacer = next(c for c in page.checkbox if c.label.startswith("Remplacer"))
    assert "1 valeur donnée par Camille Autre" in remplacer.label
    assert "A17, avancement, 55\u202f% → 60\u202f%" in remplacer.label
    remplacer.check().run()
    find_bouton(page, "Appliquer").click().run()
    assert read_avancement("A17") == 60


def test_ambiguous_percentage_is_asked(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), {"A16": {"Avancement (%)": 0.45}, "A17": {"Avancement (%)": 0.6}})
    assert "2 erreurs" in read_textes(page)
    page.radio[0].set_value("fraction").run()
    assert not page.exception
    textes = read_textes(page)
    assert "erreur" not in textes
    assert "45\u202f%" in textes


def strip_timbre(octets: bytes) -> bytes:
    """Return a workbook without our stamp, as people make their own."""
    classeur = load_workbook(io.BytesIO(octets))
    for feuille in list(classeur.worksheets):
        if feuille.sheet_state != "visible":
            classeur.remove(feuille)
    for nom in list(classeur.custom_doc_props.names):
        del classeur.custom_doc_props[nom]
    tampon = io.BytesIO()
    classeur.save(tampon)
    return tampon.getvalue()


def drop_tous(page: AppTest, fichiers: dict[str, bytes]) -> AppTest:
    return page.file_uploader[0].set_value([(nom, octets, XLSX) for nom, octets in fichiers.items()]).run()


def find_avis(page: AppTest) -> list[str]:
    return [e.value for genre in ("success", "error", "info") for e in page.get(genre)]


def list_classeurs(nombre: int) -> dict[str, bytes]:
    """Return workbooks of the running quarter, each of another pilot, that say one thing of one action."""
    with open_base() as session:
        premieres = {a.pilote.code: a.code for a in reversed(load_plan(session).actions)}
    dit = {"Fait marquant du trimestre": "Un fait de plus"}
    return {
        f"{pilote}.xlsx": fill_classeur(pilote, "2026-T4", {code: dit}, MAINTENANT)
        for pilote, code in sorted(premieres.items())[:nombre]
    }


def test_drafts_left_open_are_listed_taken_up_or_given_up(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), JUSTE, nom="crip.xlsx")
    del page.query_params["apercu"]
    page.run()
    textes = read_textes(page)
    assert "1 aperçu en attente" in textes
    assert "crip.xlsx, déposé à 10\u00a0h\u00a000" in textes
    find_bouton(page, "Reprendre").click().run()
    assert page.query_params["apercu"]
    assert "4 changements" in read_textes(page)
    del page.query_params["apercu"]
    page.run()
    find_bouton(page, "Abandonner quand même").click().run()
    assert "en attente" not in read_textes(page)
    with open_base() as session:
        assert session.scalars(select(Brouillon)).all() == []


def test_expired_drafts_are_not_listed(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    page = drop(ouvrir("importer.py"), JUSTE)
    del page.query_params["apercu"]
    monkeypatch.setattr("ui.socle.guard.maintenant", lambda: MAINTENANT + timedelta(days=8))
    assert "en attente" not in read_textes(page.run())


def test_answers_go_to_the_only_files_that_raised_the_question(ouvrir: Ouvrir) -> None:
    """Stamped, 1 is 1 %; at home 0,45 is asked; the quarter is for the file without a stamp."""
    page = ouvrir("importer.py")
    maison = strip_timbre(fill_classeur(PILOTE, "2026-T4", {"A16": {"Avancement (%)": 0.45}}, MAINTENANT))
    notre = fill_classeur(PILOTE, "2026-T3", {"A17": {"Avancement (%)": 1}}, MAINTENANT)
    drop_tous(page, {"maison.xlsx": maison, "notre.xlsx": notre})
    assert "trimestre à choisir" in page.expander[0].label
    page.selectbox[0].select_index(0).run()
    assert page.radio
    page.radio[0].set_value("fraction").run()
    next(r for r in page.radio if r.label.startswith("Le T3 2026")).set_value("2026-T3").run()
    assert not page.exception
    assert page.radio  # the answer may still be changed
    assert page.expander[0].label == "maison.xlsx · CRIP 93 · T4 2026 · 1 avertissement · 1 changement"
    assert page.expander[1].label.startswith("notre.xlsx · CRIP 93 · T3 2026 · ")
    textes = read_textes(page)
    assert "porte le timbre du T3 2026 et le garde" in textes
    assert "45\u202f%" in textes
    assert "<strong>1\u202f%</strong>" in textes.replace('<span class="texte-libre">', "").replace("</span>", "")
    sign(page)
    find_bouton(page, "Appliquer").click().run()
    assert read_avancement("A16") == 45
    with open_base() as session:
        suivis = load_plan(session).actions_par_code["A17"].suivis
    assert next(s for s in suivis if str(s.trimestre) == "2026-T3").avancement == 1


def test_question_is_said_once_with_its_rows_and_without_an_option(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), {c: {"Avancement (%)": 0.45} for c in ("A16", "A17", "A33")})
    textes = read_textes(page)
    assert textes.count("0,45 veut-il dire") == 1
    assert "feuille Avancement, colonne H, lignes 5 à 7" in textes
    assert "--pourcentage" not in textes


def test_rows_of_a_file_with_errors_are_not_ticked_until_asked_for(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), FAUX)
    assert [c.label[:9] for c in page.checkbox] == ["Appliquer"]
    textes = read_textes(page)
    assert "ligne 6\u202f: 1 changement, non appliqué" in textes
    assert (
        "crip.xlsx (CRIP 93, T4 2026)\u202f: 1 changement, non appliqué tant que son erreur n’est pas corrigée "
        "ou les lignes valides demandées"
    ) in textes
    annote, message, remarques = (b.proto for b in page.get("download_button")[-3:])
    assert annote.label == "Télécharger le classeur annoté (.xlsx)"
    assert annote.help.startswith(
        "À renvoyer à qui l’a rempli\u202f: ses cellules fautives sont colorées et commentées."
    )
    assert message.label == "Message avec le classeur annoté (.eml)"
    assert remarques.label == "Télécharger ces remarques (.csv)"
    page.checkbox[0].check().run()
    assert [c.value for c in page.checkbox] == [True, True]
    assert "crip.xlsx (CRIP 93, T4 2026)\u202f: 1 changement, sans les lignes en erreur" in read_textes(page)


def test_a_closed_quarter_asks_why_it_is_corrected(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    t3, acte = Trimestre(2026, 3), Acte(NatureEntree.IMPORT, "Camille", MAINTENANT)
    octets = fill_classeur(PILOTE, "2026-T3", {"A16": {"Avancement (%)": 99}}, MAINTENANT)
    close_trimestres([t3], acte, Accord(COMMANDE))
    drop_tous(page, {"crip.xlsx": octets})
    assert "trimestre clos, motif à écrire" in page.expander[0].label
    champ = next(c for c in page.text_input if c.label.startswith("Motif de la correction"))
    champ.set_value("Oubli du service").run()
    assert "T3 2026" in page.expander[0].label and "1 changement" in page.expander[0].label


def test_measures_of_a_closed_quarter_ask_too(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    acte = Acte(NatureEntree.IMPORT, "Camille", MAINTENANT)
    close_trimestres([Trimestre(2026, 3)], acte, Accord(COMMANDE))
    drop_tous(page, {"mesures.csv": b"Code;Date;Valeur\nA01;30/09/2026;12\n"})
    assert "1 erreur" in page.expander[0].label
    champ = next(c for c in page.text_input if c.label.startswith("Motif de la correction"))
    champ.set_value("Oubli du service").run()
    assert "changement" in page.expander[0].label and "erreur" not in page.expander[0].label


def test_many_files_open_those_with_something_to_read(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    avis = fill_classeur(PILOTE, "2026-T4", {"A16": {"Avancement (%)": 2}}, MAINTENANT)
    drop_tous(page, list_classeurs(3) | {"avis.xlsx": avis})
    assert "avertissement" in page.expander[3].label
    assert [e.proto.expanded for e in page.expander] == [False, False, False, True]
    assert "T4 2026)\u202f: 1 changement</li>" in read_textes(page)


def test_refusal_of_a_drop_goes_once_applied(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    juste = fill_classeur(PILOTE, "2026-T4", JUSTE, MAINTENANT)
    drop_tous(page, {"faux.xlsx": b"rien", "juste.xlsx": juste})
    sign(page)
    assert "faux" in page.error[0].value
    find_bouton(page, "Appliquer").click().run()
    assert [("faux" in t, "juste" in t) for t in find_avis(page)] == [(False, True)]


def test_refusal_goes_with_the_next_drop_and_when_leaving(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    drop_tous(page, {"faux.xlsx": b"rien"})
    assert "faux" in page.error[0].value
    assert page.run().error
    drop_tous(page, {"autre.xlsx": b"rien"})
    assert ["autre" in e.value for e in page.error] == [True]
    page.switch_page(str(PAGES / "journal.py")).run()
    page.switch_page(str(PAGES / "importer.py")).run()
    assert not page.error


class BarreInterrompue:
    """A progress bar through which Streamlit stops the script, from the second file on."""

    def __init__(self, demande: BaseException) -> None:
        self.demande, self.appels = demande, 0

    def progress(self, value: float, text: str | None = None) -> object:
        self.appels += 1
        if value > 0:
            raise self.demande
        return None


@pytest.mark.parametrize("genre", [RerunException, StopException])
def test_nothing_stops_a_batch_between_its_files(base: Callable[[str], None], genre: Any) -> None:
    base("pleine")
    demande = genre(RerunData()) if genre is RerunException else genre()
    barre, resultats = BarreInterrompue(demande), []
    recus = [Recu(nom, octets) for nom, octets in list_classeurs(3).items()]
    with open_base() as session:
        apercus = preview_fichiers(session, recus, Options(), MAINTENANT)
    fichiers = [
        (Fichier(lecture, Options(), apercu), Choix(frozenset(), False))
        for lecture, apercu in zip(read_classeurs(recus), apercus, strict=True)
    ]
    with pytest.MonkeyPatch.context() as contexte:
        contexte.setattr(identity, "find_role", lambda: Role.ADMINISTRATION)
        revision = read_revision()
        acte = Acte(NatureEntree.IMPORT, "Essai", MAINTENANT)
        arret = apply_fichiers(barre, fichiers, acte, find_version(), resultats)
    assert arret is demande
    assert barre.appels == 2
    assert [r.remontee for r in resultats] == [revision + 1, revision + 2, revision + 3]


def test_file_that_fails_unexpectedly_does_not_stop_the_others(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("importer.py")
    deux = list_classeurs(2)
    sign(drop_tous(page, deux))
    vrai, (premier, second) = apply_lecture, deux

    def apply(lecture: Any, *reste: Any) -> Any:
        if lecture.recu.nom == premier:
            raise RuntimeError("panne")
        return vrai(lecture, *reste)

    monkeypatch.setattr("loaders.ecriture.lot.apply_lecture", apply)
    find_bouton(page, "Appliquer").click().run()
    assert not page.exception
    assert "erreur imprévue" in page.error[0].value
    assert "panne" not in page.error[0].value
    assert second in page.success[0].value.replace("\\", "")


def test_role_lost_before_applying_writes_nothing(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    avant = read_revision()
    monkeypatch.setattr(identity, "find_role", lambda: Role.LECTURE)
    find_bouton(page, "Appliquer").click().run()
    assert read_revision() == avant
    assert "Accès refusé" in read_textes(page)


def test_role_lost_while_applying_writes_nothing(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    """The menu and the guard still see the role; the application itself asks again."""
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    avant, roles = read_revision(), iter([Role.ADMINISTRATION] * 2)
    monkeypatch.setattr(identity, "find_role", lambda: next(roles, Role.LECTURE))
    find_bouton(page, "Appliquer").click().run()
    assert read_revision() == avant


def test_journal_lists_and_undoes(ouvrir: Ouvrir) -> None:
    page = ouvrir("journal.py")
    with open_base() as session:
        derniere = load_journal(session)[-1]
    assert f"n°\u00a0{derniere.id} ·" in read_textes(page)
    page.query_params["remontee"] = str(derniere.id)
    page.run()
    assert derniere.fichier in read_textes(page)
    sign(page)
    page.checkbox(f"confirme_{derniere.id}").check().run()
    find_bouton(page, "Annuler la remontée").click().run()
    assert not page.exception
    assert "est annulée" in page.success[0].value
    with open_base() as session:
        assert load_journal(session)[derniere.id].annule_par == derniere.id + 1


def test_reader_of_the_journal_cannot_undo(ouvrir: Ouvrir) -> None:
    page = ouvrir("journal.py", role=Role.LECTURE, remontee="3")
    assert not page.exception
    assert not page.button
    assert not page.get("download_button")


def test_entry_is_named_by_code_and_title_and_grouped_by_row(ouvrir: Ouvrir) -> None:
    page = ouvrir("journal.py")
    with open_base() as session:
        plan, par_entree = (
            load_plan(session),
            {e.id: load_changements(session, e.id) for e in load_journal(session)[1:]},
        )
    numero, changements = next((n, dits) for n, dits in par_entree.items() if dits[0].objet == "suivi")
    page.query_params["remontee"] = str(numero)
    page.run()
    corps = next(e.proto.body for e in page.get("html") if "changements" in e.proto.body and "<table" in e.proto.body)
    lignes = {(c.reference, c.trimestre, c.cellule and c.cellule.ligne) for c in changements}
    assert len(re.findall("<tbody", corps)) == len({(r, t) for r, t, _ in lignes})
    reference = changements[0].reference
    assert f"{reference} · {plan.actions_par_code[reference].libelle.texte}" in html.unescape(corps)


@pytest.mark.parametrize(
    ("reference", "montre"),
    [("A04/Nombre de sessions", "A04 · Nombre de sessions"), ("Z99/x", "Z99 · x"), ("DSDEN 93", "DSDEN 93")],
)
def test_reference_says_code_then_title(base: Callable[[str], None], reference: str, montre: str) -> None:
    base("vide")
    with open_base() as session:
        plan = load_plan(session)
    jalon = Jalon("A04/J1", "Convention signée")
    faux: Any = SimpleNamespace(actions_par_code={"A04": replace(plan.actions_par_code["A04"], jalons=(jalon,))})
    assert name_reference(faux, reference) == montre
    assert name_reference(faux, jalon.reference) == "A04 · J1 · Convention signée"


def test_journal_is_filtered_by_the_address(ouvrir: Ouvrir) -> None:
    page = ouvrir("journal.py", pilote=PILOTE, trimestre="T3 2026")
    assert not page.exception
    textes = read_textes(page)
    liens = re.findall(r'<a class="ecran" href="(journal[^"]*remontee=[^"]*)">n°\u00a0\d+ · ([^<]*)</a>', textes)
    assert liens
    assert {nom for _, nom in liens} == {PILOTE}
    assert all("pilote=crip-93&amp;trimestre=T3+2026&amp;remontee=" in adresse for adresse, _ in liens)
    assert re.findall("remontee_20[^<]*", textes) == ["remontee_2026-T3_crip-93.xlsx"] * len(liens)


def list_numeros(page: AppTest) -> list[int]:
    return [int(n) for n in re.findall(r'">n°\u00a0(\d+) · ', read_textes(page))]


def test_journal_is_read_page_by_page(ouvrir: Ouvrir) -> None:
    page = ouvrir("journal.py")
    revision, vus = read_revision(), []
    for rang in range(-(-(revision + 1) // PAR_PAGE)):
        textes = read_textes(page)
        assert ("Précédente</a>" in textes) is (rang > 0)
        assert f'aria-current="page">Page {rang + 1} sur ' in textes
        vus += list_numeros(page)
        suivante = re.search(r'href="journal\?page=(\d+)">Suivante</a>', textes)
        page.query_params["page"] = suivante[1] if suivante else "absurde"
        page.run()
    assert vus == list(range(revision, -1, -1))
    assert list_numeros(page) == vus[:PAR_PAGE]
    page.query_params["page"] = "999"
    assert list_numeros(page.run()) == vus[:PAR_PAGE]


def test_another_filter_goes_back_to_the_first_page(ouvrir: Ouvrir) -> None:
    page = ouvrir("journal.py", page="2")
    page.selectbox("pilote").select(PILOTE).run()
    assert "page" not in page.query_params


def test_journal_counts_its_entries_by_nature(ouvrir: Ouvrir) -> None:
    page = ouvrir("journal.py")
    n = read_revision()
    assert f"{n + 1} entrées\u202f: {n} remontées et le chargement du Schéma (n°\u00a00)." in read_textes(page)
    undo_remontee(n, Acte(NatureEntree.ANNULATION, "Essai", MAINTENANT), agissant=COMMANDE)
    attendu = (
        f"{n + 2} entrées\u202f: {n} remontées (dont 1 annulée), 1 annulation et le chargement du Schéma (n°\u00a00)."
    )
    assert attendu in read_textes(page.run())


def test_undone_entry_is_not_red(ouvrir: Ouvrir) -> None:
    page = ouvrir("journal.py")
    with open_base() as session:
        derniere = load_revision(session)
    undo_remontee(derniere, Acte(NatureEntree.ANNULATION, "Essai", MAINTENANT), agissant=COMMANDE)
    textes = read_textes(page.run())
    assert '<span class="etiquette">annulée</span>' in textes
    assert 'class="retard"' not in textes


@pytest.mark.parametrize("panne", [RuntimeError("FOREIGN KEY constraint failed"), AnnulationImpossible("Refus : non.")])
def test_undo_that_fails_is_said_in_french(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch, panne: Exception) -> None:
    page = sign(ouvrir("journal.py", remontee="3"))
    page.checkbox("confirme_3").check().run()

    def undo(*_: Any, **__: Any) -> int:
        raise panne

    monkeypatch.setattr("ui.journal.entree.undo_remontee", undo)
    find_bouton(page, "Annuler la remontée").click().run()
    assert not page.exception
    attendu = "Refus\u202f: non." if isinstance(panne, AnnulationImpossible) else "rien n’a été changé"
    assert attendu in page.error[0].value
    assert "FOREIGN" not in page.error[0].value


def test_an_archive_of_workbooks_is_kept_as_the_files_it_holds(ouvrir: Ouvrir) -> None:
    """What cannot be read in it is told; the draft holds the others, each under its name, and is read again alike."""
    page, tampon = ouvrir("importer.py"), io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        archive.writestr("dossier/crip.xlsx", fill_classeur(PILOTE, "2026-T4", JUSTE, MAINTENANT))
        archive.writestr("note.pdf", b"%PDF-1.7")
    page.file_uploader[0].upload("retours.zip", tampon.getvalue()).run()
    textes = read_textes(page)
    assert not page.exception
    assert "1 classeur lu\u202f: 4 changements" in textes
    assert "retours.zip › note.pdf, refusé" in textes
    assert page.expander[0].label.startswith("retours.zip › crip.xlsx")
    with open_base() as session:
        assert session.scalars(select(Brouillon.nom)).all() == ["retours.zip › crip.xlsx"]
    page.file_uploader[0].upload("encore.zip", tampon.getvalue()).run()  # what it holds is there already
    assert not page.exception
    with open_base() as session:
        assert session.scalars(select(Brouillon.nom)).all() == ["retours.zip › crip.xlsx"]
    find_bouton(sign(page), "Appliquer 4 changements").click().run()
    assert read_avancement("A16") == 85
