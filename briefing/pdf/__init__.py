"""From pages to a file: in come `layout.page.Folios`, out goes one complete PDF or nothing at all."""
