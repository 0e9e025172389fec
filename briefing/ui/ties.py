"""What the details ask of the desk: to open a section, to list somebody's quotes."""

from __future__ import annotations

from briefing.ui.desk import Desk
from briefing.ui.models.shelf import Place
from briefing.ui.views.listing import Entry


def tie_details(desk: Desk) -> None:
    """Let the desk do what its details ask for."""

    def list_quotes(noun: str, identifier: str) -> None:
        from briefing.library import people, sources, topics

        reader = desk.library.reader()
        if noun == "topic":
            name = next((row.name for row in topics.topics(reader) if row.id == identifier), "")
            desk.show_place(Place("topic", identifier, name))
        elif noun == "person":
            desk.show_quotes_of(Entry("person", identifier, people.show(reader, identifier).name))
        else:
            desk.show_quotes_of(Entry("source", identifier, sources.show(reader, identifier).title))

    desk.detail.section_wanted.connect(desk.open_section)
    desk.detail.quotes_wanted.connect(list_quotes)
