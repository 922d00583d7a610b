"""The places of each room that are worth a picture."""
