"""PDF inside the window: seen page by page, read aloud, printed and saved from the same bytes."""
