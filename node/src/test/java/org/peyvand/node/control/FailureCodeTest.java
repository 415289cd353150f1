package org.peyvand.node.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FailureCodeTest {
  @Test
  void everyExitCodeIsOneOfThePromised() {
    for (FailureCode code : FailureCode.values()) {
      assertTrue(code.exitCode() >= 1 && code.exitCode() <= 7, code.key());
    }
  }

  @Test
  void aFailureCarriesItsCodeAndArguments() {
    var failure = FailureCode.NETWORK_NOT_FOUND.failure("book");
    assertEquals("network-not-found", failure.getCode());
    assertEquals(3, failure.getExitCode());
    assertEquals(List.of("book"), failure.getArgumentsList());
  }

  @Test
  void aMissingArgumentIsOurOwnMistake() {
    assertThrows(IllegalArgumentException.class, FailureCode.NETWORK_NOT_FOUND::failure);
  }
}
