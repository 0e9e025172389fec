"""Briefing: collect what people said, with proof, and put it into a briefing book."""

__version__ = "0.1.0"
