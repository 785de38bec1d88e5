package network.akashi.node.onchain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Log;
import network.akashi.chain.contracts.AttestationEvent;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.chain.contracts.ProofRequest;
import network.akashi.chain.contracts.ProverRegistryEvent;
import network.akashi.chain.contracts.RequestView;
import network.akashi.market.Deadlines;
import network.akashi.node.view.Terms;

/** What events tell: requests, roots, and where provers are reached. Rebuilt after a rollback. */
final class RequestLog {
  private static final int MOST_ROOTS = 4_096;

  /** A request as it was opened, and what happened to it. */
  static final class Entry {
    final ProofRequest request;
    final Terms terms;
    final List<ProofMarketEvent> history = new ArrayList<>();
    Optional<Address> fulfilledBy = Optional.empty();
    Optional<Bytes32> fulfilledIn = Optional.empty();
    long endedAt = -1;
    Optional<RequestView> now = Optional.empty();
    Optional<RequestView> end = Optional.empty();

    Entry(ProofRequest request, Terms terms) {
      this.request = request;
      this.terms = terms;
    }
  }

  final Map<Bytes32, Entry> requests = new LinkedHashMap<>();
  final Set<Bytes32> attestedRoots = new LinkedHashSet<>();
  final Map<Bytes32, Bytes32> attestedIn = new HashMap<>();
  final Map<Long, String> endpoints = new HashMap<>();
  boolean committeeChanged = true;

  void clear() {
    requests.clear();
    attestedRoots.clear();
    attestedIn.clear();
    endpoints.clear();
    committeeChanged = true;
  }

  void take(Log log) {
    ProofMarketEvent.decode(log).ifPresent(event -> market(event, log));
    AttestationEvent.decode(log).ifPresent(event -> attestation(event, log));
    ProverRegistryEvent.decode(log).ifPresent(this::registry);
  }

  private void market(ProofMarketEvent event, Log log) {
    long block = log.blockNumber();
    switch (event) {
      case ProofMarketEvent.Requested e -> {
        Entry entry = new Entry(e.request(), terms(e.requestId(), e.request()));
        entry.history.add(e);
        requests.put(e.requestId(), entry);
      }
      case ProofMarketEvent.Fulfilled e ->
          with(
              e.requestId(),
              e,
              entry -> {
                entry.fulfilledBy = Optional.of(e.payee());
                entry.fulfilledIn = Optional.of(log.transactionHash());
                entry.endedAt = block;
              });
      case ProofMarketEvent.Expired e -> with(e.requestId(), e, entry -> entry.endedAt = block);
      case ProofMarketEvent.Annulled e -> with(e.requestId(), e, entry -> entry.endedAt = block);
      case ProofMarketEvent.Assigned e -> with(e.requestId(), e, _ -> {});
      case ProofMarketEvent.Reopened e -> with(e.requestId(), e, _ -> {});
      case ProofMarketEvent.Committed e -> with(e.requestId(), e, _ -> {});
      case ProofMarketEvent.CommitmentLapsed e -> with(e.requestId(), e, _ -> {});
      case ProofMarketEvent.CallbackFailed e -> with(e.requestId(), e, _ -> {});
      case ProofMarketEvent.Penalised e -> with(e.requestId(), e, _ -> {});
      case ProofMarketEvent.ClockStopped e -> with(e.requestId(), e, _ -> {});
      case ProofMarketEvent.ClockResumed e -> with(e.requestId(), e, _ -> {});
      case ProofMarketEvent.FulfilmentRejected e -> with(e.requestId(), e, _ -> {});
      case ProofMarketEvent.Burnt _, ProofMarketEvent.Withdrawn _ -> {}
    }
  }

  private void with(Bytes32 id, ProofMarketEvent event, java.util.function.Consumer<Entry> change) {
    Entry entry = requests.get(id);
    if (entry != null) {
      entry.history.add(event);
      change.accept(entry);
    }
  }

  private void attestation(AttestationEvent event, Log log) {
    switch (event) {
      case AttestationEvent.Attested e -> {
        attestedRoots.add(e.root());
        attestedIn.put(e.root(), log.transactionHash());
        if (attestedRoots.size() > MOST_ROOTS) {
          Bytes32 oldest = attestedRoots.iterator().next();
          attestedRoots.remove(oldest);
          attestedIn.remove(oldest);
        }
      }
      case AttestationEvent.CommitteeFormed _, AttestationEvent.SeatExcluded _ ->
          committeeChanged = true;
      default -> {}
    }
  }

  private void registry(ProverRegistryEvent event) {
    switch (event) {
      case ProverRegistryEvent.Registered e -> endpoints.put(e.id(), e.endpoint());
      case ProverRegistryEvent.MetadataChanged e -> {
        endpoints.put(e.id(), e.endpoint());
        committeeChanged = true;
      }
      case ProverRegistryEvent.Deregistered e -> endpoints.remove(e.id());
      default -> {}
    }
  }

  private static Terms terms(Bytes32 id, ProofRequest r) {
    return new Terms(
        id,
        r.programId(),
        r.inputCommitment(),
        r.maxWork().bitLength() < Long.SIZE ? r.maxWork().longValue() : Long.MAX_VALUE,
        r.maxPrice().bitLength() < Long.SIZE ? r.maxPrice().longValue() : Long.MAX_VALUE,
        new Deadlines(r.t1(), r.t2(), r.t3(), r.t4()));
  }
}
