"""SVG drawings read into a plain form: paths in the picture's own pixels, nothing to look up, to inherit or to run."""
