package network.akashi.node.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.attester.AttesterDriver;
import network.akashi.node.attester.AttesterEvent;
import network.akashi.node.attester.Vouch;
import network.akashi.node.bls.BlsKey;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Leaf;
import network.akashi.node.http.Bouncer;
import network.akashi.node.http.PeerClient;
import network.akashi.node.journal.Journal;
import network.akashi.node.onchain.ChainWatch;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Terms;
import network.akashi.node.work.BundleCheck;
import network.akashi.node.work.Work;
import network.akashi.node.work.WorkException;
import network.akashi.node.work.WorkSource;

/** The real ports of an attester. */
record NodeAttesterPorts(
    ChainWatch watch,
    Supplier<ChainView> view,
    WorkSource source,
    BundleCheck check,
    PeerClient peers,
    Bouncer senders,
    BlsKey key,
    Journal journal,
    ExecutorService threads,
    Consumer<AttesterEvent> told)
    implements AttesterDriver.Ports {
  private static final Logger LOG = System.getLogger(NodeAttesterPorts.class.getName());

  @Override
  public void check(Claim claim, URI sender) {
    threads.execute(() -> {
      Optional<NodeError> wrong = wrong(claim, sender);
      if (wrong.isPresent()) {
        LOG.log(
            Level.WARNING,
            "claim of {0} on {1}: {2}",
            claim.payee(),
            claim.requestId(),
            wrong.get().describe());
      }
      told.accept(
          wrong
              .<AttesterEvent>map(e -> new AttesterEvent.Rejected(Leaf.of(claim), e))
              .orElse(new AttesterEvent.Verified(Leaf.of(claim))));
    });
  }

  private Optional<NodeError> wrong(Claim claim, URI sender) {
    if (!watch.endpoints().contains(sender.toString())) {
      return Optional.of(NodeError.PROOF_UNREACHABLE); // nobody is sent to places of others
    }
    if (senders.isBanned(sender.toString())) {
      return Optional.of(NodeError.SENDER_BANNED);
    }
    Optional<Terms> known = view.get().request(claim.requestId()).map(RequestFacts::terms);
    if (known.isEmpty()) {
      return Optional.of(NodeError.CLAIM_UNKNOWN);
    }
    Terms terms = known.get();
    try {
      Work work = source.fetch(terms);
      byte[] bundle = peers.artifact(sender, claim.evidence());
      Optional<NodeError> wrong = check.check(bundle, claim, work);
      wrong.ifPresent(_ -> senders.strike(sender.toString()));
      return wrong;
    } catch (WorkException e) {
      if (e.error() == NodeError.PROOF_CORRUPT || e.error() == NodeError.TOO_LARGE) {
        senders.strike(sender.toString());
      }
      return Optional.of(e.error());
    } catch (RuntimeException e) { // of sources that are no part of this program
      LOG.log(Level.ERROR, "AK-099 claim on " + claim.requestId(), e);
      return Optional.of(NodeError.DATA_UNAVAILABLE);
    }
  }

  @Override
  public Bytes sign(long committee, Bytes32 root) {
    var contracts = watch.contracts();
    return key.sign(
        Leaf.message(contracts.chainId(), contracts.attestation().address(), committee, root));
  }

  @Override
  public void vouch(List<Vouch> vouches) {
    journal.vouch(vouches);
  }
}
