package io.stampede.vm;

import io.stampede.engine.Phase;
import io.stampede.engine.Step;
import java.util.List;
import java.util.OptionalInt;

/// The moves of a machine.
public sealed interface VmStep extends Step {
  /// Asks for the image to be brought to the host.
  record WantImage(String image) implements VmStep {
    @Override
    public String title() {
      return "ask for image " + image + " on the host";
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }
  }

  /// Finds the newest image of the template that the machine is made of.
  record FindImage(VmName name, String template) implements VmStep {
    @Override
    public String title() {
      return "find the newest image of template %s for %s".formatted(template, name);
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }
  }

  /// Has an image made of the disk of the machine that this one is a clone of.
  record BeginClone(VmName name, String of) implements VmStep {
    @Override
    public String title() {
      return "have the disk of %s copied for %s".formatted(of, name);
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }
  }

  /// Lets go of the image that the disk of a clone was made of.
  record EndClone(VmName name, String image) implements VmStep {
    @Override
    public String title() {
      return "let go of image %s, of which %s was made".formatted(image, name);
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }
  }

  /// The moves that the host itself makes.
  sealed interface OnHost extends VmStep
      permits CreateDisk,
          Define,
          Rename,
          Mark,
          Unmark,
          Reshape,
          Disown,
          Undefine,
          RemoveFiles,
          DiskStep,
          PowerStep,
          LiveStep {}

  /// A qcow2 overlay over the image.
  ///
  /// @param whole whether it is a copy of the image instead
  record CreateDisk(VmName name, String image, OptionalInt gib, boolean whole) implements OnHost {
    public CreateDisk(VmName name, String image, OptionalInt gib) {
      this(name, image, gib, false);
    }

    @Override
    public String title() {
      return "create the disk of " + name;
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      return List.of(
          "qemu-img %s …/images/%s disk.qcow2%s"
              .formatted(
                  whole ? "convert -O qcow2" : "create -f qcow2 -b",
                  image,
                  gib.isPresent() ? " " + gib.getAsInt() + "G" : ""));
    }
  }

  /// Brings the drive with metadata beside the disk.
  record BringDrive(VmName name, String print) implements VmStep {
    @Override
    public String title() {
      return "bring the drive with the metadata of " + name;
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of("sftp → " + Drive.file(print));
    }
  }

  /// Tells libvirt what the machine is from its next start.
  ///
  /// @param autostart whether it is to start with its host
  record Define(VmName name, VmShape shape, boolean autostart) implements OnHost {
    @Override
    public String title() {
      return "define %s: %s".formatted(name, shape);
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of("virDomainDefineXML " + name, "virDomainSetAutostart " + autostart);
    }
  }

  /// Of a machine that is off: libvirt renames no other.
  record Rename(VmName name, String was) implements OnHost {
    @Override
    public String title() {
      return "rename %s to %s".formatted(was, name);
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of("virDomainRename %s %s".formatted(was, name));
    }
  }

  /// Writes our mark into a domain that we did not make; it runs on.
  record Mark(VmName name) implements OnHost {
    @Override
    public String title() {
      return "mark " + name + " as ours";
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of("virDomainSetMetadata " + name);
    }
  }

  /// Takes our mark out again.
  record Unmark(VmName name) implements OnHost {
    @Override
    public String title() {
      return "take our mark from " + name;
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of("virDomainSetMetadata " + name);
    }
  }

  /// Changes CPUs and memory of a domain that we did not make, and leaves all else as it is.
  record Reshape(VmName name, VmShape shape) implements OnHost {
    @Override
    public String title() {
      return "change %s to %s".formatted(name, shape);
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of("virDomainDefineXML " + name);
    }
  }

  private static String with(int snapshots) {
    return switch (snapshots) {
      case 0 -> "";
      case 1 -> " with its snapshot";
      default -> " with its %d snapshots".formatted(snapshots);
    };
  }

  /// Undefines a domain that we did not make; its disks stay where they are.
  ///
  /// @param snapshots how many of it libvirt forgets with it
  record Disown(VmName name, int snapshots) implements OnHost {
    public Disown(VmName name) {
      this(name, 0);
    }

    @Override
    public String title() {
      return "undefine %s%s; its disks stay where they are".formatted(name, with(snapshots));
    }

    @Override
    public Phase phase() {
      return Phase.REMOVING;
    }

    @Override
    public boolean destroys() {
      return true;
    }

    @Override
    public List<String> calls() {
      return List.of("virDomainUndefineFlags " + name);
    }
  }

  /// @param snapshots how many are lost with it
  record Undefine(VmName name, int snapshots) implements OnHost {
    public Undefine(VmName name) {
      this(name, 0);
    }

    @Override
    public String title() {
      return "undefine " + name + with(snapshots);
    }

    @Override
    public Phase phase() {
      return Phase.REMOVING;
    }

    @Override
    public boolean destroys() {
      return true;
    }

    @Override
    public List<String> calls() {
      return List.of("virDomainUndefineFlags " + name);
    }
  }

  /// Its disk, log and everything else in its folder.
  record RemoveFiles(VmName name, String id) implements OnHost {
    @Override
    public String title() {
      return "remove the disk of " + name;
    }

    @Override
    public Phase phase() {
      return Phase.REMOVING;
    }

    @Override
    public boolean destroys() {
      return true;
    }

    @Override
    public List<String> calls() {
      return List.of("rm -rf /var/lib/stampede/vm/" + id);
    }
  }
}
