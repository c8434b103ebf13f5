"""What the records change in the platform's settings; read before any app is there, so nothing here imports Django."""
