package network.akashi.stark.prover;

/** A run of base-field elements: {@code data[offset + row]}. */
record Column(int[] data, int offset) {}
