"""Papers that an authority issues: fixed in the act, typeset and signed afterwards by the worker.

Words: a *letter* is one official paper (receipt, request for a supplement, refusal, acknowledgement, result);
it is *fixed* when its words, its number and its template can change no more, *made* when the signed PDF is
kept. A *register* numbers the papers of one book of an agency in a year, without gaps.
Templates are Typst files in `templates/`; an authority's own, in `templates/` of the data folder, come first.
"""
