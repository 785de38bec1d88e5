package network.akashi.market;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Provers: bonds, standing asks, capacity, and fair draws among them.
 *
 * <p><b>Units.</b> One unit is {@code cellsPerUnit} cells per second of capacity together with
 * {@code weiPerUnit} wei of bond. A prover's weight is the number of units that it both declares as
 * capacity and backs with bond that stays; a job locks units, and what is free is weight minus
 * locked units. Chances are linear in bond, so splitting into many identities gains nothing.
 *
 * <p><b>Time.</b> Weights and terms are remembered by block. A request is assigned on those of the
 * block before it was opened, so nothing done after seeing a request, or after seeing the
 * randomness, counts for it.
 *
 * <p><b>Order.</b> Conditions are checked in the contract's order, so that of several reasons to
 * refuse the same one is given; and all of them before anything changes, so that a refusal leaves
 * everything as it was.
 */
public final class ProverRegistry {
  private static final BigInteger MAX_BOND = BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE);
  private static final BigInteger MAX_UNITS = BigInteger.valueOf(SumTree.MAX_SUM);

  private final RegistryParameters parameters;
  private final Address attestation;
  private final Payments payments;
  private final MarketEvent.Sink events;

  private final List<@Nullable Prover> provers = new ArrayList<>();
  private final Map<Address, Prover> byOperator = new HashMap<>();
  private final Map<Bytes32, Integer> keyOwners = new HashMap<>();
  private final Prover.Listings listings = new Prover.Listings();
  private final SumTree weights = new SumTree();
  private final Deque<Integer> freeIds = new ArrayDeque<>();
  private BigInteger balance = BigInteger.ZERO;

  /**
   * An empty registry.
   *
   * @param attestation who is sent what a condemnation seizes
   */
  public ProverRegistry(
      RegistryParameters parameters,
      Address attestation,
      Payments payments,
      MarketEvent.Sink events) {
    this.parameters = parameters;
    this.attestation = attestation;
    this.payments = payments;
    this.events = events;
  }

  // --- Provers ---

  /** Joins with a bond in wei; gives the id. */
  public int register(Block block, Address caller, BigInteger bond, Registration registration) {
    Prover present = byOperator.get(caller);
    if (present != null) {
      throw Refusal.ALREADY_REGISTERED.with(caller, present.id);
    }
    if (bond.compareTo(parameters.minBond()) < 0) {
      throw Refusal.BOND_TOO_SMALL.with(bond, parameters.minBond());
    }
    requirePayout(registration.payout());
    checkTerms(registration.terms());
    checkCapacity(registration.capacity());
    if (keyOwners.containsKey(registration.blsKeyHash())) {
      throw Refusal.BLS_KEY_TAKEN.with(registration.blsKeyHash());
    }
    if (!registration.possessionProven()) {
      throw Refusal.INVALID_POSSESSION_PROOF.with();
    }
    if (freeIds.isEmpty() && provers.size() == SumTree.LEAVES) {
      throw Refusal.REGISTRY_FULL.with(SumTree.LEAVES);
    }
    checkBond(bond);
    int id = freeIds.isEmpty() ? provers.size() + 1 : freeIds.getLast();
    Prover prover = new Prover(id, caller, registration.payout(), registration.blsKeyHash());
    prover.capacity = registration.capacity();
    weights.check(id - 1, weight(prover, bond, prover.capacity));

    if (freeIds.isEmpty()) {
      provers.add(prover);
    } else {
      freeIds.removeLast();
      provers.set(id - 1, prover);
    }
    byOperator.put(caller, prover);
    keyOwners.put(registration.blsKeyHash(), id);
    balance = balance.add(bond);
    setBond(prover, bond);
    prover.setTerms(registration.terms(), block.number());
    events.accept(
        new RegistryEvent.Registered(
            id,
            caller,
            registration.payout(),
            bond,
            registration.blsKeyHash(),
            registration.endpoint(),
            registration.metadata()));
    events.accept(new RegistryEvent.TermsChanged(id, registration.terms(), block.number() + 1));
    events.accept(new RegistryEvent.CapacityChanged(id, registration.capacity()));
    reweigh(block, prover);
    return id;
  }

  /** Adds wei to a prover's bond. Anyone may. */
  public void topUp(Block block, int id, BigInteger amount) {
    requireAmount(amount);
    Prover prover = require(id);
    requireNotCondemned(prover);
    BigInteger bond = prover.bond.add(amount);
    checkBond(bond);
    weights.check(id - 1, weight(prover, bond.subtract(prover.unbonding), prover.capacity));
    balance = balance.add(amount);
    setBond(prover, bond);
    events.accept(new RegistryEvent.BondAdded(id, amount, bond));
    reweigh(block, prover);
  }

  /** Starts to take wei out of the bond; they stop counting at once and leave after the delay. */
  public void unbond(Block block, Address caller, BigInteger amount) {
    Prover prover = callers(caller);
    requireAmount(amount);
    BigInteger staying = prover.staying();
    if (amount.compareTo(staying) > 0) {
      throw Refusal.UNBOND_EXCEEDS_BOND.with(amount, staying);
    }
    BigInteger kept = staying.subtract(amount);
    if (kept.signum() != 0 && kept.compareTo(parameters.minBond()) < 0) {
      throw Refusal.BOND_TOO_SMALL.with(kept, parameters.minBond());
    }
    prover.unbonding = prover.unbonding.add(amount);
    prover.releaseAt = block.timestamp() + parameters.unbondingDelay();
    prover.releaseBlock = block.number() + parameters.assignWindow() + 2;
    events.accept(new RegistryEvent.UnbondingStarted(prover.id, amount, prover.releaseAt));
    reweigh(block, prover);
  }

  /** Puts what is unbonding back to work. */
  public void cancelUnbond(Block block, Address caller) {
    Prover prover = callers(caller);
    BigInteger amount = prover.unbonding;
    if (amount.signum() == 0) {
      throw Refusal.NOTHING_UNBONDING.with();
    }
    weights.check(prover.id - 1, weight(prover, prover.bond, prover.capacity));
    prover.clearUnbonding();
    events.accept(new RegistryEvent.UnbondingCancelled(prover.id, amount));
    reweigh(block, prover);
  }

  /** Takes out what has finished unbonding, as far as it is not locked; gives how much, wei. */
  public BigInteger withdraw(Block block, Address caller) {
    Prover prover = callers(caller);
    if (prover.unbonding.signum() == 0) {
      throw Refusal.NOTHING_UNBONDING.with();
    }
    if (block.timestamp() < prover.releaseAt || block.number() < prover.releaseBlock) {
      throw Refusal.STILL_UNBONDING.with(prover.releaseAt, prover.releaseBlock);
    }
    BigInteger free = prover.bond.subtract(worth(prover.locked));
    BigInteger amount = prover.unbonding.min(free);
    if (amount.signum() == 0) {
      throw Refusal.NOTHING_TO_WITHDRAW.with();
    }
    Address to = prover.payout;
    send(to, amount);
    prover.unbonding = prover.unbonding.subtract(amount);
    setBond(prover, prover.bond.subtract(amount));
    events.accept(new RegistryEvent.BondWithdrawn(prover.id, amount, to));
    if (prover.bond.signum() == 0) {
      reweigh(block, prover);
      deregister(prover);
    }
    return amount;
  }

  /** Offers something else, from the next block on; once per window. */
  public void setTerms(Block block, Address caller, Terms terms) {
    Prover prover = callers(caller);
    checkTerms(terms);
    requirePassed(block, prover.termsFrom + parameters.assignWindow() + 1);
    prover.setTerms(terms, block.number());
    events.accept(new RegistryEvent.TermsChanged(prover.id, terms, block.number() + 1));
  }

  /** Declares another capacity, units. */
  public void setCapacity(Block block, Address caller, long capacity) {
    Prover prover = callers(caller);
    checkCapacity(capacity);
    weights.check(prover.id - 1, weight(prover, prover.staying(), capacity));
    prover.capacity = capacity;
    events.accept(new RegistryEvent.CapacityChanged(prover.id, capacity));
    reweigh(block, prover);
  }

  /** Is paid elsewhere. */
  public void setPayout(Address caller, Address payout) {
    Prover prover = callers(caller);
    requirePayout(payout);
    prover.payout = payout;
    events.accept(new RegistryEvent.PayoutChanged(prover.id, payout));
  }

  /** Is reached elsewhere; told to the world and not kept. */
  public void setMetadata(Address caller, String endpoint, String metadata) {
    events.accept(new RegistryEvent.MetadataChanged(callers(caller).id, endpoint, metadata));
  }

  /** Lists or delists a program, for provers whose terms restrict them to listed programs. */
  public void setProgram(Block block, Address caller, Bytes32 programId, boolean served) {
    Prover prover = callers(caller);
    Prover.Listing listing = listings.get(prover, programId);
    if (listing == null) {
      listing = new Prover.Listing(0, 0);
    }
    if (listing.open() == served) {
      throw Refusal.PROGRAM_LISTED_ALREADY.with(programId, served);
    }
    if (served) {
      requirePassed(
          block, listing.until() == 0 ? 0 : listing.until() + parameters.assignWindow() + 1);
      listing = new Prover.Listing(block.number() + 1, Prover.Listing.OPEN_END);
    } else {
      listing = new Prover.Listing(listing.from(), block.number() + 1);
    }
    listings.put(prover, programId, listing);
    events.accept(new RegistryEvent.ProgramServed(prover.id, programId, served));
  }

  // --- The attestation contract ---

  /**
   * Takes everything from a signer of contradictions: what is free at once, what is locked as soon
   * as it is released. Gives what was seized and sent to the attestation contract, wei.
   */
  public BigInteger condemn(Block block, int id) {
    Prover prover = require(id);
    requireNotCondemned(prover);
    BigInteger kept = worth(prover.locked);
    BigInteger seized = prover.bond.subtract(kept);
    send(attestation, seized);
    prover.condemned = true;
    prover.clearUnbonding();
    setBond(prover, kept);
    events.accept(new RegistryEvent.Condemned(id, seized));
    reweigh(block, prover);
    if (kept.signum() == 0) {
      deregister(prover);
    }
    return seized;
  }

  // --- The market ---

  /** Locks what an assignment needs. */
  void lock(Locks locks) {
    for (int role = 0; role < Role.COUNT; role++) {
      if (locks.prover(role) != 0) {
        Prover prover = require(locks.prover(role));
        long free = prover.backed - prover.locked;
        if (locks.units(role) > free) {
          throw Refusal.INSUFFICIENT_FREE_UNITS.with(prover.id, locks.units(role), free);
        }
      }
    }
    for (int role = 0; role < Role.COUNT; role++) {
      if (locks.prover(role) != 0) {
        require(locks.prover(role)).locked += locks.units(role);
      }
    }
  }

  /** Releases what {@link #lock} took. */
  void release(Block block, Locks locks) {
    slash(block, locks, new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO});
  }

  /** Releases what {@link #lock} took and seizes wei of it, by role; gives their sum. */
  BigInteger slash(Block block, Locks locks, BigInteger[] amounts) {
    BigInteger seized = BigInteger.ZERO;
    for (int role = 0; role < Role.COUNT; role++) {
      if (locks.prover(role) != 0) {
        release(block, require(locks.prover(role)), locks.units(role), amounts[role]);
        seized = seized.add(amounts[role]);
      }
    }
    balance = balance.subtract(seized);
    return seized;
  }

  private void release(Block block, Prover prover, long units, BigInteger amount) {
    if (units > prover.locked) {
      throw Refusal.RELEASE_EXCEEDS_LOCK.with(prover.id, units, prover.locked);
    }
    prover.locked -= units;
    BigInteger worth = worth(units);
    if (amount.compareTo(worth) > 0) {
      throw Refusal.SLASH_EXCEEDS_LOCK.with(prover.id, amount, worth);
    }
    if (amount.signum() != 0) {
      events.accept(new RegistryEvent.Slashed(prover.id, amount));
    }
    BigInteger bond = prover.bond.subtract(amount);
    if (prover.condemned) {
      BigInteger forfeit = worth.subtract(amount);
      bond = bond.subtract(forfeit);
      events.accept(new RegistryEvent.Forfeited(prover.id, forfeit));
      send(Address.BURN, forfeit);
    }
    // The weight stays as it is: draws look at `backed` too, until the prover's own next change.
    setBond(prover, bond);
    prover.unbonding = prover.unbonding.min(bond);
    if (bond.signum() == 0) {
      reweigh(block, prover);
      deregister(prover);
    }
  }

  // --- Draws ---

  /** Those who can be drawn for a query; refuses what cannot be drawn in this block. */
  Pool pool(Block block, SampleQuery query, Beacon beacon) {
    if (query.sampleSize() < 1 || query.sampleSize() > Pool.MAX_SAMPLE) {
      throw Refusal.SAMPLE_SIZE_OUT_OF_RANGE.with(query.sampleSize());
    }
    long asOf = query.asOfBlock();
    if (query.seedBlock() <= asOf) {
      throw Refusal.SEED_NOT_AFTER_SAMPLE.with(query.seedBlock(), asOf);
    }
    if (block.number() > asOf + parameters.assignWindow() + 1) {
      throw Refusal.SAMPLE_TOO_OLD.with(asOf);
    }
    if (block.number() < query.seedBlock()) {
      throw Refusal.SEED_NOT_READY.with(query.seedBlock());
    }
    Optional<Bytes32> randomness = beacon.randomnessOf(query.seedBlock());
    Bytes32 seed =
        Hashes.keccak(
            randomness.orElseThrow(() -> Refusal.WRONG_HEADER.with(query.seedBlock())),
            query.salt());
    return new RegistryPool(this, query, seed);
  }

  /** Draws provers with chances proportional to free bonded capacity, in order of drawing. */
  public List<Candidate> sample(Block block, SampleQuery query, Beacon beacon) {
    return pool(block, query, beacon).sample(query.sampleSize());
  }

  /** The tree of weights. */
  SumTree weights() {
    return weights;
  }

  /** What a drawn prover offers to a query, if it qualifies. */
  Optional<Offer> offer(int id, int weight, SampleQuery query) {
    Prover prover = provers.get(id - 1);
    if (prover == null) {
      return Optional.empty();
    }
    Terms terms = prover.termsAt(query.asOfBlock());
    if (!terms.satisfy(query.allOf(), query.anyOf(), query.tags(), query.maxAsk())) {
      return Optional.empty();
    }
    long free = Math.min(weight, prover.backed) - prover.locked;
    if (free <= 0 || free < query.units()) {
      return Optional.empty();
    }
    if (terms.listedProgramsOnly()) {
      Prover.Listing listing = listings.get(prover, query.programId());
      if (listing == null || !listing.covers(query.asOfBlock())) {
        return Optional.empty();
      }
    }
    return Optional.of(new Offer(id, terms.ask(), weight, free));
  }

  // --- Reading ---

  /** A prover; all zeros if there is none of this id. */
  public ProverView prover(int id) {
    Prover prover = find(id);
    return prover == null
        ? ProverView.NOBODY
        : prover.view(weights.weightAt(id - 1, Long.MAX_VALUE));
  }

  /** The id of an operator's prover; zero if it has none. */
  public int idOf(Address operator) {
    Prover prover = byOperator.get(operator);
    return prover == null ? 0 : prover.id;
  }

  /** Who runs a prover. */
  public Address operatorOf(int id) {
    Prover prover = find(id);
    return prover == null ? Address.ZERO : prover.operator;
  }

  /** Who is paid for a prover's work. */
  public Address payoutOf(int id) {
    Prover prover = find(id);
    return prover == null ? Address.ZERO : prover.payout;
  }

  /** Bond that stands behind a prover's signatures: not unbonding, not condemned, wei. */
  public BigInteger stakeOf(int id) {
    Prover prover = find(id);
    return prover == null || prover.condemned ? BigInteger.ZERO : prover.staying();
  }

  /** The sum of all weights at the end of a block, units. */
  public long totalWeightAt(long block) {
    return weights.totalAt(block);
  }

  /** Ids are 1 to this. */
  public int idLimit() {
    return provers.size();
  }

  /** Everything that is bonded, wei. */
  public BigInteger balance() {
    return balance;
  }

  /** What the deployment fixed. */
  public RegistryParameters parameters() {
    return parameters;
  }

  // --- Inside ---

  private @Nullable Prover find(int id) {
    return id < 1 || id > provers.size() ? null : provers.get(id - 1);
  }

  private Prover require(int id) {
    Prover prover = find(id);
    if (prover == null) {
      throw Refusal.UNKNOWN_PROVER.with(id);
    }
    return prover;
  }

  private Prover callers(Address caller) {
    Prover prover = byOperator.get(caller);
    if (prover == null) {
      throw Refusal.NOT_REGISTERED.with(caller);
    }
    return prover;
  }

  private void send(Address to, BigInteger amount) {
    if (!payments.pay(to, amount)) {
      throw Refusal.TRANSFER_FAILED.with(to, amount);
    }
    balance = balance.subtract(amount);
  }

  /** Forgets a prover without bond and gives its id back. A condemned prover's key stays taken. */
  private void deregister(Prover prover) {
    if (!prover.condemned) {
      keyOwners.remove(prover.blsKeyHash);
    }
    byOperator.remove(prover.operator);
    provers.set(prover.id - 1, null);
    freeIds.addLast(prover.id);
    events.accept(new RegistryEvent.Deregistered(prover.id, prover.operator));
  }

  /** Brings the sampling weight in line with bond and capacity, from this block on. */
  private void reweigh(Block block, Prover prover) {
    int weight = weight(prover, prover.staying(), prover.capacity);
    weights.set(block.number(), prover.id - 1, weight);
    events.accept(new RegistryEvent.WeightChanged(prover.id, weight));
  }

  private int weight(Prover prover, BigInteger staying, long capacity) {
    return prover.condemned ? 0 : (int) Math.min(wholeUnits(staying), capacity);
  }

  private void setBond(Prover prover, BigInteger bond) {
    prover.bond = bond;
    prover.backed = wholeUnits(bond);
  }

  private long wholeUnits(BigInteger amount) {
    return amount.divide(parameters.weiPerUnit()).min(MAX_UNITS).longValue();
  }

  private BigInteger worth(long units) {
    return BigInteger.valueOf(units).multiply(parameters.weiPerUnit());
  }

  private static void checkTerms(Terms terms) {
    if (terms.classes() == 0 || (terms.classes() & 1) != 0) {
      throw Refusal.INVALID_CLASSES.with(terms.classes());
    }
  }

  private static void checkCapacity(long capacity) {
    if (capacity < 1 || capacity > SumTree.MAX_SUM) {
      throw Refusal.CAPACITY_OUT_OF_RANGE.with(capacity, SumTree.MAX_SUM);
    }
  }

  private static void checkBond(BigInteger bond) {
    if (bond.compareTo(MAX_BOND) > 0) {
      throw Refusal.BOND_TOO_LARGE.with(bond);
    }
  }

  private static void requirePayout(Address payout) {
    if (payout.equals(Address.ZERO)) {
      throw Refusal.ZERO_PAYOUT.with();
    }
  }

  private static void requireAmount(BigInteger amount) {
    if (amount.signum() == 0) {
      throw Refusal.ZERO_AMOUNT.with();
    }
  }

  private static void requireNotCondemned(Prover prover) {
    if (prover.condemned) {
      throw Refusal.IS_CONDEMNED.with(prover.id);
    }
  }

  private static void requirePassed(Block block, long allowedFrom) {
    if (block.number() < allowedFrom) {
      throw Refusal.CHANGED_RECENTLY.with(allowedFrom);
    }
  }
}
