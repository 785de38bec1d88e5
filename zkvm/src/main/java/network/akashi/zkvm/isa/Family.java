package network.akashi.zkvm.isa;

/**
 * Groups of operations that one chip proves. Operations of a family share their columns, so the
 * prover's cost depends on how often each family runs and not on which member of it.
 */
public enum Family {
  /** Register additions and subtractions, 64 and 32 bits wide. */
  ADD,
  /** Additions of an immediate, and {@code fence}, which does nothing. */
  ADD_IMMEDIATE,
  LOGIC,
  SHIFT,
  COMPARE,
  BRANCH,
  /** {@code jal}, {@code lui} and {@code auipc}: results known from the program and the pc. */
  JUMP_AND_UPPER,
  JUMP_REGISTER,
  /** {@code ld}: whole memory words. */
  LOAD_DOUBLE,
  /** Loads that pick a part of a memory word. */
  LOAD_NARROW,
  STORE_DOUBLE,
  STORE_NARROW,
  MULTIPLY,
  MULTIPLY_HIGH,
  DIVIDE,
  ENVIRONMENT_CALL,
  /** {@code ebreak} and everything that is not an instruction: never proven. */
  NONE
}
