package network.akashi.zkvm.proof;

/** Why a proof of a run is refused, apart from what the proof system finds. Closed. */
public enum RunRejection {
  MALFORMED("the bytes are not a proof of a run, or state something impossible"),
  WRONG_PROGRAM("the proof is of another program"),
  WRONG_START("the run does not begin at the program's entry"),
  NOT_WHOLE("the proof is of a segment, not of a whole run"),
  UNPROVEN("the proof does not show what it states");

  private final String explanation;

  RunRejection(String explanation) {
    this.explanation = explanation;
  }

  /** One sentence for people, without a full stop. */
  public String explanation() {
    return explanation;
  }
}
