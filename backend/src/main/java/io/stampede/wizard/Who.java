package io.stampede.wizard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The second step's inputs: how the console logs in. Kept in memory for hosts that are added later
/// in the same sitting, and never written out.
public record Who(
    Method method, String privateKey, String passphrase, String certificate, String password) {
  public static final String PRIVATE_KEY = "privateKey";
  public static final String PASSPHRASE = "passphrase";
  public static final String CERTIFICATE = "certificate";
  public static final String PASSWORD = "password";
  public static final String AGENT = "agent";

  static final List<String> FIELDS = List.of(PRIVATE_KEY, PASSPHRASE, CERTIFICATE, PASSWORD, AGENT);

  public static final Who EMPTY = new Who(Method.KEY, "", "", "", "");

  /// Which kind of credential.
  public enum Method {
    KEY(PRIVATE_KEY, PASSPHRASE),
    AGENT(),
    CERTIFICATE(PRIVATE_KEY, PASSPHRASE, Who.CERTIFICATE),
    PASSWORD(Who.PASSWORD);

    private final List<String> fields;

    Method(String... fields) {
      this.fields = List.of(fields);
    }

    /// The inputs that it takes.
    public List<String> fields() {
      return fields;
    }

    public String label() {
      return Words.say("method." + name().toLowerCase(Locale.ROOT));
    }

    public String help() {
      return Words.say("method." + name().toLowerCase(Locale.ROOT) + ".help");
    }
  }

  public Who with(Method next) {
    return new Who(next, privateKey, passphrase, certificate, password);
  }

  /// @param field one of the names above
  public Who with(String field, String value) {
    return switch (field) {
      case PRIVATE_KEY -> new Who(method, value, passphrase, certificate, password);
      case PASSPHRASE -> new Who(method, privateKey, value, certificate, password);
      case CERTIFICATE -> new Who(method, privateKey, passphrase, value, password);
      case PASSWORD -> new Who(method, privateKey, passphrase, certificate, value);
      default -> throw new IllegalArgumentException(field);
    };
  }

  public String value(String field) {
    return switch (field) {
      case PRIVATE_KEY -> privateKey;
      case PASSPHRASE -> passphrase;
      case CERTIFICATE -> certificate;
      case PASSWORD -> password;
      default -> throw new IllegalArgumentException(field);
    };
  }

  /// What of it is missing, by field.
  Map<String, String> missing() {
    var errors = new LinkedHashMap<String, String>();
    for (var field : method.fields()) {
      if (!field.equals(PASSPHRASE) && value(field).isBlank()) {
        errors.put(field, Words.say("error.missing"));
      }
    }
    return errors;
  }

  boolean isComplete() {
    return missing().isEmpty();
  }

  /// As fields of a candidate.
  Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    for (var field : method.fields()) if (!value(field).isEmpty()) fields.put(field, value(field));
    if (method == Method.AGENT) fields.put(AGENT, true);
    return fields;
  }

  /// Only the method.
  @Override
  public String toString() {
    return "Who[" + method + "]";
  }
}
