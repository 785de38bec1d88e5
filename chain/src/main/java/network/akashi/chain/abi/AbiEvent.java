package network.akashi.chain.abi;

import com.esaulpaugh.headlong.abi.Event;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.Log;

/** How logs of one event are decoded. */
public final class AbiEvent {
  private final Event<Tuple> event;
  private final Bytes32 topic;
  private final int topics;

  private AbiEvent(Event<Tuple> event, Bytes32 topic, int topics) {
    this.event = event;
    this.topic = topic;
    this.topics = topics;
  }

  /**
   * An event by its canonical form.
   *
   * @param name such as {@code Deposited}
   * @param types such as {@code (uint64,address)}
   * @param indexed for each parameter whether it is a topic
   */
  public static AbiEvent of(String name, String types, boolean... indexed) {
    Event<Tuple> event = Event.create(name, TupleType.parse(types), indexed);
    Bytes signature = Bytes.of(event.getCanonicalSignature().getBytes(StandardCharsets.US_ASCII));
    int topics = 1;
    for (boolean each : indexed) {
      topics += each ? 1 : 0;
    }
    return new AbiEvent(event, Keccak256.hash(signature), topics);
  }

  /** The first topic of every such log: the hash of the canonical form. */
  public Bytes32 topic() {
    return topic;
  }

  /**
   * The values in a log.
   *
   * @throws AbiException if it is not such an event, encoded as the ABI says
   */
  public Tuple decode(Log log) {
    if (log.topics().size() != topics) {
      throw new AbiException(
          "%s has %d topics, the log has %d"
              .formatted(event.getCanonicalSignature(), topics, log.topics().size()));
    }
    byte[][] words = log.topics().stream().map(Bytes32::toArray).toArray(byte[][]::new);
    try {
      return event.decodeArgs(words, log.data().toArray());
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new AbiException(
          "log %d of transaction %s is no %s: %s"
              .formatted(
                  log.logIndex(),
                  log.transactionHash(),
                  event.getCanonicalSignature(),
                  e.getMessage()),
          e);
    }
  }
}
