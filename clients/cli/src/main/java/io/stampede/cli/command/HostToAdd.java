package io.stampede.cli.command;

import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A host on its way in, as the kind `candidate` serves it.
record HostToAdd(JsonObject json) {
  /// How far it is.
  enum Stand {
    /// Its key is being asked for.
    REACHING,
    /// Its key is to be compared by a person.
    ASKS_TRUST,
    /// Its key is another than the accepted one.
    KEY_CHANGED,
    CHECKING,
    /// A check that must be right is not.
    BARRED,
    /// Only “add” is missing.
    FREE,
    ADDING,
    ADDED,
    /// It cannot be reached, or adding it failed: its problem says why.
    FAILED,
    LEAVING;

    /// Whether it goes on by itself.
    boolean isMoving() {
      return switch (this) {
        case REACHING, CHECKING, ADDING, LEAVING -> true;
        case ASKS_TRUST, KEY_CHANGED, BARRED, FREE, ADDED, FAILED -> false;
      };
    }
  }

  /// One check of it.
  record Check(JsonObject json) {
    private static final List<String> SEVERITIES = List.of("must", "should", "note");
    private static final List<String> STATES = List.of("failed", "unknown", "running", "waiting");

    /// The worst first.
    static final Comparator<Check> WORST =
        Comparator.<Check>comparingInt(c -> place(STATES, c.state()) / 2)
            .thenComparingInt(c -> place(SEVERITIES, c.severity()))
            .thenComparingInt(c -> place(STATES, c.state()));

    private static int place(List<String> words, String word) {
      int at = words.indexOf(word);
      return at < 0 ? words.size() : at;
    }

    String word() {
      return json.text("check");
    }

    String title() {
      return Text.safe(json.text("title"));
    }

    String severity() {
      return json.text("severity").toLowerCase(Locale.ROOT);
    }

    String state() {
      return json.text("state").toLowerCase(Locale.ROOT);
    }

    String found() {
      return Text.safe(json.text("found"));
    }

    String why() {
      return Text.safe(json.text("why"));
    }

    List<String> fix() {
      return json.text("fix").lines().map(Text::safe).toList();
    }

    boolean isOpen() {
      return state().equals("waiting") || state().equals("running");
    }

    boolean isWrong() {
      return state().equals("failed") || state().equals("unknown");
    }

    boolean bars() {
      return severity().equals("must") && state().equals("failed");
    }

    boolean isFixable() {
      return state().equals("failed") && json.flag("fixable");
    }
  }

  String id() {
    return json.text("id");
  }

  String name() {
    return Text.safe(json.text("name"));
  }

  /// As in `root@192.0.2.11:22`.
  String where() {
    return Text.safe(
        "%s@%s:%s".formatted(json.text("user"), json.text("address"), json.text("port")));
  }

  String key() {
    return Text.safe(json.text("presentedKey"));
  }

  String keyType() {
    return Text.safe(json.text("presentedKeyType"));
  }

  String pinnedBy() {
    return Text.safe(json.text("pinnedBy"));
  }

  String doing() {
    return Text.safe(json.text("message"));
  }

  JsonObject problem() {
    return json.object("problem").orElse(JsonObject.EMPTY);
  }

  List<String> changes() {
    return json.texts("changes").stream().map(Text::safe).toList();
  }

  /// The id of what came out of it; may be empty.
  String host() {
    return json.text("host");
  }

  /// The worst first.
  List<Check> checks() {
    return json.objects("checks").stream().map(Check::new).sorted(Check.WORST).toList();
  }

  List<Check> wrong() {
    return checks().stream().filter(Check::isWrong).toList();
  }

  List<Check> bars() {
    return checks().stream().filter(Check::bars).toList();
  }

  List<Check> fixable() {
    return checks().stream().filter(Check::isFixable).toList();
  }

  boolean offers(String action) {
    return json.object("actions").orElse(JsonObject.EMPTY).has(action);
  }

  Stand stand() {
    if (json.text("state").equals("removing")) return Stand.LEAVING;
    if (json.text("state").equals("added")) return Stand.ADDED;
    boolean failed = json.text("transitioning").equals("error");
    if (!host().isEmpty()) return failed ? Stand.FAILED : Stand.ADDING;
    boolean trusted = List.of("trusted", "authority").contains(json.text("trust"));
    if (json.text("transitioning").equals("yes")) return moving(trusted);
    if (json.text("trust").equals("changed")) return Stand.KEY_CHANGED;
    if (trusted) return checked(failed);
    if (!key().isEmpty()) return Stand.ASKS_TRUST;
    return failed ? Stand.FAILED : Stand.REACHING;
  }

  private Stand moving(boolean trusted) {
    if (!trusted) return Stand.REACHING;
    return json.flag("go") && !isOpen() ? Stand.ADDING : Stand.CHECKING;
  }

  private Stand checked(boolean failed) {
    if (!isOpen() && !bars().isEmpty()) return Stand.BARRED;
    if (failed) return Stand.FAILED;
    if (isOpen()) return Stand.CHECKING;
    return json.flag("go") ? Stand.ADDING : Stand.FREE;
  }

  private boolean isOpen() {
    return checks().isEmpty() || checks().stream().anyMatch(Check::isOpen);
  }
}
