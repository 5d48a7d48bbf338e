"""Why the system refused a file, in French: its own words are those of the machine's language."""

from __future__ import annotations

import errno

_CAUSES = {
    errno.EACCES: "le programme n’en a pas le droit",
    errno.EPERM: "le programme n’en a pas le droit",
    errno.ENOENT: "ce chemin n’existe pas",
    errno.ENOTDIR: "un fichier est là où il faudrait un dossier",
    errno.EISDIR: "c’est un dossier",
    errno.EEXIST: "ce nom est déjà pris",
    errno.ENAMETOOLONG: "son nom ou son chemin est trop long",
    errno.EROFS: "ce disque est en lecture seule",
    errno.ENOSPC: "il n’y a plus d’espace sur le disque",
    errno.EDQUOT: "il n’y a plus d’espace sur le disque",
    errno.EFBIG: "il serait trop gros pour ce disque",
    errno.EBUSY: "un autre programme s’en sert",
    errno.ETXTBSY: "un autre programme s’en sert",
    errno.EMFILE: "trop de fichiers sont ouverts sur cette machine",
    errno.ENFILE: "trop de fichiers sont ouverts sur cette machine",
    errno.ELOOP: "ses raccourcis tournent en rond",
    errno.EIO: "le disque ne répond pas comme il faut",
}


def write_cause(erreur: OSError) -> str:
    """Return why a file could not be read or written, without its full stop; the error's number when it is rare."""
    return _CAUSES.get(erreur.errno or 0) or f"le système l’a refusé (erreur {erreur.errno or 'sans numéro'})"
