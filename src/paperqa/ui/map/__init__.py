"""The Map tab: one picture of all papers, the alike beside each other; a click asks.

tab       the components and what happens on which click
placing   from an index to the map          layout    where each paper stands
spreading labels pushed apart               labels    what a dot is called, how wide that is
groups    colours by topic                  drawing   the picture as SVG
cards     a paper's card, also as a list    texts     every string, in both languages
"""
