package io.stampede.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.client.Refused;
import io.stampede.engine.ResourceId;
import io.stampede.vm.DiskContent;
import io.stampede.vm.VmSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Disks of emulated machines: a few bytes.
final class DemoDiskContent implements DiskContent {
  private final DemoReach hosts;
  private final ConcurrentMap<ResourceId, byte[]> disks = new ConcurrentHashMap<>();

  DemoDiskContent(DemoReach hosts) {
    this.hosts = hosts;
  }

  private void answering(VmSpec spec) {
    var trouble = hosts.outage(spec.hostId());
    if (trouble.isPresent()) {
      throw new Refused(Refused.Reason.UNREACHABLE, trouble.get(), List.of());
    }
  }

  @Override
  public Export take(ResourceId machine, VmSpec spec, Optional<String> snapshot) {
    answering(spec);
    var bytes = disks.getOrDefault(machine, ("disk of " + machine).getBytes(UTF_8));
    try {
      var sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Export(
          bytes.length, HexFormat.of().formatHex(sum), new ByteArrayInputStream(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void fill(ResourceId machine, VmSpec spec, InputStream disk) {
    answering(spec);
    try {
      disks.put(machine, disk.readAllBytes());
    } catch (IOException e) {
      throw DiskContent.refused(spec, e);
    }
  }
}
