"""The catalogue: the public services, what each agency publishes about them, and the lists that name them.

Words: a procedure has publications (one per agency), a publication has versions; a case is a slug inside a
version; a level is a (scheme, value) claimed, planned or measured for a case. Lists are imported as
printed; what is odd in them is a finding, what looks alike is a likeness until an editor decides.
Law: ND-63-2010/8.
"""
