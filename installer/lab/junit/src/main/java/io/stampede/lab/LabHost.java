package io.stampede.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// One real host of the lab: its address, its buttons and its cable. Every command throws
/// [LabFailure] when it does not succeed.
public final class LabHost {
  private final LabCommand lab;
  private final String name;

  LabHost(LabCommand lab, String name) {
    this.lab = lab;
    this.name = name;
  }

  /// What the lab (and the host itself) calls it, such as `h3`: not always the test's name for it.
  public String name() {
    return name;
  }

  /// Its IPv4 address.
  public String address() {
    return "10.99.0." + ((isCoreOs() ? 120 : 10) + Integer.parseInt(name.substring(1)));
  }

  /// Whether it is like CoreOS: a read-only `/usr`, Docker, but neither libvirt nor a package
  /// manager.
  public boolean isCoreOs() {
    return name.startsWith("c");
  }

  /// The port of its sshd.
  public int port() {
    return 22;
  }

  /// Who may log in with [#privateKey()]. (User `core` may, too, and has sudo without a password.)
  public String user() {
    return "root";
  }

  /// The text of an OpenSSH private key without passphrase, ed25519.
  public String privateKey() {
    return read(privateKeyFile());
  }

  /// The file [#privateKey()] is in.
  public Path privateKeyFile() {
    return LabImages.folder().resolve("keys/id_ed25519");
  }

  /// As `ssh-keygen -l` prints it: `SHA256:` and 43 characters.
  public String hostKeyFingerprint() {
    var other = folder().resolve("otherkey.pub"); // see rekey
    var line = read(Files.exists(other) ? other : folder().resolve("hostkey.pub"));
    var blob = Base64.getDecoder().decode(line.split(" ", 3)[1]);
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sha256(blob));
  }

  /// Runs a shell command on the host through SSH, as root, and gives what it wrote. 0.3 s for a
  /// new connection each time: many checks are better made with [#run].
  public String ssh(String command) {
    return demand(lab.run("ssh", name, command), command);
  }

  /// The same, not through the network: takes 30 ms, and works with the cable out.
  public String sh(String command) {
    return demand(run(command), command);
  }

  /// Runs a shell command on the host, as root and not through the network. It may fail.
  public Ran run(String command) {
    return lab.run("exec", name, command);
  }

  /// Pulls the plug: at once, nothing is written or said.
  public void kill() {
    lab.must("kill", name);
  }

  /// Shuts down in an orderly way, and waits until the power is off.
  public void halt() {
    lab.must("halt", name);
  }

  /// Presses the power button; nothing happens when the power is on. Does not wait.
  public void start() {
    lab.must("start", name);
  }

  /// Waits until sshd, Docker and (where it has one) libvirt answer: one to five seconds after
  /// [#start()].
  public void awaitReady() {
    lab.must("wait", name);
  }

  /// Reboots in an orderly way, and waits until it is ready again.
  public void reboot() {
    lab.must("reboot", name);
  }

  /// Plugs or pulls the network cable: the host runs on, no packet comes or goes.
  public void cable(boolean plugged) {
    lab.must("cable", name, plugged ? "in" : "out");
  }

  /// Puts the host behind a router of its own, or back on the switch. Its [#address()] is the
  /// router's then, and leads to its sshd; nothing else that others begin gets in.
  public void nat(boolean behind) {
    lab.must("nat", name, behind ? "on" : "off");
  }

  /// Cuts every SSH connection to the host as a broken line does: both ends learn of it only when
  /// they next hear from one another. What was started over them runs on.
  public void cutConnections() {
    cable(false);
    run("pkill -KILL -f '^sshd: [a-z]+([ @]|$)'");
    cable(true);
  }

  /// Lets the next call of a program in `/usr/bin` wait, when it is made with such arguments.
  ///
  /// @param arguments a pattern of the shell's `case`, as in `'run -d '*`
  /// @param before a shell command that is run before it waits; may be empty
  public Held hold(String command, String arguments, String before) {
    return Held.at(this, command, arguments, before);
  }

  /// Puts a small, empty file system on `/var/lib/stampede`, for a test that fills the disk. Gone
  /// after a reset or a reboot.
  ///
  /// @param mebibytes its size
  public void smallDisk(int mebibytes) {
    lab.must("smalldisk", name, mebibytes + "m");
  }

  /// Takes the small file system away; what was there before is there again.
  public void bigDisk() {
    lab.must("bigdisk", name);
  }

  /// Gives the host another SSH host key, as after a new installation. A reset brings the first one
  /// back.
  public void rekey() {
    lab.must("rekey", name);
  }

  /// Power on, cable in, no router before it, the first host key; no container, no virtual machine,
  /// no image but busybox, nothing in `/var/lib/stampede`. A test gets its hosts like this without
  /// asking.
  public void reset() {
    lab.must("reset", name);
  }

  /// Only power on, cable in, and no router before it.
  void revive() {
    lab.must("revive", name);
  }

  @Override
  public String toString() {
    return name + " (" + address() + ")";
  }

  private Path folder() {
    return LabImages.folder().resolve("hosts").resolve(name);
  }

  private String demand(Ran ran, String command) {
    if (!ran.ok()) {
      throw new LabFailure(
          "%s: '%s' ended with %d: %s".formatted(name, command, ran.status(), ran.err()));
    }
    return ran.out();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
