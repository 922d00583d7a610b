"""Phone numbers that belong to nobody."""

_FIRST, _COUNT = 1740605, 95


def invented_phone(number: int) -> str:
    """Return the invented number with this index, from 0.

    The first 95 are those that are set aside in Sweden for fiction, 070-174 06 05 to 06 99. The rest begin
    with 071, where only machines have numbers, of thirteen digits: with nine they look right and reach nobody.
    The program keeps and marks those.
    """
    digits = f"70{_FIRST + number:07d}" if number < _COUNT else f"71{number - _COUNT:07d}"
    return f"0{digits[:2]}-{digits[2:5]} {digits[5:7]} {digits[7:]}"
