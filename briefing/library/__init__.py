"""The library file: in come values and actions of the staffer, out come rows, search results and assembled books."""
