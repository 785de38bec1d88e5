package network.akashi.zkvm.chip;

import network.akashi.stark.air.Bus;

/**
 * The channels between chips.
 *
 * <p>Words of 64 bits are four limbs of 16, the lowest first. Every limb that a chip
 * <em>writes</em> to a register or to memory is range-checked by that chip; what is read was
 * written before, so it is in range without another check. Addresses of code are in words of 4
 * bytes ({@code pc / 4}), those of memory in words of 8 ({@code address / 8}).
 *
 * <p>Instruction k of a run, from 0 on, has the eight times {@code 8k + 1 + slot}: see {@link
 * Slots}. Times are below 2^28 and never wrap, as a proof has less than 2^25 rows.
 */
final class Buses {
  /** (pc, time): where the machine is before the instruction that begins at this time. */
  static final Bus STATE = new Bus("state", 1, 2);

  /** (pc, code, rd, rs1, rs2, a, b, c, d): an instruction; see {@link RomRow}. */
  static final Bus PROGRAM = new Bus("program", 2, 9);

  /** (space, word, time, v0, v1, v2, v3): what a word holds since this time; see {@link Space}. */
  static final Bus MEMORY = new Bus("memory", 3, 7);

  /** (x): an integer below 2^16. */
  static final Bus RANGE_16 = new Bus("range16", 4, 1);

  /** (q, r): q below 2^13 and r below 2^3, so that 8q + r is below 2^16. */
  static final Bus EIGHTHS = new Bus("eighths", 5, 2);

  /** (operation, a, b, c): {@code c = a operation b} on bytes; see {@link ByteOperation}. */
  static final Bus BYTES = new Bus("bytes", 6, 4);

  /** (word, v0, v1, v2, v3): a word that the program's image fills. */
  static final Bus IMAGE = new Bus("image", 7, 5);

  /** (first page, page after the last, read only, chosen by the prover): memory that exists. */
  static final Bus REGION = new Bus("region", 8, 4);

  /** (word, v0, v1, v2, v3): what a word of the public output digest holds at the end. */
  static final Bus OUTPUT = new Bus("output", 9, 5);

  /** (exit code 0, exit code 1, pc, time): the end of the run. */
  static final Bus HALT = new Bus("halt", 10, 4);

  /** (number, time, a0 limb 0, a0 limb 1): an accelerator is asked to work. */
  static final Bus CALL = new Bus("call", 11, 4);

  /** (kind, amount, up, down, is down, place): how to shift; see {@link ShiftTableAir}. */
  static final Bus SHIFT = new Bus("shift", 12, 6);

  private Buses() {}
}
