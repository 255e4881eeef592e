"""Reading tables and lines out of strangers' files: text, CSV, XLSX, DOCX, PDF.

web process: `reader.py` (imports no parser) ──▶ grandchild: `tables.py`, which tells the kind by content and
asks `plain.py`, `workbook.py`, `word.py` or `paged.py`. Nothing in a file is run, fetched or followed.
"""
