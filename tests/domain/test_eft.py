import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.eft import EftFit, EmptySlot, FitItem, FittedModule, Mutation, Stack, fit_from_items, parse_eft, parse_eft_fits, write_eft
from domain.errors import InvalidInput

GAME = """[Rifter, WC-EN - Tackle, v1.2 [Armor]]

Small Armor Repairer II
Damage Control II /OFFLINE
[Empty Low slot]

5MN Microwarpdrive II [1]
Warp Scrambler II

200mm AutoCannon II, Republic Fleet Fusion S
200mm AutoCannon II, Republic Fleet Fusion S /OFFLINE
[Empty High slot]

Small Projectile Burst Aerator I


Warrior II x3 [2]
'Augmented' Hammerhead x5


High-grade Amulet Alpha

Agency 'Pyrolancea' DB5 Dose II


Nanite Repair Paste x20
Exotic Dancers, Male x2


[1] 5MN Microwarpdrive I
  Unstable 5MN Microwarpdrive Mutaplasmid
  cpuNeed 25.0, maxVelocityBonus 512.5
[2] Warrior II
  Radical Light Drone Mutaplasmid
  damageMultiplier 1.9
"""


def test_every_line_of_a_fit_is_read_by_its_form():
    fit = parse_eft(GAME)
    assert (fit.hull, fit.name) == ("Rifter", "WC-EN - Tackle, v1.2 [Armor]")
    low, med, high, rig, drones, implants, boosters, cargo = fit.blocks
    assert low == (FittedModule("Small Armor Repairer II"), FittedModule("Damage Control II", offline=True), EmptySlot("Empty Low slot"))
    assert med[0] == FittedModule("5MN Microwarpdrive II", mutation=1)
    assert high[0] == FittedModule("200mm AutoCannon II", "Republic Fleet Fusion S")
    assert high[1] == FittedModule("200mm AutoCannon II", "Republic Fleet Fusion S", offline=True)
    assert len(rig) == len(implants) == len(boosters) == 1
    assert drones == (Stack("Warrior II", 3, mutation=2), Stack("'Augmented' Hammerhead", 5))
    assert cargo == (Stack("Nanite Repair Paste", 20), Stack("Exotic Dancers, Male", 2))
    assert fit.mutations[0] == Mutation(
        1, "5MN Microwarpdrive I", ("Unstable 5MN Microwarpdrive Mutaplasmid", "cpuNeed 25.0, maxVelocityBonus 512.5")
    )
    assert [mutation.number for mutation in fit.mutations] == [1, 2]


def test_the_text_comes_back_as_it_was():
    assert write_eft(parse_eft(GAME)) == GAME


def test_every_line_knows_its_number():
    assert [(entry.line, entry.name) for entry in parse_eft(GAME).entries if isinstance(entry, Stack)] == [
        (17, "Warrior II"), (18, "'Augmented' Hammerhead"), (26, "Nanite Repair Paste"), (27, "Exotic Dancers, Male"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: "\ufeff\n\n" + text,
        lambda text: text.replace("\n\n\n", "\n\n"),
        lambda text: text.replace("\n", "   \n\t"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("[1] 5MN", "\n[1] 5MN").replace("  Unstable", "\n  Unstable"),
    ],
)
def test_line_ends_blanks_and_blank_lines_do_not_change_a_fit(change):
    assert parse_eft(change(GAME)) == parse_eft(GAME)


def test_a_blank_line_after_every_line_loses_nothing():
    fit = parse_eft(GAME)
    spread = parse_eft(GAME.replace("\n", "\n\n"))
    assert list(spread.entries) == list(fit.entries)
    assert spread.mutations == fit.mutations


def test_several_fits_in_one_text_are_told_apart():
    fits = parse_eft_fits(GAME + "\n[Scythe, Logi]\nDamage Control II\n[Damnation, ]\n")
    assert [(fit.hull, fit.name, len(list(fit.entries))) for fit in fits] == [
        ("Rifter", "WC-EN - Tackle, v1.2 [Armor]", 15),
        ("Scythe", "Logi", 1),
        ("Damnation", "", 0),
    ]


@pytest.mark.parametrize("text", ["", "Damage Control II", "Damage Control II\n[Rifter, x]", GAME + GAME])
def test_what_is_not_one_fit_is_refused(text):
    with pytest.raises(InvalidInput):
        parse_eft(text)


def test_doctrine_items_are_written_in_eft_order():
    fit = fit_from_items(
        "Rifter",
        "Tackle",
        [
            FitItem("Nanite Repair Paste", 20, "charge"),
            FitItem("Rifter", 1, "ship"),
            FitItem("Warrior II", 3, "drone"),
            FitItem("200mm AutoCannon II", 3, "high"),
            FitItem("Small Projectile Burst Aerator I", 2, "rig"),
            FitItem("Warp Scrambler II", 1, "med"),
            FitItem("Damage Control II", 1, "low"),
            FitItem("Something New", 2),
        ],
    )
    text = write_eft(fit)
    assert text == (
        "[Rifter, Tackle]\n\nDamage Control II\n\nWarp Scrambler II\n\n"
        + "200mm AutoCannon II\n" * 3
        + "\n"
        + "Small Projectile Burst Aerator I\n" * 2
        + "\n\nWarrior II x3\n\n\nNanite Repair Paste x20\nSomething New x2\n"
    )
    assert parse_eft(text) == fit


def test_more_modules_than_slots_are_spares_in_the_cargo():
    items = [FitItem("A", 6, "low"), FitItem("B", 5, "low"), FitItem("C", 2, "low"), FitItem("Megathron", 3)]
    fit = fit_from_items("Megathron", "x", items)
    assert fit.blocks == ((FittedModule("A"),) * 6 + (FittedModule("B"),) * 2, (Stack("B", 3), Stack("C", 2), Stack("Megathron", 2)))


words = st.text("abYZ09'.-()/é弾\u00a0 ", min_size=1, max_size=12).filter(lambda text: text.strip(" \u00a0"))
names = words.map(lambda text: "N" + text + "e")
numbers = st.none() | st.integers(0, 99)
modules = st.builds(FittedModule, names, st.none() | names, st.booleans(), numbers)
empties = st.sampled_from(["Empty Low slot", "Empty High slot", "Empty Rig slot"]).map(EmptySlot)
stacks = st.builds(Stack, names, st.integers(0, 10**9 - 1), numbers)
details = st.lists(names, max_size=2).map(tuple)
fits = st.builds(
    EftFit,
    names,
    st.text(max_size=20),
    st.lists(st.lists(modules | empties | stacks, max_size=4).map(tuple), max_size=6).map(tuple),
    st.lists(st.builds(Mutation, st.integers(0, 99), names, details), max_size=3).map(tuple),
)


@given(fits)
def test_a_written_fit_is_read_back_equal(fit):
    assert parse_eft(write_eft(fit)) == fit


@given(st.text("[],x 19Ab/OFLINE\n\t", max_size=120) | st.text(max_size=80))
def test_any_text_after_a_header_is_read_and_writing_it_again_changes_nothing(text):
    fits = parse_eft_fits("[Hull, Name]\n" + text)
    written = "".join(write_eft(fit) for fit in fits)
    assert parse_eft_fits(written) == fits
    assert "".join(write_eft(fit) for fit in parse_eft_fits(written)) == written
