"""Published courses as the platform hands them out: block structures, kept in the site's cache for all its processes."""
from collections import defaultdict

from django.core.cache import cache


class BlockStructure:
    """The calls of the platform's class that are used: children, fields, what a transformer collected."""

    def __init__(self, course_key):
        self.root_block_usage_key = course_key.make_usage_key("course", "course")
        self._children, self._fields = defaultdict(list), defaultdict(dict)

    def add(self, parent, block_type, block_id, **fields):
        key = self.root_block_usage_key.course_key.make_usage_key(block_type, block_id)
        self._children[parent].append(key)
        self._fields[key] = fields
        return key

    def get_children(self, key):
        return iter(self._children[key])

    def get_xblock_field(self, key, name, default=None):
        return self._fields[key].get(name, default)

    def get_transformer_block_field(self, key, transformer, name, default=None):
        return self._fields[key].get(name, default)

    def topological_traversal(self, start_node=None):
        yield start_node
        for child in self._children[start_node]:
            yield from self.topological_traversal(child)


def publish(structure):
    cache.set(str(structure.root_block_usage_key.course_key), structure, None)


def get_course_in_cache(course_key):
    return cache.get(str(course_key))
