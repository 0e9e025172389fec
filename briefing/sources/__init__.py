"""From a file or pasted text to an article and its proposed quotes. Pure: stores nothing, asks no network."""
