"""Digital-skills activities for Open edX, made for the Π.Ε.Κ.Τ.Π.Ε. hubs of Western Macedonia."""
__version__ = "0.1.0"
