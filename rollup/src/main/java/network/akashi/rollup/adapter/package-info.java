/**
 * How a rollup stack plugs into the proof market: {@link StackAdapter}, one implementation a stack.
 *
 * <pre>
 *   L1 logs ──follow──▶ ProofStatement ──fetchPlan──▶ data ──plan──▶ ProvingPlan ──▶ guest inputs
 *                            │                                          │
 *                            ▼                                          ▼
 *                        finality  ◀────── settle (calldata) ◀────── Outcome
 * </pre>
 *
 * <p>Whoever proves, attests or watches talks to this interface and knows no stack. Nothing here
 * proves anything, and nothing here trusts who posted: a statement is what L1 says, its data is
 * checked against L1's commitment, and its outcome is what executing the data gives.
 */
@NullMarked
package network.akashi.rollup.adapter;

import org.jspecify.annotations.NullMarked;
