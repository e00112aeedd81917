package io.stampede.metadata;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/// The “instance identity document”. Nobody signs ours: it has no account, and there is no
/// signature beside it.
record Ec2Identity(Instance instance) {
  Map<String, Object> document() {
    var document = new TreeMap<String, Object>();
    document.put("architecture", instance.image().architecture());
    document.put("availabilityZone", instance.place().zone());
    document.put("imageId", Ec2Files.imageId(instance));
    document.put("instanceId", Ec2Files.instanceId(instance));
    document.put("instanceType", instance.type().name());
    document.put("pendingTime", instance.launch().at().truncatedTo(ChronoUnit.SECONDS).toString());
    document.put("region", instance.place().region());
    document.put("version", "2017-09-30"); // of the document's form
    instance.firstNic().ifPresent(nic -> document.put("privateIp", Ec2Files.text(nic.address())));
    return document;
  }
}
