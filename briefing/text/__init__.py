"""Characters and markup: in comes text as people write it, out come blocks, quotation spans, names and dates."""
