"""Electronic forms: what a form asks, in versions that never change, and the check of what people answer.

Words: a form has sections, a section has fields, a table has columns and rows. Answers are what remains after
the check; a defect is one thing to put right, at its field, with what to do.
"""
