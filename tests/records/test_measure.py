"""The pure measure of progress."""
from hypothesis import given
from hypothesis import strategies as st

from pekt_xblocks.records.data import CourseTree, Leaf, Sources, Unit, measure

VALUES = st.floats(0, 1) | st.sampled_from([0.0, 1.0])


@st.composite
def trees(draw) -> CourseTree:
    sizes = draw(st.lists(st.integers(0, 4), max_size=6))
    units = tuple(Unit(f"u{u}", "", "", tuple(Leaf(f"u{u}b{b}", "t", draw(st.none() | st.integers(0, 5))) for b in range(size)))
                  for u, size in enumerate(sizes))
    return CourseTree("c", "", units)


@given(trees(), st.data())
def test_percents_are_floored_and_whole_means_everything(tree, data):
    keys = [leaf.usage_key for unit in tree.units for leaf in unit.leaves]
    completion = data.draw(st.dictionaries(st.sampled_from([*keys, "gone"]), VALUES))
    m = measure(tree, Sources(completion))
    everything = bool(keys) and all(completion.get(key) == 1.0 for key in keys)
    assert (m.percent == 100) == everything
    assert (m.total, len(m.units)) == (len(keys), len(tree.units))
    assert [percent is None for percent in m.units] == [not unit.leaves for unit in tree.units]
    assert 0 <= m.units_done <= m.units_total == sum(bool(unit.leaves) for unit in tree.units)
    if keys:
        assert m.percent <= 100 * sum(completion.get(key, 0) for key in keys) / len(keys) + 1e-6


@given(trees(), st.data())
def test_completing_more_never_shows_less(tree, data):
    keys = [leaf.usage_key for unit in tree.units for leaf in unit.leaves]
    less = data.draw(st.dictionaries(st.sampled_from(keys), VALUES)) if keys else {}
    more = {key: max(value, data.draw(VALUES)) for key, value in less.items()}
    assert measure(tree, Sources(less)).percent <= measure(tree, Sources(more)).percent


def test_blocks_outside_the_tree_never_count():
    tree = CourseTree("c", "", (Unit("u", "", "", (Leaf("a", "t", 2.0), Leaf("b", "t"))),))
    m = measure(tree, Sources({"gone": 1.0, "a": 1.0}, {"gone": (9, 9), "a": (1.5, 2.0)}))
    assert (m.done, m.total, m.percent, m.earned, m.possible) == (1, 2, 50, 1.5, 2.0)


def test_points_that_nobody_tried_are_still_possible():
    tree = CourseTree("c", "", (Unit("u", "", "", (Leaf("a", "t", 2.0), Leaf("b", "t", 2.0))),))
    assert measure(tree, Sources({}, {"a": (2.0, 2.0)})).possible == 4.0


def test_a_tree_without_leaves_is_not_complete():
    m = measure(CourseTree("c", "", (Unit("u", "", "", ()),)), Sources({"x": 1.0}))
    assert (m.percent, m.units) == (0, (None,))


def test_the_version_follows_the_shape_and_not_the_words():
    unit = Unit("u", "Μία", "", (Leaf("a", "t"),))
    same = CourseTree("c", "άλλος τίτλος", (Unit("u", "Δύο", "Χ", (Leaf("a", "t", title="νέος"),)),))
    assert CourseTree("c", "", (unit,)).version == same.version
    assert CourseTree("c", "", (Unit("u", "", "", (Leaf("a", "t", only_for=frozenset({"50:1"})),)),)).version != same.version


def test_a_learner_is_measured_by_what_they_see():
    leaves = (Leaf("a", "t"), Leaf("b", "t", only_for=frozenset({"50:1"})))
    tree = CourseTree("c", "", (Unit("u", "", "", leaves), Unit("v", "", "", leaves[1:])))
    assert measure(tree.seen_by(frozenset()), Sources({"a": 1.0})).units == (100, None)
    assert measure(tree.seen_by(frozenset({"50:1"})), Sources({"a": 1.0})).units == (50, 0)
