package network.akashi.stark.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import network.akashi.math.Cancellation;
import network.akashi.math.Parallel;
import network.akashi.stark.SmallMachine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.security.SecurityParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A proof can be given up at any time, and the prover goes on with the next one. */
class CancellationTest {
  private static final long PROMPT_NANOS = 500_000_000L;
  private static final SmallMachine MACHINE = new SmallMachine(8);
  private static final ProvingKey KEY = MACHINE.key(SecurityParameters.LEAF_118);
  private static final TraceSet TRACE = MACHINE.trace(new SplittableRandom(4), 1 << 14);

  private final Parallel parallel = Parallel.ofThreads(2);
  private final Prover prover = new Prover(KEY, parallel);
  private final byte[] expected = prover.prove(TRACE);
  private final long idleBytes = prover.idleBytes();

  @AfterEach
  void close() {
    prover.close();
    parallel.close();
  }

  /** Cancels where a phase begins; what it hears of phases is kept. */
  private static final class CancelsAt implements ProgressListener {
    final Cancellation cancellation = new Cancellation();
    final List<Phase> heard = new ArrayList<>();
    private final Phase phase;
    long nanos;

    CancelsAt(Phase phase) {
      this.phase = phase;
    }

    @Override
    public void began(Phase begun) {
      heard.add(begun);
      if (begun == phase) {
        cancellation.cancel();
        nanos = System.nanoTime();
      }
    }

    @Override
    public void ended(Phase ended, long nanosTaken) {}
  }

  @ParameterizedTest
  @EnumSource
  void eachPhaseStopsPromptly(Phase phase) {
    CancelsAt listener = new CancelsAt(phase);
    assertThatThrownBy(() -> prover.prove(TRACE, listener, listener.cancellation))
        .isInstanceOf(CancellationException.class)
        .hasMessage("cancelled on request");
    assertThat(System.nanoTime() - listener.nanos).isLessThan(PROMPT_NANOS);
    List<Phase> phases = Arrays.asList(Phase.values());
    assertThat(listener.heard).isEqualTo(phases.subList(0, phases.indexOf(phase) + 1));
    everythingIsBack();
  }

  /** From another thread, at any moment of the proof. */
  @Test
  void anyMomentIsGoodForIt() {
    long began = System.nanoTime();
    prover.prove(TRACE);
    long whole = System.nanoTime() - began;
    int cancelled = 0;
    for (int i = 0; i < 16; i++) {
      Cancellation cancellation = new Cancellation();
      long delay = whole * i / 20;
      long[] asked = new long[1];
      Thread canceller =
          Thread.startVirtualThread(() -> {
            LockSupport.parkNanos(delay);
            asked[0] = System.nanoTime();
            cancellation.cancel();
          });
      try {
        assertThat(prover.prove(TRACE, ProgressListener.NONE, cancellation)).isEqualTo(expected);
      } catch (CancellationException _) {
        assertThat(System.nanoTime() - asked[0]).isLessThan(PROMPT_NANOS);
        cancelled++;
      }
      join(canceller);
      assertThat(prover.bytesInUse()).isZero();
    }
    assertThat(cancelled).isPositive();
    everythingIsBack();
  }

  @Test
  void whatIsCancelledBeforehandIsNotBegun() {
    CancelsAt listener = new CancelsAt(Phase.OPENING);
    listener.cancellation.cancel();
    assertThatThrownBy(() -> prover.prove(TRACE, listener, listener.cancellation))
        .isInstanceOf(CancellationException.class);
    assertThat(listener.heard).isEmpty();
    everythingIsBack();
  }

  /** Interrupts are for whoever waits, not for work: they are kept for him. */
  @Test
  void interruptsEndNothing() {
    Thread.currentThread().interrupt();
    byte[] proof = prover.prove(TRACE);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(proof).isEqualTo(expected);
  }

  @Test
  void aListenerThatFailsEndsTheProof() {
    ProgressListener failing =
        new ProgressListener() {
          @Override
          public void began(Phase phase) {
            if (phase == Phase.CONSTRAINTS) {
              throw new IllegalStateException("not today");
            }
          }

          @Override
          public void ended(Phase phase, long nanos) {}
        };
    assertThatThrownBy(() -> prover.prove(TRACE, failing)).hasMessage("not today");
    everythingIsBack();
  }

  /** Nothing is lent out, and the next proof needs nothing that is not in the pool already. */
  private void everythingIsBack() {
    assertThat(prover.bytesInUse()).isZero();
    assertThat(prover.idleBytes()).isEqualTo(idleBytes);
    assertThat(prover.prove(TRACE)).isEqualTo(expected);
    assertThat(prover.idleBytes()).isEqualTo(idleBytes);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
