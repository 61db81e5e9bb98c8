from hypothesis import given
from hypothesis import strategies as st

from domain.multibuy import multibuy_blocks


def test_a_line_is_a_name_a_tab_and_plain_digits():
    assert multibuy_blocks([("Nanite Repair Paste", 12_500), ("Rifter", 1)]) == ("Nanite Repair Paste\t12500\nRifter\t1",)


def test_a_block_holds_at_most_a_hundred_types():
    blocks = multibuy_blocks((f"Type {number}", 1) for number in range(250))

    assert [len(block.splitlines()) for block in blocks] == [100, 100, 50]


def test_what_is_not_missing_is_left_out():
    assert multibuy_blocks([("Rifter", 0), ("Merlin", -3)]) == ()


def test_one_type_is_one_line_and_its_name_one_line_of_text():
    assert multibuy_blocks([("Warrior\tII", 2), ("Warrior II", 3)]) == ("Warrior II\t5",)


@given(st.lists(st.tuples(st.text(min_size=1), st.integers(-5, 10**9))), st.integers(1, 7))
def test_nothing_gets_lost_between_the_blocks(lines, size):
    units = sum(int(line.split("\t")[1]) for block in multibuy_blocks(lines, size) for line in block.split("\n"))
    names = {" ".join(name.split()) for name, _ in lines}
    sums = {name: sum(units for other, units in lines if " ".join(other.split()) == name) for name in names if name}

    assert units == sum(total for total in sums.values() if total > 0)
