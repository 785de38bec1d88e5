package network.akashi.stark.verifier;

/** Every reason for which a proof is refused. The list is closed: the verifier never throws. */
public enum Rejection {
  TOO_LARGE("the proof is larger than any valid proof of its kind"),
  BAD_MAGIC("the bytes are not an Akashi proof"),
  UNSUPPORTED_VERSION("the proof format version is not supported"),
  WRONG_KEY("the proof was made for another verifying key"),
  BAD_SHAPE("the list of tables is not one that the key allows"),
  BAD_PUBLIC_VALUES("the public values are not as many canonical elements as the key asks for"),
  BUS_OVERFLOW("a bus could carry as many tuples as the field has elements"),
  INSUFFICIENT_SECURITY("the proof's parameters give fewer bits than demanded"),
  TRUNCATED("the proof ends too early"),
  TRAILING_BYTES("bytes follow after the end of the proof"),
  NON_CANONICAL_ELEMENT("a field element is not in [0, p)"),
  GRINDING_FAILED("a proof of work does not have its zero bits"),
  BUS_UNBALANCED("what is sent on the buses is not what is received"),
  LOGUP_MISMATCH("a layer of the LogUp fraction tree does not follow from the next"),
  KECCAK_MISMATCH("a layer of Keccak-f does not follow from the one before"),
  CONSTRAINTS_VIOLATED("the opened columns do not satisfy the constraints"),
  MERKLE_MISMATCH("opened rows do not belong to the committed root"),
  FOLDING_MISMATCH("the final polynomial does not continue the last oracle"),
  OPENING_MISMATCH("the committed polynomial does not have the claimed evaluations");

  private final String explanation;

  Rejection(String explanation) {
    this.explanation = explanation;
  }

  /** One sentence for people, without a full stop. */
  public String explanation() {
    return explanation;
  }
}
