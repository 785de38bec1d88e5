package network.akashi.market;

import java.math.BigInteger;

/**
 * What a deployment of the registry fixes.
 *
 * @param minBond smallest bond of a prover, wei
 * @param weiPerUnit bond that backs one unit, wei
 * @param cellsPerUnit capacity of one unit, cells per second
 * @param unbondingDelay seconds between unbonding and withdrawing
 * @param assignWindow blocks after its sample block in which a request can be assigned
 */
public record RegistryParameters(
    BigInteger minBond,
    BigInteger weiPerUnit,
    long cellsPerUnit,
    long unbondingDelay,
    long assignWindow) {
  private static final long MAX_ASSIGN_WINDOW = 8191;

  public RegistryParameters {
    require(weiPerUnit.signum() > 0, "weiPerUnit");
    require(minBond.compareTo(weiPerUnit) >= 0, "minBond");
    require(cellsPerUnit != 0, "cellsPerUnit");
    require(unbondingDelay > 0, "unbondingDelay");
    require(assignWindow > 0 && assignWindow <= MAX_ASSIGN_WINDOW, "assignWindow");
  }

  static void require(boolean condition, String name) {
    if (!condition) {
      throw Refusal.INVALID_PARAMETER.with(name);
    }
  }
}
