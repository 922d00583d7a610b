"""Everything with SQL."""
