/**
 * Programs: ELF files, the memory map they are loaded into, and the id that names them. Nothing in
 * here runs anything.
 */
@NullMarked
package network.akashi.zkvm.program;

import org.jspecify.annotations.NullMarked;
