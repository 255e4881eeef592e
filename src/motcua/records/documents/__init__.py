"""Files kept: content under its own hash, and documents that say what a content is to us.

Words: a *content* is bytes, stored once under their SHA-256 and never rewritten; a *document* is one
file somebody gave or we made: name, purpose, owner, state received → scanned → accepted.
Deleting a document frees its content; a sweep removes contents that nobody names any more.
"""
