"""The site's pages; each asks ``access`` first and leaves content to blocks."""
