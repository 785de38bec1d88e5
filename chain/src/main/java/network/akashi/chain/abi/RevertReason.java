package network.akashi.chain.abi;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Hex;

/** Why a call was reverted. */
public sealed interface RevertReason {
  /** The name of the custom error, or empty if it is none. */
  default String errorName() {
    return "";
  }

  /** An argument of a custom error: its name, and its value as text. */
  record Argument(String name, String value) {}

  /** An error that the contracts declare. */
  record CustomError(String name, List<Argument> arguments) implements RevertReason {
    public CustomError {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String errorName() {
      return name;
    }

    @Override
    public String toString() {
      List<String> texts =
          arguments.stream().map(each -> each.name() + ": " + each.value()).toList();
      return name + "(" + String.join(", ", texts) + ")";
    }
  }

  /** {@code require(condition, "message")}. */
  record Message(String message) implements RevertReason {
    @Override
    public String toString() {
      return "\"" + message + "\"";
    }
  }

  /** A failed check that the compiler put in. */
  record Panic(BigInteger code, String meaning) implements RevertReason {
    static Panic of(BigInteger code) {
      return new Panic(code, code.bitLength() > 8 ? "unknown" : meaning(code.intValue()));
    }

    /** Solidity documentation, "Panic via assert and Error via require". */
    private static String meaning(int code) {
      return switch (code) {
        case 0x01 -> "assertion failed";
        case 0x11 -> "arithmetic overflow";
        case 0x12 -> "division by zero";
        case 0x21 -> "no such member of an enum";
        case 0x22 -> "storage bytes wrongly encoded";
        case 0x31 -> "pop of an empty array";
        case 0x32 -> "index out of range";
        case 0x41 -> "too much memory";
        case 0x51 -> "call of an uninitialised function";
        default -> "unknown";
      };
    }

    @Override
    public String toString() {
      return "Panic(0x%s: %s)".formatted(code.toString(16), meaning);
    }
  }

  /** An error that no contract of ours declares. */
  record Unknown(Bytes data) implements RevertReason {
    @Override
    public String toString() {
      return "an unknown error " + data;
    }
  }

  /** Nothing was said: out of gas, or a bare revert. */
  record Silent() implements RevertReason {
    @Override
    public String toString() {
      return "no reason given (a bare revert, or out of gas)";
    }
  }

  /** A value of headlong's as a person reads it. */
  static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return Hex.encode(bytes);
    }
    if (value.getClass().isArray()) {
      List<String> elements = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(text(Array.get(value, i)));
      }
      return elements.toString();
    }
    return value.toString();
  }
}
