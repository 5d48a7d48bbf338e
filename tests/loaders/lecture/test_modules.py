"""What the reader loads: nothing that strangers' bytes need not reach."""

from __future__ import annotations

import io
import json
import subprocess
import sys

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from PIL import Image as Dessin

from loaders.lecture.lecteur.lot import INUTILES
from loaders.lecture.processus import clean_environnement
from tests.racine import RACINE

LIT = """
import sys
from loaders.lecture.lecteur.lot import main
main()
sys.stderr.write(" ".join(nom for nom in {noms!r} if sys.modules.get(nom)))
"""


def test_a_workbook_with_a_picture_is_read_without_what_reads_pictures() -> None:
    classeur, tampon, png = Workbook(), io.BytesIO(), io.BytesIO()
    Dessin.new("RGB", (4, 4)).save(png, "PNG")
    classeur.active["A1"] = 45
    classeur.active.add_image(Image(png), "B2")
    classeur.save(tampon)
    octets = tampon.getvalue()
    lu = subprocess.run(
        [sys.executable, "-E", "-s", "-c", LIT.format(noms=("openpyxl", *INUTILES))],
        input=json.dumps([len(octets)]).encode() + b"\n" + octets,
        capture_output=True,
        cwd=RACINE,
        env=clean_environnement(),
        check=True,
    )
    ((feuille,),) = [fichier["feuilles"] for fichier in json.loads(lu.stdout)]
    assert feuille["lignes"][0][1]["A"]["v"] == 45
    assert lu.stderr == b"openpyxl"
