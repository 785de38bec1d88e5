package network.akashi.zkvm.exec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Family;
import network.akashi.zkvm.isa.Format;
import network.akashi.zkvm.isa.Op;

/**
 * Code that is translated into one method: what can be reached from a head by branches and jumps
 * that keep no return address, and behind calls, as far as it fits. A region is a function's body
 * or a part of it.
 *
 * @param head index of the instruction it grew from
 * @param blocks by rising index; control enters a block at its first instruction only, and an
 *     {@code ecall} is one of its own
 * @param entries indices where control may come in from outside: the head, and behind calls
 */
record Region(int head, List<Block> blocks, List<Integer> entries) {
  /**
   * The most bytecode of a region, with what is put into it from {@link Memory}. HotSpot compiles
   * no methods above 8,000 bytes, and puts no more calls into one that has reached them.
   */
  private static final int MAX_BYTES = 7_000;

  private static final int BYTES_PER_BLOCK = 36;
  private static final int BYTES_PER_ACCESS = 64;
  private static final int BYTES_PER_OPERATION = 10;
  private static final int BYTES_PER_CALL = 40;

  /**
   * A run of instructions.
   *
   * @param start index of the first
   * @param length how many; 0 for an instruction that is left to the interpreter
   */
  record Block(int start, int length) {
    int end() {
      return start + length;
    }
  }

  /** What leads control out of the straight, or may: a call out of the machine. */
  static boolean endsBlock(Op op) {
    return switch (op) {
      case JAL, JALR, ECALL -> true;
      default -> op.format() == Format.BRANCH;
    };
  }

  /**
   * Whether the instruction is not translated: what always traps, and jumps whose known target is
   * no place to jump to.
   */
  static boolean isLeftToInterpreter(Code code, int index) {
    Op op = code.op(index);
    return switch (op) {
      case EBREAK, ILLEGAL -> true;
      case JAL, BEQ, BNE, BLT, BGE, BLTU, BGEU -> targetIndex(code, index) < 0;
      default -> false;
    };
  }

  /** Index of the target of a branch or {@code jal}; −1 if it must trap when taken. */
  static int targetIndex(Code code, int index) {
    long target = code.target(index);
    return (target & 3) != 0 ? -1 : code.index(target);
  }

  static boolean isCall(Code code, int index) {
    Op op = code.op(index);
    return (op == Op.JAL || op == Op.JALR) && code.destination(index) != Code.DISCARD;
  }

  /** Grows the region with head {@code head}. */
  static Region grow(Code code, int head) {
    return new Growth(code, head).region();
  }

  /** The block that holds instruction {@code index}, or would hold it next. */
  int blockOf(int index) {
    int found = 0;
    for (int i = 0; i < blocks.size() && blocks.get(i).start <= index; i++) {
      found = i;
    }
    return found;
  }

  private static final class Growth {
    private final Code code;
    private final int head;
    private final BitSet inside = new BitSet();
    private final BitSet leaders = new BitSet();
    private final BitSet entries = new BitSet();
    private final Deque<Integer> work = new ArrayDeque<>();
    private int bytes;

    Growth(Code code, int head) {
      this.code = code;
      this.head = head;
    }

    Region region() {
      lead(head);
      entries.set(head);
      while (!work.isEmpty() && bytes < MAX_BYTES) {
        walk(work.remove());
      }
      entries.and(inside);
      return new Region(head, blocks(), entries.stream().boxed().toList());
    }

    /** Walks straight on from a leader until control turns away or known ground is reached. */
    private void walk(int from) {
      bytes += BYTES_PER_BLOCK;
      for (int index = from; index < code.size() && !inside.get(index); index++) {
        if (bytes >= MAX_BYTES) {
          return;
        }
        inside.set(index);
        if (isLeftToInterpreter(code, index)) {
          leaders.set(index);
          return;
        }
        Op op = code.op(index);
        bytes += bytes(op);
        if (endsBlock(op)) {
          turn(index, op);
          return;
        }
      }
    }

    private void turn(int index, Op op) {
      if (op.format() == Format.BRANCH) {
        lead(index + 1);
        lead(targetIndex(code, index));
      } else if (op == Op.ECALL) {
        // a block of its own, which control may not get through
        leaders.set(index);
        call(index);
      } else if (isCall(code, index)) {
        call(index);
      } else if (op == Op.JAL) {
        lead(targetIndex(code, index));
      }
    }

    private void call(int index) {
      if (index + 1 < code.size()) {
        lead(index + 1);
        entries.set(index + 1);
      }
    }

    private void lead(int index) {
      if (index < code.size() && !leaders.get(index)) {
        leaders.set(index);
        work.add(index);
      }
    }

    private List<Block> blocks() {
      List<Block> blocks = new ArrayList<>();
      for (int start = inside.nextSetBit(0); start >= 0; ) {
        int end = start;
        boolean open = true;
        while (open && inside.get(end) && (end == start || !leaders.get(end))) {
          open = !isLeftToInterpreter(code, end) && !endsBlock(code.op(end));
          end++;
        }
        boolean left = end == start + 1 && isLeftToInterpreter(code, start);
        blocks.add(new Block(start, left ? 0 : end - start));
        start = inside.nextSetBit(end);
      }
      return blocks;
    }

    private static int bytes(Op op) {
      Family family = op.family();
      return switch (family) {
        case LOAD_DOUBLE, LOAD_NARROW, STORE_DOUBLE, STORE_NARROW -> BYTES_PER_ACCESS;
        case ENVIRONMENT_CALL -> BYTES_PER_CALL;
        default -> BYTES_PER_OPERATION;
      };
    }
  }
}
