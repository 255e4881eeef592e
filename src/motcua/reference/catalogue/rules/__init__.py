"""What the catalogue's content means. Pure: values in, values out."""
