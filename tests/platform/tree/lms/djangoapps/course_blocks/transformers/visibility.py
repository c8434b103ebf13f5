"""The transformer under whose name inherited visibility is kept."""


class VisibilityTransformer:
    pass
