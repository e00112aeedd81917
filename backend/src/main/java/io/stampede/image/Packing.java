package io.stampede.image;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/// How an image was made smaller to be published.
enum Packing {
  GZIP("gzip", 0x1f, 0x8b),
  BZIP2("bzip2", 'B', 'Z', 'h'),
  XZ("xz", 0xfd, '7', 'z', 'X', 'Z', 0),
  ZSTD("zstd", 0x28, 0xb5, 0x2f, 0xfd);

  /// As much memory as unpacking may ask for: the strongest usual setting of xz wants 65 MiB.
  private static final int MOST_KIB = 256 << 10;

  /// 128 MiB: the largest window that zstd itself unpacks without being told to.
  private static final int MOST_WINDOW_LOG = 27;

  private static final int BUFFER = 1 << 16;

  /// How many bytes [#of] wants to see.
  static final int MAGIC = 6;

  private final String word;
  private final byte[] magic;

  Packing(String word, int... magic) {
    this.word = word;
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) this.magic[i] = (byte) magic[i];
  }

  String word() {
    return word;
  }

  static Optional<Packing> of(byte[] start) {
    return Arrays.stream(values())
        .filter(packing -> {
          int n = packing.magic.length;
          return start.length >= n && Arrays.equals(start, 0, n, packing.magic, 0, n);
        })
        .findFirst();
  }

  /// @throws IOException also where the data is damaged, at once or while it is read
  InputStream unpack(InputStream packed) throws IOException {
    var in = new BufferedInputStream(packed, BUFFER);
    return switch (this) {
      case GZIP -> new GZIPInputStream(in, BUFFER);
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case XZ -> new XZInputStream(in, MOST_KIB);
      case ZSTD -> new ZstdInputStream(in).setLongMax(MOST_WINDOW_LOG);
    };
  }
}
