package network.akashi.zkvm.exec;

import network.akashi.zkvm.isa.Family;
import network.akashi.zkvm.isa.Op;

/** How often each operation and each environment call was carried out. Immutable. */
public final class Counts {
  private final long[] ops;
  private final long[] calls;

  Counts(long[] ops, long[] calls) {
    this.ops = ops.clone();
    this.calls = calls.clone();
  }

  public long of(Op op) {
    return ops[op.index()];
  }

  public long of(Family family) {
    long sum = 0;
    for (Op op : Op.all()) {
      sum += op.family() == family ? of(op) : 0;
    }
    return sum;
  }

  public long of(EnvironmentCall call) {
    return calls[call.index()];
  }

  /** All instructions. */
  public long cycles() {
    long sum = 0;
    for (long count : ops) {
      sum += count;
    }
    return sum;
  }
}
