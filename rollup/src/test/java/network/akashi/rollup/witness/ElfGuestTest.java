package network.akashi.rollup.witness;

import network.akashi.rollup.Guest;

class ElfGuestTest extends GuestConformance {
  @Override
  Guest guest() {
    return Guest.elf();
  }

  @Override
  int cases() {
    return 4;
  }
}
