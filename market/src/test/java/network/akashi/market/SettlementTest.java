package network.akashi.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everybody gets at the end of a request: the contracts' tests, told of the Java rules. */
class SettlementTest {
  private final World world = new World();
  private final ProofRequest request = World.request(1);
  private Bytes32 id = Bytes32.ZERO;

  @BeforeEach
  void assign() {
    world.joinMany(8);
    id = world.openAndAssign(request);
  }

  @Test
  void lowestAskOfTheSampleWinsAndIsPaidTheSecondLowest() {
    RequestView view = world.market.requestState(world.block, id);
    List<Long> asks =
        view.provers().stream().map(p -> world.registry.prover(p).terms().ask()).toList();
    assertThat(asks).isSorted().doesNotHaveDuplicates();
    assertThat(view.price()).isEqualTo(asks.get(1));
    assertThat(view.standbyAsks()).isEqualTo(asks.subList(1, 3));
    assertThat(locked(Role.PRIMARY)).isEqualTo(10);
    assertThat(locked(Role.STANDBY_1)).isEqualTo(3);
    assertThat(locked(Role.STANDBY_2)).isEqualTo(3);
  }

  @Test
  void onTimePrimaryIsPaidTheClearingPriceAndNobodyIsSlashed() {
    BigInteger fee =
        BigInteger.valueOf(request.maxWork() / 2)
            .multiply(BigInteger.valueOf(world.market.requestState(world.block, id).price()));
    Fulfilment delivery = world.deliveryBy(request, Role.PRIMARY);
    world.market.fulfil(world.block, delivery);
    assertThat(world.market.creditOf(delivery.payee())).isEqualTo(fee);
    assertThat(world.market.creditOf(request.requester()))
        .isEqualTo(request.escrow().subtract(fee));
    assertThat(world.market.pendingBurn()).isZero();
    assertRefused("NotAccepted", () -> world.market.fulfil(world.block, delivery));
  }

  @Test
  void latePrimaryPaysInProportion() {
    int primary = world.proverOf(id, Role.PRIMARY);
    world.toElapsed(id, 750);
    world.market.fulfil(world.block, world.deliveryBy(request, Role.PRIMARY));
    BigInteger penalty = units(10).divide(BigInteger.valueOf(4));
    assertThat(world.bond(primary)).isEqualTo(World.ether("10").subtract(penalty));
    assertThat(world.market.pendingBurn()).isEqualTo(penalty.shiftRight(1));
  }

  @Test
  void nobodyIsReplacedInTheSecondOfItsDeadline() {
    int primary = world.proverOf(id, Role.PRIMARY);
    world.toElapsed(id, 600);
    assertThat(
            world.market.fulfilBatch(
                world.block,
                List.of(
                    world.deliveryBy(request, Role.STANDBY_1),
                    world.deliveryBy(request, Role.PRIMARY))))
        .containsExactly(Rejection.WINDOW_NOT_OPEN, Rejection.NONE);
    assertThat(world.bond(primary)).isEqualTo(World.ether("10"));
  }

  @Test
  void standbyIsPaidItsAskAndAQuarterAndThePrimaryPaysForIt() {
    RequestView view = world.market.requestState(world.block, id);
    world.toElapsed(id, 601);
    Fulfilment delivery = world.deliveryBy(request, Role.STANDBY_1);
    world.market.fulfil(world.block, delivery);
    BigInteger work = BigInteger.valueOf(delivery.work());
    BigInteger price = BigInteger.valueOf(view.standbyAsks().getFirst() * 5 / 4);
    BigInteger premium =
        price.subtract(BigInteger.valueOf(view.price())).multiply(work).shiftLeft(1);
    assertThat(world.bond(view.provers().getFirst()))
        .isEqualTo(World.ether("10").subtract(premium));
    assertThat(world.market.creditOf(delivery.payee()))
        .isEqualTo(
            price
                .multiply(work)
                .add(premium.multiply(BigInteger.valueOf(3)).divide(BigInteger.TEN)));
    assertThat(world.market.creditOf(request.requester()))
        .isEqualTo(request.escrow().subtract(work.multiply(BigInteger.valueOf(view.price()))));
  }

  @Test
  void strangerMayDeliverFromT3OnAndIsPaidTheCapAndItsShare() {
    world.toElapsed(id, 1199);
    Fulfilment delivery = world.deliveryBy(request, Role.ANYONE);
    assertRefused("NotAccepted", () -> world.market.fulfil(world.block, delivery));
    world.toElapsed(id, 1200);
    world.market.fulfil(world.block, delivery);
    BigInteger fee = BigInteger.valueOf(delivery.work() * World.CAP);
    assertThat(world.market.creditOf(delivery.payee()))
        .isEqualTo(fee.add(units(16).multiply(BigInteger.valueOf(3)).divide(BigInteger.TEN)));
    assertThat(world.market.pendingBurn()).isEqualTo(units(16).divide(BigInteger.valueOf(5)));
  }

  @Test
  void expiryRefundsInFullAndCompensates() {
    world.toElapsed(id, 3600);
    assertRefused("NotYetExpired", () -> world.market.expire(world.block, request));
    world.toElapsed(id, 3601);
    world.market.expire(world.block, request);
    assertThat(world.market.creditOf(request.requester()))
        .isEqualTo(request.escrow().add(units(8)));
    assertThat(world.market.pendingBurn()).isEqualTo(units(8));
    assertRefused("NotOpen", () -> world.market.expire(world.block, request));
  }

  @Test
  void commitmentMeetsTheDeadlineAndBeatsWhatComesLater() {
    int primary = world.proverOf(id, Role.PRIMARY);
    world.toElapsed(id, 600);
    world.commitAs(request, Role.PRIMARY);
    world.toElapsed(id, 900);
    assertThat(
            world.market.fulfilBatch(
                world.block,
                List.of(
                    world.deliveryBy(request, Role.STANDBY_1),
                    world.deliveryBy(request, Role.PRIMARY))))
        .containsExactly(Rejection.COMMITMENT_PENDING, Rejection.NONE);
    assertThat(world.bond(primary)).isEqualTo(World.ether("10"));
  }

  @Test
  void lapsedCommitmentCostsTheWholeLock() {
    int primary = world.proverOf(id, Role.PRIMARY);
    world.commitAs(request, Role.PRIMARY);
    world.toElapsed(id, 301);
    assertRefused("RoleHasDefaulted", () -> world.commitAs(request, Role.PRIMARY));
    assertThat(
            world.market.fulfilBatch(world.block, List.of(world.deliveryBy(request, Role.PRIMARY))))
        .containsExactly(Rejection.ROLE_DEFAULTED);
    world.toElapsed(id, 601);
    world.commitAs(request, Role.STANDBY_1);
    world.market.fulfil(world.block, world.deliveryBy(request, Role.STANDBY_1));
    assertThat(world.bond(primary)).isEqualTo(World.ether("10").subtract(units(10)));
  }

  @Test
  void clockStandsStillWhileTheInputIsUnavailable() {
    int primary = world.proverOf(id, Role.PRIMARY);
    world.toElapsed(id, 700);
    world.commitAs(request, Role.PRIMARY);
    long since = world.block.timestamp() - 150;
    assertRefused(
        "VerdictNotSupported",
        () -> world.market.stopClock(world.block, request, since, new byte[1]));
    world.rule(id, Verdict.UNAVAILABLE, since);
    world.market.stopClock(world.block, request, since, new byte[1]);
    assertRefused(
        "ClockIsStopped", () -> world.market.stopClock(world.block, request, since, new byte[1]));
    world.passSeconds(100);
    world.rule(id, Verdict.AVAILABLE, since + 200);
    world.market.resumeClock(world.block, request, since + 200, new byte[1]);
    assertThat(world.market.requestState(world.block, id).stoppedAt()).isZero();
    world.market.fulfil(world.block, world.deliveryBy(request, Role.PRIMARY));
    assertThat(world.bond(primary)).isEqualTo(World.ether("10"));
  }

  @Test
  void unprovableRequestCostsItsRequesterAndSlashesNobody() {
    BigInteger fee = request.maxFee();
    List<Integer> provers = world.market.requestState(world.block, id).provers();
    world.rule(id, Verdict.UNPROVABLE, 7);
    assertRefused("StopTooShort", () -> world.market.annul(world.block, request, 7, new byte[0]));
    world.market.annul(world.block, request, 7, new byte[1]);
    assertThat(world.market.creditOf(request.requester()))
        .isEqualTo(request.escrow().subtract(fee.divide(BigInteger.valueOf(5))));
    assertThat(world.market.creditOf(world.registry.payoutOf(provers.getFirst())))
        .isEqualTo(fee.divide(BigInteger.TEN));
    assertThat(world.market.pendingBurn()).isEqualTo(fee.divide(BigInteger.valueOf(20)));
    for (int prover : provers) {
      assertThat(world.bond(prover)).isEqualTo(World.ether("10"));
      assertThat(world.registry.prover(prover).lockedUnits()).isZero();
    }
  }

  @Test
  void creditIsFetchedAndItsLastWeiStays() {
    Fulfilment delivery = world.deliveryBy(request, Role.PRIMARY);
    world.market.fulfil(world.block, delivery);
    BigInteger credit = world.market.creditOf(delivery.payee());
    world.refusing.add(delivery.payee());
    assertRefused("TransferFailed", () -> world.market.withdrawFor(delivery.payee()));
    assertThat(world.market.creditOf(delivery.payee())).isEqualTo(credit);
    assertRefused("ZeroAddress", () -> world.market.withdraw(delivery.payee(), Address.ZERO));
    world.market.withdraw(delivery.payee(), Address.of(5));
    assertThat(world.paidOut).containsEntry(Address.of(5), credit.subtract(BigInteger.ONE));
    assertThat(world.market.creditOf(delivery.payee())).isEqualTo(BigInteger.ONE);
    assertRefused("NoCredit", () -> world.market.withdrawFor(delivery.payee()));
    assertRefused("NothingToBurn", world.market::burn);
  }

  private long locked(int role) {
    return world.registry.prover(world.proverOf(id, role)).lockedUnits();
  }

  private static BigInteger units(long count) {
    return World.UNIT.multiply(BigInteger.valueOf(count));
  }

  static void assertRefused(String name, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith(name + "[");
  }
}
