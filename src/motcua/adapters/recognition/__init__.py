"""Pages read by machine: from text layers, from plain text, and from pictures by Tesseract."""
