package io.stampede.wizard;

import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// “Add hosts” as a model. Inputs (`type`, `choose`, `turnTo`) return at once; commands ask the
/// server and block until it has answered, so they belong beside a toolkit's thread. Neither throws
/// for what is refused: that is in the next picture, beside its input, its host, or as a whole.
/// Every method may be called from any thread; listeners are called on any thread, too.
public final class Wizard implements AutoCloseable {
  /// The kind of what is being added.
  public static final String KIND = "candidate";

  private static final String TARGETS = "targets";
  private static final String DISCOVER = "discover";
  private static final String TRUST = "trust";
  private static final String RECHECK = "recheck";
  private static final String FIX = "fix";
  private static final String ADD = "add";
  private static final String RETRY = "retry";

  private final StampedeClient client;
  private final Hub hub;

  /// Makes asking twice for the same host in one sitting the same as once.
  private final String sitting = UUID.randomUUID().toString();

  /// Begins to read what is on its way; the first picture with hosts comes by itself.
  public Wizard(StampedeClient client) {
    this.client = client;
    this.hub = new Hub(client);
  }

  public Shown shown() {
    return hub.shown();
  }

  /// Calls the listener with every new picture until the returned handle is closed.
  public AutoCloseable listen(Consumer<Shown> listener) {
    return hub.listen(listener);
  }

  // ---- inputs ----

  /// @param field of [Where]
  public void type(String field, String value) {
    input(
        field,
        d -> {
          d.where = d.where.with(field, value);
          if (field.equals(Where.TEXT)) d.lineErrors = Map.of();
        });
  }

  /// @param field of [Who]
  public void typeSecret(String field, String value) {
    input(field, d -> d.who = d.who.with(field, value));
  }

  public void choose(Who.Method method) {
    input(Who.AGENT, d -> d.who = d.who.with(method));
  }

  private void input(String field, Consumer<Draft> take) {
    hub.with(d -> {
      take.accept(d);
      d.errors.remove(field);
      d.problem = Optional.empty();
    });
    hub.publish();
  }

  /// Opens a step that is reachable; else nothing happens.
  public void turnTo(Step step) {
    hub.with(d -> {
      if (!d.shown().view(step).reachable()) return;
      d.turnTo(step);
      d.problem = Optional.empty();
    });
    hub.publish();
  }

  /// Takes one of the targets back.
  public void drop(Target target) {
    hub.with(d -> d.drop(target));
    hub.publish();
  }

  // ---- commands ----

  /// The verb of the open step.
  public void goOn() {
    switch (shown().step()) {
      case WHERE -> readTargets();
      case WHO -> begin();
      case TRUST -> turnTo(Step.CHECKS);
      case CHECKS -> turnTo(Step.PLAN);
      case PLAN -> addAll();
      case GO -> turnTo(Step.READY);
      case READY -> finish();
    }
  }

  /// Reads what was typed as addresses, and goes on when there is nothing wrong.
  public void readTargets() {
    hub.command(() -> {
      hub.with(d -> d.errors.clear());
      var port = hub.from(Draft::port);
      if (port.isEmpty()) return;
      var text = shown().where().text();
      var answer =
          text.isBlank()
              ? Map.<String, Object>of()
              : client.ask(KIND, TARGETS, Map.of("text", text));
      var read = Answers.targets(answer.get("targets"), port.get());
      hub.with(d -> d.takeTargets(read, Answers.lineErrors(answer.get("errors"))));
    });
  }

  /// Asks for every target to be added, each on its own; or, with no target, gives the hosts that
  /// are not yet being added the credential anew.
  public void begin() {
    hub.command(() -> {
      hub.with(d -> {
        d.errors.clear();
        d.errors.putAll(d.who.missing());
      });
      var shown = shown();
      if (!shown.errors().isEmpty()) return;
      if (shown.targets().isEmpty()) renew(shown);
      else shown.targets().forEach(this::begin);
      hub.read();
      hub.with(Draft::leaveWho);
    });
  }

  private void begin(Target target) {
    var fields = hub.from(d -> d.fields(target));
    try {
      client.create(KIND, fields, sitting + " " + fields.hashCode() + " " + target.text());
      hub.with(d -> d.drop(target));
    } catch (Refused e) {
      hub.with(d -> {
        d.mark(target, e.problem().message());
        d.refuse(e);
      });
    }
  }

  private void renew(Shown shown) {
    var fields = hub.from(d -> d.who.fields());
    var open = shown.hosts().stream().filter(h -> h.stand().step().compareTo(Step.PLAN) < 0);
    hub.each(open.toList(), host -> client.update(KIND, host.id(), fields));
  }

  /// Accepts the key that the host presents, after a person has compared it.
  ///
  /// @param fingerprint the one compared: a key that has changed meanwhile is not accepted
  public void trust(String id, String fingerprint) {
    act(id, TRUST, Map.of("fingerprint", fingerprint));
  }

  /// The same for all that were shown, each with the fingerprint that was shown.
  public void trustAll(List<HostRow> compared) {
    var unknown = compared.stream().filter(h -> h.stand() == Stand.ASKS_TRUST).toList();
    hub.command(
        () -> hub.each(unknown, h -> act(h, TRUST, Map.of("fingerprint", h.presentedKey()))));
  }

  /// Accepts host keys signed by this authority, for all that are not yet trusted.
  ///
  /// @param publicKey a line as in `ssh_host_ca.pub`
  public void trustAuthority(String publicKey) {
    var fields = Map.of("hostKeyAuthority", publicKey.strip());
    hub.command(
        () -> hub.each(shown().in(Step.TRUST), host -> client.update(KIND, host.id(), fields)));
  }

  /// @param checks empty for all
  public void recheck(String id, List<String> checks) {
    act(id, RECHECK, checks.isEmpty() ? Map.of() : Map.of("checks", checks));
  }

  /// One check again on all hosts where it does not go well; every check for an empty name.
  public void recheckAll(String check) {
    Map<String, ?> input = check.isEmpty() ? Map.of() : Map.of("checks", List.of(check));
    var hosts =
        shown().hosts().stream()
            .filter(h -> check.isEmpty() || h.check(check).filter(c -> !c.isWell()).isPresent())
            .filter(h -> h.stand().step() == Step.CHECKS || h.stand().step() == Step.PLAN)
            .toList();
    hub.command(() -> hub.each(hosts, host -> act(host, RECHECK, input)));
  }

  /// Lets the console mend what a check found.
  public void fix(String id, String check) {
    act(id, FIX, Map.of("check", check));
  }

  /// Adds one host; it is refused while a check that must pass does not.
  public void add(String id) {
    addEach(shown().host(id).stream().toList());
  }

  /// Adds all that may be.
  public void addAll() {
    addEach(shown().standing(Stand.MAY_BE_ADDED));
  }

  /// A host may be there before it is first looked at again: whom the person waits for is kept.
  private void addEach(List<HostRow> hosts) {
    hub.command(() ->
        hub.each(
            hosts,
            host -> {
              act(host, ADD, Map.of());
              hub.with(d -> d.awaited.add(host.id()));
            }));
    turnTo(Step.GO);
  }

  /// Goes on with one that failed.
  public void resume(String id) {
    act(id, RETRY, Map.of());
  }

  /// Takes back what was begun: nothing of it stays on the host.
  public void cancel(String id) {
    one(id, host -> client.remove(KIND, host.id()));
  }

  public void rename(String id, String name) {
    one(id, host -> client.update(KIND, host.id(), Map.of("name", name.strip())));
  }

  /// Looks for other members of the cluster that a host is in.
  ///
  /// @param id of a host on its way in, or of one that is there
  public void discover(String id) {
    hub.command(() -> {
      var found = client.ask(KIND, DISCOVER, Map.of("id", id)).get("members");
      hub.with(d -> {
        d.members = d.unknown(Answers.targets(found, Target.SSH));
        if (!d.members.isEmpty()) return;
        d.problem = Optional.of(Problem.request("no-members", Words.say("error.no-members"), ""));
      });
    });
  }

  /// Adds found members: at once where the credential is still known, else it is asked for.
  public void take(List<Target> members) {
    boolean complete =
        hub.from(d -> {
          d.takeMembers(members);
          return d.who.isComplete();
        });
    if (complete) begin();
    else hub.publish();
  }

  /// Closes the book on those that are there, and begins anew.
  public void finish() {
    hub.command(() -> {
      var there = shown().in(Step.READY);
      hub.each(there, host -> client.remove(KIND, host.id()));
      hub.with(d -> d.close(there));
    });
  }

  /// What the verb of the open step asks of the server.
  public List<Request> requests() {
    return Requests.of(shown(), target -> hub.from(d -> d.fields(target)));
  }

  private void act(HostRow host, String action, Map<String, ?> input) {
    client.act(KIND, host.id(), action, input);
  }

  private void act(String id, String action, Map<String, ?> input) {
    one(id, host -> act(host, action, input));
  }

  private void one(String id, Consumer<HostRow> ask) {
    hub.command(() -> hub.each(shown().host(id).stream().toList(), ask));
  }

  @Override
  public void close() {
    hub.close();
  }
}
