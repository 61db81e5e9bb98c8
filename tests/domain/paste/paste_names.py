"""Known names for the tests of the paste parser."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from domain.names import name_key

KNOWN = {
    "Rifter": 587,
    "Scythe": 631,
    "Tritanium": 34,
    "三钛合金": 34,
    "トリタニウム": 34,
    "Тританий": 34,
    "Pyerite": 35,
    "Damage Control II": 2048,
    "Bastionscontrol Ⅱ": 2048,
    "425mm AutoCannon II": 2913,
    "200mm AutoCannon II": 2889,
    "10MN Afterburner II": 12058,
    "5MN Microwarpdrive II": 440,
    "5MN Microwarpdrive I": 434,
    "5MN Abyssal Microwarpdrive": 47740,
    "'Augmented' Hammerhead": 28213,
    "Warrior II": 2488,
    "Nanite Repair Paste": 28668,
    "Cap Booster 25": 263,
    "Navy Cap Booster 800": 32014,
    "1000 Aurum Token": 41000,
    "Republic Fleet Fusion S": 21894,
    "Exotic Dancers, Male": 17765,
    "Small Projectile Burst Aerator I": 31668,
    "High-grade Amulet Alpha": 20499,
    "Agency 'Pyrolancea' DB5 Dose II": 9950,
    "Legion Core - Dissolution Sequencer": 45622,
    "Templar II": 23061,
    "Rifter Blueprint": 691,
    "Reparador de blindaje grande core tipo\u00a0X": 14099,
    "Bouclier d´argent": 90002,
    "[CNS] Kiirasha Final Broadcast Fragment": 90001,
    "Renforcement de bouclier multispectre\u00a0I": 578,
}
IDS = {name_key(name): type_id for name, type_id in KNOWN.items()}


class KnownNames:
    """The names above; counts how often it was asked."""

    def __init__(self) -> None:
        self.lookups = 0

    def find(self, keys: Collection[str]) -> Mapping[str, int]:
        self.lookups += 1
        return {key: IDS[key] for key in keys if key in IDS}

    def resembling(self, keys: Sequence[str]) -> Iterable[str]:
        return KNOWN
