"""paperqa: a paper club's reading lists in, cited answers out.

Rooms, floor by floor (a room imports only from floors below its own):

    7  cli, ui             show things to a person
    6  evaluate            measured quality: recall, refusals, citations, quizzes
    5  quiz                quiz items with checked quotes, and their exports
       chats               conversations kept, judged by thumbs, exported
    4  answer              question -> hits -> evidence -> answer with citations
    3  store, llm          vectors, words, generations on disk; the language model
    2  sources             reading lists, catalogue, downloads, PDF pages, notes, passages
    1  language, transfer  scripts, Hebrew, sentences, tokens; files from elsewhere, whole or not
    0  types, protocols, errors, settings
"""

__version__ = "0.1.0"
