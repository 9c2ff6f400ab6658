"""Icons are taken out of what is read, and words of another script are left."""

from worker.analysis.ocr.recogniser import Glyph, Reading
from worker.analysis.ocr.script import Script

HEIGHT = 20


def line(text: str, pitch: float = 10.0) -> Reading:
    return Reading(tuple(Glyph(sign, pitch * number, 0.9) for number, sign in enumerate(text)))


def used_to(*lines: str) -> Script:
    script = Script()
    for text in lines:
        script.learn(line(text))
    return script


ENGLISH = ("Orders of this week", "Add a customer", "Settings and members")
CHINESE = ("本周的订单和客户", "添加客户或成员", "设置与成员管理页面", "上一页和下一页的内容")


def test_a_single_ideograph_among_latin_letters_was_an_icon() -> None:
    assert used_to(*ENGLISH).without_icons(line("口 Orders"), HEIGHT).text == "Orders"


def test_a_name_of_several_ideographs_is_left_on_an_english_page() -> None:
    assert used_to(*ENGLISH).without_icons(line("Ship to 山田"), HEIGHT).text == "Ship to 山田"


def test_a_word_of_one_sign_is_left_on_a_chinese_page() -> None:
    assert used_to(*ENGLISH, *CHINESE).without_icons(line("是"), HEIGHT).text == "是"
