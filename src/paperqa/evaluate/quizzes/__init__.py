"""Measured quizzes: quotes looked up again, keys counted, duplicates and leaks searched for."""
