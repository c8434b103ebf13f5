"""A practical task at the hub, judged by the teacher who was there."""
