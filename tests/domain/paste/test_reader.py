import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.eft import write_eft
from domain.errors import InvalidInput
from domain.names import plain_line
from domain.paste.reader import MAX_LINES, Paste, read_paste
from tests.domain.paste.paste_names import KNOWN, KnownNames


def read(text: str) -> Paste:
    return read_paste(text, KnownNames())


@pytest.mark.parametrize(
    ("line", "name", "quantity"),
    [
        ("Tritanium", "Tritanium", 1),
        ("Tritanium 500", "Tritanium", 500),
        ("Tritanium\t500", "Tritanium", 500),
        ("Tritanium    500", "Tritanium", 500),
        ("500 Tritanium", "Tritanium", 500),
        ("500\tTritanium", "Tritanium", 500),
        ("500 x Tritanium", "Tritanium", 500),
        ("500x Tritanium", "Tritanium", 500),
        ("500 x\tTritanium", "Tritanium", 500),
        ("Tritanium x500", "Tritanium", 500),
        ("Tritanium x 500", "Tritanium", 500),
        ("Tritanium ×500", "Tritanium", 500),
        ("Tritanium 1,234", "Tritanium", 1234),
        ("Tritanium 1.234", "Tritanium", 1234),
        ("Tritanium 1 234", "Tritanium", 1234),
        ("Tritanium 1\u00a0234", "Tritanium", 1234),
        ("Tritanium\t1\u202f234\u202f567", "Tritanium", 1234567),
        ("1 234 567 Tritanium", "Tritanium", 1234567),
        ("  tRITANIUM  ", "Tritanium", 1),
        ("Ｔｒｉｔａｎｉｕｍ　５００", "Tritanium", 500),
        ("Tritanium*\t500", "Tritanium", 500),
        ("\ufeffTritanium 500", "Tritanium", 500),
        ("'Augmented' Hammerhead", "'Augmented' Hammerhead", 1),
        ("‘Augmented’ Hammerhead 5", "'Augmented' Hammerhead", 5),
        ("5 'Augmented' Hammerhead", "'Augmented' Hammerhead", 5),
        ("Nanite Repair Paste 100", "Nanite Repair Paste", 100),
        ("425mm AutoCannon II 3", "425mm AutoCannon II", 3),
        ("3 425mm AutoCannon II", "425mm AutoCannon II", 3),
        ("3x 425mm AutoCannon II", "425mm AutoCannon II", 3),
        ("10MN Afterburner II", "10MN Afterburner II", 1),
        ("10MN Afterburner II 2", "10MN Afterburner II", 2),
        ("Cap Booster 25", "Cap Booster 25", 1),
        ("Cap Booster 25 100", "Cap Booster 25", 100),
        ("100 Cap Booster 25", "Cap Booster 25", 100),
        ("Navy Cap Booster 800 1 200", "Navy Cap Booster 800", 1200),
        ("1000 Aurum Token", "1000 Aurum Token", 1),
        ("3 1000 Aurum Token", "1000 Aurum Token", 3),
        ("三钛合金\t500", "三钛合金", 500),
        ("トリタニウム x500", "Tritanium", 500),
        ("тританий 500", "Tritanium", 500),
        ("Renforcement de bouclier multispectre I 2", "Renforcement de bouclier multispectre\u00a0I", 2),
        ("Reparador de blindaje grande core tipo X 2", "Reparador de blindaje grande core tipo\u00a0X", 2),
        ("Reparador de blindaje grande core tipo X x 2", "Reparador de blindaje grande core tipo\u00a0X", 2),
        ("Bouclier d´argent 2", "Bouclier d´argent", 2),
        ("Exotic Dancers, Male 2", "Exotic Dancers, Male", 2),
        ("[CNS] Kiirasha Final Broadcast Fragment", "[CNS] Kiirasha Final Broadcast Fragment", 1),
        ("Damage Control II /OFFLINE", "Damage Control II", 1),
        ("Rifter Blueprint (Original)", "Rifter Blueprint", 1),
    ],
)
def test_a_line_of_a_list_is_understood(line, name, quantity):
    paste = read(line)
    assert paste.problems == ()
    assert [(item.type_id, item.quantity) for item in paste.items] == [(KNOWN[name], quantity)]


@pytest.mark.parametrize(
    ("line", "quantity"),
    [
        ("Tritanium\t1,234\tMineral\tMaterial\t\t\t12.34 m3\t4,936.00 ISK", 1234),
        ("Tritanium\t1.234\tMineral\tMaterial\t\t\t12,34 m3\t4.936,00 ISK", 1234),
        ("Tritanium\t\tMineral\tMaterial\t\t\t0.01 m3", 1),
        ("Tritanium\t12\tMineral\tMaterial\tFitted", 12),
        ("\t\tTritanium\t12", 12),
        ("Tritanium\tMineral", 1),
        ("12\tTritanium\tMineral", 12),
    ],
)
def test_columns_of_an_inventory_or_a_contract_are_understood(line, quantity):
    paste = read(line)
    assert paste.problems == ()
    assert paste.quantities == {34: quantity}


def test_every_line_of_a_cargo_scan_is_understood():
    paste = read("1 Damage Control II\n12 Nanite Repair Paste\n1 Rifter Blueprint (Copy)\n3 Cap Booster 25")
    assert paste.quantities == {2048: 1, 28668: 12, 263: 3}
    assert [(problem.line, problem.reason) for problem in paste.problems] == [
        (3, "A blueprint copy cannot be sold on the market, so it has no price.")
    ]


def test_a_contract_says_that_a_blueprint_is_a_copy():
    paste = read("Rifter Blueprint\t1\tFrigate Blueprint\tBlueprint\tBLUEPRINT COPY - Runs: 5")
    assert paste.quantities == {}
    assert len(paste.problems) == 1


def test_lines_of_one_type_add_up():
    assert read("Tritanium 5\nPyerite 2\ntritanium 7").quantities == {34: 12, 35: 2}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Tritanium 0", "The quantity 0 is below 1."),
        ("Tritanium -5", "The quantity -5 is below 1."),
        ("-5 Tritanium", "The quantity -5 is below 1."),
        ("Tritanium\t0", "The quantity 0 is below 1."),
        ("Tritanium x0", "The quantity 0 is below 1."),
        ("Tritanium 1.5", "The quantity 1.5 is not a whole number."),
        ("Tritanium 99999999999", "The quantity 99999999999 is above 2,147,483,647, the largest stack there can be."),
        ("Tritanium\tMineral\t500", "The second column, “Mineral”, is not a quantity."),
        ("Tritanium IX 4", "No type is called “Tritanium IX”."),
        ("Total:", "No type is called “Total:”."),
        ("Tritanium " + "9" * 600, "The line is longer than 500 characters."),
    ],
)
def test_a_line_that_is_not_understood_is_listed_with_its_number_and_reason(line, reason):
    paste = read(f"Pyerite 3\n\n{line}\n")
    assert paste.quantities == {35: 3}
    assert [(problem.line, problem.reason) for problem in paste.problems] == [(3, reason)]
    assert paste.problems[0].text[:5] == line[:5]


def test_a_near_miss_gets_a_suggestion():
    paste = read("Tritanum 500\nxyzzy 3")
    assert [(problem.suggestion) for problem in paste.problems] == ["Tritanium", None]


FIT = """[Rifter, WC - Tackle, v2]
Damage Control II /OFFLINE
[Empty Low slot]

5MN Abyssal Microwarpdrive [1]

200mm AutoCannon II, Republic Fleet Fusion S
200mm AutoCannon II, Republic Fleet Fusion S
[空高槽位]

Small Projectile Burst Aerator I

Legion Core - Dissolution Sequencer


Warrior II x3
Templar II x9


High-grade Amulet Alpha
Agency 'Pyrolancea' DB5 Dose II


Nanite Repair Paste x20
Exotic Dancers, Male x2


[1] 5MN Microwarpdrive I
  Unstable 5MN Microwarpdrive Mutaplasmid
  cpuNeed 25.0, maxVelocityBonus 512.5
"""
FIT_QUANTITIES = {
    587: 1, 2048: 1, 434: 1, 2889: 2, 21894: 2, 31668: 1, 45622: 1, 2488: 3, 23061: 9, 20499: 1, 9950: 1, 28668: 20, 17765: 2,
}  # fmt: skip


def test_a_fit_is_understood_whole_and_a_charge_counts_once_for_each_module_it_is_in():
    paste = read(FIT)
    assert paste.problems == ()
    assert paste.items == ()
    assert [(fit.name, fit.hull_type_id, fit.is_complete) for fit in paste.fits] == [("WC - Tackle, v2", 587, True)]
    assert paste.fits[0].quantities == paste.quantities == FIT_QUANTITIES


def test_a_mutated_module_counts_as_the_type_it_was_made_from():
    paste = read(FIT)
    assert paste.mutated_modules == 1
    assert 47740 not in paste.quantities


def test_a_fit_written_again_is_understood_the_same():
    assert read(write_eft(read(FIT).fits[0].eft)).quantities == FIT_QUANTITIES


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.upper().replace("[RIFTER", "[Rifter"),
    ],
)
def test_line_ends_blanks_and_case_do_not_change_what_a_fit_needs(change):
    paste = read(change(FIT))
    assert paste.problems == ()
    assert paste.fits[0].quantities == FIT_QUANTITIES


def test_fits_and_lists_in_one_text_are_kept_apart():
    paste = read("Tritanium 500\n\n" + FIT + "\n[Scythe, Logi]\nDamage Control II\nNanite Repair Paste 50\n")
    assert [(item.type_id, item.quantity, item.line) for item in paste.items] == [(34, 500, 1)]
    assert [fit.quantities for fit in paste.fits] == [FIT_QUANTITIES, {631: 1, 2048: 1, 28668: 50}]
    assert paste.quantities[2048] == 2


def test_a_fit_with_an_unknown_line_says_that_it_is_not_complete():
    paste = read("[Riftr, x]\nDamage Contrl II, Nonsense\nWarrior II x0\n[Warrior II]\n\n[Scythe, y]\nDamage Control II")
    first, second = paste.fits
    assert (first.hull_type_id, first.is_complete, first.quantities) == (None, False, {})
    assert (second.hull_type_id, second.is_complete) == (631, True)
    assert [(problem.line, problem.suggestion) for problem in paste.problems] == [
        (1, "Rifter"), (2, "Damage Control II"), (3, None), (4, None),
    ]  # fmt: skip
    assert paste.problems[3].reason == "A line in brackets is an empty slot."


@pytest.mark.parametrize("slot", ["[Empty High slot]", "[Leerer Slot]", "[Пустой слот]", "[空きスロット]", "[빈 슬롯]"])
def test_an_empty_slot_needs_nothing_in_any_language(slot):
    paste = read(f"[Scythe, y]\nDamage Control II\n{slot}")
    assert paste.problems == ()
    assert paste.quantities == {631: 1, 2048: 1}


def test_a_module_in_brackets_is_not_dropped_in_silence():
    paste = read("[Scythe, y]\n[Damage Contrl II]\n")
    assert [(problem.line, problem.suggestion) for problem in paste.problems] == [(2, "Damage Control II")]


def test_names_are_looked_up_once_for_the_whole_paste():
    names = KnownNames()
    read_paste(FIT * 20 + "Tritanium 5\n" * 500, names)
    assert names.lookups == 1


def test_a_blank_paste_holds_nothing():
    assert read("") == read(" \n\t\n\u00a0\n") == Paste((), (), ())


@pytest.mark.parametrize(
    ("text", "words"),
    [("Tritanium 1\n" * 900_000, "10,800,000 characters"), ("x\n" * (MAX_LINES + 1), f"{MAX_LINES + 1:,} lines")],
)
def test_a_paste_beyond_the_limit_is_refused_with_a_sentence(text, words):
    with pytest.raises(InvalidInput, match=words):
        read(text)


def test_five_thousand_lines_are_read_in_well_under_a_second():
    lines = [
        "425mm AutoCannon II 3",
        "Tritanium\t1,234\tMineral\tMaterial\t\t\t12.34 m3\t4,936.00 ISK",
        "Cap Booster 25 1 000",
        "Nonsense 12",
    ]
    text = "\n".join(f"{line}" if at % 40 else f"Unknown Thing {at} 3" for at, line in enumerate(lines * 1250))
    start = time.process_time()
    paste = read(text)
    assert time.process_time() - start < 1.0
    assert len(paste.items) + len(paste.problems) == 5000


@pytest.mark.parametrize("unit", ["x ", "1 ", "1,", "[", "[1] ", "a, ", "\t", "/OFFLINE ", "x5 ", "[a,b]\n", "1 x\n", "'"])
def test_the_work_grows_with_the_length_and_no_faster(unit):
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        lines = "\n".join(text[at : at + 400] for at in range(0, len(text), 400))
        start = time.process_time()
        read(lines)
        return time.process_time() - start

    seconds(3_000)
    small = min(seconds(3_500) for _ in range(3))
    assert min(seconds(28_000) for _ in range(2)) < max(0.02, small) * 8 * 3


tokens = st.sampled_from(
    ["Tritanium", "Rifter", "x5", "5", "x", "0", "-3", "1,234", "[", "]", ",", "\t", "\n", "\r\n", " "]
    + ["[Rifter, a]", "[1]", "/OFFLINE", "99999999999"]
)


def is_empty_slot(line: str) -> bool:
    return plain_line(line).lower().startswith("[empty ")


@given(st.lists(tokens, max_size=40).map(" ".join) | st.lists(tokens, max_size=40).map("".join) | st.text(max_size=200))
def test_no_line_is_dropped_silently_and_no_quantity_is_below_one(text):
    paste = read(text)
    lines = text.splitlines()
    for problem in paste.problems:
        assert 1 <= problem.line <= len(lines)
        assert problem.reason
    assert all(quantity >= 1 for quantity in paste.quantities.values())
    everything = [*paste.items, *paste.problems, *(item for fit in paste.fits for item in fit.items)]
    understood = {item.line for item in everything} | {fit.eft.line for fit in paste.fits}
    for fit in paste.fits:
        understood |= {entry.line for entry in fit.eft.entries} | {mutation.line for mutation in fit.eft.mutations}
    in_mutations = sum(len(mutation.details) for fit in paste.fits for mutation in fit.eft.mutations)
    silent = [at for at, line in enumerate(lines, 1) if plain_line(line) and at not in understood and not is_empty_slot(line)]
    assert len(silent) <= in_mutations
