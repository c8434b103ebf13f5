"""What every test shares: property tests judge results, never the time a busy machine takes for them."""
from hypothesis import settings

settings.register_profile("pekt", parent=settings.default, deadline=None)
settings.load_profile("pekt")
