"""Dialogs: in comes a question that needs a choice, out goes the answer."""
