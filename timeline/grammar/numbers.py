"""Numbers in words, joined over tokens: "twenty-five", "three hundred and forty", "nineteen ninety-six", "twenty-first"."""

from __future__ import annotations

from typing import Any

from timeline.grammar.tokens import Token, number_classes
from timeline.language import Language


def joined_numbers(tokens: list[Token], language: Language) -> list[Token]:
    """Return the tokens with every run of number words made one token that has the classes of the written number.

    >>> from timeline.grammar.tokens import tokenize
    >>> from timeline.language import load
    >>> text = "twenty-five days"
    >>> joined_numbers(tokenize(text, text, 0, len(text), load("en")), load("en"))[0].values["NUM"]
    25
    """
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if "NUMBER" not in token.values and "ORDINAL" not in token.values:
            joined.append(token)
            place += 1
            continue
        number, last, ordinal = _read(tokens, place)
        values: dict[str, Any] = dict(token.values) if last == place + 1 else {}
        values |= _ordinal_classes(number) if ordinal else number_classes(number, len(str(number)))
        joined.append(Token(token.start, tokens[last - 1].end, values))
        place = last
    return joined


def _ordinal_classes(number: int) -> dict[str, Any]:
    return {"ORD": number, "DAYORD": number} if 1 <= number <= 31 else {"ORD": number}


def _read(tokens: list[Token], place: int) -> tuple[int, int, bool]:
    """Return the number that begins at a place, the place after it, and whether it is an ordinal."""
    total, current, last = 0, 0, place
    while place < len(tokens):
        values = tokens[place].values
        if "ORDINAL" in values:
            number = int(values["ORDINAL"])
            if last == place == 0 or last == place:
                if current % 10 == 0 and (current == 0 or number < 10):
                    return total + current + number, place + 1, True
            break
        if "NUMBER" not in values:
            joins = ("DASH" in values or "AND" in values) and last == place and current >= 20 and place + 1 < len(tokens)
            following = tokens[place + 1].values if joins else {}
            smaller = int(following.get("NUMBER", following.get("ORDINAL", 0)))
            if 0 < smaller < (10 if "DASH" in values or current % 100 else 100):
                place += 1
                last = place
                continue
            break
        number = int(values["NUMBER"])
        joined = _joined(total, current, number)
        if joined is None or last != place:
            break
        total, current = joined
        place += 1
        last = place
    return total + current, last, False


def _joined(total: int, current: int, number: int) -> tuple[int, int] | None:
    """Return total and current with one more number word, None when it begins a number of its own."""
    if number >= 1000:
        return (total + max(current, 1) * number, 0) if total == 0 or number < total else None
    if number == 100:
        return (total, max(current, 1) * 100) if current < 100 else None
    if current == 0:
        return total, number
    if number < 10 and current % 10 == 0 and current % 100 != 10:
        return total, current + number
    if current % 100 == 0 and number < 100:
        return total, current + number
    if 10 <= current <= 20 and 10 <= number <= 99 and total == 0:
        return total, current * 100 + number
    return None
