"""The panes of the window: in come models, out go what the staffer sees and the signals of what was done."""
