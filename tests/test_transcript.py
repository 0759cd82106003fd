import json

from pipeline.models import Box, Cell, Grid, Line, Page, Reading, View, Word
from pipeline.transcript import as_json, plain_text

BOX = Box(10, 20, 30, 40)
CELL = Line((Word("ô", BOX, 0.5, raw="o"),), BOX, cell=(0, 0))
PAGES = (
    Page(1, (Line((Word("một"), Word("dòng"))), Line((Word("hai"),)))),
    Page(2, (CELL,), (Grid(1, 2, (Cell(0, 0, 1, 1, BOX), Cell(0, 1)), BOX),), 595, 842, 90, "ocr", "none", 0.5,
         View(0, -1, 595, 1, 0, 0)),
)  # fmt: skip
READING = Reading("application/pdf", "mixed", PAGES)


def test_lines_and_pages() -> None:
    assert plain_text(READING) == "một dòng\nhai\n\fô\n"


def test_json_says_how_each_page_was_read() -> None:
    found = json.loads(json.dumps(as_json(READING)))
    assert (found["text_source"], found["confidence"]) == ("mixed", 0.5)
    first, second = found["pages"]
    assert first["lines"][0]["words"][1] == {"text": "dòng", "box": None}
    assert {key: second[key] for key in ("page", "turned", "read_as", "health", "confidence")} == {
        **{"page": 2, "turned": 90, "read_as": "ocr", "health": "none", "confidence": 0.5}
    }


def test_json_boxes_are_those_of_the_viewer_and_tables_rows_of_cells() -> None:
    page = as_json(READING)["pages"][1]
    word = page["lines"][0]["words"][0]
    assert word == {"text": "ô", "box": [555, 10, 575, 30], "confidence": 0.5, "raw": "o"}
    (row,) = page["tables"][0]["rows"]
    assert [(cell["column"], cell["text"]) for cell in row] == [(0, "ô"), (1, "")]
