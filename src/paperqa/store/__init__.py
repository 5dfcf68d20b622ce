"""Floor 3: what is found and where it lies; embeddings, vectors, words, generations on disk."""

import os

# Before FAISS and torch load OpenMP: its threads would spin while they wait, and two processes that
# embed at once on two cores would take five times as long (measured, benchmarks/LOG.md).
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
# Before torch loads oneDNN, which keeps code and memory for each of the last 1,024 shapes: every
# question has a length of its own, and 200 of them cost 150 MB. With 8 it embeds as fast.
os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8")
