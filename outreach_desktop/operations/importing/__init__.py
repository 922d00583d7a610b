"""Bringing a register in from a spreadsheet: which column is what, what would come in, bringing it in, undoing it."""
