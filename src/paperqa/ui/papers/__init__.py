"""The Papers tab: the club's reading lists, the state of each paper, some chosen to be asked.

tab       the components and what happens on which click       desk      the tab's events
shelf     what is known of each paper, its condition           summaries a note in one line
grouping  by reading list, year or topic                       titles    of the reading lists
listing   the list as HTML         row       one paper of it   searching what a search looks at
asking    what is chosen becomes the scope of a question       texts     every string
adding/   uploads and rebuilds
"""
