"""Tagged pages: type, layout, structure and metadata. Loads ReportLab, so import it when something is printed."""
