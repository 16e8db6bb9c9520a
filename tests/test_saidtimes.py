"""The time that a sentence names, as EDTF."""

from __future__ import annotations

from datetime import date

import pytest

from nkgraph.ontology import Ontology
from nkgraph.saidtimes import Times

SAID = date(2020, 3, 4)
PERIODS = {
    "Ships sank in July of 2019.": "2019-07",
    "July of 2019: 30 ships sank.": "2019-07",
    "In the July of 2019 30 ships sank.": "2019-07",
    "30 ships sank in mid July of 2019.": "2019-07",
    "30 ships sank by July of 2019.": "../2019-07",
    "30 ships sank since Sept. of 2019.": "2019-09/..",
    "The ships of September of 2019 were 30.": "2019-09",
    "30 ships sank on July 5th of 2019.": "2019-07-05",
    "30 ships sank on the 5th of July of 2019.": "2019-07-05",
    "The 30 ships of 2019 sank.": "2019",
    "In all of 2019 30 ships sank.": "2019",
    "30 ships sank last year.": "2019",
    "The number of 2019 was 30.": "2019",
}


@pytest.mark.parametrize("sentence", PERIODS)
def test_a_sentence_names_its_period(known: Ontology, sentence: str) -> None:
    time = Times(sentence, lambda _start, _end: True, known.lexicon, SAID).period()
    assert time is not None
    assert time.text == PERIODS[sentence]
