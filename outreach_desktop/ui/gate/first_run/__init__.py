"""The first run: from nothing to a vault, its recovery key on paper, and Today."""
