package network.akashi.zkvm.chip;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.Bus;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.isa.Op;

/**
 * The words in which the chip of a family says what one of its rows means: arithmetic, accesses,
 * lookups. Everything is said {@code active} times, so padding rows say nothing.
 */
final class InstructionRow<E> {
  static final int LIMBS = 4;
  static final int LIMB = 1 << 16;

  /** 2^−16 mod p. */
  static final long INVERSE_LIMB =
      BigInteger.valueOf(LIMB).modInverse(BigInteger.valueOf(KoalaBear.P)).longValue();

  final AirBuilder<E> b;
  final E active;
  private final E pc;
  private final E time;

  /**
   * @param active 1 in rows that stand for an instruction, 0 in padding; the caller asserts that it
   *     is a bit
   */
  InstructionRow(AirBuilder<E> builder, E active, E pc, E time) {
    this.b = builder;
    this.active = active;
    this.pc = pc;
    this.time = time;
  }

  // Cells and arithmetic

  E cell(int column) {
    return b.main(column);
  }

  List<E> cells(int first, int count) {
    List<E> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add(b.main(first + i));
    }
    return cells;
  }

  /** The word whose limbs are the four columns from {@code first} on. */
  List<E> word(int first) {
    return cells(first, LIMBS);
  }

  /**
   * The word whose limbs are the four columns from {@code first} on, which the row reads from a
   * register or from memory: limbs are range-checked when they are written, and what is read was
   * written before.
   */
  List<E> wordRead(int first) {
    List<E> word = word(first);
    for (E limb : word) {
      b.assumeRange("limbs are range-checked when they are written", limb, 0, LIMB - 1);
    }
    return word;
  }

  E constant(long value) {
    return b.constant(value);
  }

  @SafeVarargs
  final E sum(E first, E... others) {
    E sum = first;
    for (E other : others) {
      sum = b.add(sum, other);
    }
    return sum;
  }

  E scaled(long factor, E value) {
    return b.mul(b.constant(factor), value);
  }

  E not(E bit) {
    return b.sub(b.constant(1), bit);
  }

  /** {@code yes} where {@code bit} is 1, {@code no} where it is 0. */
  E select(E bit, E yes, E no) {
    return b.add(no, b.mul(bit, b.sub(yes, no)));
  }

  /** Limbs from bytes, the lowest first. */
  List<E> limbs(List<E> bytes) {
    List<E> limbs = new ArrayList<>();
    for (int i = 0; i < bytes.size(); i += 2) {
      limbs.add(sum(bytes.get(i), scaled(1 << 8, bytes.get(i + 1))));
    }
    return limbs;
  }

  /** A word of which only the lowest limb may differ from zero. */
  List<E> small(E limb) {
    E zero = constant(0);
    return List.of(limb, zero, zero, zero);
  }

  /** The limbs of an immediate, from its lowest limb and its sign. */
  List<E> immediate(E low, E negative) {
    b.assumeRange("programs hold limbs", low, 0, LIMB - 1);
    b.assumeRange("programs hold signs as bits", negative, 0, 1);
    E rest = scaled(LIMB - 1, negative);
    return List.of(low, rest, rest, rest);
  }

  // The machine

  E pc() {
    return pc;
  }

  E nextPc() {
    return b.add(pc, b.constant(1));
  }

  /** When {@code slot} is. */
  E time(int slot) {
    return slot == 0 ? time : b.add(time, b.constant(slot));
  }

  /** Has the program hold this instruction at the pc. */
  void fetch(E code, E rd, E rs1, E rs2, List<E> operands) {
    List<E> tuple = new ArrayList<>(List.of(pc, code, rd, rs1, rs2));
    tuple.addAll(operands);
    while (tuple.size() < Buses.PROGRAM.arity()) {
      tuple.add(b.constant(0));
    }
    b.send(Buses.PROGRAM, active, tuple);
  }

  /** The code of a row that stands for one of several operations, each with a flag. */
  E code(List<Op> operations, List<E> flags) {
    E code = b.constant(0);
    for (int i = 0; i < flags.size(); i++) {
      code = b.add(code, scaled(RomRow.number(operations.get(i)), flags.get(i)));
    }
    return code;
  }

  /** Takes the machine's state, and leaves it at {@code next}. */
  void goTo(E next) {
    enter();
    b.send(Buses.STATE, active, List.of(next, time(Slots.COUNT)));
  }

  /** Takes the machine's state. */
  void enter() {
    b.receive(Buses.STATE, active, List.of(pc, time));
  }

  /** Has register {@code register} hold {@code value}, {@code active} times. */
  void read(int slot, E register, int previousTime, List<E> value) {
    read(slot, register, previousTime, value, active);
  }

  void read(int slot, E register, int previousTime, List<E> value, E multiplicity) {
    access(slot, constant(Space.REGISTERS), register, previousTime, value, value, multiplicity);
  }

  /** Puts {@code after}, whose limbs the caller range-checks, into register {@code rd}. */
  void write(E rd, int previousTime, int before, List<E> after) {
    access(
        Slots.DESTINATION,
        constant(Space.REGISTERS),
        rd,
        previousTime,
        word(before),
        after,
        active);
  }

  /**
   * Takes a word's last value and puts a new one there. That the value taken is older is a lookup
   * of the time between in 16 bits; a word that rested longer is refreshed before ({@link
   * BumpAir}).
   *
   * @param previousTime the column that holds when the word was last accessed
   */
  void access(
      int slot, E space, E word, int previousTime, List<E> before, List<E> after, E multiplicity) {
    E previous = b.main(previousTime);
    E now = time(slot);
    E gap = b.sub(b.sub(now, previous), b.constant(1));
    range16(gap, multiplicity);
    b.receive(Buses.MEMORY, multiplicity, tuple(space, word, previous, before));
    b.send(Buses.MEMORY, multiplicity, tuple(space, word, now, after));
  }

  private List<E> tuple(E space, E word, E at, List<E> value) {
    List<E> tuple = new ArrayList<>(List.of(space, word, at));
    tuple.addAll(value);
    return tuple;
  }

  /** Takes a request to the accelerator for {@code call}, with {@code pointer} in a0. */
  void take(EnvironmentCall call, Pointer pointer) {
    pointer.constrain(this);
    b.receive(
        Buses.CALL,
        active,
        List.of(constant(call.number()), time(0), pointer.low(this), pointer.high(this)));
  }

  // Lookups

  void range16(E value) {
    range16(value, active);
  }

  void range16(E value, E multiplicity) {
    b.send(Buses.RANGE_16, multiplicity, List.of(value));
  }

  void range16(List<E> values) {
    values.forEach(this::range16);
  }

  /** {@code quotient} is below 2^13 and {@code rest} below 8. */
  void eighths(E quotient, E rest) {
    eighths(quotient, rest, active);
  }

  void eighths(E quotient, E rest, E multiplicity) {
    b.send(Buses.EIGHTHS, multiplicity, List.of(quotient, rest));
  }

  /** {@code c = x operation y}, and both operands are bytes. */
  void bytes(ByteOperation operation, E x, E y, E c) {
    lookUp(Buses.BYTES, List.of(constant(operation.number()), x, y, c));
  }

  /** Both are bytes. */
  void bytes(E x, E y) {
    bytes(x, y, active);
  }

  /** Both are bytes, {@code multiplicity} times. */
  void bytes(E x, E y, E multiplicity) {
    b.send(
        Buses.BYTES,
        multiplicity,
        List.of(constant(ByteOperation.PAIR.number()), x, y, constant(0)));
  }

  /** All are bytes; an even number of them. */
  void bytePairs(List<E> values) {
    for (int i = 0; i < values.size(); i += 2) {
      bytes(values.get(i), values.get(i + 1));
    }
  }

  void lookUp(Bus bus, List<E> tuple) {
    b.send(bus, active, tuple);
  }

  // Integers

  /**
   * One limb of {@code result = x + y}: returns the carry out, which is a bit.
   *
   * <p>A carry is {@code (x + y + carry − result) / 2^16}, no cell of its own: an expression of
   * degree 1 that is asserted to be a bit. With x, y and result below 2^16, the dividend lies
   * between −2^16 and 2^17, so only the true carry and result fit.
   *
   * @param gate 1 where it must hold
   */
  E addLimb(String name, E gate, E x, E y, E carry, E result) {
    b.assertNoWrap(name, gate, b.sub(sum(x, y, carry), result));
    return addUncheckedLimb(name, gate, x, y, carry, result);
  }

  /** The same for a result that nobody range-checks: it may be off by 2^16, up or down. */
  E addUncheckedLimb(String name, E gate, E x, E y, E carry, E result) {
    E over = b.sub(sum(x, y, carry), result);
    E out = b.mul(b.constant(INVERSE_LIMB), over);
    b.assertZero(name, b.mul(gate, b.mul(out, b.sub(out, b.constant(1)))));
    return out;
  }

  /**
   * {@code result = x + y mod 2^(16·limbs)}; returns the carry out. The caller range-checks the
   * limbs of whichever of the three was not read from a register or from memory.
   */
  E add(String name, E gate, List<E> x, List<E> y, List<E> result) {
    E carry = b.constant(0);
    for (int i = 0; i < result.size(); i++) {
      carry = addLimb(name + ", limb " + i, gate, x.get(i), y.get(i), carry, result.get(i));
    }
    return carry;
  }
}
