package network.akashi.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuiltTest {
  private final Guilt guilt = new Guilt();

  @Test
  void whomNothingWasDoneToIsInnocent() {
    guilt.begins("a", 10);
    assertThat(guilt.covers("b", 0, 100)).isFalse();
  }

  @Test
  void guiltIsOfItsTime() {
    guilt.begins("a", 10);
    guilt.ends("a", 20);
    assertThat(guilt.covers("a", 0, 9)).isFalse();
    assertThat(guilt.covers("a", 0, 10)).isTrue();
    assertThat(guilt.covers("a", 12, 15)).isTrue();
    assertThat(guilt.covers("a", 20, 30)).isTrue();
    assertThat(guilt.covers("a", 21, 30)).isFalse();
  }

  @Test
  void whatHasNotEndedGoesOn() {
    guilt.begins("a", 10);
    guilt.ends("b", 20);
    assertThat(guilt.covers("a", 1_000, 2_000)).isTrue();
  }
}
