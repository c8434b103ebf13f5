"""What stands between an activity and the XBlock API: one concern a module, mixed together in ``block.py``."""
