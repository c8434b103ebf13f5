"""Tutor plugin for pekt-xblocks."""
