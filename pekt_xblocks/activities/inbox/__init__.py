"""The inbox: messages to read, judge and act on; fraud to catch and genuine mail to trust."""
