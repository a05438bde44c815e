"""Every sort and every kind of link has a word, and one word is of one sort."""

from collections import Counter
from typing import get_args

from tregua.model.links import LinkKind
from tregua.vocabulary.packaged import load_yaml
from tregua.vocabulary.sorts import sort_of_link, sort_of_people


def test_every_kind_of_link_but_the_accord_s_own_has_words() -> None:
    assert set(load_yaml("lexicon/sorts.yaml")["links"]) == set(get_args(LinkKind)) - {"corridor"}
    assert sort_of_link("Border post") == "border_post"
    assert sort_of_link("corridor") is None


def test_a_sort_is_told_by_one_or_many_and_by_its_unit() -> None:
    assert sort_of_people("Civilian") == sort_of_people("civilians") == "civilians"
    assert sort_of_people("personnel") == "staff"
    assert sort_of_people("volunteers") is None


def test_no_word_is_of_two_sorts() -> None:
    for sorts in load_yaml("lexicon/sorts.yaml").values():
        told = Counter(word for words in sorts.values() for word in words)
        assert max(told.values()) == 1
