"""What goes in: reading lists, the catalogue, downloads, PDF pages, notes, passages."""
