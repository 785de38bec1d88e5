package network.akashi.node;

/**
 * What can go wrong in a node, with codes that stay: they are in logs, metrics, the journal, the
 * API and {@code docs/operations.md}. Never renumber; add at the end.
 */
public enum NodeError {
  DATA_UNAVAILABLE("AK-001", true, "no source has the input now"),
  STATEMENT_GONE("AK-002", false, "the chain took the statement back"),
  UNKNOWN_PROGRAM("AK-003", false, "this node has no such program"),
  UNPROVABLE("AK-004", false, "the program fails on this input, or takes more than one proof can"),
  WORK_ABOVE_BOUND("AK-005", false, "the run is more work than the request pays for"),
  PROVER_FAILED("AK-006", true, "proving failed"),
  OUTPUT_MISMATCH("AK-007", false, "the proof states another output than executing gives"),
  DEADLINE_UNREACHABLE("AK-008", false, "the proof could not be ready in time"),
  BEATEN("AK-009", false, "somebody else delivered first"),
  EXPIRED("AK-010", false, "the request ended without a proof"),
  REFUSED_ON_CHAIN("AK-011", true, "the chain refuses the transaction"),
  NO_QUORUM("AK-012", true, "too few attesters answered"),
  INPUT_IS_THERE("AK-013", true, "this node has the input"),
  RUN_SUCCEEDS("AK-014", true, "this node can execute the input"),
  VERDICT_MOOT("AK-015", true, "the clock does already what the verdict asks for"),
  VERDICT_FALSE("AK-016", false, "the verdict is dated as none of its kind is"),
  ANNULLED("AK-017", false, "the request was annulled: its input was missing or cannot be proven"),
  PROOF_UNREACHABLE("AK-020", true, "the proof could not be fetched"),
  PROOF_CORRUPT("AK-021", false, "the bytes do not have the hash they were announced by"),
  PROOF_MALFORMED("AK-022", false, "the bytes are no bundle of proofs"),
  PROOF_REJECTED("AK-023", false, "a proof does not verify"),
  PROOF_OF_ANOTHER("AK-024", false, "the proof pays somebody else than the claim says"),
  CLAIM_FALSE("AK-025", false, "the claim says something else than executing gives"),
  CLAIM_UNKNOWN("AK-026", true, "no open request asks for this"),
  WOULD_CONTRADICT("AK-027", false, "another output was vouched for before"),
  NOT_A_MEMBER("AK-028", true, "the key has no seat in this committee"),
  SENDER_BANNED("AK-030", true, "the sender has sent rubbish"),
  TOO_LARGE("AK-031", false, "longer than what is accepted"),
  TOO_MANY("AK-032", true, "more requests than what is accepted"),
  SIGNATURE_INVALID("AK-033", false, "a signature does not verify"),
  CHAIN_UNREACHABLE("AK-040", true, "no node of the chain answers"),
  CHAIN_BEHIND("AK-041", true, "the chain's newest block is too old"),
  CLOCK_SKEWED("AK-042", true, "the local clock is behind the chain's"),
  BALANCE_LOW("AK-043", true, "too little money for transactions"),
  DISK_FULL("AK-044", true, "too little room on the disk"),
  REPEATED_FAILURES("AK-045", true, "proving failed several times in a row"),
  KEY_SHARED("AK-046", false, "another process uses this key"),
  CHAIN_WRONG("AK-047", false, "the chain is not the one that the contracts are on"),
  JOURNAL_BROKEN("AK-050", false, "the journal cannot be read or written"),
  FARM_UNREACHABLE("AK-060", true, "the database of the farm does not answer"),
  FARM_FAILED("AK-061", true, "no worker of the farm could prove it"),
  LEASE_LOST("AK-062", true, "the task is another worker's, or nobody wants it any more"),
  WORKER_BANNED("AK-063", true, "the worker handed in what does not verify"),
  INTERNAL("AK-099", false, "a fault of this program");

  private final String code;
  private final boolean passing;
  private final String explanation;

  NodeError(String code, boolean passing, String explanation) {
    this.code = code;
    this.passing = passing;
    this.explanation = explanation;
  }

  /** The stable code, such as {@code AK-001}. */
  public String code() {
    return code;
  }

  /** Whether trying again later may help. */
  public boolean mayPass() {
    return passing;
  }

  /** One sentence for people, without a full stop. */
  public String explanation() {
    return explanation;
  }

  /** Code and explanation. */
  public String describe() {
    return code + " " + explanation;
  }
}
