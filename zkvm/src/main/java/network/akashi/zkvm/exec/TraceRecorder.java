package network.akashi.zkvm.exec;

/**
 * Told what each instruction did, in order: first its accesses to memory and the arguments of an
 * {@code ecall}, then the instruction itself, which closes the record. An instruction that traps is
 * not told, and neither are accesses it may have made.
 *
 * <p>This is all that chips need. Registers and memory are words of 64 bits, four limbs of 16;
 * memory words lie at multiples of 8, and a narrow access is one of the whole word. An instruction
 * reads its first source, then its second, then accesses memory in the order told, then writes its
 * destination; an {@code ecall} reads a7 and a0 as sources, then a1 to a4 as far as the call takes
 * them, then accesses memory, and writes a0. When a word was last accessed follows from the order
 * of the records.
 */
public interface TraceRecorder {
  /**
   * A register other than a7 and a0 that the {@code ecall} told next reads.
   *
   * @param number 11 to 14
   */
  void argument(int number, long value);

  /**
   * An access to a memory word by the instruction told next.
   *
   * @param address a multiple of 8
   * @param before what the word held
   * @param after what it holds now; the same for a load
   */
  void access(long address, long before, long after);

  /**
   * An instruction that was carried out.
   *
   * @param index of the instruction in the program's code
   * @param first value of the first source register, 0 if there is none
   * @param second value of the second source register, 0 if there is none
   * @param before what the destination register held; where there is none, or it is x0, that is the
   *     register of {@link network.akashi.zkvm.isa.Code#DISCARD}, which holds what was last
   *     computed for x0
   * @param after what it holds now
   */
  void instruction(int index, long first, long second, long before, long after);
}
