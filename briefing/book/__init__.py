"""The book as frozen values: in comes what the library assembled, out go parts that paper can set."""
