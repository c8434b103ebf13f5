"""What the records cost, beside named references in the same run.

``python -m benchmarks.records [learners] [--rows N]``: the pace of computing progress, then reports, an update and an extract among N rows.
completion-aggregator stands beside it where it is installed (``pip install openedx-completion-aggregator==4.5.0``); do so in an environment
of its own, since its plugin joins every site. On SQLite in a temporary folder that is deleted at the end. Times are the process's own.
"""
