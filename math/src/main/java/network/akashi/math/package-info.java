/**
 * The arithmetic everything else runs on: the KoalaBear field and its quintic extension, number
 * theoretic transforms, Poseidon2 and Merkle trees, each as a readable scalar reference and as a
 * vector kernel behind one provider that is chosen once.
 *
 * <p>Nothing in here knows what a proof is. Uses the JDK only.
 *
 * <p><b>Representation.</b> Base-field elements are held in Montgomery form ({@code a·2^32 mod p})
 * as canonical {@code int}s in {@code [0, p)}, in {@code int[]} arrays. An array of extension
 * elements is a structure of arrays: five planes of equal length, coefficient {@code j} of element
 * {@code i} at {@code offset + j·stride + i}.
 */
@NullMarked
package network.akashi.math;

import org.jspecify.annotations.NullMarked;
