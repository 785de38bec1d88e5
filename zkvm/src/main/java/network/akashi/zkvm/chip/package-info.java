/**
 * The chips that prove a run: one AIR for each family of instructions, one for each accelerator,
 * and those of memory, registers, the program and the tables that are looked up. Each knows how to
 * fill its rows from a recorded trace.
 *
 * <p>What a row may say to others is in {@code Buses}; {@code InstructionRow} has the words that
 * all instruction chips are written in.
 */
@NullMarked
package network.akashi.zkvm.chip;

import org.jspecify.annotations.NullMarked;
