package org.peyvand.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the sources of all three modules to the rules that no compiler knows. Every rule is first
 * shown something that breaks it, so that none passes because it looks at nothing.
 */
class TidyTest {
  private static final int LINE_LIMIT = 100;
  private static final int METHOD_LIMIT = 60;
  private static final int FILE_LIMIT = 500;

  /** What a library's name starts with, and the packages that may name it. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "org\\.bouncycastle", "protocol\\.crypto",
          "io\\.netty", "node\\.wire",
          "org\\.rocksdb", "node\\.store",
          "picocli", "cli(\\..*)?",
          "com\\.google\\.zxing", "cli\\.render",
          "com\\.fasterxml\\.jackson", "cli\\.render",
          "com\\.github\\.mfathi91", "cli\\.render");

  /** The classes that turn values into protobuf and back. */
  private static final Pattern CODECS =
      Pattern.compile(
          "protocol\\.\\w+\\.\\w+Codec|protocol\\.entry\\.(\\w+Acts|Effects|Refs|Strict)"
              + "|protocol\\.join\\.JoinMessage|protocol\\.replica\\.Introduction"
              + "|node\\.live\\.(Peers|PendingJoins|Requests)"
              + "|node\\.(control|handler)\\.\\w+|cli\\.(\\w+|(bench|demo|render|session)\\.\\w+)");

  private static final Pattern GENERATED =
      Pattern.compile("\\bcom\\.google\\.protobuf\\b|\\borg\\.peyvand\\.([a-z.]+)\\.proto\\b");

  private static final Pattern IMPURE =
      Pattern.compile(
          "\\bcurrentTimeMillis\\b|\\bnanoTime\\b|\\bClock\\s*\\.\\s*system"
              + "|\\b(Instant|LocalDate|LocalTime|LocalDateTime|ZonedDateTime|OffsetDateTime)"
              + "\\s*\\.\\s*now\\b|\\bSecureRandom\\b|\\bThreadLocalRandom\\b"
              + "|\\bnew\\s+(Splittable)?Random\\b|\\bMath\\s*\\.\\s*random\\b|\\brandomUUID\\b"
              + "|\\bThread\\b|\\bExecutors?\\b|\\bExecutorService\\b"
              + "|\\bjava\\.net\\b|\\bjava\\.nio\\.(file|channels)\\b|\\bjava\\.io\\.File");

  private static final Pattern CHANCE = Pattern.compile("\\bnew\\s+SecureRandom\\b");
  private static final Pattern SLEEP = Pattern.compile("\\bThread\\s*\\.\\s*sleep\\b");
  private static final Pattern UNDONE = Pattern.compile("\\b(TO[D]O|FIX[M]E|X[X]X)\\b");
  private static final Pattern EMPTY_CATCH =
      Pattern.compile("\\bcatch\\s*\\([^)]*\\)\\s*\\{\\s*\\}");
  private static final Pattern VAGUE = Pattern.compile("\\b(utils?|common|managers?|impl)\\b");
  private static final Pattern PRINT = Pattern.compile("\\.print(ln|f)?\\(");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.])/(work|root)/|/tmp/w[t]\\b");
  private static final Pattern DOCUMENT =
      Pattern.compile(".*\\.(java|proto|xml|properties|md|txt|ya?ml|sh|json)|.*/\\.ci/[^/]+");

  private static Path root;
  private static List<JavaSource> all;
  private static List<JavaSource> main;

  @BeforeAll
  static void readEverySource() throws IOException {
    root = root(Path.of("").toAbsolutePath());
    all = new ArrayList<>();
    for (String module : List.of("protocol", "node", "cli")) {
      for (Path file : files(root.resolve(module + "/src"), ".*\\.java")) {
        all.add(new JavaSource(relative(file), Files.readString(file)));
      }
    }
    main = all.stream().filter(JavaSource::isMain).toList();
    Set<String> modules = new TreeSet<>(main.stream().map(JavaSource::module).toList());
    assertEquals(Set.of("cli", "node", "protocol"), modules, "modules with sources at " + root);
  }

  @Test
  void packagesImportOnlyAsTheTableOfArrowsAllows() {
    holds(
        "Move the code to where the arrow is allowed, or argue for the arrow in Arrows.",
        main,
        Arrows::refused,
        "import org.peyvand.protocol.membership.Roster;");
  }

  @Test
  void neitherTheTableNorTheCodeHasACycle() {
    Map<String, Set<String>> bad = Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("b"));
    assertEquals(3, Arrows.cycle(bad).size(), "the rule can fail");
    assertEquals(List.of(), Arrows.cycle(Arrows.table()), "Take one arrow out of Arrows.");
    Map<String, Set<String>> code = new TreeMap<>();
    for (JavaSource file : main) {
      code.computeIfAbsent(file.home(), home -> new TreeSet<>()).addAll(Arrows.from(file));
    }
    assertEquals(List.of(), Arrows.cycle(code), "Move what both packages need below them.");
  }

  @Test
  void everyLibraryStaysInItsHome() {
    holds(
        "Go through the door of the package that owns the library.",
        main,
        TidyTest::strayLibraries,
        "import io.netty.channel.Channel;");
  }

  @Test
  void onlyCodecsNameGeneratedClasses() {
    holds(
        "Return a record of your own from a codec, and name that.",
        main,
        TidyTest::generatedOutsideCodecs,
        "import org.peyvand.protocol.sync.proto.SyncMessage;",
        "com.google.protobuf.Message message;");
  }

  @Test
  void aCodecNamesOnlyTheGeneratedClassesOfItsOwnPackage() {
    holds(
        "Ask the codec of the package that owns the message.",
        main.stream().filter(file -> file.module().equals("protocol")).toList(),
        TidyTest::foreignMessages,
        "import org.peyvand.protocol.entry.proto.Header;");
  }

  @Test
  void theProtocolHasNoClockNoChanceNoThreadsAndTouchesNoMachine() {
    holds(
        "Take the time, the entropy or the bytes as an argument; the node brings them.",
        main.stream().filter(file -> file.module().equals("protocol")).toList(),
        found(IMPURE),
        "long now = System.nanoTime();",
        "Instant.now();",
        "new Random(1);",
        "Thread.currentThread();",
        "import java.nio.file.Path;");
    assertEquals(List.of(), found(IMPURE).apply(bad("ThreadLocal<byte[]> scratch;")));
  }

  @Test
  void chanceComesFromOneClassAlone() {
    holds(
        "Take an Entropy as an argument.",
        main.stream().filter(file -> !file.name().equals("SystemEntropy")).toList(),
        found(CHANCE),
        "new SecureRandom();");
  }

  /** But for the pause between two looks of a command that shows the node again and again. */
  @Test
  void nothingSleeps() {
    holds(
        "Wait for what is to happen, or set a timer.",
        main.stream().filter(file -> !file.path().endsWith("/cli/command/Status.java")).toList(),
        found(SLEEP),
        "Thread.sleep(1);");
  }

  @Test
  void methodsFilesAndLinesStayShort() {
    String line = "int a = 1;\n";
    holds(
        "Split it where a name for the part comes to mind.",
        all,
        TidyTest::tooLong,
        "x".repeat(LINE_LIMIT + 1),
        "class A {\n  void a() {\n" + line.repeat(METHOD_LIMIT - 1) + "  }\n}\n",
        line.repeat(FILE_LIMIT));
    String longest = "class A {\n  void a() {\n" + line.repeat(METHOD_LIMIT - 2) + "  }\n}\n";
    assertEquals(List.of(), tooLong(bad(longest)), "a method of " + METHOD_LIMIT + " lines");
    assertEquals(List.of(), tooLong(bad("x".repeat(LINE_LIMIT))));
    assertEquals(List.of(), tooLong(bad(line.repeat(FILE_LIMIT - 1))));
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Predicate<JavaSource> door = file -> file.name().equals("package-info");
    Set<String> told = new TreeSet<>(main.stream().filter(door).map(JavaSource::home).toList());
    holds(
        "Write a package-info.java: what the package is for and where its door is.",
        main,
        file -> told.contains(file.home()) ? List.of() : List.of(file.path()),
        new JavaSource("a/A.java", "package org.peyvand.untold;"));
  }

  @Test
  void nothingIsLeftForLater() {
    holds(
        "Do it now, or write it down where plans are kept.",
        all,
        file -> found(UNDONE).apply(new JavaSource(file.path(), file.text(), file.text())),
        "// TO" + "DO: the rest");
  }

  @Test
  void noExceptionIsSwallowed() {
    holds(
        "Handle it or hand it on.",
        all,
        found(EMPTY_CATCH),
        "try { a(); } catch (IOException e) {\n  // never\n}");
  }

  @Test
  void noPackageHasAVagueName() {
    holds(
        "Name the package for what it holds.",
        all,
        file -> VAGUE.matcher(file.home()).find() ? List.of(file.path()) : List.of(),
        new JavaSource("a/A.java", "package org.peyvand.node.util;"));
  }

  @Test
  void whatPeopleReadComesFromTheMessages() {
    holds(
        "Put the words into messages_en and messages_fa, and print what Messages gives.",
        main.stream().filter(file -> file.module().equals("cli")).toList(),
        TidyTest::printedWords,
        "out.println(\"done\");",
        "out.print(count + \" members\");");
    assertEquals(List.of(), printedWords(bad("out.print(messages.plain(\"done\") + \"\\n\");")));
  }

  @Test
  void nothingNamesAPathOfOneMachine() throws IOException {
    List<JavaSource> documents = new ArrayList<>();
    for (Path file : files(root, DOCUMENT.pattern())) {
      String text = Files.readString(file);
      documents.add(new JavaSource(relative(file), text, text));
    }
    holds(
        "Name the path from the root of the repository.",
        documents,
        file -> found(MACHINE_PATH).apply(file),
        new JavaSource("README.md", "", "see /wo" + "rk/shared"),
        new JavaSource("README.md", "", "/tmp/" + "wt/tidy"));
  }

  private static void holds(
      String instead,
      List<JavaSource> files,
      Function<JavaSource, List<String>> rule,
      String... bad) {
    holds(instead, files, rule, Stream.of(bad).map(TidyTest::bad).toArray(JavaSource[]::new));
  }

  private static void holds(
      String instead,
      List<JavaSource> files,
      Function<JavaSource, List<String>> rule,
      JavaSource... bad) {
    for (JavaSource file : bad) {
      assertEquals(
          1,
          rule.apply(file).size(),
          "the rule does not see " + file.text().lines().limit(3).toList());
    }
    assertTrue(files.size() > 1, "the rule looks at nothing");
    List<String> broken = files.stream().flatMap(file -> rule.apply(file).stream()).toList();
    assertTrue(broken.isEmpty(), () -> instead + "\n  " + String.join("\n  ", broken));
  }

  private static JavaSource bad(String code) {
    String path = "protocol/src/main/java/org/peyvand/protocol/sync/Bad.java";
    return new JavaSource(path, "package org.peyvand.protocol.sync;\n" + code);
  }

  private static Function<JavaSource, List<String>> found(Pattern pattern) {
    return file ->
        pattern
            .matcher(file.code())
            .results()
            .map(hit -> at(file, hit.start()) + hit.group().strip())
            .toList();
  }

  private static String at(JavaSource file, int offset) {
    return file.path() + ":" + file.lineOf(offset) + ": ";
  }

  private static List<String> strayLibraries(JavaSource file) {
    List<String> stray = new ArrayList<>();
    LIBRARIES.forEach(
        (library, homes) -> {
          if (!file.home().matches(homes)) {
            stray.addAll(found(Pattern.compile("\\b" + library + "\\b\\.")).apply(file));
          }
        });
    return stray;
  }

  private static List<String> generatedOutsideCodecs(JavaSource file) {
    boolean codec = CODECS.matcher(file.home() + "." + file.name()).matches();
    return codec ? List.of() : found(GENERATED).apply(file);
  }

  private static List<String> foreignMessages(JavaSource file) {
    return GENERATED
        .matcher(file.code())
        .results()
        .filter(hit -> hit.group(1) != null && !hit.group(1).equals(file.home()))
        .map(hit -> at(file, hit.start()) + hit.group())
        .toList();
  }

  private static List<String> tooLong(JavaSource file) {
    List<String> over = new ArrayList<>();
    String[] lines = file.text().split("\n");
    if (lines.length > FILE_LIMIT) {
      over.add(file.path() + ": " + lines.length + " lines, at most " + FILE_LIMIT);
    }
    for (int i = 0; i < lines.length; i++) {
      int columns = lines[i].codePointCount(0, lines[i].length());
      if (columns > LINE_LIMIT) {
        over.add(file.path() + ":" + (i + 1) + ": " + columns + " columns");
      }
    }
    file.methods().stream()
        .filter(method -> method.lines() > METHOD_LIMIT)
        .map(method -> file.path() + ":" + method.line() + ": " + method.lines() + " lines")
        .forEach(over::add);
    return over;
  }

  /** Literals with letters that are printed themselves, not handed to a method first. */
  private static List<String> printedWords(JavaSource file) {
    List<String> words = new ArrayList<>();
    Matcher print = PRINT.matcher(file.code());
    while (print.find()) {
      int depth = 1;
      for (int at = print.end(); depth > 0; at++) {
        char c = file.code().charAt(at);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == '"') {
          int end = file.code().indexOf('"', at + 1);
          if (depth == 1 && isWords(file.text().substring(at + 1, end))) {
            words.add(at(file, at) + file.text().substring(at, end + 1));
          }
          at = end;
        }
      }
    }
    return words;
  }

  /** The program's own name is the same in every language. */
  private static boolean isWords(String literal) {
    String said = literal.replaceAll("\\\\.|\\bpeyvand\\b", "");
    return said.codePoints().anyMatch(Character::isLetter);
  }

  private static Path root(Path from) {
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      Path here = folder;
      if (Stream.of("protocol", "node", "cli")
          .allMatch(module -> Files.exists(here.resolve(module + "/pom.xml")))) {
        return here;
      }
    }
    throw new AssertionError("no folder with the three modules at or above " + from);
  }

  private static String relative(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /** The files below a folder whose path matches; what is built or kept by git is left out. */
  private static List<Path> files(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !relative(file).matches("(.*/)?(target|\\.git)(/.*)?"))
          .filter(file -> ("/" + relative(file)).matches(pattern))
          .sorted()
          .toList();
    }
  }
}
