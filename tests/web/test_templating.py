"""What becomes of words on their way into a page."""

from __future__ import annotations

import json

import pytest

from nkgraph.web import templating

UNSEEN = (
    "\0",
    "\x1b",
    "\x7f",
    "\x85",
    "\u061c",
    "\u200b",
    "\u200e",
    "\u2028",
    "\u202e",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\ud800",
)


@pytest.mark.parametrize("character", UNSEEN, ids=lambda c: f"U+{ord(c):04X}")
def test_what_would_hide_or_turn_the_order_of_letters_is_shown_as_what_it_is(character: str) -> None:
    assert templating.visible(f"a{character}b") == f"a‹U+{ord(character):04X}›b"


@pytest.mark.parametrize("words", ["", "1,397", "통일부", "a\tb\nc\r\n", "é\u0301", "👩\u200d🔬", "<b>"])
def test_all_other_words_stay_as_they_are(words: str) -> None:
    assert templating.visible(words) == words


@pytest.mark.parametrize("hostile", ["</script><script>alert(1)</script>", "<!--", "]]>", "&lt;", "<svg/onload=x>"])
def test_nothing_in_a_block_of_data_ends_it_and_it_means_the_same(hostile: str) -> None:
    block = templating.data_block(json.dumps({"name": hostile}))
    assert not set("<>&") & set(block)
    assert json.loads(block) == {"name": hostile}
