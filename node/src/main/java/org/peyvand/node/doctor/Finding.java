package org.peyvand.node.doctor;

import java.util.List;
import java.util.Optional;

/**
 * What one check found.
 *
 * @param check what was looked at, as a key
 * @param advice what to do, as a key; empty where there is nothing to say
 * @param arguments what stands in the advice
 */
public record Finding(String check, State state, Optional<String> advice, List<String> arguments) {

  /** How grave it is. Only {@link #WRONG} makes the examination fail. */
  public enum State {
    FINE,
    /** Worth knowing. */
    HINT,
    /** A weakness that may have its reasons. */
    WARNING,
    WRONG
  }

  public Finding {
    arguments = List.copyOf(arguments);
  }

  public static Finding fine(String check) {
    return new Finding(check, State.FINE, Optional.empty(), List.of());
  }

  public static Finding hint(String check, String advice, Object... arguments) {
    return of(check, State.HINT, advice, arguments);
  }

  public static Finding warning(String check, String advice, Object... arguments) {
    return of(check, State.WARNING, advice, arguments);
  }

  public static Finding wrong(String check, String advice, Object... arguments) {
    return of(check, State.WRONG, advice, arguments);
  }

  private static Finding of(String check, State state, String advice, Object... arguments) {
    List<String> texts = List.of(arguments).stream().map(String::valueOf).toList();
    return new Finding(check, state, Optional.of(advice), texts);
  }
}
