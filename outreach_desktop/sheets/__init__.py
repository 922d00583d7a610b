"""Files of spreadsheet programs, both ways: bytes in, rows of texts out; rows of texts in, bytes out."""
