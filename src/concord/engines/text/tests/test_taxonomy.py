"""The taxonomy is whole: 21 categories, 84 items, and every department, committee and flag it names is known."""

from concord.engines.text.taxonomy import taxonomy


def test_there_are_21_categories_of_four_items_each():
    categories = taxonomy().categories
    assert [category.id for category in categories] == [f"C{number:02}" for number in range(1, 22)]
    assert [len(category.items) for category in categories] == [4] * 21
    assert len(taxonomy().items) == 84


def test_everything_an_item_names_is_known():
    known = taxonomy()
    for item in known.items.values():
        assert item.lead_departments
        assert {*item.lead_departments, *item.co_departments} <= known.departments.keys()
        assert set(item.flags) <= known.flags.keys()
        assert item.committee is None or item.committee in known.committees


def test_the_gaps_that_real_messages_showed_are_closed_and_pointed_out():
    items = taxonomy().items
    assert "道路交通" in items["C21-3"].zh
    assert "C21-3" in items["C15-4"].not_here
    assert "C17-3" in items["C03-3"].not_here
    assert "C16-1" in items["C02-2"].not_here
    assert "school" in items["C18-3"].covers
