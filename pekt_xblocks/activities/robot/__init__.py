"""Robot lab: the learner writes a program, the server runs it in worlds seen and unseen."""
