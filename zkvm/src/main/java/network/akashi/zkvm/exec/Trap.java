package network.akashi.zkvm.exec;

import network.akashi.zkvm.program.MemoryMap;
import network.akashi.zkvm.program.MemoryMap.Region;

/**
 * Why a guest was stopped: what it did that no guest may do. A closed list. The instruction at
 * {@link #pc()} had no effect and is not among the cycles counted.
 */
public sealed interface Trap {
  /** Address of the instruction that could not be carried out. */
  long pc();

  /** What happened and where, for people. */
  String message();

  /** A word that is no instruction of RV64IM, or none at all between two segments of code. */
  record IllegalInstruction(long pc, int word) implements Trap {
    @Override
    public String message() {
      if ((word & 3) != 3 && word != 0) {
        return "illegal instruction 0x%04x at 0x%x: compressed instructions are not supported,"
                .formatted(word & 0xffff, pc)
            + " build for riscv64im without C";
      }
      return "illegal instruction 0x%08x at 0x%x: the machine runs RV64IM".formatted(word, pc);
    }
  }

  /** {@code ebreak}, which compilers place where execution must never come. */
  record Breakpoint(long pc) implements Trap {
    @Override
    public String message() {
      return "ebreak at 0x%x".formatted(pc);
    }
  }

  /** A jump to an address that is no multiple of 4. */
  record MisalignedJump(long pc, long target) implements Trap {
    @Override
    public String message() {
      return "jump at 0x%x to 0x%x, which is no multiple of 4".formatted(pc, target);
    }
  }

  /**
   * A jump out of the code; where code simply ends, {@code pc} is the target itself.
   *
   * @param pc address of the jump
   */
  record JumpOutsideCode(long pc, long target) implements Trap {
    @Override
    public String message() {
      return pc == target
          ? "execution ran past the end of the code at 0x%x".formatted(pc)
          : "jump at 0x%x to 0x%x, where there is no code".formatted(pc, target);
    }
  }

  /**
   * A load or store that the memory map or the program's segments forbid.
   *
   * @param address first address of the access, unsigned
   * @param bytes its width
   */
  record AccessFault(long pc, boolean isStore, long address, int bytes) implements Trap {
    /** Why the access is forbidden. */
    public enum Reason {
      NULL_POINTER("address 0 and what follows it are no memory: a null pointer"),
      STACK_OVERFLOW("the stack grew into its guard"),
      READ_ONLY("the page is read only"),
      OUT_OF_RANGE("there is no memory");

      private final String text;

      Reason(String text) {
        this.text = text;
      }
    }

    public Reason reason() {
      Region first = MemoryMap.region(address);
      Region last = MemoryMap.region(address + bytes - 1);
      if (first == Region.NULL_GUARD || last == Region.NULL_GUARD) {
        return Reason.NULL_POINTER;
      }
      if (first == Region.STACK_GUARD || last == Region.STACK_GUARD) {
        return Reason.STACK_OVERFLOW;
      }
      return first.isReadable() && last.isReadable() ? Reason.READ_ONLY : Reason.OUT_OF_RANGE;
    }

    @Override
    public String message() {
      return "%s of %d bytes at 0x%x by the instruction at 0x%x: %s"
          .formatted(isStore ? "store" : "load", bytes, address, pc, reason().text);
    }
  }

  /** An {@code ecall} with a number in a7 that means nothing here. */
  record UnknownCall(long pc, long number) implements Trap {
    @Override
    public String message() {
      return "ecall at 0x%x with unknown number %d (0x%x) in a7".formatted(pc, number, number);
    }
  }

  /** An environment call whose arguments are not what it takes. */
  record BadCall(long pc, EnvironmentCall call, String problem) implements Trap {
    @Override
    public String message() {
      return "ecall %s at 0x%x: %s".formatted(call.label(), pc, problem);
    }
  }
}
