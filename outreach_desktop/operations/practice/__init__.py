"""A practice vault: invented people with a year of contacts, to learn, to test and to measure on."""
