"""Hand-over to the archives: how long dossiers are kept, which are due, and the packages that carry them.

Words: a *kind of record* says for how many years a dossier is kept, or for ever; a *transfer* (lần nộp lưu)
is a package of ended dossiers of one agency, year and kind, received by the archive with a number and a day;
a *loose paper* is one that the line of digitisation gave to the repository and that belongs to no dossier: it
goes in transfers of its own, by the year of its issue; a *legal hold* (giữ lại) keeps a dossier or a loose
paper from destruction. Nothing is destroyed here: a package holds copies.
Law: TT-13-2023-BNV/hand-over, TT-13-2023-BNV/content.
"""
