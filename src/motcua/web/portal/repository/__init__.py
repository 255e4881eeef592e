"""The owner's papers in the data repository, and what a stranger with a link sees of one."""
