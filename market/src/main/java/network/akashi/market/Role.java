package network.akashi.market;

/** Roles of an assignment, numbered as on chain, in the order in which their windows open. */
public final class Role {
  /** Has the job. */
  public static final int PRIMARY = 0;

  /** May deliver from T1 on. */
  public static final int STANDBY_1 = 1;

  /** May deliver from T2 on. */
  public static final int STANDBY_2 = 2;

  /** Nobody's role: how a stranger delivers from T3 on. */
  public static final int ANYONE = 3;

  /** How many roles are assigned. */
  public static final int COUNT = 3;

  /** Stands for the role of the fulfiller where nobody fulfilled. */
  static final int NOBODY = 255;

  private Role() {}
}
