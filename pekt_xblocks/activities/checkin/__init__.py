"""Check-in at the hub: the code on the teacher's screen."""
