"""From a book to pages: in goes a ``book.parts.Book`` and a ``Profile``, out come ``layout.page.Folios``."""
