package network.akashi.market;

/**
 * Who has a request.
 *
 * @param primary id of the primary
 * @param standby1 id of the first standby, or zero
 * @param standby2 id of the second standby, or zero
 * @param ask1 ask of the first standby, wei per cell
 * @param ask2 ask of the second standby, wei per cell
 * @param defaulted bit r set: the prover of role r let a commitment lapse
 */
record Assignment(int primary, int standby1, int standby2, long ask1, long ask2, int defaulted) {
  static final Assignment NONE = new Assignment(0, 0, 0, 0, 0, 0);

  static Assignment of(Award award) {
    return new Assignment(
        award.prover(Role.PRIMARY),
        award.prover(Role.STANDBY_1),
        award.prover(Role.STANDBY_2),
        award.ask(Role.STANDBY_1),
        award.ask(Role.STANDBY_2),
        0);
  }

  int prover(int role) {
    return role == Role.PRIMARY ? primary : role == Role.STANDBY_1 ? standby1 : standby2;
  }

  long standbyAsk(int role) {
    return role == Role.STANDBY_1 ? ask1 : ask2;
  }

  Assignment with(int roles) {
    return new Assignment(primary, standby1, standby2, ask1, ask2, roles);
  }

  Locks locks(ProofRequest.Units units) {
    return new Locks(primary, standby1, standby2, units.primary(), units.standby());
  }

  static boolean hasDefaulted(int defaulted, int role) {
    return (defaulted >> role & 1) == 1;
  }
}
