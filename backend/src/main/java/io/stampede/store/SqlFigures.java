package io.stampede.store;

import io.stampede.figures.FigureArchive;
import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Figures as a table: one row for each minute of ten-second figures, and one for each mean.
/// Numbers have 24 bits, which is finer than anybody can see in a chart.
final class SqlFigures implements FigureArchive {
  private static final int BYTES = Long.BYTES + 9 * Float.BYTES;

  private final Jdbi jdbi;
  private final Writer writer;

  SqlFigures(Jdbi jdbi, Writer writer) {
    this.jdbi = jdbi;
    this.writer = writer;
  }

  @Override
  public void keep(List<Entry> entries) {
    writer.later(handle -> {
      var batch =
          handle.prepareBatch(
              "insert or replace into figures (host, step, at, data) values (?, ?, ?, ?)");
      for (var entry : entries) {
        if (entry.figures().isEmpty()) continue;
        batch.add(
            entry.host(),
            entry.resolution().step().toSeconds(),
            entry.figures().getFirst().at().getEpochSecond(),
            packed(entry.figures()));
      }
      batch.execute();
    });
  }

  @Override
  public List<Figures> read(String host, Resolution resolution, Instant from) {
    var figures = new ArrayList<Figures>();
    jdbi.useHandle(handle ->
        handle
            .createQuery(
                "select data from figures where host = ? and step = ? and at >= ? order by at")
            .bind(0, host)
            .bind(1, resolution.step().toSeconds())
            .bind(2, first(from))
            .mapTo(byte[].class)
            .forEach(data -> figures.addAll(unpacked(data))));
    figures.removeIf(f -> f.at().isBefore(from));
    return figures;
  }

  /// A row begins up to a minute before its last figures.
  private static long first(Instant from) {
    return Math.max(0, from.getEpochSecond() - 70);
  }

  @Override
  public void prune(Instant now) {
    writer.later(handle -> {
      for (var resolution : Resolution.values()) {
        handle
            .createUpdate("delete from figures where step = ? and at < ?")
            .bind(0, resolution.step().toSeconds())
            .bind(1, first(now.minus(resolution.kept())))
            .execute();
      }
    });
  }

  private static byte[] packed(List<Figures> figures) {
    var data = ByteBuffer.allocate(figures.size() * BYTES);
    for (var f : figures) {
      data.putLong(f.at().toEpochMilli());
      data.putFloat((float) f.cpuPercent());
      data.putFloat((float) f.memoryUsed()).putFloat((float) f.memoryTotal());
      data.putFloat((float) f.diskUsed()).putFloat((float) f.diskTotal());
      data.putFloat((float) f.diskRead()).putFloat((float) f.diskWrite());
      data.putFloat((float) f.netIn()).putFloat((float) f.netOut());
    }
    return data.array();
  }

  private static List<Figures> unpacked(byte[] bytes) {
    var data = ByteBuffer.wrap(bytes);
    var figures = new ArrayList<Figures>(bytes.length / BYTES);
    while (data.remaining() >= BYTES) {
      figures.add(
          new Figures(
              Instant.ofEpochMilli(data.getLong()),
              data.getFloat(),
              data.getFloat(),
              data.getFloat(),
              data.getFloat(),
              data.getFloat(),
              data.getFloat(),
              data.getFloat(),
              data.getFloat(),
              data.getFloat()));
    }
    return figures;
  }
}
