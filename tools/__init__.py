"""What developers run on the repository; never part of the installed package."""
