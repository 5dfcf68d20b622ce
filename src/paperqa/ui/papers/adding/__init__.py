"""Adding papers from the page: uploads, reading lists, and the build that makes them answer."""
