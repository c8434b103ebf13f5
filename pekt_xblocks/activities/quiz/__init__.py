"""A quiz of eleven kinds of items."""
