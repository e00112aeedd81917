package io.stampede.cli.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One pass over a text; strict as RFC 8259, and not deeper than 200 levels.
final class JsonParser {
  private static final int DEEPEST = 200;
  private final String text;
  private int at;
  private int depth;

  JsonParser(String text) {
    this.text = text;
  }

  Object parse() {
    var value = value();
    skipSpace();
    if (at < text.length()) throw wrong("something follows the value");
    return value;
  }

  private Object value() {
    skipSpace();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", Json.NULL);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    var members = new LinkedHashMap<String, Object>();
    open();
    if (closes('}')) return members;
    do {
      skipSpace();
      if (peek() != '"') throw wrong("a name in quotation marks was expected");
      var name = string();
      skipSpace();
      expect(':');
      var value = value();
      if (value == Json.NULL) members.remove(name);
      else members.put(name, value);
    } while (continues('}'));
    return members;
  }

  private List<Object> array() {
    var items = new ArrayList<Object>();
    open();
    if (closes(']')) return items;
    do items.add(value());
    while (continues(']'));
    return items;
  }

  private void open() {
    at++;
    if (++depth > DEEPEST) throw wrong("it is nested too deep");
  }

  private boolean closes(char end) {
    skipSpace();
    if (peek() != end) return false;
    at++;
    depth--;
    return true;
  }

  private boolean continues(char end) {
    if (closes(end)) return false;
    expect(',');
    return true;
  }

  private String string() {
    at++;
    int start = at;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
      if (text.charAt(at) < 0x20) throw wrong("a control character stands in a string");
      at++;
    }
    if (peek() == '"') return text.substring(start, at++);
    return withEscapes(new StringBuilder(text.substring(start, at)));
  }

  private String withEscapes(StringBuilder out) {
    while (true) {
      char c = peek();
      if (c < 0x20) throw wrong("a control character or the end stands in a string");
      at++;
      if (c == '"') return out.toString();
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> throw wrong("an unknown escape");
    };
  }

  private char hex() {
    int code = 0;
    for (int i = 0; i < 4; i++, at++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0 || peek() > 'f') throw wrong("four hexadecimal digits were expected");
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) throw wrong("a value was expected");
    at += word.length();
    return value;
  }

  private Object number() {
    int start = at;
    if (peek() == '-') at++;
    if (peek() == '0') at++;
    else digits();
    boolean whole = true;
    if (peek() == '.') {
      whole = false;
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      whole = false;
      at++;
      if (peek() == '+' || peek() == '-') at++;
      digits();
    }
    var digits = text.substring(start, at);
    if (whole && digits.length() < 19) return Long.parseLong(digits);
    return new BigDecimal(digits);
  }

  private void digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') at++;
    if (at == start) throw wrong("a value was expected");
  }

  /// The character that comes; 0 at the end.
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void expect(char c) {
    if (peek() != c) throw wrong("'" + c + "' was expected");
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
  }

  private JsonSyntax wrong(String message) {
    return new JsonSyntax(message, at);
  }
}
