"""The records on paper and in spreadsheets: bytes drawn from plain values; nothing here asks the database or knows a request.

Its modules need the packages of the extra ``records``: who draws imports them at that moment, so that a site without it keeps its pages.
"""

EXTRA = frozenset({"reportlab", "xlsxwriter", "segno"})
"""The packages of the extra without which no document can be made."""
