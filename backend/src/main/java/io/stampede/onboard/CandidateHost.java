package io.stampede.onboard;

import io.stampede.engine.Outcome;
import io.stampede.onboard.Neighbours.Neighbour;
import io.stampede.ssh.HostKey;
import io.stampede.ssh.SshFailure;
import java.util.List;

/// What the candidate kind asks of a candidate. None of the calls waits for ever.
public interface CandidateHost {
  /// Learns which key it presents; sends no credential.
  HostKey hostKey(CandidateSpec spec) throws SshFailure;

  /// Logs in, over a connection that is kept until [#close]; holds the host key against what was
  /// accepted before anything is sent.
  ///
  /// @return the fingerprint it presented
  String login(String id, CandidateSpec spec) throws SshFailure;

  /// Looks at one part; changes nothing there.
  Probed look(String id, CandidateSpec spec, Part part, List<Neighbour> neighbours)
      throws SshFailure;

  /// Puts one thing right.
  Outcome fix(String id, CandidateSpec spec, Fix fix);

  /// Adds the public half of the private key to those the user may log in with.
  Outcome installKey(String id, CandidateSpec spec);

  /// Takes back what [#installKey] did.
  Outcome takeKeyBack(String id, CandidateSpec spec);

  /// Members of the cluster that the candidate, or the host of this id, is in.
  List<Discovery.Member> discover(String id) throws SshFailure;

  void close(String id);
}
