"""Rooms for the looks of section kinds: each sets the blocks its writers use so that its reader finds them at once."""
