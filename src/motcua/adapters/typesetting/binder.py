"""Papers behind one another in one file, by pikepdf."""

import io
from collections.abc import Sequence

import pikepdf


class PikepdfBinder:
    """Pages are taken over as they are."""

    def bind(self, pdfs: Sequence[bytes]) -> bytes:
        """One PDF with all pages in order."""
        bound = pikepdf.new()
        for pdf in pdfs:
            with pikepdf.open(io.BytesIO(pdf)) as one:
                bound.pages.extend(one.pages)
        found = io.BytesIO()
        bound.save(found, deterministic_id=True)
        return found.getvalue()
