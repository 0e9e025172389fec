"""Qt models over the library's rows: in come ids and rows, out goes what a view shows."""
