"""A file that is no TOML: what ``tomllib`` says of it, in words of its own and with the line to be mended."""

from __future__ import annotations

import regex

from pipeline.i18n import N_, Message
from pipeline.rulebook.faults import Fault

_PLACE = regex.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_SINGLE = regex.compile(r"^[ \t]*\[[ \t]*(rule|agency)[ \t]*\]", regex.M)
# Comments and whole texts first, so that what is left of quotation marks opens a text that nothing closes
_TOKEN = regex.compile(
    r"""\#[^\n]* | '''.*?''' | \"{3}.*?(?<!\\)\"{3} | (?P<quote>'''|\"{3}) | '[^'\n]*' | "(?:\\.|[^"\\\n])*"
    | (?P<quote>['"]) | (?P<open>[\[{]) | (?P<close>[\]}])""",
    regex.X | regex.S,
)
_VALUE = regex.compile(r"""["'{\[]|[+-]?\d|true|false""")
_KEY = regex.compile(r"""[\w."'-]+[ \t]*=""")
_CURLY = "“”‘’"
_KNOWN = {
    "Cannot": N_("this key or table stands twice"),
    "Duplicate inline": N_("this key or table stands twice"),
    "Expected '='": N_("a key needs a = and a value behind it"),
    "Expected ']": N_("a ] is missing"),
    "Invalid value": N_("this is no value: a text stands between quotation marks"),
    "Invalid hex": N_("a \\ within double quotation marks means something else"),
    "Unescaped '\\'": N_("a \\ within double quotation marks means something else"),
    "Escaped character": N_("a \\ within double quotation marks means something else"),
    "Illegal character": N_("this letter may not stand here"),
    "Found invalid": N_("this letter may not stand here"),
    "Invalid statement": N_("here a key or a table is expected: letters without diacritics, digits, _ and -"),
    "Invalid initial": N_("here a key is expected: letters without diacritics, digits, _ and -"),
    "Invalid date": N_("there is no such date"),
    "Expected newline": N_("something stands behind the value on this line"),
}


def broken(name: str, text: str, error: str) -> Fault:
    """The fault of the file ``name`` that ``tomllib`` refuses with ``error``; its line is that to be mended."""
    single = _SINGLE.search(text)
    if single and error.startswith("Cannot"):
        return single_brackets(name, single[1], text.count("\n", 0, single.start()) + 1)
    found = _PLACE.search(error)
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (None, None)
    told = _PLACE.sub("", error)
    left, at = _left_open(text), _offset(text, line, column)
    quoted = left is not None and text[left] in "'\"" and ("\n" in told or r"\n" in told or line is None)
    if left is not None and (line is None or quoted):
        return Fault(name, text.count("\n", 0, left) + 1, None, *_unclosed(text, left))
    reason, hint = _explained(text, at, told)
    if line is None:
        return Fault(name, None, None, Message("is no TOML up to its end: {problem}", problem=reason), hint)
    placed = Message("is no TOML at column {column}: {problem}", column=column, problem=reason)
    return Fault(name, line, None, placed, hint)


def single_brackets(name: str, table: str, line: int | None) -> Fault:
    """``[rule]`` holds one rule only: each needs ``[[rule]]``."""
    right = Message("write {right}", right=f"[[{table}]]")
    return Fault(name, line, None, Message("{wrong} opens no entry of its own", wrong=f"[{table}]"), right)


def _offset(text: str, line: int | None, column: int | None) -> int:
    if line is None or column is None:
        return len(text)
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


def _left_open(text: str) -> int | None:
    """Where the first text begins that no quotation mark closes, or else the last bracket that nothing closes."""
    brackets: list[int] = []
    for token in _TOKEN.finditer(text):
        if token["quote"]:
            return int(token.start())
        if token["open"]:
            brackets.append(token.start())
        elif token["close"] and brackets:
            brackets.pop()
    return brackets[-1] if brackets else None


def _unclosed(text: str, start: int) -> tuple[Message, Message | None]:
    opened = text[start]
    if opened == "[":
        return Message("the [ on this line is not closed: a ] is missing"), None
    if opened == "{":
        return Message("the brace on this line is not closed"), Message("a table between braces stands on one line")
    quote = text[start : start + 3] if text.startswith(opened * 3, start) else opened
    reason = Message("the text that begins on this line is not closed: {quote} is missing at its end", quote=quote)
    return reason, Message("the text begins: {text}", text=text[start : start + 40].partition("\n")[0])


def _explained(text: str, at: int, told: str) -> tuple[Message | str, Message | None]:
    here, before = text[at : at + 1], text[:at].rstrip()
    if told.startswith("Unclosed"):
        return _parted(text, at, told)
    if told.startswith("Invalid initial") and here in ("\n", "\r"):
        return Message("the brace on this line is not closed"), Message("a table between braces stands on one line")
    if told.startswith("Invalid initial") and here == "}":
        return Message("no comma may stand before the closing brace"), None
    if told.startswith("Invalid value") and here and here in _CURLY:
        return Message("{mark} is no quotation mark of TOML", mark=here), Message("write straight ones: ' or \"")
    if told.startswith("Expected '='") and not here.isascii():
        told = "Invalid initial"  # a letter with diacritics ends the key
    known = next((said for start, said in _KNOWN.items() if told.startswith(start)), None)
    reason: Message | str = Message(known) if known else told
    if told.startswith("Expected newline") and before.endswith("'"):
        return reason, Message("a ' within '...' ends the text: write ''' at both its ends")
    if any(word in told for word in ("scape", "hex")):
        return reason, Message("write patterns between single quotation marks: '...'")
    return reason, None


def _parted(text: str, at: int, told: str) -> tuple[Message, Message | None]:
    """A list or a table between braces that goes on where a comma or its end is expected."""
    table = "inline" in told
    goes_on = _KEY.match(text, at) if table else _VALUE.match(text, at) and not _KEY.match(text, at)
    if goes_on and not text[:at].endswith("\n"):
        return Message("probably a comma is missing before this place"), None
    if table:
        return Message("the brace on this line is not closed"), Message("a table between braces stands on one line")
    return Message("a ] is missing"), Message("or a comma between the parts of the list")
