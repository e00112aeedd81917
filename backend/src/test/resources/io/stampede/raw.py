"""raw.py udp|arp TO_MAC FROM_MAC FROM_IP TO_IP: five frames as a raw socket makes them, in whatever name."""
import socket
import struct
import sys

kind, to_mac, from_mac, from_ip, to_ip = sys.argv[1:]
to_mac, from_mac = (bytes.fromhex(mac.replace(":", "")) for mac in (to_mac, from_mac))
from_ip, to_ip = socket.inet_aton(from_ip), socket.inet_aton(to_ip)
if kind == "udp":
    datagram = struct.pack("!HHHH", 4000, 9999, 9, 0) + b"x"
    head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(datagram), 1, 0, 64, 17, 0, from_ip, to_ip)
    total = sum(struct.unpack("!10H", head))
    total = (total >> 16) + (total & 0xFFFF)
    head = head[:10] + struct.pack("!H", ~(total + (total >> 16)) & 0xFFFF) + head[12:]
    frame = struct.pack("!6s6sH", to_mac, from_mac, 0x0800) + head + datagram
else:
    frame = struct.pack("!6s6sH", to_mac, from_mac, 0x0806)
    frame += struct.pack("!HHBBH6s4s6s4s", 1, 0x0800, 6, 4, 2, from_mac, from_ip, to_mac, to_ip)
raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
raw.bind(("eth0", 0))
for _ in range(5):
    raw.send(frame)
