package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;

/** What came of one command. */
record Ran(List<String> words, int exit, String out, String err) {
  /** The document of a command that worked. */
  Facts done() {
    assertEquals(0, exit, this::toString);
    assertEquals(1, out.lines().count(), this::toString);
    return Facts.parse(out);
  }

  /** The error of a command that did not. */
  Facts failed(int expectedExit, String code) {
    assertEquals(expectedExit, exit, this::toString);
    assertFalse(err.contains("\tat "), this::toString);
    String last = err.lines().reduce((before, line) -> line).orElse("");
    Facts error = Facts.parse(last).facts("error");
    assertEquals(code, error.text("code"), this::toString);
    assertFalse(error.text("message").isBlank());
    assertFalse(error.text("hint").isBlank());
    return error;
  }
}
