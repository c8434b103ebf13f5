"""What the Directorate asks of the extracts of one or several sites: numbers alone, small ones hidden. Knows no Django project."""
