package network.akashi.market;

import java.util.List;

/**
 * Where a request stands, as the world sees it.
 *
 * @param status where it stands
 * @param round failed assignment rounds
 * @param sampleBlock provers are drawn as of the block before this one
 * @param price price limit of the round, then the clearing price; wei per cell, unsigned
 * @param clockStart unix seconds, shifted by every stop
 * @param stoppedAt when the clock stopped, or zero
 * @param provers by role; zero where there is none
 * @param standbyAsks wei per cell
 * @param defaulted bit r set: the prover of role r let a commitment lapse
 * @param commitment what was committed to
 * @param committedRole by whom
 * @param committedAt when, or zero
 */
public record RequestView(
    RequestStatus status,
    int round,
    long sampleBlock,
    long price,
    long clockStart,
    long stoppedAt,
    List<Integer> provers,
    List<Long> standbyAsks,
    int defaulted,
    Commitment.Hash commitment,
    int committedRole,
    long committedAt) {}
