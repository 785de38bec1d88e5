package network.akashi.rollup.sequencer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.block.Account;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that wait for a block.
 *
 * <p>Each sender has a queue by nonce. Its <em>head</em> is the transaction with the nonce that the
 * account has now; behind a gap nothing is a head. Blocks take heads, dearest tip first, and of
 * equal tips who came first; taking one makes the next of that sender a head. Heads are kept in
 * that order all the time, so that a block costs what it takes, however many wait.
 *
 * <p>Nothing that was admitted is ever thrown out for room: who was told that a transaction is
 * accepted must find it. It leaves when it is in a block, replaced by its sender, or when its nonce
 * was used by another. So a full pool refuses.
 *
 * <p>Accounts are what they were told to be last: {@link #moved} tells of those that a block
 * touched. Safe for use by several threads.
 */
public final class Mempool {
  private record Waiting(PooledTransaction transaction, long arrival) {}

  private static final Comparator<Waiting> DEAREST_FIRST =
      Comparator.comparing((Waiting each) -> each.transaction().maxTip())
          .reversed()
          .thenComparingLong(Waiting::arrival);

  /** What waits of one sender. */
  private static final class Queue {
    final TreeMap<Long, Waiting> byNonce = new TreeMap<>();
    Account account;
    BigInteger cost = BigInteger.ZERO;
    @Nullable Waiting head;

    Queue(Account account) {
      this.account = account;
    }
  }

  private final MempoolConfig config;
  private final Map<Address, Queue> queues = new HashMap<>();
  private final Map<Bytes32, PooledTransaction> byHash = new HashMap<>();
  private final TreeSet<Waiting> heads = new TreeSet<>(DEAREST_FIRST);
  private long arrivals;

  public Mempool(MempoolConfig config) {
    this.config = config;
  }

  /**
   * Takes a transaction, or says why not.
   *
   * @param state what the newest state says about an account; asked while nothing else changes here
   * @param writer called when it is admitted, before any block can have it
   */
  public synchronized Admission add(
      PooledTransaction added,
      Function<Address, Account> state,
      Consumer<Admission.Admitted> writer) {
    Account account = state.apply(added.sender());
    if (byHash.containsKey(added.hash())) {
      return new Admission.Known();
    }
    if (added.nonce() < account.nonce()) {
      return new Admission.NonceTooLow(added.nonce(), account.nonce());
    }
    if (added.nonce() - account.nonce() >= config.mostPerAccount()) {
      return new Admission.NonceTooHigh(added.nonce(), account.nonce(), config.mostPerAccount());
    }
    if (added.maxTip().compareTo(config.minTip()) < 0) {
      return new Admission.TipTooLow(added.maxTip(), config.minTip());
    }
    @Nullable Queue queue = queues.get(added.sender());
    @Nullable Waiting before = queue == null ? null : queue.byNonce.get(added.nonce());
    if (before != null) {
      BigInteger leastFee = raised(before.transaction().maxFee());
      BigInteger leastTip = raised(before.transaction().maxTip());
      if (added.maxFee().compareTo(leastFee) < 0 || added.maxTip().compareTo(leastTip) < 0) {
        return new Admission.ReplacementTooCheap(leastFee, leastTip);
      }
    } else if (queue != null && queue.byNonce.size() >= config.mostPerAccount()) {
      return new Admission.AccountFull(config.mostPerAccount());
    } else if (byHash.size() >= config.most()) {
      return new Admission.PoolFull(config.most());
    }
    BigInteger others = queue == null ? BigInteger.ZERO : queue.cost;
    BigInteger needed = others.add(added.cost());
    if (before != null) {
      needed = needed.subtract(before.transaction().cost());
    }
    if (needed.compareTo(account.balance()) > 0) {
      return new Admission.InsufficientFunds(account.balance(), needed);
    }
    Admission.Admitted admitted =
        new Admission.Admitted(Optional.ofNullable(before).map(each -> each.transaction().hash()));
    writer.accept(admitted);
    put(added, account);
    return admitted;
  }

  private BigInteger raised(BigInteger fee) {
    BigInteger hundred = BigInteger.valueOf(100);
    return fee.multiply(BigInteger.valueOf(100L + config.bumpPercent()))
        .add(hundred)
        .subtract(BigInteger.ONE)
        .divide(hundred);
  }

  /** Puts a transaction back that was admitted before, whatever the limits say now. */
  public synchronized void restore(PooledTransaction again, Account account) {
    @Nullable Queue queue = queues.get(again.sender());
    boolean taken = queue != null && queue.byNonce.containsKey(again.nonce());
    if (!byHash.containsKey(again.hash()) && !taken) {
      put(again, account);
    }
  }

  private void put(PooledTransaction added, Account account) {
    Queue queue = queues.computeIfAbsent(added.sender(), _ -> new Queue(account));
    queue.account = account;
    @Nullable Waiting before = queue.byNonce.put(added.nonce(), new Waiting(added, arrivals++));
    if (before != null) {
      byHash.remove(before.transaction().hash());
      queue.cost = queue.cost.subtract(before.transaction().cost());
    }
    queue.cost = queue.cost.add(added.cost());
    byHash.put(added.hash(), added);
    renewHead(queue);
  }

  private void renewHead(Queue queue) {
    if (queue.head != null) {
      heads.remove(queue.head);
    }
    queue.head = queue.byNonce.get(queue.account.nonce());
    if (queue.head != null) {
      heads.add(queue.head);
    }
  }

  /**
   * The next transactions for a block, in their order; they stay here until {@link #moved}.
   *
   * @param most how many at most
   * @param baseFee of the block; who offers less waits, and so does who cannot pay any more
   */
  public synchronized List<PooledTransaction> select(int most, BigInteger baseFee) {
    List<PooledTransaction> chosen = new ArrayList<>(Math.min(most, 1_024));
    PriorityQueue<Waiting> followers = new PriorityQueue<>(DEAREST_FIRST);
    Map<Address, BigInteger> spent = new HashMap<>();
    Iterator<Waiting> first = heads.iterator();
    @Nullable Waiting head = first.hasNext() ? first.next() : null;
    while (chosen.size() < most) {
      @Nullable Waiting follower = followers.peek();
      Waiting next;
      if (follower != null && (head == null || DEAREST_FIRST.compare(follower, head) < 0)) {
        next = followers.remove();
      } else if (head != null) {
        next = head;
        head = first.hasNext() ? first.next() : null;
      } else {
        break;
      }
      PooledTransaction transaction = next.transaction();
      @Nullable Queue queue = queues.get(transaction.sender());
      if (queue == null || transaction.maxFee().compareTo(baseFee) < 0) {
        continue;
      }
      BigInteger before = spent.getOrDefault(transaction.sender(), BigInteger.ZERO);
      BigInteger after = before.add(transaction.cost());
      if (after.compareTo(queue.account.balance()) > 0) {
        continue;
      }
      chosen.add(transaction);
      spent.put(transaction.sender(), after);
      @Nullable Waiting behind = queue.byNonce.get(transaction.nonce() + 1);
      if (behind != null) {
        followers.add(behind);
      }
    }
    return chosen;
  }

  /** Whether a block with that base fee would take anything. */
  public synchronized boolean hasReady(BigInteger baseFee) {
    return !select(1, baseFee).isEmpty();
  }

  /**
   * Accounts are not what they were: a block touched them, or blocks were taken back. What can
   * never be valid any more, because its nonce is used, is forgotten.
   *
   * @return what was forgotten, by the nonces that are used now
   */
  public synchronized List<PooledTransaction> moved(Map<Address, Account> accounts) {
    List<PooledTransaction> used = new ArrayList<>();
    accounts.forEach((address, account) -> {
      @Nullable Queue queue = queues.get(address);
      if (queue != null) {
        move(queue, account, used);
        if (queue.byNonce.isEmpty()) {
          queues.remove(address);
        }
      }
    });
    return used;
  }

  private void move(Queue queue, Account account, List<PooledTransaction> used) {
    queue.account = account;
    Map<Long, Waiting> before = queue.byNonce.headMap(account.nonce());
    for (Waiting each : before.values()) {
      used.add(each.transaction());
      byHash.remove(each.transaction().hash());
      queue.cost = queue.cost.subtract(each.transaction().cost());
    }
    before.clear();
    renewHead(queue);
  }

  /** As {@link #moved}, for all senders. */
  public synchronized List<PooledTransaction> movedAll(Function<Address, Account> state) {
    Map<Address, Account> accounts = new HashMap<>();
    queues.keySet().forEach(each -> accounts.put(each, state.apply(each)));
    return moved(accounts);
  }

  public synchronized Optional<PooledTransaction> find(Bytes32 hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /** The nonce after the last that waits without a gap; {@code nonce} if none waits. */
  public synchronized long pendingNonce(Address sender, long nonce) {
    @Nullable Queue queue = queues.get(sender);
    long next = nonce;
    while (queue != null && queue.byNonce.containsKey(next)) {
      next++;
    }
    return next;
  }

  /** How many wait. */
  public synchronized int size() {
    return byHash.size();
  }
}
