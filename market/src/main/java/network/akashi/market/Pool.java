package network.akashi.market;

import java.util.List;

/** Those among whom a request is given out, and the randomness to choose by. */
public interface Pool {
  /** The largest sample. */
  int MAX_SAMPLE = 8;

  /** The request's own randomness, fixed before anybody knew it. */
  Bytes32 seed();

  /** All who qualify, by id. */
  List<Offer> offers();

  /**
   * Draws distinct provers, chances proportional to free bonded capacity, in order of drawing.
   * Fewer than asked for if too few qualify, or if too many draws hit those who do not.
   */
  List<Candidate> sample(int size);
}
