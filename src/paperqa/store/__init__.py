"""Floor 3: what is found and where it lies; embeddings, vectors, words, generations on disk."""

import os

# Before FAISS and torch load OpenMP: its threads would spin while they wait, and two processes that
# embed at once on two cores would take five times as long (measured, benchmarks/LOG.md).
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
