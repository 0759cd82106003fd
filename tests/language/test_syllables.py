import pytest

from pipeline.language.syllables import is_broken, is_syllable, split_tone


@pytest.mark.parametrize(
    "word",
    "nghiêng gì giếng giết giữ quốc quyết quý khuyến huyện thuở khuya khoăn khuỷu ngoằn xoong yêu uyên ước iên nghĩa ý "
    "kỷ hòa hoà hoá thuỷ Ủy UỶ gìn rượu khướt mua xoè quạnh quẹo quăng tuột ghế nguội ĐẠO Đ.".replace(
        "Đ.", "đã"
    ).split(),
)
def test_words_of_the_language_pass(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    [
        "cơng",
        "phịng",
        "khơng",
        "UBND",
        "hhọa",
        "kề́t",
        "phat",
        "ket",
        "kà",
        "ngé",
        "gê̂",
        "qun",
        "chìụ",
        "abc",
        "x1",
        "''",
    ],
)
def test_what_no_reader_could_say_fails(word: str) -> None:
    assert not is_syllable(word)


def test_a_stop_takes_two_tones_only() -> None:
    assert [is_syllable(word) for word in ("các", "cạc", "càc", "cảc", "cãc", "cac")] == [True, True] + [False] * 4


def test_tone_is_parted_from_quality() -> None:
    assert split_tone("tiếng") == ("tiêng", "\u0301")
    assert split_tone("ban") == ("ban", "")


def test_damage_is_told_from_foreign_names() -> None:
    assert all(map(is_broken, ["cơng", "phịng", "khơng"]))
    assert not any(map(is_broken, ["Krông", "Đắk", "Plei", "UBND", "QĐ", "công"]))
