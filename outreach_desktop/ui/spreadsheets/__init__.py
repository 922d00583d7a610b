"""People in from spreadsheets and out to them: a page to begin at, which column is what, what would come in."""
