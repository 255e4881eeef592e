"""Pages of internal processes: read, written as a table, taken in and out, published by a second person."""
