from engine.runtime.layout import letters


def test_text_is_broken_between_words_at_the_width():
    assert letters.wrap("Besluta om hantering av ärendet", 100) == ("Besluta om", "hantering av", "ärendet")


def test_no_line_is_wider_than_the_room():
    for line in letters.wrap("Verksamhetsutvecklingsansvarig och processområdesansvariga", 60):
        assert letters.width(line) <= 60


def test_a_long_word_is_broken_where_its_parts_meet():
    assert letters.wrap("Beredningsgrupp", 80) == ("Berednings-", "grupp")
    assert letters.wrap("utvecklingsansvarig", 90, 14) == ("utvecklings-", "ansvarig")


def test_a_hyphen_that_is_there_is_not_doubled():
    assert letters.wrap("uppdrags-ägaransvar", 70) == ("uppdrags-", "ägaransvar")


def test_nothing_gives_no_lines():
    assert letters.wrap("  ", 100) == ()


def test_a_capital_is_wider_than_a_small_letter_and_bold_is_wider_still():
    assert letters.width("M") > letters.width("i")
    assert letters.width("Mål", bold=True) > letters.width("Mål")
