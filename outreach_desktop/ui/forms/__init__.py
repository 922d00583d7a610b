"""Forms for records: one labelled editor for each field, found by reflection; nothing typed is lost."""
