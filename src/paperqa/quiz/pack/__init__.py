"""The folder that a member takes to a meeting: key points, questions, quiz, references."""
