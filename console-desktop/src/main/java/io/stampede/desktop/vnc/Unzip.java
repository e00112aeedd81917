package io.stampede.desktop.vnc;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// One zlib stream that goes on from rectangle to rectangle, as ZRLE and Tight have it.
///
/// A rectangle's uncompressed size is bounded beforehand, so that a few bytes cannot unfold into
/// gigabytes.
final class Unzip implements AutoCloseable {
  private final Inflater inflater = new Inflater();
  private byte[] packed = new byte[0];
  private byte[] plain = new byte[0];
  private int end;

  /// The bytes of the last [#read]; only the first [#size] count.
  byte[] bytes() {
    return plain;
  }

  int size() {
    return end;
  }

  void reset() {
    inflater.reset();
  }

  /// Reads `length` packed bytes.
  ///
  /// @param max how much may come out of them
  /// @throws RfbException when more comes out, or what was read is no zlib
  void read(RfbInput in, int length, int max) throws IOException {
    if (packed.length < length) packed = new byte[length];
    // One more than may come, to notice that more comes.
    if (plain.length < max + 1) plain = new byte[max + 1];
    in.fill(packed, length);
    inflater.setInput(packed, 0, length);
    end = 0;
    try {
      while (!inflater.needsInput()) {
        int n = inflater.inflate(plain, end, max + 1 - end);
        end += n;
        if (end > max) throw new RfbException("more pixels came than the rectangle holds");
        if (n == 0 && (inflater.finished() || inflater.needsDictionary())) {
          throw new RfbException("the compressed stream ended in the middle");
        }
      }
    } catch (DataFormatException e) {
      throw new RfbException("the compressed pixels are damaged: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    inflater.close();
  }
}
