/**
 * Proofs of runs: what they state, making them, checking them, and their bytes.
 *
 * <pre>{@code
 * Program program = Program.fromElf(Files.readAllBytes(Path.of("fibonacci.elf")));
 * ProgramKey key = ProgramKey.of(program);              // once for each program
 * byte[] proof;
 * try (Parallel cores = Parallel.ofAllCores();
 *     RunProver prover = new RunProver(key, cores)) {
 *   ProvenRun run = prover.prove(input, Payee.NOBODY, ProvingListener.NONE);
 *   proof = run.proof();
 * }
 *
 * RunVerifier verifier = new RunVerifier(118);          // anywhere else: needs the id only
 * switch (verifier.verify(proof, key.id())) {
 *   case RunVerification.Accepted(Statement statement, double bits) -> {
 *     boolean success = statement.exitCode() == 0;
 *     boolean mine = Arrays.equals(statement.outputDigest(), sha256(output));
 *   }
 *   case RunVerification.Rejected(String why) -> System.err.println(why);
 * }
 * }</pre>
 */
@NullMarked
package network.akashi.zkvm.proof;

import org.jspecify.annotations.NullMarked;
