/**
 * The instruction set: RV64IM, decoded. What an instruction does is defined by the interpreter in
 * {@code network.akashi.zkvm.exec}; what it costs to prove, by the chips.
 */
@NullMarked
package network.akashi.zkvm.isa;

import org.jspecify.annotations.NullMarked;
