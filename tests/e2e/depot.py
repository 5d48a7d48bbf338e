"""A workbook dropped and applied by its screen, as a browser does, without one."""

from __future__ import annotations

import re
import uuid

from streamlit.proto.Common_pb2 import FileUploaderState

from tests.e2e.paire import SITE, TEMOIN, Paire

XSRF = "_streamlit_xsrf"


def import_classeur(paire: Paire, qui: str, nom: str, octets: bytes, temoin: str = "") -> str:
    """Import a workbook as somebody, in the process that a cookie leads to, and return what the screen then says."""
    temoin = temoin or f"import-{qui}"
    with paire.visit(qui, temoin) as visiteur:
        visiteur.run("importer")
        champ = visiteur.champs["Classeurs remplis"]
        place = visiteur.prepare(nom)
        send(paire, qui, temoin, place.upload_url, nom, octets)
        etat = FileUploaderState()
        depose = etat.uploaded_file_info.add(name=nom, size=len(octets), file_id=place.file_id)
        depose.file_urls.CopyFrom(place)
        texte = visiteur.run("importer", **{champ: etat})
        boutons = [c for libelle, c in visiteur.champs.items() if libelle.startswith("Appliquer")]
        assert len(boutons) == 1, texte
        return visiteur.run(f"importer?{visiteur.requete}", **{champ: etat, boutons[0]: None})


def send(paire: Paire, qui: str, temoin: str, chemin: str, nom: str, octets: bytes) -> None:
    """Send the bytes of a file where its page was told to."""
    poses = paire.ask("/_stcore/health", qui, Cookie=f"{TEMOIN}={temoin}")[0].headers.get_all("Set-Cookie") or []
    jeton = next(m[1] for pose in poses if (m := re.match(rf"{XSRF}=([^;]+)", pose)))
    borne = uuid.uuid4().hex
    entete = f'--{borne}\r\nContent-Disposition: form-data; name="file"; filename="{nom}"\r\n\r\n'
    corps = entete.encode() + octets + f"\r\n--{borne}--\r\n".encode()
    reponse, dit = paire.ask(
        chemin,
        qui,
        "PUT",
        corps,
        Cookie=f"{TEMOIN}={temoin}; {XSRF}={jeton}",
        X_Xsrftoken=jeton,
        Content_Type=f"multipart/form-data; boundary={borne}",
        Origin=f"https://{SITE}",
    )
    assert reponse.status == 204, (reponse.status, dit)
