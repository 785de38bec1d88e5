package network.akashi.zkvm.proof;

/**
 * A proof of a run, taken apart.
 *
 * @param security index in {@link network.akashi.stark.security.SecurityParameters#NAMED}
 * @param commitment to the program
 * @param statement what is stated
 * @param stark the proof of it
 */
public record RunProof(
    int security, ProgramCommitment commitment, Statement statement, byte[] stark) {
  public RunProof {
    stark = stark.clone();
  }

  @Override
  public byte[] stark() {
    return stark.clone();
  }
}
