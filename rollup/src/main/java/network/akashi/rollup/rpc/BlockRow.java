package network.akashi.rollup.rpc;

import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.store.StoredTransaction;

/** A block as the methods read it. */
record BlockRow(
    Header header, Bytes32 hash, List<StoredTransaction> transactions, List<Deposit> deposits) {}
