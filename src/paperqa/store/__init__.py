"""Floor 3: embeddings, vectors, words, and the generations in which they are kept."""
