"""How long things are kept: the bin, what falls due, erasing, extracts and receipts."""
