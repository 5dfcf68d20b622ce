"""llama.cpp in this process: one model, one answer at a time, greedy, stopped at once."""
