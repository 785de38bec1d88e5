package network.akashi.cli;

import java.io.PrintWriter;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.chain.Receipt;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.chain.tx.Fees;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.SignedTransaction;
import network.akashi.chain.tx.Transaction;
import network.akashi.chain.tx.Wallet;
import network.akashi.rollup.state.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Brings money from the rollup to L1. */
@Command(
    name = "withdraw",
    description = {
      "Send money from the rollup to L1: first the transfer on the L2, and, once its batch is"
          + " proven and the payout delay over, the payment on L1.",
      "Run it with --amount to begin. It prints the transaction's hash; run it with --transaction"
          + " HASH until it is paid. Exit status 1 while it has to wait."
    })
final class RollupWithdrawCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Spec private CommandSpec spec;
  @Mixin private RollupOptions rollup = new RollupOptions();

  @ArgGroup(exclusive = false, multiplicity = "0..1")
  private KeyOptions key = new KeyOptions();

  @Option(
      names = "--l2",
      paramLabel = "URL",
      required = true,
      description = "The sequencer's JSON-RPC.")
  private @Nullable URI l2;

  @Option(names = "--amount", paramLabel = "WEI", description = "How much to send.")
  private @Nullable BigInteger amount;

  @Option(
      names = "--transaction",
      paramLabel = "HASH",
      description = "The transfer on the L2 that was sent before.")
  private @Nullable String transaction;

  @Override
  public Integer call() {
    if ((amount == null) == (transaction == null) || l2 == null) {
      throw new CommandFailure(
          "give either --amount or --transaction", "akashi rollup withdraw --help");
    }
    PrivateKey signer = key.read();
    Rollup contract = rollup.deployed().rollup();
    try (HttpJsonRpc l1Transport = new HttpJsonRpc(rollup.nodes());
        HttpJsonRpc l2Transport = new HttpJsonRpc(RpcConfig.of(l2))) {
      Ethereum l1 = new Ethereum(l1Transport, ContractErrors.ALL);
      Ethereum rollupChain = new Ethereum(l2Transport, ContractErrors.ALL);
      return ChainFailures.translate(() -> withdraw(l1, contract, rollupChain, signer));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), "akashi rollup withdraw --help");
    }
  }

  private int withdraw(Ethereum l1, Rollup contract, Ethereum chain, PrivateKey signer) {
    Bytes32 hash = transaction == null ? send(chain, signer) : Bytes32.fromHex(transaction);
    JsonNode found = chain.rpc().call(RpcRequest.idempotent("akashi_getWithdrawal", hash.toHex()));
    if (found.isNull()) {
      return wait("the transfer is in no block of the L2 yet", hash);
    }
    if (found.path("batch").isNull()) {
      return wait("the transfer is in a block of the L2, and in no batch yet", hash);
    }
    BigInteger batch = Hex.parseQuantity(found.path("batch").asString(""));
    Rollup.ProvenRootResult proven = l1.call(contract.provenRoot(batch));
    if (!proven.settled()) {
      boolean attested = l1.call(contract.attestedRoot(batch)).settled();
      String stage =
          attested ? "attested" : found.path("posted").asBoolean(false) ? "posted" : "not posted";
      return wait(
          "batch %s is %s; money leaves only when it is proven".formatted(batch, stage), hash);
    }
    long paidFrom = proven.root().recordedAt() + l1.call(contract.payoutDelay());
    long now = l1.block(BlockId.Tag.LATEST).orElseThrow().timestampSeconds();
    if (now < paidFrom) {
      return wait("the payout delay is over in %d s".formatted(paidFrom - now), hash);
    }
    return pay(l1, contract, signer, batch, found);
  }

  private int pay(
      Ethereum l1, Rollup contract, PrivateKey signer, BigInteger batch, JsonNode found) {
    List<Bytes32> path = new ArrayList<>();
    found.path("path").forEach(each -> path.add(Bytes32.fromHex(each.asString(""))));
    Address to = new Address(Bytes.fromHex(found.path("to").asString("")));
    BigInteger wei = Hex.parseQuantity(found.path("amount").asString(""));
    Receipt receipt =
        new Wallet(l1, signer, PATIENCE)
            .send(
                contract.withdraw(
                    batch, Hex.parseQuantity(found.path("index").asString("")), to, wei, path));
    say("paid %s wei to %s on L1, transaction %s".formatted(wei, to, receipt.transactionHash()));
    return ExitCode.OK;
  }

  private Bytes32 send(Ethereum chain, PrivateKey signer) {
    Transaction transfer =
        new Transaction(
            chain.chainId(),
            chain.nonce(signer.address(), BlockId.Tag.PENDING),
            Fees.of(chain.feeHistory()),
            21_000,
            Optional.of(Exit.L1),
            amount == null ? BigInteger.ZERO : amount,
            Bytes.EMPTY);
    SignedTransaction signed = transfer.sign(signer);
    Bytes32 hash = chain.sendRawTransaction(signed.raw());
    say("sent on the L2: " + hash);
    return hash;
  }

  private int wait(String why, Bytes32 hash) {
    say(why);
    say("run again later: akashi rollup withdraw … --transaction " + hash);
    return ExitCode.NEGATIVE;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
