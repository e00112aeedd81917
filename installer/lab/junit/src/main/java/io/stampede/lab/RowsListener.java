package io.stampede.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Writes which test proves which row of the mission, and how it ended, to `target/rows.tsv`: row,
/// class, test, result (`successful`, `failed`, `aborted`, `skipped`), separated by tabs, appended.
/// JUnit's own XML reports know no tags. JUnit finds this class as a service.
public final class RowsListener implements TestExecutionListener {
  private static final Pattern ROW = Pattern.compile("[SCN][0-9]{1,2}");

  private final Path file;
  private final Set<String> written = ConcurrentHashMap.newKeySet();
  private volatile @Nullable TestPlan plan;

  /// For JUnit.
  public RowsListener() {
    this(Path.of("target", "rows.tsv"));
  }

  RowsListener(Path file) {
    this.file = file;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    note(test, "skipped");
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      note(test, result.getStatus().name().toLowerCase(Locale.ROOT));
    }
  }

  /// A class that fails before its first test, or is skipped as a whole, says nothing of its tests:
  /// then each of them has that result.
  private void note(TestIdentifier test, String result) {
    if (test.isTest()) {
      write(test, result);
    } else if (plan instanceof TestPlan all) {
      all.getChildren(test).stream()
          .filter(child -> !written.contains(child.getUniqueId()))
          .forEach(child -> note(child, result));
    }
  }

  private void write(TestIdentifier test, String result) {
    written.add(test.getUniqueId());
    if (!(test.getSource().orElse(null) instanceof MethodSource method)) {
      return;
    }
    var rows = test.getTags().stream().map(TestTag::getName).filter(ROW.asMatchPredicate());
    var lines =
        rows.sorted()
            .map(row -> String.join("\t", row, method.getClassName(), name(test, method), result))
            .toList();
    append(lines);
  }

  private static String name(TestIdentifier test, MethodSource method) {
    var shown = test.getDisplayName().replaceAll("\\s+", " ");
    return shown.startsWith(method.getMethodName())
        ? method.getMethodName()
        : method.getMethodName() + " " + shown;
  }

  private synchronized void append(Iterable<String> lines) {
    if (!lines.iterator().hasNext()) {
      return;
    }
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
