"""After the operator's YAML, which may have brought another list of a library's blocks."""
from .common import plugin_settings

__all__ = ["plugin_settings"]
