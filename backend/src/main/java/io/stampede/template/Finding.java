package io.stampede.template;

import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.image.Checksum;
import io.stampede.image.ImageUrl;
import io.stampede.image.SumsFile;
import io.stampede.image.Web;
import java.io.IOException;
import java.util.Optional;

/// Asks a publisher's server for the newest release.
public final class Finding {
  private final Web web;

  public Finding(Web web) {
    this.web = web;
  }

  /// Nothing was found.
  public static final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Failed(Problem problem) {
      super(problem.message());
      this.problem = problem;
    }

    public Problem problem() {
      return problem;
    }
  }

  /// What an image made of a template is called, and where it is.
  public Found newest(TemplateSpec spec) throws Failed {
    var finder =
        Finder.of(spec)
            .orElseThrow(
                () -> new IllegalStateException("template " + spec.name() + " has no image"));
    var release = summed(spec, read(spec, finder.index(), finder::read));
    return new Found(
        spec.name() + "-" + release.name(), release.name(), release.image(), release.sum());
  }

  private Release summed(TemplateSpec spec, Release release) throws Failed {
    if (release.sums().isEmpty()) return release;
    var name = release.image().fileName();
    return read(
        spec,
        release.sums().get(),
        text ->
            release.with(
                SumsFile.find(text, name)
                    .orElseThrow(
                        () -> new IllegalArgumentException("it has no checksum of " + name))));
  }

  private interface Reader {
    Release read(String text);
  }

  private Release read(TemplateSpec spec, ImageUrl from, Reader reader) throws Failed {
    Work.note("GET " + from);
    try {
      return reader.read(web.text(from));
    } catch (IllegalArgumentException e) {
      throw new Failed(
          Problem.host(
              "template-outdated",
              "the newest image of template %s was not found at %s: %s"
                  .formatted(spec.name(), from, e.getMessage()),
              "its publisher may have changed something; give an image instead"));
    } catch (IOException e) {
      throw new Failed(
          Problem.host(
              "download-failed",
              "%s: %s".formatted(from, e.getMessage() == null ? "no connection" : e.getMessage()),
              "check that the console can reach it"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Failed(Problem.host("download-failed", from + ": the console is ending", ""));
    }
  }

  /// @param name of the image
  /// @param sum of what is at the address; empty when its publisher has none
  public record Found(String name, String release, ImageUrl url, Optional<Checksum> sum) {}
}
