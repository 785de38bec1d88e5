package network.akashi.bindgen;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an ABI type is written in Java, and how its values pass to and from headlong's.
 *
 * <p>Unsigned integers of up to 31 bits are {@code int}, of up to 63 bits {@code long}, wider ones
 * {@link java.math.BigInteger}: no value is ever misread as negative. Arrays are lists.
 */
sealed interface JavaType {
  Pattern ARRAY = Pattern.compile("(.*)\\[(\\d*)]");
  Pattern INTEGER = Pattern.compile("(u?)int(\\d+)");
  Pattern FIXED_BYTES = Pattern.compile("bytes\\d+");

  /** The type in a declaration. */
  String name();

  /** The type as a type argument. */
  default String boxed() {
    return name();
  }

  /** The class of headlong's values, as a class literal: the element type of arrays of them. */
  String abiClass();

  /** An expression for headlong's value of the Java expression {@code value}. */
  String toAbi(String value);

  /** An expression for the Java value of {@code value}, an expression of type {@code Object}. */
  String fromAbi(String value);

  static JavaType of(Parameter parameter) {
    return of(parameter.type(), parameter);
  }

  private static JavaType of(String type, Parameter parameter) {
    Matcher array = ARRAY.matcher(type);
    if (array.matches()) {
      return new ListOf(of(array.group(1), parameter));
    }
    if (type.equals("tuple")) {
      return new Struct(Names.ofInternalType(parameter.internalType()));
    }
    if (parameter.internalType().startsWith("enum ")) {
      return new Enumeration(Names.ofInternalType(parameter.internalType()));
    }
    return switch (type) {
      case "bool" -> new Plain("boolean", "Boolean", "boolean.class");
      case "string" -> new Plain("String", "String", "String.class");
      case "address" -> new Converted("Address", "com.esaulpaugh.headlong.abi.Address.class");
      case "bytes32" -> new Converted("Bytes32", "byte[].class");
      case "bytes" -> new Converted("Bytes", "byte[].class");
      default -> {
        if (FIXED_BYTES.matcher(type).matches()) {
          yield new Converted("Bytes", "byte[].class");
        }
        Matcher integer = INTEGER.matcher(type);
        if (!integer.matches()) {
          throw new BindingException("no Java type for " + type + " " + parameter.name());
        }
        int sign = integer.group(1).isEmpty() ? 1 : 0;
        yield integer(Integer.parseInt(integer.group(2)) - sign);
      }
    };
  }

  private static JavaType integer(int bits) {
    if (bits < 32) {
      return new Plain("int", "Integer", "int.class");
    }
    return bits < 64
        ? new Plain("long", "Long", "long.class")
        : new Plain("BigInteger", "BigInteger", "BigInteger.class");
  }

  /** A type that headlong has too. */
  record Plain(String name, String boxed, String abiClass) implements JavaType {
    @Override
    public String toAbi(String value) {
      return value;
    }

    @Override
    public String fromAbi(String value) {
      return "((%s) %s)".formatted(boxed, value);
    }
  }

  /** A type of `chain`, for which `AbiValues` has the conversions. */
  record Converted(String name, String abiClass) implements JavaType {
    @Override
    public String toAbi(String value) {
      return "AbiValues.toAbi(%s)".formatted(value);
    }

    @Override
    public String fromAbi(String value) {
      return "AbiValues.to%s(%s)".formatted(name, value);
    }
  }

  /** A generated record. */
  record Struct(String name) implements JavaType {
    @Override
    public String abiClass() {
      return "Tuple.class";
    }

    @Override
    public String toAbi(String value) {
      return value + ".toTuple()";
    }

    @Override
    public String fromAbi(String value) {
      return "%s.fromTuple((Tuple) %s)".formatted(name, value);
    }
  }

  /** A generated enum. */
  record Enumeration(String name) implements JavaType {
    @Override
    public String abiClass() {
      return "int.class";
    }

    @Override
    public String toAbi(String value) {
      return value + ".code()";
    }

    @Override
    public String fromAbi(String value) {
      return "%s.of((Integer) %s)".formatted(name, value);
    }
  }

  /** An array, of fixed length or not. */
  record ListOf(JavaType element) implements JavaType {
    @Override
    public String name() {
      return "List<%s>".formatted(element.boxed());
    }

    @Override
    public String abiClass() {
      return element.abiClass().replace(".class", "[].class");
    }

    @Override
    public String toAbi(String value) {
      return "AbiValues.toArray(%s, %s, each -> %s)"
          .formatted(element.abiClass(), value, element.toAbi("each"));
    }

    @Override
    public String fromAbi(String value) {
      return "AbiValues.toList(%s, each -> %s)".formatted(value, element.fromAbi("each"));
    }
  }
}
