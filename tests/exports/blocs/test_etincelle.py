"""The small line under a figure."""

from __future__ import annotations

import base64
import re

from exports.blocs.etincelle import write_etincelle


def read_points(html: str) -> list[tuple[float, float]]:
    """Return the points of the line, as the picture holds them."""
    image = base64.b64decode(html.split("base64,")[1].split(")", maxsplit=1)[0]).decode()
    (points,) = re.findall(r'points="([^"]+)"', image)
    return [(float(x), float(y)) for x, y in (p.split(",") for p in points.split())]


def test_line_skips_what_is_unknown_and_climbs_where_values_do() -> None:
    points = read_points(write_etincelle([10.0, None, 30.0, 20.0], ""))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    assert len(points) == 3
    assert xs == sorted(xs)
    assert ys[1] < ys[2] < ys[0]  # a picture counts from its top


def test_fewer_than_two_known_values_draw_nothing() -> None:
    assert not write_etincelle([None, 12.0, None], "")


def test_line_is_an_ornament_unless_words_say_it() -> None:
    assert 'aria-hidden="true"' in write_etincelle([1.0, 2.0], "")
    assert 'role="img" aria-label="de 1 à 2 &lt;b&gt;"' in write_etincelle([1.0, 2.0], "", "de 1 à 2 <b>")
