"""From book to pages: in comes a `book.Book` and a `book.Profile`, out go pages of placed glyphs and their tags."""
