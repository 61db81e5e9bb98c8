"""An appraisal as a short text for an address: type ids and quantities, no names."""

import base64
import binascii
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from domain.errors import InvalidInput
from domain.pricer import LIST_TITLE, Bundle

MAX_LENGTH = 1_800
_VERSION = 1
_MAX_BYTES = 64_000
_MAX_BUNDLES = 200
_MAX_TYPE_ID = 2**31 - 1
_MAX_QUANTITY = 2**48


def encode(bundles: Sequence[Bundle]) -> str:
    """The bundles as letters, digits, "-" and "_"; titles are left out.

    Raises:
        InvalidInput: the text would be longer than addresses may be in a chat.
    """
    numbers = [_VERSION, len(bundles)]
    for bundle in bundles:
        numbers += [bundle.is_fit, bundle.hull_type_id or 0, len(bundle.quantities)]
        previous = 0
        for type_id, quantity in sorted(bundle.quantities.items()):
            numbers += [type_id - previous, quantity]
            previous = type_id
    packed = zlib.compress(b"".join(_varint(number) for number in numbers), 9)
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    if len(text) > MAX_LENGTH or len(bundles) > _MAX_BUNDLES:
        types = len({type_id for bundle in bundles for type_id in bundle.quantities})
        raise InvalidInput(
            f"This appraisal of {types:,} types is too long for a link: {len(text):,} characters, and {MAX_LENGTH:,} are the most "
            "that chats keep whole. Share the list itself, or a part of it."
        )
    return text


def decode(text: str) -> tuple[Bundle, ...]:
    """The bundles of a link, without titles; `titled` makes these.

    Raises:
        InvalidInput: the text is no such link, or says something that no appraisal can.
    """
    try:
        return tuple(_bundles(_numbers(_unpacked(text))))
    except (ValueError, StopIteration, zlib.error, binascii.Error):
        raise InvalidInput("This link does not hold an appraisal; it may have been cut off.") from None


def titled(bundle: Bundle, name_of: Callable[[int], str]) -> Bundle:
    """The bundle of a link with the title that its hull gives it."""
    if not bundle.is_fit:
        return replace(bundle, title=LIST_TITLE)
    return replace(bundle, title="Fit" if bundle.hull_type_id is None else f"{name_of(bundle.hull_type_id)} fit")


def _unpacked(text: str) -> bytes:
    if len(text) > MAX_LENGTH or not text.isascii():
        raise ValueError("too long")
    packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    machine = zlib.decompressobj()
    data = machine.decompress(packed, _MAX_BYTES)
    if not machine.eof or machine.unused_data:
        raise ValueError("cut off, or too much")
    return data


def _numbers(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if shift > 49:
            raise ValueError("too large")
        if byte < 0x80:
            yield value
            value = shift = 0
    if shift:
        raise ValueError("cut off")


def _bundles(numbers: Iterator[int]) -> list[Bundle]:
    if next(numbers) != _VERSION:
        raise ValueError("another version")
    bundles = [_bundle(numbers) for _ in range(_limited(next(numbers), 1, _MAX_BUNDLES))]
    if next(numbers, None) is not None:
        raise ValueError("too much")
    return bundles


def _bundle(numbers: Iterator[int]) -> Bundle:
    is_fit = bool(_limited(next(numbers), 0, 1))
    hull = _limited(next(numbers), 0, _MAX_TYPE_ID) or None
    quantities: dict[int, int] = {}
    type_id = 0
    for _ in range(_limited(next(numbers), 0, _MAX_BYTES)):
        type_id = _limited(type_id + _limited(next(numbers), 1, _MAX_TYPE_ID), 1, _MAX_TYPE_ID)
        quantities[type_id] = _limited(next(numbers), 1, _MAX_QUANTITY)
    return Bundle("", quantities, hull, is_fit)


def _limited(number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise ValueError("out of range")
    return number


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
