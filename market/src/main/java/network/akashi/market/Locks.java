package network.akashi.market;

import java.math.BigInteger;

/**
 * What one assignment locks. An id of zero is an empty place.
 *
 * @param primary id of the primary
 * @param standby1 id of the first standby
 * @param standby2 id of the second standby
 * @param primaryUnits units of the primary
 * @param standbyUnits units of each standby
 */
public record Locks(int primary, int standby1, int standby2, long primaryUnits, long standbyUnits) {
  /** The prover in a role; zero if there is none. */
  public int prover(int role) {
    return role == Role.PRIMARY ? primary : role == Role.STANDBY_1 ? standby1 : standby2;
  }

  /** Units locked in a role; zero if it is empty. */
  public long units(int role) {
    if (role == Role.PRIMARY) {
      return primaryUnits;
    }
    return prover(role) == 0 ? 0 : standbyUnits;
  }

  /** Bond locked in each role, wei. */
  BigInteger[] worth(BigInteger weiPerUnit) {
    BigInteger[] worth = new BigInteger[Role.COUNT];
    for (int role = 0; role < Role.COUNT; role++) {
      worth[role] = BigInteger.valueOf(units(role)).multiply(weiPerUnit);
    }
    return worth;
  }
}
