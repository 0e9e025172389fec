"""The command line: words in, the library's and the paper's own functions called, plain text or JSON out."""
