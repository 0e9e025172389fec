"""People, topics and sources as the rows of an import name them: found once, added when they are missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from briefing.library import people, sources, topics, values
from briefing.library.driver import Row
from briefing.library.store import Library
from briefing.text import dates
from briefing.text.clean import field as one_field
from briefing.text.clean import one_line
from briefing.text.folding import fold

# Cells of a row as they stand in the file.
_Cells = tuple[str, ...]


@lru_cache(maxsize=16384)
def day(cell: str) -> tuple[str, str]:
    """Return (ISO date, precision) of a cell; raises ``dates.BadDate``."""
    return dates.parse(one_field(cell))


@dataclass(slots=True)
class Known:
    """People, topics and sources by name, as far as this import has met them; what is missing is added."""

    library: Library
    # Whether the library had sources before; ``None``: not asked yet.
    had_sources: bool | None = None
    persons: dict[str, str] = field(default_factory=dict[str, str])
    printed: dict[str, str] = field(default_factory=dict[str, str])
    filed: dict[str, str] = field(default_factory=dict[str, str])
    subjects: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    speakers: dict[_Cells, tuple[str, str, str, str | None]] = field(
        default_factory=dict[_Cells, tuple[str, str, str, str | None]]
    )
    named: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    new_sources: list[Row] = field(default_factory=list[Row])
    origins: dict[_Cells, str | None] = field(default_factory=dict[_Cells, str | None])

    def person(self, name: str, *, add: bool = True, **fields: str) -> str:
        """Return the id of the person of this name; ``""`` when there is none and none is to be added."""
        if name in self.printed:
            return self.printed[name]
        if not self.persons:
            self.persons = people.spellings(self.library.raw())
        key = fold(name)
        if key not in self.persons:
            if not add:
                return ""
            self.persons[key] = people.add(self.library, name, **fields)
        self.printed[name] = self.persons[key]
        return self.persons[key]

    def topics(self, names: str) -> tuple[str, ...]:
        """Return the ids of topics named in one cell, separated by ``;``; in order."""
        if names not in self.subjects:
            named = [part for part in map(one_line, names.split(";")) if part]
            self.subjects[names] = tuple(sorted(set(map(self._topic, named))))
        return self.subjects[names]

    def _topic(self, name: str) -> str:
        if name not in self.filed:
            self.filed[name] = topics.find_or_add(self.library, name)
        return self.filed[name]

    def speaker(self, cells: _Cells) -> tuple[str, str, str, str | None]:
        """Return the label of an unnamed speaker, role, country and person of a row whose cells name them so."""
        found = self.speakers.get(cells)
        if found is None:
            name, role, country = map(one_field, cells)
            unnamed = name.lower().startswith(("unnamed:", "anonymous:"))
            person = self.person(name, role=role, country=country) if name and not unnamed else None
            label = name.partition(":")[2].strip() if unnamed else ""
            found = self.speakers[cells] = (label, role, country, person)
        return found

    def source(self, cells: _Cells) -> str | None:
        """Return the id of the source of a row (title, publisher, address, day); ``None`` when its cells name none."""
        if cells not in self.origins:
            title, publisher, url = map(one_field, cells[:3])
            found = None
            if title or publisher or url:
                found = self._source(title or url or publisher, publisher, url, day(cells[3])[0])
            self.origins[cells] = found
        return self.origins[cells]

    def _source(self, title: str, publisher: str, url: str, published_on: str) -> str:
        """Return the source of the same address, else of the same title and publisher, else a new one."""
        found = ""
        by_url, by_title = ("", url), (title, publisher)
        if url:
            found = self.named.get(by_url) or self._earlier(url=url)
        if not found:
            found = self.named.get(by_title) or self._earlier(title=title, publisher=publisher)
        if not found:
            found = values.new_id()
            self.new_sources.append((found, title, publisher, url, published_on))
            if url:
                self.named[by_url] = found
            self.named.setdefault(by_title, found)
        return found

    def _earlier(self, **named: str) -> str:
        if self.had_sources is None:
            self.had_sources = self.library.raw().execute("SELECT 1 FROM source LIMIT 1").fetchone() is not None
        return (sources.find_same(self.library.raw(), **named) or "") if self.had_sources else ""

    def keep(self) -> None:
        """Keep the new sources of the rows so far."""
        if self.new_sources:
            sources.add_rows(self.library, self.new_sources)
            self.new_sources = []
