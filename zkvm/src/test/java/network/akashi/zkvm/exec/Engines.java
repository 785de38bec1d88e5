package network.akashi.zkvm.exec;

import java.util.List;

/** Every way to run a program. */
final class Engines {
  private Engines() {}

  static List<Executor> all() {
    return List.of(Executor.interpreter(), Executor.translator());
  }
}
