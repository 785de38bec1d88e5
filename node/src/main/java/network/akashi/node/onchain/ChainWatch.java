package network.akashi.node.onchain;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.Block;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Log;
import network.akashi.chain.LogFilter;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.chain.contracts.ProofRequest;
import network.akashi.chain.contracts.RequestView;
import network.akashi.chain.follow.BlockRef;
import network.akashi.chain.follow.EventFollower;
import network.akashi.chain.follow.EventStore;
import network.akashi.chain.follow.FollowConfig;
import network.akashi.chain.rpc.BlockHeader;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.market.RequestStatus;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.Committee;
import network.akashi.node.view.MarketRules;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;

/**
 * Looks at the chain: events say which requests there are, the contract says where each stands. One
 * is shared by all roles of a process.
 */
public final class ChainWatch implements AutoCloseable {
  private static final int CHECKPOINTS = 512;
  private static final long KEEP_ENDED_BLOCKS = 256;

  private final Ethereum ethereum;
  private final Contracts contracts;
  private final EventStore store;
  private final EventFollower follower;
  private final RequestLog log = new RequestLog();
  private final MarketRules rules;
  private final CommitteeReader committees;
  private Optional<BlockRef> read = Optional.empty();
  private Optional<Look> last = Optional.empty();

  /** What was seen, and of what. */
  private record Look(Block head, Optional<BlockRef> read, Set<Bytes32> wanted, ChainView view) {}

  private ChainWatch(Ethereum ethereum, Contracts contracts, EventStore store) {
    this.ethereum = ethereum;
    this.contracts = contracts;
    this.store = store;
    LogFilter filter =
        LogFilter.of(
            contracts.market().address(),
            contracts.registry().address(),
            contracts.attestation().address());
    this.follower =
        new EventFollower(ethereum, filter, store, FollowConfig.from(contracts.firstBlock()));
    this.rules =
        new MarketRules(
            ethereum.call(contracts.market().seedDelay()).longValueExact(),
            ethereum.call(contracts.registry().assignWindow()).longValueExact(),
            ethereum.call(contracts.market().proofWindow()).longValueExact(),
            ethereum.call(contracts.market().maxStop()).longValueExact());
    this.committees = new CommitteeReader(ethereum, contracts.attestation());
  }

  /** Opens the file of events, or makes a new one. */
  public static ChainWatch open(Ethereum ethereum, Contracts contracts, Path file) {
    EventStore store = EventStore.open(file, CHECKPOINTS);
    try {
      return new ChainWatch(ethereum, contracts, store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public void close() {
    store.close();
  }

  /** What the market's deployment fixed. */
  public MarketRules rules() {
    return rules;
  }

  /** The contracts that are watched. */
  public Contracts contracts() {
    return contracts;
  }

  /** How the chain is asked. */
  public Ethereum ethereum() {
    return ethereum;
  }

  /**
   * The chain now.
   *
   * @param wanted requests to be told of even if they ended long ago
   * @throws network.akashi.chain.rpc.RpcException if the chain cannot be asked
   */
  public synchronized ChainView observe(Set<Bytes32> wanted) {
    follower.tick();
    readEvents();
    Block head = ethereum.block(BlockId.Tag.LATEST).orElseThrow();
    boolean isSame =
        last.filter(each ->
                each.head().equals(head)
                    && each.read().equals(read)
                    && each.wanted().containsAll(wanted))
            .isPresent();
    if (!isSame) {
      last = Optional.of(new Look(head, read, Set.copyOf(wanted), look(wanted, head)));
    }
    return last.orElseThrow().view();
  }

  private ChainView look(Set<Bytes32> wanted, Block head) {
    Committee committee =
        committees.read(log.committeeChanged, log.endpoints, head.timestampSeconds());
    log.committeeChanged = false;
    return new ChainView(
        head.number(), head.timestampSeconds(), facts(wanted, head), committee, log.attestedRoots);
  }

  private void readEvents() {
    List<BlockRef> checkpoints = store.checkpoints();
    if (checkpoints.isEmpty()) {
      return;
    }
    if (read.isPresent() && !checkpoints.contains(read.get())) {
      log.clear();
      read = Optional.empty();
    }
    long from = read.map(BlockRef::number).orElse(-1L);
    for (Log each : store.after(from, Integer.MAX_VALUE)) {
      log.take(each);
    }
    read = Optional.of(checkpoints.getLast());
  }

  private Map<Bytes32, RequestFacts> facts(Set<Bytes32> wanted, Block head) {
    Set<RequestLog.Entry> entries = new LinkedHashSet<>();
    for (RequestLog.Entry entry : log.requests.values()) {
      boolean recent = entry.endedAt < 0 || head.number() - entry.endedAt < KEEP_ENDED_BLOCKS;
      if (recent || wanted.contains(entry.terms.id())) {
        entries.add(entry);
      }
    }
    log.requests.values().removeIf(entry -> !entries.contains(entry));
    askFor(entries.stream().filter(each -> each.end.isEmpty()).toList());
    Map<Bytes32, RequestFacts> facts = new HashMap<>();
    for (RequestLog.Entry entry : entries) {
      RequestView view = entry.end.orElseGet(() -> entry.now.orElseThrow());
      facts.put(entry.terms.id(), new RequestFacts(entry.terms, standing(view, entry)));
    }
    return facts;
  }

  /** What has ended, by the events, never changes: a rollback forgets it with its events. */
  private void askFor(List<RequestLog.Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    List<ContractCall<RequestView>> calls =
        entries.stream().map(e -> contracts.market().requestState(e.terms.id())).toList();
    List<RequestView> views = ethereum.callAll(calls, BlockId.Tag.LATEST);
    for (int i = 0; i < entries.size(); i++) {
      RequestLog.Entry entry = entries.get(i);
      entry.now = Optional.of(views.get(i));
      boolean isOver = !RequestStatus.valueOf(views.get(i).status().name()).running();
      if (entry.endedAt >= 0 && isOver) {
        entry.end = entry.now;
      }
    }
  }

  private Standing standing(RequestView view, RequestLog.Entry entry) {
    Optional<Standing.Open> open =
        view.committedAt() == 0
            ? Optional.empty()
            : Optional.of(
                new Standing.Open(
                    view.committedRole(),
                    view.commitment(),
                    view.committedAt() + rules.proofWindow()));
    return new Standing(
        RequestStatus.valueOf(view.status().name()),
        view.sampleBlock(),
        view.price().longValue(),
        view.clockStart(),
        view.stoppedAt(),
        view.provers(),
        view.defaulted(),
        open,
        entry.fulfilledBy);
  }

  /** The request itself, which every transaction about it brings along. */
  synchronized Optional<ProofRequest> request(Bytes32 id) {
    return Optional.ofNullable(log.requests.get(id)).map(entry -> entry.request);
  }

  /** What happened to a request so far, in order. */
  public synchronized List<ProofMarketEvent> history(Bytes32 id) {
    RequestLog.Entry entry = log.requests.get(id);
    return entry == null ? storedHistory(id) : List.copyOf(entry.history);
  }

  private List<ProofMarketEvent> storedHistory(Bytes32 id) {
    RequestLog all = new RequestLog();
    store.after(-1, Integer.MAX_VALUE).forEach(all::take);
    RequestLog.Entry entry = all.requests.get(id);
    return entry == null ? List.of() : List.copyOf(entry.history);
  }

  /** Requests that have not ended, or ended lately, oldest first. */
  public synchronized List<Bytes32> requestIds() {
    return List.copyOf(log.requests.keySet());
  }

  /** Where registered provers are reached. */
  public synchronized Set<String> endpoints() {
    return new HashSet<>(log.endpoints.values());
  }

  /** Where a prover said that it is reached; empty if it said nothing. */
  public synchronized String endpointOf(long prover) {
    return log.endpoints.getOrDefault(prover, "");
  }

  /** Which transaction had a request paid; empty if none. */
  synchronized Optional<Bytes32> paidIn(Bytes32 id) {
    return Optional.ofNullable(log.requests.get(id)).flatMap(entry -> entry.fulfilledIn);
  }

  /** Which transaction recorded a root; empty if none did, or long ago. */
  synchronized Optional<Bytes32> attestedIn(Bytes32 root) {
    return Optional.ofNullable(log.attestedIn.get(root));
  }

  /** Who a prover is, by its operator's address; zero if it is not registered. */
  public long proverOf(Address operator) {
    return ethereum.call(contracts.registry().idOf(operator));
  }

  /** A block's header as it is hashed. */
  Bytes header(long number) {
    return BlockHeader.fetch(ethereum.rpc(), number).encoded();
  }
}
