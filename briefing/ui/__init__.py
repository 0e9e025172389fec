"""The window: in come clicks and keys, out go actions on the library and pages on the screen."""
