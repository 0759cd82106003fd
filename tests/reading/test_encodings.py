import unicodedata

import pytest

from pipeline.reading import encodings
from pipeline.reading.encodings import ENCODINGS, Decoder, Encoding, decode, evidence, guess, level_capitals
from pipeline.reading.formats.bytes import as_western

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LOWER = [unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in TONES] + ["đ"]
UPPER = [letter.upper() for letter in LOWER]
PHRASE = "Ủy ban nhân dân thành phố yêu cầu Giám đốc các sở khẩn trương rà soát, báo cáo trước ngày 15 tháng 8"


def in_tcvn3(text: str) -> str:
    table = {letter: as_western(bytes([code])) for code, letter in encodings._tcvn3().items() if code < 256}
    return "".join(table.get(letter, letter) for letter in text)


def in_vni(text: str) -> str:
    table = {}
    for written, letter in encodings._vni()[1].items():
        if letter not in table or written.isupper() or written.islower():
            table.setdefault(letter, written)
    return "".join(table.get(letter, letter) for letter in text)


def in_viscii(text: str) -> str:
    table = {letter: as_western(bytes([code])) for code, letter in encodings._viscii().items()}
    return "".join(table.get(letter, letter) for letter in text)


def in_cp1258(text: str) -> str:
    out = ""
    for letter in text:
        try:
            data = letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            base, tone = unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES)), parts
            data = base.encode("cp1258") + "".join(p for p in tone if p in TONES[1:]).encode("cp1258")
        out += as_western(data)
    return out


def in_utf8(text: str) -> str:
    return as_western(text.encode("utf-8"))


WRITERS = {"tcvn3": in_tcvn3, "vni": in_vni, "viscii": in_viscii, "cp1258": in_cp1258, "utf8": in_utf8}


PLAIN_CAPITALS = [letter for letter in UPPER if letter in "AĂÂEÊIOÔƠUƯYĐ"]  # all that TCVN3 has


@pytest.mark.parametrize(
    ("encoding", "letter"),
    [
        (encoding, letter)
        for encoding in ENCODINGS
        for letter in LOWER + (PLAIN_CAPITALS if encoding == "tcvn3" else UPPER)
    ],
)
def test_every_letter_comes_back(encoding: Encoding, letter: str) -> None:
    assert decode(WRITERS[encoding](letter), encoding) == letter


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_sentence_gives_its_encoding_away(encoding: Encoding) -> None:
    phrase = PHRASE.replace("Ủy", "Uỷ")
    assert guess(WRITERS[encoding](phrase)) == encoding
    assert decode(WRITERS[encoding](phrase), encoding) == phrase


@pytest.mark.parametrize(
    "text", [PHRASE, unicodedata.normalize("NFD", PHRASE), "Plan of work, 2024", "café à la carte", ""]
)
def test_text_that_is_right_is_left_alone(text: str) -> None:
    assert guess(text) is None


def test_bytes_that_were_taken_for_signs() -> None:
    assert (
        decode("tr−íc ngµy, l∙nh ®¹o, Trung −¬ng, ph-¬ng ¸n", "tcvn3") == "trước ngày, lãnh đạo, Trung ương, phương án"
    )
    assert decode("thÃ nh phá»‘ vÃ  xÃ£", "utf8") == "thành phố và xã"


def test_a_font_is_judged_by_its_text_not_its_name() -> None:
    decoder = Decoder()
    decoder.learn([(".VnTime", PHRASE), ("Arial", in_tcvn3(PHRASE.replace("Ủy", "Uỷ"))), ("Symbol", "·")])
    assert decoder("Quyết định", ".VnTime") == "Quyết định"
    assert decoder(in_tcvn3("quyết định"), "Arial") == "quyết định"
    assert decoder("Quyết định", "Arial") == "Quyết định"


def test_a_capital_font_shows_capitals() -> None:
    decoder = Decoder()
    decoder.learn([(".VnTime", in_tcvn3(PHRASE)), (".VnTimeH", in_tcvn3("quyết định"))])
    assert decoder(in_tcvn3("quyết định"), ".VnTimeH") == "QUYẾT ĐỊNH"
    assert not Decoder()(in_tcvn3("định"), ".VnTimeH").isupper()


def test_capitals_without_a_capital_font() -> None:
    assert level_capitals(["CộNG", "HòA", "Xã", "HộI"]) == ["CỘNG", "HÒA", "XÃ", "HỘI"]
    assert level_capitals(["Xã", "Hòa", "Bình,", "QĐ-TTg"]) == ["Xã", "Hòa", "Bình,", "QĐ-TTg"]


def test_evidence_counts_for_and_against() -> None:
    assert evidence("các sở") == 2
    assert evidence("c¸c së") < 0
