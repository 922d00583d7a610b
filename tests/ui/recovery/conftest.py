from desk_fixtures import cheap_keys, desk  # noqa: F401
