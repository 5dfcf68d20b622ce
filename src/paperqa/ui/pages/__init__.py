"""The page behind a citation: its picture with the cited words lit, in a dialog and by address."""
