"""Activities and courses as OLX, the platform's own XML: no input raises, every fault has its place and its words."""
