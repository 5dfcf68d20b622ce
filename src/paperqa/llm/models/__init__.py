"""Model files: which are known, which fit this machine, how they come here, which is used."""
