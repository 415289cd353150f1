package org.peyvand.protocol.membership.naive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects the undecided acts that another waits for. */
final class Waiting {
  private final Predicate<Deed> isOpen;
  private final List<Deed> found = new ArrayList<>();

  Waiting(Predicate<Deed> isOpen) {
    this.isOpen = isOpen;
  }

  void add(List<Deed> deeds) {
    deeds.stream().filter(isOpen).forEach(found::add);
  }

  void addAll(List<Conditions.Support> supports) {
    for (Conditions.Support support : supports) {
      add(List.of(support.grant()));
      add(support.vouches());
    }
  }

  List<Deed> found() {
    return found;
  }
}
