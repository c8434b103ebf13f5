"""The records' pages."""
