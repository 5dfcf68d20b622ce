"""The Quiz tab: a member picks papers, has a quiz made, reads it, takes it home as files.

tab       the components and what happens on which click
offering  what can be picked       making     a quiz grows paper by paper
cards     its items as HTML        progress   how far it is, what came of it
downloads the files                texts      every string, in both languages
"""
