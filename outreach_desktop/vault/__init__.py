"""Keys and files: slots, seals, generations. The folder a security reviewer reads."""
