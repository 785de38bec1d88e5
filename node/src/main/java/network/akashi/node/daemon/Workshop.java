package network.akashi.node.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.http.ArtifactStore;
import network.akashi.node.prover.ProverEvent;
import network.akashi.node.view.Terms;
import network.akashi.node.work.BundleCheck;
import network.akashi.node.work.Farm;
import network.akashi.node.work.Work;
import network.akashi.node.work.WorkException;
import network.akashi.node.work.WorkSource;

/** Prepares and proves in the background. What it proved it checks as an attester would. */
final class Workshop implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Workshop.class.getName());

  private final WorkSource source;
  private final Farm farm;
  private final ArtifactStore artifacts;
  private final BundleCheck check;
  private final Address payee;
  private final Consumer<ProverEvent> told;
  private final ExecutorService preparing = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService proving =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("prover").daemon(true).factory());
  private final Map<Bytes32, Work> prepared = new ConcurrentHashMap<>();

  Workshop(
      WorkSource source,
      Farm farm,
      ArtifactStore artifacts,
      BundleCheck check,
      Address payee,
      Consumer<ProverEvent> told) {
    this.source = source;
    this.farm = farm;
    this.artifacts = artifacts;
    this.check = check;
    this.payee = payee;
    this.told = told;
  }

  void prepare(Terms terms) {
    preparing.execute(() -> {
      try {
        Work work = source.fetch(terms);
        prepared.put(terms.id(), work);
        told.accept(new ProverEvent.Prepared(terms.id(), farm.estimateMillis(work)));
      } catch (WorkException e) {
        LOG.log(Level.INFO, "request {0}: {1}", terms.id(), e.getMessage());
        told.accept(new ProverEvent.PrepareFailed(terms.id(), e.error()));
      } catch (RuntimeException e) { // of sources that are no part of this program
        LOG.log(Level.ERROR, "AK-099 request " + terms.id(), e);
        told.accept(new ProverEvent.PrepareFailed(terms.id(), NodeError.DATA_UNAVAILABLE));
      }
    });
  }

  void prove(Terms terms) {
    proving.execute(() -> told.accept(product(terms)));
  }

  private ProverEvent product(Terms terms) {
    Work work = prepared.get(terms.id());
    if (work == null) {
      return new ProverEvent.ProveFailed(terms.id(), NodeError.PROVER_FAILED);
    }
    try {
      Farm.Product product =
          farm.prove(terms, work, payee, () -> !prepared.containsKey(terms.id()));
      Optional<NodeError> wrong = check.check(product.bundle(), product.claim(), work);
      if (wrong.isPresent()) {
        LOG.log(Level.ERROR, "own proof of {0}: {1}", terms.id(), wrong.get().describe());
        return new ProverEvent.ProveFailed(terms.id(), NodeError.PROVER_FAILED);
      }
      artifacts.put(product.bundle());
      prepared.remove(terms.id());
      return new ProverEvent.Proved(product.claim(), product.output());
    } catch (WorkException e) {
      LOG.log(Level.WARNING, "request {0}: {1}", terms.id(), e.getMessage());
      return new ProverEvent.ProveFailed(terms.id(), e.error());
    } catch (CancellationException e) {
      return new ProverEvent.ProveFailed(terms.id(), NodeError.BEATEN);
    } catch (OutOfMemoryError e) { // nothing of it is kept: the next, smaller one may fit
      LOG.log(Level.ERROR, "AK-006 request {0}: {1}; give the JVM more with -Xmx", terms.id(), e);
      return new ProverEvent.ProveFailed(terms.id(), NodeError.PROVER_FAILED);
    } catch (RuntimeException e) { // a fault in proving must not end the daemon
      LOG.log(Level.ERROR, "AK-006 request " + terms.id(), e);
      return new ProverEvent.ProveFailed(terms.id(), NodeError.PROVER_FAILED);
    }
  }

  void drop(Bytes32 request) {
    prepared.remove(request);
  }

  @Override
  public void close() {
    preparing.shutdownNow();
    proving.shutdownNow();
  }
}
