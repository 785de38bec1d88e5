package network.akashi.chain.abi;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Bytes;
import org.jspecify.annotations.Nullable;

/** Custom errors by their selectors: turns the bytes of a revert into its reason. */
public final class ErrorCatalog {
  private static final int SELECTOR = 4;

  /**
   * A custom error.
   *
   * @param name such as {@code UnknownRequest}
   * @param types such as {@code (bytes32)}
   * @param names of its parameters
   */
  public record Definition(String name, String types, List<String> names) {
    public Definition {
      names = List.copyOf(names);
    }
  }

  private record Entry(Definition definition, TupleType<Tuple> types) {}

  private static final Definition MESSAGE = new Definition("Error", "(string)", List.of("message"));
  private static final Definition PANIC = new Definition("Panic", "(uint256)", List.of("code"));

  private final Map<Bytes, Entry> bySelector = new HashMap<>();

  private ErrorCatalog() {}

  /** A catalog of these errors, and of what Solidity has itself. */
  public static ErrorCatalog of(List<Definition> definitions) {
    ErrorCatalog catalog = new ErrorCatalog();
    catalog.add(MESSAGE);
    catalog.add(PANIC);
    definitions.forEach(catalog::add);
    return catalog;
  }

  private void add(Definition definition) {
    Function function = new Function(definition.name() + definition.types());
    bySelector.put(
        Bytes.of(function.selector()), new Entry(definition, TupleType.parse(definition.types())));
  }

  /** Why a call reverted with {@code data}; never throws, whatever it is. */
  public RevertReason explain(Bytes data) {
    if (data.isEmpty()) {
      return new RevertReason.Silent();
    }
    if (data.size() < SELECTOR) {
      return new RevertReason.Unknown(data);
    }
    Entry entry = bySelector.get(data.slice(0, SELECTOR));
    return Optional.ofNullable(entry)
        .flatMap(each -> decode(each, data))
        .orElseGet(() -> new RevertReason.Unknown(data));
  }

  private static Optional<RevertReason> decode(Entry entry, Bytes data) {
    Tuple values = values(entry.types(), data);
    if (values == null) {
      return Optional.empty();
    }
    Definition definition = entry.definition();
    if (definition.equals(MESSAGE)) {
      return Optional.of(new RevertReason.Message(values.get(0)));
    }
    if (definition.equals(PANIC)) {
      return Optional.of(RevertReason.Panic.of(values.<BigInteger>get(0)));
    }
    List<RevertReason.Argument> arguments = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      arguments.add(
          new RevertReason.Argument(definition.names().get(i), RevertReason.text(values.get(i))));
    }
    return Optional.of(new RevertReason.CustomError(definition.name(), arguments));
  }

  private static @Nullable Tuple values(TupleType<Tuple> types, Bytes data) {
    if (types.isEmpty()) {
      return data.size() == SELECTOR ? Tuple.EMPTY : null;
    }
    try {
      return types.decode(data.slice(SELECTOR, data.size()).toArray());
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return null;
    }
  }
}
