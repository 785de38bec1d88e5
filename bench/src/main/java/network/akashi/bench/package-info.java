/**
 * How fast the kernels are on this machine, in two ways.
 *
 * <ul>
 *   <li>{@link KernelBench}: all kernels with vectors and without, on one thread and on two, beside
 *       the goals, in less than a minute. Times of one thread are CPU times, so that a busy machine
 *       hardly disturbs them.
 *   <li>the classes named {@code …Benchmark}: JMH benchmarks for looking at one kernel for longer.
 * </ul>
 *
 * <p>Only measuring lives here; a test that a kernel has not become slow stands beside the kernel.
 */
@NullMarked
package network.akashi.bench;

import org.jspecify.annotations.NullMarked;
