package io.stampede.web.rest;

import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Figures as columns of equal length, as charts want them: times in seconds since 1970, CPU in
/// percent, the rest in bytes and bytes a second.
final class FiguresJson {
  /// The columns besides `times`.
  static final Map<String, ToDoubleFunction<Figures>> COLUMNS = columns();

  private FiguresJson() {}

  static Map<String, Object> of(Resolution resolution, List<Figures> figures) {
    var json = new LinkedHashMap<String, Object>();
    json.put("step", resolution.step().toSeconds());
    json.put("times", figures.stream().map(f -> f.at().getEpochSecond()).toList());
    COLUMNS.forEach((name, of) ->
        json.put(name, figures.stream().map(f -> rounded(of.applyAsDouble(f))).toList()));
    return json;
  }

  private static Map<String, ToDoubleFunction<Figures>> columns() {
    var columns = new LinkedHashMap<String, ToDoubleFunction<Figures>>();
    columns.put("cpuPercent", Figures::cpuPercent);
    columns.put("memoryUsed", Figures::memoryUsed);
    columns.put("memoryTotal", Figures::memoryTotal);
    columns.put("diskUsed", Figures::diskUsed);
    columns.put("diskTotal", Figures::diskTotal);
    columns.put("diskRead", Figures::diskRead);
    columns.put("diskWrite", Figures::diskWrite);
    columns.put("netIn", Figures::netIn);
    columns.put("netOut", Figures::netOut);
    return columns;
  }

  /// One digit is enough for a percentage, none for bytes.
  private static Number rounded(double value) {
    return value < 1000 ? (Number) (Math.round(value * 10) / 10.0) : (Number) Math.round(value);
  }
}
