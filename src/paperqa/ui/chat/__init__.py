"""The Chat tab: conversations that the server keeps, and that the page only shows.

tab           the components and what happens on which click
conversation  its events                    update       what an event changes on the page
answering     from a question to a kept exchange         asking, growing   while it comes
clicks        the buttons that ask nothing  acts         what a button may ask for
talks         conversations as kept         turns        what a follow-up may lean on
view          a conversation as messages    toolbar      its buttons
chats_panel   the list, the exports         scope        where to look
greeting      what the page says at first   questions    what may be asked
in_hand       which questions are in hand       texts        every string, in both languages
chat.js, joining.js, scrolling.js, *.css
"""
