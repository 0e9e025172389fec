"""The command line: in come words, out go plain lines or one JSON document, and an exit status scripts can trust."""
