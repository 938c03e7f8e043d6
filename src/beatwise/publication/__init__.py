"""Show: charts, maps, tables, words, pages, papers, sheets and open data.

Builders take values and return text or bytes; whoever calls them writes the file. The same values
give the same bytes.
"""
