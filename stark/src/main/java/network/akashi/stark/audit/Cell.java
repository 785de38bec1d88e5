package network.akashi.stark.audit;

/** A place in a trace. */
record Cell(int table, int row, int column) {}
