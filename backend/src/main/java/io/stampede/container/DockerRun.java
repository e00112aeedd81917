package io.stampede.container;

import io.stampede.schema.Codec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A line as one types it, `docker run -d --name web -p 80:80 nginx`, as the fields of a container.
/// Pure: nothing of it is run.
///
/// What there is no field for, or only the shell of whoever wrote it knows, is left out and told.
///
/// @param fields as they are given to make a container
/// @param notes what was left out and why, a sentence each
record DockerRun(Map<String, Object> fields, List<String> notes) {
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");
  private static final Pattern BYTES =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s?([kmgt]?)(?:i?b)?");
  private static final BigDecimal MIB = BigDecimal.valueOf(1024L * 1024L);

  /// Words that may stand before the flags.
  private static final Set<String> BEFORE =
      Set.of("$", "#", "%", "sudo", "docker", "podman", "nerdctl", "container", "run", "create");

  DockerRun {
    fields = Map.copyOf(fields);
    notes = List.copyOf(notes);
  }

  /// @throws IllegalArgumentException when it is no such line
  static DockerRun parse(String line) {
    var reading = new Reading();
    reading.read(ShellWords.of(line));
    return reading.checked();
  }

  /// One line on its way to fields.
  static final class Reading {
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /// For what two flags say together.
    final Map<String, String> aside = new LinkedHashMap<>();

    private void read(List<String> words) {
      int at = begin(words);
      while (at < words.size() && words.get(at).startsWith("-") && words.get(at).length() > 1) {
        var word = words.get(at++);
        if (word.equals("--")) break;
        at = word.startsWith("--") ? named(word, words, at) : letters(word, words, at);
      }
      DockerRunFlags.together(this);
      if (at >= words.size()) throw new IllegalArgumentException("names no image");
      if (!shells("the image", words.get(at))) {
        one("the image", "image", words.get(at), ImageRef::new);
      }
      if (at + 1 < words.size()) {
        var command = words.subList(at + 1, words.size());
        command.forEach(text -> shells("the command", text));
        fields.put("command", command.stream().map(ShellWords::plain).toList());
      }
    }

    private static int begin(List<String> words) {
      int at = 0;
      boolean seen = false;
      while (at < words.size()) {
        var word = words.get(at);
        boolean known = BEFORE.contains(word) || word.endsWith("/docker");
        if (!known && (seen || !ASSIGNMENT.matcher(word).matches())) break;
        at++;
        if (word.equals("run") || word.equals("create")) return at;
        seen = seen || known;
      }
      throw new IllegalArgumentException("does not begin with docker run");
    }

    private int named(String word, List<String> words, int at) {
      int equals = word.indexOf('=');
      var name = equals < 0 ? word : word.substring(0, equals);
      var flag = DockerRunFlags.of(name);
      if (flag.isEmpty()) {
        note("%s is no flag of docker run that is known here".formatted(name));
        return at;
      }
      if (equals >= 0) {
        give(flag.get(), name, word.substring(equals + 1));
        return at;
      }
      if (!flag.get().takesValue()) {
        give(flag.get(), name, "true");
        return at;
      }
      return value(flag.get(), name, words, at);
    }

    private int value(DockerRunFlags.Flag flag, String name, List<String> words, int at) {
      if (at >= words.size()) throw new IllegalArgumentException(name + " lacks its value");
      give(flag, name, words.get(at));
      return at + 1;
    }

    /// `-itd`, `-p80:80`, `-e=A=b`: the first that takes a value has the rest.
    private int letters(String word, List<String> words, int at) {
      for (int i = 1; i < word.length(); i++) {
        var name = "-" + word.charAt(i);
        var flag = DockerRunFlags.of(name);
        if (flag.isEmpty()) {
          note("%s is no flag of docker run that is known here".formatted(name));
          return at;
        }
        var rest = word.substring(i + 1);
        if (flag.get().takesValue()) {
          if (rest.isEmpty()) return value(flag.get(), name, words, at);
          give(flag.get(), name, rest.startsWith("=") ? rest.substring(1) : rest);
          return at;
        }
        if (rest.startsWith("=")) {
          give(flag.get(), name, rest.substring(1));
          return at;
        }
        give(flag.get(), name, "true");
      }
      return at;
    }

    private void give(DockerRunFlags.Flag flag, String name, String value) {
      if (!shells(name, value)) flag.reader().read(this, name, value);
    }

    void note(String text) {
      notes.add(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }

    /// What a shell would have put there.
    ///
    /// @return whether there is any of it
    private boolean shells(String flag, String value) {
      boolean is = value.indexOf(ShellWords.SHELL) >= 0;
      if (is) {
        var text = ShellWords.plain(value);
        note("%s: “%s” holds what only a shell knows: write it out".formatted(flag, text));
      }
      return is;
    }

    void put(String field, Object value) {
      fields.put(field, value);
    }

    /// A text that a type checks.
    void one(String flag, String field, String value, Function<String, ?> type) {
      valid(flag, value, type).ifPresent(text -> fields.put(field, text));
    }

    /// One more of a list.
    void more(String flag, String field, String value, Function<String, ?> type) {
      valid(flag, value, type).ifPresent(text -> add(field, text));
    }

    Optional<String> valid(String flag, String value, Function<String, ?> type) {
      try {
        var unused = type.apply(value);
        return Optional.of(value);
      } catch (IllegalArgumentException e) {
        note("%s: %s".formatted(flag, sentence(value, e)));
        return Optional.empty();
      }
    }

    private static String sentence(String value, IllegalArgumentException e) {
      var why = String.valueOf(e.getMessage());
      return why.contains("“") ? why.replaceFirst("^holds ", "") : "“%s” %s".formatted(value, why);
    }

    void add(String field, String value) {
      var list = new ArrayList<Object>();
      if (fields.get(field) instanceof List<?> before) list.addAll(before);
      list.add(value);
      fields.put(field, List.copyOf(list));
    }

    void entry(String field, String key, String value) {
      var map = new LinkedHashMap<String, Object>();
      if (fields.get(field) instanceof Map<?, ?> before) {
        before.forEach((k, v) -> map.put(k.toString(), v));
      }
      map.put(key, value);
      fields.put(field, map);
    }

    /// From Docker's `512m`, `1.5g`, `1073741824` to whole MiB.
    void mib(String flag, String field, String value) {
      if (value.equals("-1")) {
        fields.put(field, -1L);
        return;
      }
      var match = BYTES.matcher(value.toLowerCase(Locale.ROOT).strip());
      if (!match.matches()) {
        note("%s: “%s” is no amount of memory; it looks like 512m".formatted(flag, value));
        return;
      }
      var factor = BigDecimal.valueOf(1024).pow(" kmgt".indexOf((match.group(2) + " ").charAt(0)));
      var bytes = new BigDecimal(match.group(1)).multiply(factor);
      var mib = bytes.divide(MIB, 0, RoundingMode.CEILING);
      if (mib.multiply(MIB).compareTo(bytes) != 0) {
        note("%s: %s is rounded up to %s MiB".formatted(flag, value, mib));
      }
      fields.put(field, mib.longValue());
    }

    void number(String flag, String field, String value) {
      if (value.matches("-?\\d{1,9}")) fields.put(field, Long.parseLong(value));
      else note("%s: “%s” is no number".formatted(flag, value));
    }

    /// What no container could be made of is left out.
    private DockerRun checked() {
      var tried = new LinkedHashMap<>(fields);
      tried.putIfAbsent("name", "unnamed");
      var read = new Codec<>(ContainerSpec.class).read(tried);
      if (read instanceof Codec.Result.Bad<ContainerSpec>(var errors)) {
        errors.stream()
            .filter(e -> fields.remove(e.field()) != null)
            .forEach(e -> note("%s %s".formatted(e.field(), e.message())));
      }
      return new DockerRun(fields, notes);
    }
  }
}
