"""The documents of a kept meeting: as it chose them, and once it was held as they were, whatever came since."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from exports.__main__ import main
from exports.formats import Demande
from exports.presentation.demande import find_reunion, tell_recit
from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte, append_entree
from loaders.ecriture.presentations import hold_presentation, keep_presentation
from models.acces import build_du_poste
from models.changement import Changement
from models.plan import Plan
from models.presentation import Presentation
from models.refus import DemandeInvalide
from models.session import open_ecriture
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree, Role
from tests.exports.conftest import JOUR
from tests.fabrique import MAINTENANT

T3 = Trimestre(2026, 3)
ACTE, ACCORD = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT), Accord(build_du_poste(Role.MISE_A_JOUR))
REUNION = Presentation(
    "",
    "Réunion des élu·es",
    T3,
    jour=JOUR,
    sections=("faits", "bilan", "disparue"),
    introduction="Merci.",
    notes=(("bilan", "Ne pas le distribuer."),),
)
FORMATS = ("pptx", "docx", "pdf", "xlsx", "csv", "json")


def make(nom: str, dossier: Path, aujourd_hui: date) -> bytes:
    sortie = dossier / str(len(list(dossier.iterdir()))) / f"reunion.{nom}"
    sortie.parent.mkdir()
    assert main([nom, "--reunion", "1", "--out", str(sortie)], aujourd_hui) == 0
    if sortie.is_dir():
        return b"".join(f.read_bytes() for f in sorted(sortie.rglob("*")) if f.is_file())
    return sortie.read_bytes()


def strip_date(octets: bytes) -> object:
    """What a document holds, without the day on which it was made."""
    if octets.startswith(b"%PDF"):
        return re.sub(rb"D:\d{14}[^)]*|\d{4}-\d\d-\d\dT[\d:]+[^<]*|/ID \[.*?\]|uuid:[^<]*", b"", octets)
    if not octets.startswith(b"PK"):
        return octets
    with zipfile.ZipFile(io.BytesIO(octets)) as paquet:
        return {
            nom: re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"", paquet.read(nom))
            if nom == "docProps/core.xml"
            else paquet.read(nom)
            for nom in paquet.namelist()
        }


def test_what_was_shown_is_made_again_the_same(demo: str, tmp_path: Path) -> None:
    """Figures, titles and décisions move after the meeting: its documents do not; those of another meeting do."""
    keep_presentation(REUNION, ACTE, ACCORD)
    prepare = {nom: strip_date(make(nom, tmp_path, JOUR)) for nom in FORMATS}
    hold_presentation("1", JOUR, ACTE, ACCORD)
    avant = {nom: strip_date(make(nom, tmp_path, JOUR)) for nom in FORMATS}
    assert avant != prepare  # it says the day on which it was shown
    change_tout()
    apres = {nom: strip_date(make(nom, tmp_path, JOUR + timedelta(days=400))) for nom in FORMATS}
    for nom in FORMATS:
        assert apres[nom] == avant[nom], nom
    keep_presentation(replace(REUNION, titre="Une autre"), ACTE, ACCORD)
    autre = tmp_path / "autre.pptx"
    assert main(["pptx", "--reunion", "2", "--out", str(autre)], JOUR) == 0
    assert strip_date(autre.read_bytes()) != prepare["pptx"]


def change_tout() -> None:
    with open_ecriture() as session:
        libelle = "Un titre que personne n’avait vu"
        changes = [Changement("action", "A16", "libelle", None, None, libelle)]
        changes += [Changement("suivi", f"A{n:02}", "avancement", "2026-T3", None, 100) for n in range(1, 41)]
        append_entree(session, replace(ACTE, maintenant=MAINTENANT + timedelta(days=3)), changes)


def test_the_story_is_told_as_the_meeting_chose(plan_demo: Plan) -> None:
    recit = tell_recit(Demande(plan_demo, T3, JOUR, presentation=REUNION))
    assert [s.cle for s in recit.sections if not s.annexe] == ["faits", "bilan"]
    assert recit.couverture.reunion.startswith("Réunion des élu·es")
    assert recit.couverture.reunion.endswith("21/11/2026")
    assert recit.introduction == "Merci."
    assert [s.remarque for s in recit.sections if s.remarque] == ["Ne pas le distribuer."]
    choisie = replace(REUNION, faits=(), sections=None, portee="orientation:O2")
    part = tell_recit(Demande(plan_demo, T3, JOUR, presentation=choisie))
    assert part.portee
    assert tell_recit(Demande(plan_demo, T3, JOUR)).introduction == ""


def test_a_meeting_is_named_by_its_number_or_its_day() -> None:
    une, autre = (replace(REUNION, reference=n, jour=date(2026, 12, int(n))) for n in ("1", "2"))
    assert find_reunion((une, autre), " 2 ") == autre
    assert find_reunion((une, autre), "2026-12-01") == une
    for demandee in ("3", "2026-12-03", "hier"):
        with pytest.raises(DemandeInvalide, match="ni le numéro ni le jour"):
            find_reunion((une, autre), demandee)
    with pytest.raises(DemandeInvalide, match="plusieurs réunions"):
        find_reunion((une, replace(autre, jour=une.jour)), "2026-12-01")


def test_the_period_is_said_once(demo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for mots in (["--trimestre", "2026-T3"], ["--depuis", "2026-T1"], ["--periode", "annee"]):
        assert main(["pptx", "--reunion", "1", *mots, "--out", str(tmp_path / "x")], JOUR) == 2
        assert "dit déjà la période" in capsys.readouterr().err
    assert main(["pptx", "--reunion", "1", "--out", str(tmp_path / "x")], JOUR) == 2
    assert "Aucune n’est gardée" in capsys.readouterr().err
