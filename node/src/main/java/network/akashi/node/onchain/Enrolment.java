package network.akashi.node.onchain;

import java.math.BigInteger;
import network.akashi.chain.Address;
import network.akashi.chain.contracts.Registration;
import network.akashi.chain.contracts.Terms;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.tx.Wallet;
import network.akashi.node.bls.BlsKey;

/** Registers provers and seats attesters: what is done once, by hand or by a tool. */
public final class Enrolment {
  private static final int CLASS_ATTESTED = 1 << 1;
  private static final long HIGHEST_ASK = (1L << 48) - 1;

  private final Ethereum ethereum;
  private final Contracts contracts;

  public Enrolment(Ethereum ethereum, Contracts contracts) {
    this.ethereum = ethereum;
    this.contracts = contracts;
  }

  /**
   * Registers the wallet's account as a prover, if it is none yet; gives its id.
   *
   * @param bls its BLS key
   * @param ask wei per cell
   * @param capacity units
   * @param bond wei
   * @param endpoint where its node is reached
   */
  public long prover(
      Wallet wallet, BlsKey bls, long ask, long capacity, BigInteger bond, String endpoint) {
    return register(
        wallet, bls, new Terms(ask, CLASS_ATTESTED, 0, false), capacity, bond, endpoint);
  }

  /** Registers an account that attests and is never drawn to prove, and takes a seat for it. */
  public long attester(Wallet wallet, BlsKey bls, BigInteger bond, String endpoint) {
    Terms never = new Terms(HIGHEST_ASK, CLASS_ATTESTED, 0, true);
    long id = register(wallet, bls, never, 1, bond, endpoint);
    wallet.send(contracts.attestation().enrol(ChainOutbox.g1(bls.publicKey()), 0));
    return id;
  }

  private long register(
      Wallet wallet, BlsKey bls, Terms terms, long capacity, BigInteger bond, String endpoint) {
    Address account = wallet.address();
    long known = ethereum.call(contracts.registry().idOf(account));
    if (known != 0) {
      return known;
    }
    Registration registration =
        new Registration(
            account,
            terms,
            capacity,
            ChainOutbox.g1(bls.publicKey()),
            ChainOutbox.g2(
                bls.possession(contracts.chainId(), contracts.registry().address(), account)),
            endpoint,
            "");
    wallet.send(contracts.registry().register(registration).withValue(bond));
    return ethereum.call(contracts.registry().idOf(account));
  }
}
