package network.akashi.zkvm.exec;

/**
 * The results of RV64M that Java's operators do not give, total as the manual defines them: the
 * quotient by zero is all ones and its remainder the dividend; the quotient that overflows is the
 * dividend and its remainder 0 (The RISC-V Instruction Set Manual I, 13.2, table 11).
 */
final class Arithmetic {
  private Arithmetic() {}

  static long mulhsu(long a, long b) {
    return Math.multiplyHigh(a, b) + (a & (b >> 63));
  }

  static long div(long a, long b) {
    return b == 0 ? -1 : a / b;
  }

  static long divu(long a, long b) {
    return b == 0 ? -1 : Long.divideUnsigned(a, b);
  }

  static long rem(long a, long b) {
    return b == 0 ? a : a % b;
  }

  static long remu(long a, long b) {
    return b == 0 ? a : Long.remainderUnsigned(a, b);
  }

  static long divw(long a, long b) {
    return (int) b == 0 ? -1 : (int) a / (int) b;
  }

  static long divuw(long a, long b) {
    return (int) b == 0 ? -1 : Integer.divideUnsigned((int) a, (int) b);
  }

  static long remw(long a, long b) {
    return (int) b == 0 ? (int) a : (int) a % (int) b;
  }

  static long remuw(long a, long b) {
    return (int) b == 0 ? (int) a : Integer.remainderUnsigned((int) a, (int) b);
  }
}
