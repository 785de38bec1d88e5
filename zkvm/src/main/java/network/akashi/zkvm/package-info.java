/**
 * Any RV64IM program, executed and proven. {@code isa} decodes instructions, {@code program} loads
 * and names programs, {@code exec} runs them, {@code chip} says what a right run is, {@code proof}
 * proves and verifies.
 *
 * <p>To run a program:
 *
 * <pre>{@code
 * Program program = Program.fromElf(Files.readAllBytes(Path.of("fibonacci.elf")));
 * Execution run = Executor.interpreter().execute(program, input, 1L << 24);
 * if (run.outcome().isSuccess() && run.isOutputCommitted()) {
 *   byte[] output = run.output();
 *   long cycles = run.cycles();
 * } else {
 *   String why = run.outcome().message();
 * }
 * }</pre>
 */
@NullMarked
package network.akashi.zkvm;

import org.jspecify.annotations.NullMarked;
