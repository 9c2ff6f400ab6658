"""What a packet says of its own time."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from av.packet import Packet
    from av.stream import Stream

AnyPacket: TypeAlias = "Packet[Stream]"


def shown_at(packet: AnyPacket) -> float:
    """When what is in a packet is shown, in seconds of the file's own clock; 0 where it does not say."""
    stamp = packet.pts if packet.pts is not None else packet.dts
    return _seconds(stamp, packet) if stamp is not None else 0.0


def lasting(packet: AnyPacket) -> float:
    """For how many seconds it is shown or heard; 0 where it does not say."""
    return _seconds(packet.duration, packet) if packet.duration else 0.0


def _seconds(ticks: int, packet: AnyPacket) -> float:
    """The same as multiplying with the fraction, at a tenth of its cost."""
    return ticks * packet.time_base.numerator / packet.time_base.denominator
