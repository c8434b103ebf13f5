"""The local site where a learner takes a module, a teacher edits it and the hub sees it, on one machine; never a public server."""
