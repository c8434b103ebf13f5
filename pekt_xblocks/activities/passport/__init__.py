"""What a learner says of their own skills, before and after."""
