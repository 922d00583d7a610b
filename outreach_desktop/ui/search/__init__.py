"""The search over everything, below the field in the top bar."""
