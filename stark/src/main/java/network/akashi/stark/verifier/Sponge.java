package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The duplex sponge behind the transcript (Bertoni, Daemen, Peeters, Van Assche, "Duplexing the
 * sponge", 2011), over a permutation of width 16 with rate 8.
 *
 * <p>An absorbed element overwrites a rate lane; before each permutation the number of elements
 * absorbed since the last one is added to the first capacity lane, so that inputs of different
 * lengths never lead to the same state. Challenges come from rate lanes only, each once.
 *
 * @param <B> base-field values: numbers, or wires of a circuit
 */
public final class Sponge<B> {
  /** Elements that one permutation takes in or gives out. */
  public static final int RATE = 8;

  /** Elements of the state. */
  public static final int WIDTH = 16;

  /** What the sponge is built on. */
  public interface Primitive<B> {
    /** The permutation of sixteen elements. */
    List<B> permute(List<B> state);

    /** {@code a + constant}; the constant is a canonical integer. */
    B addConstant(B a, int constant);

    B zero();
  }

  private final Primitive<B> primitive;
  private List<B> state;
  private int absorbed;
  private int available;

  /** A sponge whose capacity starts with {@code domain}, so that protocols do not mix. */
  public Sponge(Primitive<B> primitive, int domain) {
    this.primitive = primitive;
    this.state = new ArrayList<>(Collections.nCopies(WIDTH, primitive.zero()));
    state.set(WIDTH - 1, primitive.addConstant(primitive.zero(), domain));
  }

  private Sponge(Sponge<B> other) {
    primitive = other.primitive;
    state = new ArrayList<>(other.state);
    absorbed = other.absorbed;
    available = other.available;
  }

  /** A sponge in the same state that goes its own way. */
  Sponge<B> copy() {
    return new Sponge<>(this);
  }

  /** Takes in one element. */
  public void absorb(B element) {
    if (absorbed == RATE) {
      permute();
    }
    state.set(absorbed++, element);
    available = 0;
  }

  /** Gives out one element that depends on everything absorbed so far. */
  public B squeeze() {
    if (available == 0) {
      permute();
      available = RATE;
    }
    return state.get(RATE - available--);
  }

  /** Permutes what is pending, so that the next absorbed element goes to lane 0. */
  public void flush() {
    if (absorbed > 0) {
      permute();
    }
    available = 0;
  }

  /** The state, for a proof-of-work search that starts from it; flush first. */
  public List<B> state() {
    return List.copyOf(state);
  }

  private void permute() {
    state.set(RATE, primitive.addConstant(state.get(RATE), absorbed));
    state = new ArrayList<>(primitive.permute(state));
    absorbed = 0;
  }
}
