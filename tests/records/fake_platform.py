"""A platform for the tests: course trees kept in a dict."""
from pekt_xblocks.records.data import CourseTree, Leaf, Unit

TREES: dict[str, CourseTree] = {}
ACCESS: dict[int, frozenset[str]] = {}
STATES: list[tuple[int, str, dict]] = []
BLOCKS: dict[str, object] = {}


def course_tree(course_key: str) -> CourseTree:
    return TREES[course_key]


def access_groups(course_key, user_ids):
    return {user: ACCESS[user] for user in user_ids if user in ACCESS}


def make_tree(course_key: str, units: int = 2, leaves: int = 2, points: float | None = None) -> CourseTree:
    """A course of equal units, two to a section; leaf keys are real usage keys."""
    base = course_key.replace("course-v1:", "block-v1:")
    TREES[course_key] = CourseTree(course_key, "Δοκιμή", tuple(
        Unit(f"u{u}", f"Μονάδα {u}", f"Ενότητα {u // 2 + 1}", tuple(
            Leaf(f"{base}+type@pekt_quiz+block@u{u}b{b}", "pekt_quiz", points) for b in range(leaves))) for u in range(units)))
    return TREES[course_key]


def courses() -> dict[str, str]:
    return {key: tree.title for key, tree in TREES.items()}


def learner_states(course_key, user_ids, block_type):
    course = course_key.partition(":")[2]
    return iter([(user, key, fields) for user, key, fields in STATES
                 if user in user_ids and f"+type@{block_type}" in key and f":{course}+" in key])


def learner_block(user, usage_key):
    return BLOCKS.get(str(usage_key))
