"""From an article to its segments: paragraphs with their sentences, quotations, language and role.

A paragraph is a non-blank line. All offsets are code points into the article's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import sentencex

from timeline.article import Article, Quotation, Role, Segment, Sentence
from timeline.forms import small
from timeline.furniture import (
    dateline,
    ends_like_a_sentence,
    furniture,
    is_heading,
    is_post,
    is_signature,
    is_story_title,
    is_title,
    is_title_case,
    opens_like_a_sentence,
)
from timeline.identification import article_language, primary, script_of, segment_language
from timeline.language import load

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TRIMMED = " \t\xa0\u200b\u200e\u200f\u2060\ufeff\u3000"
_MARK = re.compile('[“”„"«»‘’‹›「」『』《》]')
# What each opening mark may be closed by. „a“ and “a” share a mark, so does »a« with «a»: the opening one decides.
_CLOSED_BY = {
    "“": "”“",
    "„": "“”",
    "”": "”“",
    '"': '"',
    "«": "»",
    "»": "«",
    "‘": "’",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "《": "》",
    "『": "』",
}
_AMBIGUOUS = '”"»›'
# sentencex looks from every opening mark for its closing one: windows keep hostile text linear.
_WINDOW = 4_000
# No sentence of prose is as long; what is gets parts, since every expression asks for the words of its sentence.
LONGEST = 2_000
_STOP_BEFORE_DIGIT = re.compile(r"[。！？](?=\d)")
_STOP_BEHIND_WORD = re.compile(r"\b([^\W\d_]{3,12})\.\s+(?=[^\W\d_a-z])")
_OPENING_MARKS, _CLOSING_MARKS = "「『《“", "」』》”"
_LEADING_CLOSER = re.compile(r"[”’»“\"')\]]+(?=\s|$)")
_LETTERS_SHOWN = 600
# Direct speech between typewriter's single quotation marks: those within words are apostrophes, and a comma or stop at
# its end tells it from a title.
_TYPED = re.compile(r"(?:(?<=\s)|^)'(?=\w\w)((?:[^'\n]|(?<=\w)'(?=\w)){12,400}?)(?:(?<=[,.!?…])'|'[,.])(?=\s|$)")
_ORDINAL = re.compile(r"(?:^|[\s(])(\d{1,2})\.$")
LAST_DAY = 31


def segments(article: Article) -> tuple[Segment, ...]:
    """Return the paragraphs of an article in text order, each with language, role, sentences and quotations.

    >>> first, second = segments(Article("a1", "Rain fell. “Good,” he said.\\nAlso read: Snow", "en"))
    >>> first.role.value, len(first.sentences), first.quotations
    ('prose', 2, (Quotation(start=12, end=17),))
    >>> second.role.value
    'boilerplate'
    """
    text = article.text
    spans = tuple(_lines(text))
    lines = [text[start:end] for start, end in spans]
    roles = _roles(lines, spans, article.title)
    own = article_language(article)
    script = script_of(text[:_LETTERS_SHOWN])
    found = []
    for (start, end), line, role in zip(spans, lines, roles, strict=True):
        language = segment_language(line, role, own, script)
        found.append(Segment(start, end, language, role, _sentences(line, start, language), _quotations(line, start)))
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip(_TRIMMED))
        end = match.end() - len(line) + len(line.rstrip(_TRIMMED))
        if start < end and not line.isspace():
            yield start, end


def _sentences(line: str, shift: int, language: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    start = 0
    for end in _boundaries(line, primary(language)):
        piece = line[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = end - len(piece) + len(piece.rstrip())
        while right - left > LONGEST:
            cut = line.rfind(" ", left + 1, left + LONGEST) + 1 or left + LONGEST
            found.append(Sentence(shift + left, shift + cut))
            left = cut
        if left < right:
            found.append(Sentence(shift + left, shift + right))
        start = end
    return tuple(found)


def _boundaries(line: str, language: str) -> list[int]:
    """Return where the sentences of a line end, the last end being that of the line."""
    ends: list[int] = []
    position = 0
    for window in _windows(line):
        for number, piece in enumerate(_pieces(window, language)):
            before = line[max(0, position - 12) : position]
            closer = _LEADING_CLOSER.match(piece) if ends else None
            rest = piece[closer.end() :] if closer else piece
            if closer:
                ends[-1] += closer.end()
            if ends and rest and (_continues(before, rest, language) or (number == 0 and before[-2:] != ". ")):
                ends.pop()
            position += len(piece)
            if not ends or position > ends[-1]:
                ends.append(position)
    return ends


def _pieces(window: str, language: str) -> Iterator[str]:
    """The sentences of a window as sentencex finds them; also cut at a full stop before a digit, which it takes for a
    part of the number."""
    pieces = sentencex.segment(_splitter(language), window)
    if _STOP_BEFORE_DIGIT.search(window) is None and not any(_behind_months(window, language)):
        yield from pieces
        return
    for piece in pieces:
        start = 0
        for stop in sorted((*_STOP_BEFORE_DIGIT.finditer(piece), *_behind_months(piece, language)), key=_end):
            before = piece[: stop.end()]
            if sum(map(before.count, _OPENING_MARKS)) == sum(map(before.count, _CLOSING_MARKS)):
                yield piece[start : stop.end()]
                start = stop.end()
        yield piece[start:]


def _behind_months(text: str, language: str) -> Iterator[re.Match[str]]:
    """The full stops that sentencex takes for those of a month's short form before a capital: "in maj. Der"."""
    heads, fold = load(language).heads, load(language).fold
    for stop in _STOP_BEHIND_WORD.finditer(text):
        folded = fold(stop[1])
        if any(form == folded and "MONTH" in values for form, values in heads.get(folded, ())):
            yield stop


def _end(stop: re.Match[str]) -> int:
    return stop.end()


@cache
def _splitter(language: str) -> str:
    """The language whose rules find the ends of sentences.

    The rules of some languages are built anew at each call; their files name a like one whose rules are not.
    """
    return str(load(language).properties.get("sentences_like", language))


def _windows(line: str) -> Iterator[str]:
    start = 0
    while len(line) - start > _WINDOW:
        cut = line.rfind(". ", start + _WINDOW // 2, start + _WINDOW) + 2
        cut = cut if cut > start + 1 else start + _WINDOW
        yield line[start:cut]
        start = cut
    yield line[start:]


def _continues(before: str, piece: str, language: str) -> bool:
    """Return whether what looks like a new sentence goes on with the one before."""
    first = piece.lstrip(' \t\xa0(„“«"')[:1]
    if small(first):
        return True
    words = load(language).fold(before).split()[-2:]
    if words and first.isdigit() and words[-1] in _clock_words(language):
        return True
    dotted = load(language).flag("ordinal_dot") or load(language).flag("dotted_ordinals")
    number = _ORDINAL.search(before.rstrip())
    if not dotted or number is None:
        return False
    if len(words) < 2:
        return True
    if int(number[1]) > LAST_DAY and first.isupper() and not _is_article(words[0], language):
        # No day has that number, and what is counted so far has an article: "with 71. The vote …".
        return load(language).traits.nouns_capitalised
    return words[0] not in _clock_words(language)


def _is_article(word: str, language: str) -> bool:
    """Whether a folded word may be an article."""
    forms = load(language).heads.get(word, ())
    return any(form == word and not classes.keys().isdisjoint(("ART", "A", "OF")) for form, classes in forms)


@cache
def _clock_words(language: str) -> frozenset[str]:
    """The words that stand before a clock time ("kl.", "kello"): what follows them is no ordinal."""
    forms = (form for forms in load(language).heads.values() for form in forms)
    return frozenset(form for form, classes in forms if "OCLOCK_PRE" in classes)


def _quotations(line: str, shift: int) -> tuple[Quotation, ...]:
    """Return the outermost stretches between quotation marks; one that never closes ends with the line."""
    found: list[Quotation] = []
    opened = last = -1
    closers, depth, opener = "", 0, ""
    for match in _MARK.finditer(line):
        mark, at = match.group(), match.start()
        before, after = line[at - 1 : at] or " ", line[at + 1 : at + 2] or " "
        if mark == "’" and before.isalpha() and (after.isalpha() or "’" not in closers):
            continue
        if opened < 0:
            if _opens(mark, before, after):
                opened, closers, depth, opener, last = at + 1, _CLOSED_BY[mark], 1, mark, -1
        elif mark in closers and not (mark == "“" and opener in "“”" and before.isspace()):
            depth, last = depth - 1, at
            if depth == 0:
                found.append(Quotation(shift + opened, shift + at))
                opened = -1
        elif mark == opener:
            depth += 1
    if opened >= 0:
        # «a «b» closes both at once in Russian usage: the last closing mark seen ends an unbalanced quotation.
        found.append(Quotation(shift + opened, shift + (last if last >= 0 else len(line))))
    found += [Quotation(shift + m.start(1), shift + m.end(1)) for m in _TYPED.finditer(line)] if not found else []
    return tuple(quotation for quotation in found if quotation.start < quotation.end)


def _opens(mark: str, before: str, after: str) -> bool:
    if mark not in _CLOSED_BY:
        return False
    if mark in _AMBIGUOUS or mark == "‘":
        return not before.isalnum() and not after.isspace()
    return True


def _roles(lines: Sequence[str], spans: Sequence[tuple[int, int]], title: str) -> list[Role]:
    roles = [_own_role(line) for line in lines]
    for at in range(1, len(lines)):
        near = spans[at][0] - spans[at - 1][1] <= 2
        if roles[at] is Role.TWEET and near and roles[at - 1] is Role.PROSE and is_signature(lines[at]):
            roles[at - 1] = Role.TWEET
    _mark_other_stories(lines, spans, roles)
    for at in range(len(lines) - 2, -1, -1):
        if roles[at] is Role.PROSE and _stands_as_heading(lines, roles, at):
            roles[at] = Role.HEADLINE
    if len(lines) > 1 and roles[0] is Role.PROSE:
        gap = spans[1][0] - spans[0][1] > 1
        if lines[0] == title.strip() or (gap and is_title(lines[0]) and ends_like_a_sentence(lines[1])):
            roles[0] = Role.HEADLINE
    return roles


def _own_role(line: str) -> Role:
    if is_post(line):
        return Role.TWEET
    if line[-1] in "-–—_" and dateline(line):
        return Role.DATELINE
    return furniture(line) or Role.PROSE


def _stands_as_heading(lines: Sequence[str], roles: Sequence[Role], at: int) -> bool:
    """Return whether a heading-like line stands between paragraphs, not within hard-wrapped prose."""
    line = lines[at]
    if not is_heading(line) or not opens_like_a_sentence(lines[at + 1]):
        return False
    closed = (
        at == 0 or roles[at - 1] is not Role.PROSE or ends_like_a_sentence(lines[at - 1]) or is_heading(lines[at - 1])
    )
    heads = roles[at + 1] in (Role.HEADLINE, Role.TWEET, Role.BOILERPLATE, Role.UPDATE, Role.CAPTION) or not is_heading(
        lines[at + 1]
    )
    return closed and heads


def _mark_other_stories(lines: Sequence[str], spans: Sequence[tuple[int, int]], roles: list[Role]) -> None:
    """Mark the headlines of other stories with which a page ends."""
    first = len(lines)
    titles: list[int] = []
    while first > 0:
        at = first - 1
        if roles[at] is Role.PROSE:
            if not is_story_title(lines[at]):
                break
            titles.append(at)
        elif roles[at] is not Role.BOILERPLATE:
            break
        first = at
    if not titles or first == 0:
        return
    announced = next((at for at in range(first, len(lines)) if roles[at] is Role.BOILERPLATE), None)
    gap = spans[titles[-1]][0] - spans[titles[-1] - 1][1] > 2
    capitals = sum(is_title_case(lines[at]) for at in titles)
    if len(titles) >= 3 and (capitals >= 0.7 * len(titles) or gap):
        marked: Sequence[int] = titles
    else:
        marked = [at for at in titles if announced is not None and at > announced]
    for at in marked:
        roles[at] = Role.BOILERPLATE
