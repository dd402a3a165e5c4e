"""Words, pictures and differences, from any numbers a candidate may produce."""

import math
import re
from datetime import UTC, datetime, timedelta

import pytest
import web_stage as stage
from hypothesis import example, given
from hypothesis import strategies as some

from hotseat.model.verdict import Picture
from hotseat.web import plots, wording
from hotseat.web.difference import compare

ANY = some.floats(allow_nan=True, allow_infinity=True)
NUMBERS = re.compile(r"nan|inf")


def paths(panels):
    for panel in panels:
        yield panel.edges
        yield panel.rings
        yield from (each.path for each in (*panel.marks, *panel.areas, *panel.curves))
        yield from (str(tick.at) for tick in (*panel.x_ticks, *panel.y_ticks))


@given(
    some.lists(some.tuples(ANY, ANY), max_size=20), some.lists(ANY, max_size=20), some.lists(ANY, max_size=20)
)
def test_clusters_of_any_numbers_can_be_drawn(points, got, expected):
    panels = plots.plot_picture(
        Picture("clusters", "t", points=tuple(points), got=tuple(got), expected=tuple(expected))
    )
    assert [panel.name for panel in panels] == ["Got", "Expected"]
    assert not any(NUMBERS.search(path) for path in paths(panels))


@given(some.lists(ANY, max_size=30), some.lists(ANY, max_size=30), some.lists(ANY, max_size=30))
@example([], [], [6.67e149])  # its axis reaches beyond what can be drawn
def test_lines_of_any_numbers_can_be_drawn(xs, got, expected):
    panels = plots.plot_picture(
        Picture("lines", "t", points=tuple((x,) for x in xs), got=tuple(got), expected=tuple(expected))
    )
    assert not any(NUMBERS.search(path) for path in paths(panels))


@given(
    some.lists(some.sampled_from([0.0, 1.0, 2.0, math.nan]), max_size=50),
    some.lists(some.tuples(ANY, ANY), max_size=9),
)
def test_boundaries_of_any_classes_can_be_drawn(cells, points):
    picture = Picture(
        "boundary",
        "t",
        points=tuple(points),
        labels=(0,) * len(points),
        got=tuple(cells),
        expected=(1.0,) * 9,
        extent=(-1, 1, -1, 1),
    )
    assert not any(NUMBERS.search(path) for path in paths(plots.plot_picture(picture)))


def test_points_with_another_label_are_ringed_unless_most_differ():
    points = tuple((float(n), 0.0) for n in range(10))
    expected = (0.0,) * 10
    few = plots.plot_picture(
        Picture("clusters", "t", points=points, got=(1.0, *expected[1:]), expected=expected)
    )
    most = plots.plot_picture(Picture("clusters", "t", points=points, got=(1.0,) * 10, expected=expected))
    assert few[0].rings.count("M") == 1
    assert most[0].rings == ""


def test_the_boundary_grid_starts_at_the_lower_left():
    picture = Picture("boundary", "t", got=(1.0, 0.0, 0.0, 0.0), expected=(0.0,) * 4, extent=(0, 1, 0, 1))
    one = next(area for area in plots.plot_picture(picture)[0].areas if area.series == 1)
    x, y = (float(v) for v in re.match(r"M([\d.]+) ([\d.]+)", one.path).groups())
    panel = plots.plot_picture(picture)[0]
    assert x < (panel.left + panel.right) / 2
    assert y >= (panel.top + panel.bottom) / 2 - 1


def test_run_time_has_ticks_on_both_axes():
    panel = plots.plot_growth(stage.GROWTH)
    assert [tick.label for tick in panel.x_ticks] == ["2,000", "8,000", "32,000"]
    assert [tick.label for tick in panel.y_ticks] == ["1 ms", "10 ms"]
    assert len(panel.curves) == 2


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0123, "12 ms"),
        (1.26, "1.3 s"),
        (42, "42 s"),
        (720, "12 min"),
        (3900, "1 h 5 min"),
        (7200, "2 h"),
        (260_000, "3 days"),
    ],
)
def test_durations_read_as_people_say_them(seconds, words):
    assert wording.duration(seconds) == words


@pytest.mark.parametrize(
    ("past", "words"),
    [
        (5, "just now"),
        (300, "5 min ago"),
        (3600 * 5 + 9, "5 h ago"),
        (86_400 * 1.2, "yesterday"),
        (86_400 * 3.9, "4 days ago"),
    ],
)
def test_moments_read_as_people_say_them(past, words):
    now = datetime(2025, 3, 4, 12, tzinfo=UTC)
    assert wording.ago(now - timedelta(seconds=past), now) == words


@pytest.mark.parametrize(
    ("value", "words"), [(0.989, "0.99"), (2.64, "2.6"), (48.2, "48"), (1284.0, "1,300"), (math.inf, "inf")]
)
def test_rough_numbers_claim_no_more_than_is_known(value, words):
    assert wording.rough_number(value) == words


@given(
    some.lists(some.sampled_from(["a", "b", "c", ""]), max_size=40),
    some.lists(some.sampled_from(["a", "b", "c", ""]), max_size=40),
)
def test_a_difference_names_every_changed_line(before, after):
    found = compare("\n".join(before), "\n".join(after))
    assert bool(found.rows) == ("\n".join(before).splitlines() != "\n".join(after).splitlines())
    shown_or_left_out = sum(row.left for row in found.rows if row.kind == "gap") + sum(
        row.kind in ("same", "removed") for row in found.rows
    )
    assert not found.rows or shown_or_left_out == len("\n".join(before).splitlines())
