/**
 * Worked examples of machines: how a chip is written, with traces of any size. They are explained
 * line by line in {@code docs/writing-a-chip.md}, and the benchmark proves the last of them.
 */
@NullMarked
package network.akashi.stark.examples;

import org.jspecify.annotations.NullMarked;
