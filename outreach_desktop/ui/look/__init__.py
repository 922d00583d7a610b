"""How everything looks: tokens, theme, and the parts that pages are put together from."""
