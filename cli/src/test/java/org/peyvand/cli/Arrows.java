package org.peyvand.cli;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which package may import which; all names without {@code org.peyvand.}. */
final class Arrows {
  /** A name that ends in .* stands for all packages of that module; no other is left out. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          row("protocol.id"),
          row("protocol.crypto", "id"),
          row("protocol.words", "id"),
          row("protocol.noise", "crypto"),
          row("protocol.handshake", "noise", "crypto", "id"),
          row("protocol.entry", "id", "crypto"),
          row("protocol.log", "id", "crypto", "entry"),
          row("protocol.membership", "id", "crypto", "entry", "log"),
          row("protocol.epoch", "id", "crypto", "entry", "log", "membership"),
          row("protocol.decision", "id", "crypto", "entry", "log"),
          row("protocol.resource", "id", "crypto", "entry", "log"),
          row("protocol.sync", "id", "crypto", "entry", "log"),
          row("protocol.join", "id", "entry"),
          row("protocol.bundle", "id", "crypto", "entry"),
          row(
              "protocol.backup",
              "id crypto entry log membership epoch sync words bundle replica".split(" ")),
          row(
              "protocol.replica",
              "id crypto entry log membership epoch decision resource sync".split(" ")),
          entry("node.store", Set.of("protocol.*")),
          entry("node.wire", Set.of("protocol.handshake", "protocol.id", "protocol.crypto")),
          entry("node.control", Set.of()),
          entry("node.doctor", Set.of("node.store")),
          entry("node.group", Set.of("node.store", "protocol.*")),
          entry("node.live", Set.of("node.group", "node.store", "node.wire", "protocol.*")),
          entry(
              "node.handler",
              Set.of(
                  "node",
                  "node.control",
                  "node.discovery",
                  "node.doctor",
                  "node.group",
                  "node.live",
                  "node.store",
                  "node.wire",
                  "protocol.*")),
          entry(
              "node",
              Set.of(
                  "node.control",
                  "node.discovery",
                  "node.group",
                  "node.live",
                  "node.store",
                  "node.wire",
                  "protocol.*")),
          entry("node.discovery", Set.of("node.group", "node.live", "protocol.*")),
          entry("cli.render", Set.of("node.control", "protocol.words")),
          entry("cli.session", Set.of("cli.render", "node.control")),
          entry(
              "cli.command",
              Set.of(
                  "cli.bench",
                  "cli.demo",
                  "cli.render",
                  "cli.session",
                  "node.control",
                  "protocol.words")),
          entry("cli.demo", Set.of("node", "node.*")),
          entry("cli.bench", Set.of("cli.demo", "node", "node.*", "protocol.*")),
          entry(
              "cli",
              Set.of(
                  "cli.bench",
                  "cli.command",
                  "cli.demo",
                  "cli.render",
                  "cli.session",
                  "node",
                  "node.*",
                  "protocol.*")));

  private static final Pattern USE =
      Pattern.compile("\\borg\\.peyvand((?:\\.[a-z][a-z0-9]*)+)\\.[A-Z*]");

  private Arrows() {}

  /** The packages a file uses besides its own; generated code counts as its package. */
  static Set<String> from(JavaSource file) {
    Set<String> used = new TreeSet<>();
    Matcher use = USE.matcher(file.code());
    while (use.find()) {
      used.add(use.group(1).substring(1).replaceFirst("\\.proto$", ""));
    }
    used.remove(file.home());
    return used;
  }

  static List<String> refused(JavaSource file) {
    Set<String> allowed = ALLOWED.get(file.home());
    if (allowed == null) {
      return List.of(file.path() + ": package " + file.home() + " has no row in Arrows");
    }
    return from(file).stream()
        .filter(Predicate.not(to -> allows(allowed, to)))
        .map(to -> file.path() + ": " + file.home() + " imports " + to)
        .toList();
  }

  /** The table itself, with each name for many packages spelled out. */
  static Map<String, Set<String>> table() {
    Map<String, Set<String>> table = new TreeMap<>();
    for (String from : ALLOWED.keySet()) {
      table.put(from, new TreeSet<>());
      for (String to : ALLOWED.keySet()) {
        if (!to.equals(from) && allows(ALLOWED.get(from), to)) {
          table.get(from).add(to);
        }
      }
    }
    return table;
  }

  /** A way from a package back to itself, or an empty list. */
  static List<String> cycle(Map<String, Set<String>> arrows) {
    Set<String> finished = new TreeSet<>();
    return arrows.keySet().stream()
        .map(from -> cycle(arrows, new ArrayList<>(), finished, from))
        .filter(Predicate.not(List::isEmpty))
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> cycle(
      Map<String, Set<String>> arrows, List<String> way, Set<String> finished, String here) {
    int before = way.indexOf(here);
    if (before >= 0) {
      way.add(here);
      return way.subList(before, way.size());
    }
    if (finished.contains(here)) {
      return List.of();
    }
    way.add(here);
    for (String to : arrows.getOrDefault(here, Set.of())) {
      List<String> cycle = cycle(arrows, way, finished, to);
      if (!cycle.isEmpty()) {
        return cycle;
      }
    }
    way.remove(here);
    finished.add(here);
    return List.of();
  }

  private static boolean allows(Set<String> allowed, String to) {
    String module = to.replaceFirst("\\..*", "");
    return allowed.contains(to) || allowed.contains(module + ".*");
  }

  private static Map.Entry<String, Set<String>> row(String from, String... to) {
    return entry(from, Set.copyOf(Stream.of(to).map(name -> "protocol." + name).toList()));
  }
}
