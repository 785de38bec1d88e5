package network.akashi.chain.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Receipt;
import network.akashi.chain.abi.ContractCreation;
import network.akashi.chain.abi.RevertedException;
import network.akashi.chain.deploy.Deployment.Deployed;
import network.akashi.chain.deploy.DeploymentJournal.Plan;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.tx.Fees;
import network.akashi.chain.tx.SignedTransaction;
import network.akashi.chain.tx.Wallet;

/**
 * Deploys the contracts, one transaction each, and checks that they are there.
 *
 * <p>The addresses follow from the deployer's nonces, so the contracts can name each other before
 * they exist. If the deployment breaks off, its journal stays: the next one with the same chain,
 * key and parameters goes on where it stopped. A key that sends other transactions in between makes
 * the remaining addresses impossible; that is noticed and said.
 */
public final class Deployer {
  /**
   * G1ADD of EIP-2537, which adds two points of 128 bytes each; zeros are the point at infinity.
   */
  private static final Address BLS_G1ADD =
      Address.fromHex("0x000000000000000000000000000000000000000b");

  private final Ethereum ethereum;
  private final Wallet wallet;
  private final Path journalFile;
  private final Consumer<String> progress;

  /**
   * A deployer.
   *
   * @param wallet who pays, and waits for receipts
   * @param journalFile where to note what was sent, until all is done
   * @param progress is told what is being done
   */
  public Deployer(Ethereum ethereum, Wallet wallet, Path journalFile, Consumer<String> progress) {
    this.ethereum = ethereum;
    this.wallet = wallet;
    this.journalFile = journalFile;
    this.progress = progress;
  }

  /**
   * Deploys, or goes on with a deployment that was broken off.
   *
   * @throws DeploymentException if that is refused or fails; nothing is lost that was deployed
   */
  public Deployment deploy(NetworkParameters parameters) {
    long chainId = ethereum.chainId();
    requireRecentRules();
    Plan wanted = new Plan(chainId, wallet.address(), DeploymentPlan.digest(parameters));
    DeploymentJournal journal = journalFor(wanted);
    DeploymentPlan plan = DeploymentPlan.of(parameters, wallet.address(), journal.firstNonce());
    plan.oversized()
        .ifPresent(why -> {
          throw new DeploymentException(why, "this build of Akashi is broken: report it");
        });
    List<Deployed> done = new ArrayList<>();
    for (int step = 0; step < plan.size(); step++) {
      ContractCreation creation = plan.creations().get(step);
      Optional<Receipt> earlier = earlierReceipt(journal, step, creation);
      Receipt receipt;
      if (earlier.isPresent()) {
        receipt = earlier.get();
      } else {
        requireBalance(plan, step);
        progress.accept("deploying " + creation.contract());
        SignedTransaction signed = sign(creation, journal.firstNonce() + step);
        journal = journal.with(step, signed.hash());
        journal.write(journalFile);
        receipt = wallet.submit("creation of " + creation.contract(), signed);
      }
      done.add(deployed(creation, plan.addresses().get(step), receipt));
    }
    Deployment deployment = new Deployment(chainId, wallet.address(), done);
    progress.accept("checking what lies on the chain");
    new WiringCheck(ethereum).check(deployment);
    return deployment;
  }

  /** Forgets the journal: for when the deployment has been written down. */
  public void finish() {
    try {
      Files.deleteIfExists(journalFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireRecentRules() {
    Bytes sum =
        ethereum.simulate(
            wallet.address(),
            Optional.of(BLS_G1ADD),
            BigInteger.ZERO,
            Bytes.of(new byte[256]),
            BlockId.Tag.LATEST);
    if (!sum.equals(Bytes.of(new byte[128]))) {
      throw new DeploymentException(
          "this chain has no BLS12-381 precompiles (EIP-2537), by which attestations are verified",
          "deploy on Ethereum since the Prague upgrade, or on a chain that follows its rules");
    }
  }

  private DeploymentJournal journalFor(Plan wanted) {
    if (Files.exists(journalFile)) {
      return resumed(wanted);
    }
    long nonce = ethereum.nonce(wallet.address(), BlockId.Tag.LATEST);
    if (ethereum.nonce(wallet.address(), BlockId.Tag.PENDING) != nonce) {
      throw new DeploymentException(
          "%s has transactions that are in no block yet".formatted(wallet.address()),
          "wait for them, or use another key");
    }
    return DeploymentJournal.start(wanted, nonce);
  }

  private DeploymentJournal resumed(Plan wanted) {
    String advice =
        "remove %s to begin anew; contracts deployed so far are then left unused"
            .formatted(journalFile);
    DeploymentJournal journal;
    try {
      journal = DeploymentJournal.read(journalFile);
    } catch (IllegalArgumentException e) {
      throw new DeploymentException(journalFile + ": " + e.getMessage(), advice, e);
    }
    if (!journal.plan().equals(wanted)) {
      throw new DeploymentException(
          "%s is of a deployment that was broken off, with another chain, key or parameters"
              .formatted(journalFile),
          "give the same again to go on with it, or " + advice);
    }
    int step = 0;
    while (receiptOf(journal, step).isPresent()) {
      step++;
    }
    long nonce = ethereum.nonce(wallet.address(), BlockId.Tag.LATEST);
    if (nonce != journal.firstNonce() + step) {
      throw new DeploymentException(
          "the key has sent other transactions (its next is %d, not %d), so the contracts left"
                  .formatted(nonce, journal.firstNonce() + step)
              + " cannot get the addresses that the others know them by",
          advice);
    }
    progress.accept("going on with a deployment of which %d contracts are there".formatted(step));
    return journal;
  }

  private Optional<Receipt> receiptOf(DeploymentJournal journal, int step) {
    for (Bytes32 hash : journal.transactionsFor(step)) {
      Optional<Receipt> receipt = ethereum.receipt(hash);
      if (receipt.isPresent()) {
        return receipt;
      }
    }
    return Optional.empty();
  }

  /** The receipt of what was sent before; waits for it if the node has that transaction. */
  private Optional<Receipt> earlierReceipt(
      DeploymentJournal journal, int step, ContractCreation creation) {
    for (Bytes32 hash : journal.transactionsFor(step)) {
      if (ethereum.knows(hash)) {
        return Optional.of(wallet.await("creation of " + creation.contract(), hash));
      }
    }
    return Optional.empty();
  }

  private void requireBalance(DeploymentPlan plan, int step) {
    BigInteger price = Fees.of(ethereum.feeHistory()).maxFee();
    BigInteger needed = price.multiply(BigInteger.valueOf(plan.gasBound(step)));
    BigInteger balance = ethereum.balance(wallet.address(), BlockId.Tag.LATEST);
    if (balance.compareTo(needed) < 0) {
      throw new DeploymentException(
          "%s has %s wei; the deployment may cost %s wei"
              .formatted(wallet.address(), balance, needed),
          "send it more, or wait until gas is cheaper");
    }
  }

  private SignedTransaction sign(ContractCreation creation, long nonce) {
    try {
      return wallet.prepare(creation, nonce);
    } catch (RevertedException e) {
      throw new DeploymentException(
          "%s refuses its parameters: %s".formatted(creation.contract(), e.reason()),
          "correct them, and deploy again",
          e);
    }
  }

  private static Deployed deployed(ContractCreation creation, Address expected, Receipt receipt) {
    if (!receipt.succeeded() || !receipt.contractAddress().equals(Optional.of(expected))) {
      throw new DeploymentException(
          "the creation of %s failed in transaction %s"
              .formatted(creation.contract(), receipt.transactionHash()),
          "begin anew with another key, or after removing the journal");
    }
    return new Deployed(
        creation.contract(),
        expected,
        receipt.transactionHash(),
        receipt.blockNumber(),
        receipt.gasUsed());
  }
}
