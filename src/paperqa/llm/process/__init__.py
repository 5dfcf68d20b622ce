"""llama.cpp in a process of its own: a crash costs one answer."""
