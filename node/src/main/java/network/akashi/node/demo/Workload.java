package network.akashi.node.demo;

import java.nio.file.Path;
import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ProofMarketEvent;

/** What a demo gives the network to prove. */
interface Workload extends AutoCloseable {
  /** Programs that provers need. */
  List<Path> guests();

  /** Inputs of single runs. */
  Path inputs();

  /** What nodes' configurations need beside that. */
  String configuration();

  /** Begins; calls {@code opened} may follow at any time. */
  void start();

  /** Whether everything that was to be requested has been. */
  boolean isAllRequested();

  /** How many requests there will be. */
  int requests();

  /** Whether this process, from the input alone, comes to what was paid for. */
  boolean isRight(Bytes32 request, ProofMarketEvent.Fulfilled paid);

  /** A sentence on the result of the whole, for the end of the report. */
  String conclusion();

  @Override
  void close();
}
