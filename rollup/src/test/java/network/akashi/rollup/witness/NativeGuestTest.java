package network.akashi.rollup.witness;

import network.akashi.rollup.Guest;

class NativeGuestTest extends GuestConformance {
  @Override
  Guest guest() {
    return Guest.natively();
  }

  @Override
  int cases() {
    return 100;
  }
}
