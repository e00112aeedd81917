package io.stampede.vm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stampede.image.BootDiscs;
import io.stampede.image.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// The smallest disc that a machine starts from: it says so on the first serial port, and halts.
/// Laid out as in “El Torito”, version 1.0.
public final class BootDisc {
  public static final String SAYS = "started from the disc";

  private static final int SECTOR = 2048;
  private static final int SECTORS = 64;
  private static final int VOLUME = 16;
  private static final int BOOT_RECORD = 17;
  private static final int END = 18;
  private static final int CATALOG = 19;
  private static final int CODE = 20;

  /// Finds its own text, and writes it byte by byte to port 0x3f8 when that is ready.
  private static final int[] PROGRAM = {
    0xE8,
    0x00,
    0x00, // call next
    0x5E, // next: pop si
    0x83,
    0xC6,
    0x23, // add si, text - next
    0x0E,
    0x1F, // push cs; pop ds
    0xBA,
    0xF8,
    0x03, // mov dx, 0x3f8
    0xAC, // again: lodsb
    0x84,
    0xC0, // test al, al
    0x74,
    0x12, // jz halt
    0x88,
    0xC4, // mov ah, al
    0x83,
    0xC2,
    0x05, // add dx, 5
    0xEC, // wait: in al, dx
    0xA8,
    0x20, // test al, 0x20
    0x74,
    0xFB, // jz wait
    0x83,
    0xEA,
    0x05, // sub dx, 5
    0x88,
    0xE0, // mov al, ah
    0xEE, // out dx, al
    0xEB,
    0xE9, // jmp again
    0xF4, // halt: hlt
    0xEB,
    0xFD // jmp halt
  };

  private BootDisc() {}

  static StoredImage stored(Path folder) throws IOException {
    var file = folder.resolve("boot.iso");
    Files.write(file, bytes());
    return BootDiscs.stored(file);
  }

  public static byte[] bytes() {
    var disc = ByteBuffer.allocate(SECTORS * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    descriptor(disc, VOLUME, 1);
    descriptor(disc, BOOT_RECORD, 0);
    put(disc, BOOT_RECORD * SECTOR + 7, "EL TORITO SPECIFICATION");
    disc.putInt(BOOT_RECORD * SECTOR + 0x47, CATALOG);
    descriptor(disc, END, 255);
    int entry = CATALOG * SECTOR;
    disc.put(entry, (byte) 1);
    disc.putShort(entry + 0x1e, (short) 0xAA55);
    disc.putShort(entry + 0x1c, (short) -(1 + 0xAA55));
    disc.put(entry + 0x20, (byte) 0x88);
    disc.putShort(entry + 0x26, (short) 4);
    disc.putInt(entry + 0x28, CODE);
    for (int i = 0; i < PROGRAM.length; i++) disc.put(CODE * SECTOR + i, (byte) PROGRAM[i]);
    put(disc, CODE * SECTOR + PROGRAM.length, SAYS + "\n");
    return disc.array();
  }

  private static void descriptor(ByteBuffer disc, int sector, int type) {
    disc.put(sector * SECTOR, (byte) type);
    put(disc, sector * SECTOR + 1, "CD001");
    disc.put(sector * SECTOR + 6, (byte) 1);
  }

  private static void put(ByteBuffer disc, int at, String text) {
    disc.put(at, text.getBytes(US_ASCII));
  }
}
