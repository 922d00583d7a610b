"""Places of Today that are worth a picture."""


def screens(_workspace):
    return [("today", "today", {})]
