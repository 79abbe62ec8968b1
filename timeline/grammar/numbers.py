"""Numbers in words, joined over tokens: "twenty-five", "three hundred and forty", "nineteen ninety-six"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from timeline.grammar.tokens import Token, number_classes, ordinal_classes
from timeline.language import Language

THOUSAND = 1000
SAMPLES = (3, 10, 24, 28, 31, 45, 75, 100, 345, 1000, 1990, 5000)


def worded_classes(values: Mapping[str, Any]) -> Iterator[frozenset[str]]:
    """Yield the sets of classes that tokens which begin with a number word may come to have.

    >>> frozenset({"NUM", "WORDED", "YEAR"}) in set(worded_classes({"NUMBER": "20"}))
    True
    """
    if "NUMBER" in values:
        for number in SAMPLES:
            yield frozenset((*number_classes(number, len(str(number))), "WORDED"))
        number = int(values["NUMBER"])
        yield frozenset((*values, *number_classes(number, len(str(number))), "WORDED"))
    if "ORDINAL" in values:
        for number in (3, 45):
            yield frozenset((*ordinal_classes(number), "WORDED"))
        yield frozenset((*values, *ordinal_classes(int(values["ORDINAL"])), "WORDED"))
        yield frozenset((*values, "ORD", "WORDED"))


def joined_numbers(tokens: list[Token], language: Language) -> list[Token]:
    """Return the tokens with every run of number words made one token that has the classes of the written number.

    >>> from timeline.grammar.tokens import tokenize
    >>> from timeline.language import load
    >>> text = "twenty-five days"
    >>> joined_numbers(tokenize(text, text, 0, (0, len(text)), load("en")), load("en"))[0].values["NUM"]
    25
    """
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if (
            "ERA_YEAR" in token.values
            and place + 1 < len(tokens)
            and tokens[place + 1].values.keys() & {"NUM", "FIRST_YEAR"}
        ):
            joined.append(_year_of_era(token, tokens[place + 1]))
            place += 2
            continue
        if "NUMBER" not in token.values and "ORDINAL" not in token.values:
            joined.append(token)
            place += 1
            continue
        number, last, ordinal = _read(tokens, place)
        values: dict[str, Any] = dict(token.values) if last == place + 1 else {}
        counts_days = number == 1 or not language.flag("only_first_in_words")
        named = ordinal_classes(number) if counts_days else {"ORD": number}
        if ordinal and THOUSAND < number < 3 * THOUSAND and last < len(tokens) and "YEARMARK" in tokens[last].values:
            # Languages that count years with ordinals ("в тысяча девятьсот сорок пятом году").
            named["YEAR"] = number
        values |= named if ordinal else number_classes(number, len(str(number)))
        if number == THOUSAND:
            # "a thousand years" in words that name a year as well ("mil años").
            values.pop("YEAR", None)
        values["WORDED"] = number
        joined.append(Token(token.start, tokens[last - 1].end, values))
        place = last
    return joined


def _year_of_era(era: Token, number: Token) -> Token:
    """A year counted from the beginning of an era: "令和3" is 2021, whose file gives the year before its first."""
    counted = int(number.values.get("NUM", 1))
    if not counted:
        return Token(era.start, number.end, {"OTHER": "0"})
    year = int(era.values["ERA_YEAR"]) + counted
    return Token(era.start, number.end, {"NUM": year, "YEAR": year})


def _read(tokens: list[Token], place: int) -> tuple[int, int, bool]:
    """Return the number that begins at a place, the place after it, and whether it is an ordinal."""
    total = current = 0
    end = place
    while (word := _next_word(tokens, end, total, current)) is not None:
        at, number, ordinal = word
        if ordinal:
            if _fits(current, number):
                ones = _ones_behind(tokens, at + 1, number)
                return total + current + number + ones, at + 1 + bool(ones), True
            return total + current, end, False
        joined = _joined(total, current, number)
        if joined is None:
            break
        total, current = joined
        end = at + 1
    return total + current, end, False


def _fits(current: int, number: int) -> bool:
    """Whether an ordinal ends a number: ones behind tens, or what is below a hundred behind hundreds."""
    return (
        current == 0 or (current % 10 == 0 and current != 10 and number < 10) or (current % 100 == 0 and number < 100)
    )


def _ones_behind(tokens: list[Token], place: int, number: int) -> int:
    """The ones of an ordinal whose tens are one as well ("dvacátého pátého"), 0 where none stand behind the tens."""
    if not 20 <= number < 100 or number % 10 or place >= len(tokens):
        return 0
    ones = int(tokens[place].values.get("ORDINAL", 0))
    return ones if ones < 10 else 0


def _next_word(tokens: list[Token], place: int, total: int, current: int) -> tuple[int, int, bool] | None:
    """The number word at a place, or behind a joint to what is counted so far: its place, value, and whether it is
    ordinal."""
    if place >= len(tokens):
        return None
    values = tokens[place].values
    if "NUMBER" in values and "UNIT" in values and current and not _is_counted(tokens, place):
        # "năm" is five or a year: behind a number, with no unit behind it, it is what is counted.
        return None
    if "NUMBER" in values or "ORDINAL" in values:
        return place, int(values.get("ORDINAL", values.get("NUMBER", 0))), "ORDINAL" in values
    if "MIN" in values and "NUM" not in values and (total or current) and current % 100 == 0:
        # Numbers that are listed as minutes only ("quarante-cinq") are ones of a larger number behind hundreds.
        return place, int(values["MIN"]), False
    if (current < 20 and total < THOUSAND) or not values.keys() & {"DASH", "AND"} or place + 1 >= len(tokens):
        return None
    following = tokens[place + 1].values
    minutes = following.get("MIN", 0) if "NUM" not in following and current % 100 == 0 else 0
    smaller = int(following.get("NUMBER", following.get("ORDINAL", minutes)))
    limit = THOUSAND if not current else 10 if "DASH" in values or current % 100 else 100
    return (place + 1, smaller, "ORDINAL" in following) if 0 < smaller < limit else None


def _is_counted(tokens: list[Token], place: int) -> bool:
    """Whether a unit follows a number."""
    return place + 1 < len(tokens) and "UNIT" in tokens[place + 1].values


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
