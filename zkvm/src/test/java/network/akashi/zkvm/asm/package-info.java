/** Makes guests for tests without any toolchain: an assembler and an ELF writer. */
@NullMarked
package network.akashi.zkvm.asm;

import org.jspecify.annotations.NullMarked;
