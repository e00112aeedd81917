"""Runs a program at a terminal of its own and types answers as their questions come.

person.py QUESTION ANSWER … -- PROGRAM ARGUMENT …; what was shown is printed.
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

split = sys.argv.index("--")
script, argv = sys.argv[1:split], sys.argv[split + 1 :]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(argv[0], argv)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 132, 0, 0))
shown, read_to, end = b"", 0, time.monotonic() + 100
while time.monotonic() < end:
    if script:
        at = shown.find(script[0].encode(), read_to)
        if at >= 0:
            read_to = at + len(script[0].encode())
            os.write(terminal, script[1].encode() + b"\n")
            script = script[2:]
            continue
    ready, _, _ = select.select([terminal], [], [], 0.2)
    try:
        block = os.read(terminal, 65536) if ready else None
    except OSError:
        break
    if block == b"":
        break
    shown += block or b""
else:
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(shown)
sys.exit("not asked: " + script[0] if script else os.waitstatus_to_exitcode(status))
