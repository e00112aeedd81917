package io.stampede.client;

import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import io.stampede.schema.KindSchema;
import io.stampede.ssh.ByteStream;
import io.stampede.ssh.Terminal;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// All that the consoles see. Every method may be called from any thread; those that change
/// something return when the intent is kept, not when it has come true: watch, or [#get] again.
/// Requests that cannot be met throw [Refused].
public interface StampedeClient extends AutoCloseable {
  /// Every kind, in the order of the navigation.
  List<KindSchema> kinds();

  /// @throws Refused when there is no such kind
  KindSchema kind(String name);

  Page list(String kind, Query query);

  Resource get(String kind, String id);

  /// @param fields by name, JSON values; ids or unique names where a field is a reference
  Resource create(String kind, Map<String, ?> fields);

  /// The same, made at most once for a key however often it is asked.
  Resource create(String kind, Map<String, ?> fields, String idempotencyKey);

  /// Changes the given fields and leaves the others.
  Resource update(String kind, String id, Map<String, ?> fields);

  /// The same, unless one of these fields is not any more what it was when the person saw it.
  ///
  /// @param seen the resource as it was when they began to change it
  /// @throws Refused as a conflict (`changed-meanwhile`) that names the fields
  Resource update(String kind, String id, Map<String, ?> fields, Resource seen);

  /// Asks for it to be gone.
  Resource remove(String kind, String id);

  /// As in `stop`; `retry` is offered by every kind.
  Resource act(String kind, String id, String action, Map<String, ?> input);

  /// An action of a kind as a whole, which answers at once and changes nothing that is kept; as in
  /// `hostKey` of `host`.
  Map<String, Object> ask(String kind, String action, Map<String, ?> input);

  /// What `create`, `update`, `remove` or an action would do. For `create`, `id` is empty; for
  /// `remove`, `verb` is `remove`.
  PlanView plan(String kind, String id, String verb, Map<String, ?> input);

  /// Steps tried, newest first; of one resource, or of all where `kind` and `id` are empty.
  List<TaskEntry> tasks(String kind, String id, int limit);

  /// Calls the listener at every change until the returned handle is closed. The listener must be
  /// quick and must not throw.
  AutoCloseable watch(Consumer<Change> listener);

  /// A resource's log from its `tail` last lines on, then what is added (`follow`), until closed.
  InputStream logs(String kind, String id, int tail, boolean follow);

  /// Libvirt's description of a machine as its host has it, without secrets.
  ///
  /// @throws Refused when the kind has none, the machine is not there, or its host does not answer
  default String xml(String kind, String id, XmlView view) {
    throw Refused.conflict("no-xml", "there is no XML of a " + kind, "");
  }

  /// The screen of a virtual machine: an RFB (VNC) stream.
  ByteStream screen(String kind, String id);

  /// A password for one opening of a screen or a terminal within 30 seconds, see [#openTicket] and
  /// [#openTerminal].
  String ticket(String kind, String id);

  /// @throws Refused when the ticket is unknown, used or too old
  ByteStream openTicket(String ticket);

  /// A shell on a host. Closing the result ends it.
  ///
  /// @throws Refused when the kind has none, or the host does not give one
  Terminal terminal(String kind, String id);

  /// What [#ticket] of a host opens.
  ///
  /// @throws Refused when the ticket is unknown, used or too old
  Terminal openTerminal(String ticket);

  /// How busy a host was from then on, in the order of time; where the console was not connected to
  /// it, there are none. New ones are told to watchers as a change of kind `figures` with the
  /// host's id, for a minute after somebody asked here.
  ///
  /// @throws Refused when the kind has none
  List<Figures> figures(String kind, String id, Instant from, Resolution resolution);

  /// Gives an image its bytes, or a volume other ones. Blocks until all are kept.
  ///
  /// @throws Refused when the kind takes none, or not these, or not now
  Resource upload(String kind, String id, InputStream content);

  /// The bytes of a volume.
  ///
  /// @throws Refused when the kind has none, or not now
  Content download(String kind, String id);

  @Override
  void close();
}
