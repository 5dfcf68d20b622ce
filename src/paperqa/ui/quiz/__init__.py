"""The Quiz tab: a member picks papers, has a quiz made, reads or plays it, takes it home as files.

tab       what happens on which click               parts     the components
offering  what can be picked                        plans     the form as a plan
making    a quiz grows paper by paper               working   in a thread that can be left
made      a quiz so far                             progress  how far it is, what came of it
cards     its items to be read                      pieces    what both have in common
game      the rules of play                         playing   its events
play_card an item that is played                    play_score  the score and the result
downloads the files                                 texts, play_texts  strings in both languages
"""
