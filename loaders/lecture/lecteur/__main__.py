"""Run by path, as `python -I loaders/lecture/lecteur`: bytes in, raw cells out as JSON."""

import sys
from pathlib import Path

if __name__ == "__main__":
    # an isolated interpreter finds this folder alone: its modules go by the names that everybody gives them
    sys.path[0] = str(Path(__file__).resolve().parents[3])
    from loaders.lecture.lecteur.lot import main

    main()
