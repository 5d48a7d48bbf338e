"""Run as `python -m loaders.lecture.lecteur`: bytes in, raw cells out as JSON."""

from loaders.lecture.lecteur.lot import main

if __name__ == "__main__":
    main()
