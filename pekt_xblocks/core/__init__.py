"""What every activity is; pydantic and the standard library (and a Markdown parser) only: no Django, no XBlock."""
