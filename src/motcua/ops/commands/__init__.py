"""One module for each noun of the command line; a function parses nothing: it is given what was typed."""
