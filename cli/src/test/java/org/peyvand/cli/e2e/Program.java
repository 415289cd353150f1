package org.peyvand.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What this class path holds, made to start fast: a test starts the program hundreds of times. As
 * in the runnable jar no signature is left to be checked at each start, and the classes that a node
 * loads lie ready in an archive of the Java machine.
 */
final class Program {
  private static final Program MADE = make();

  private final String classPath;
  private final Path archive;

  private Program(String classPath, Path archive) {
    this.classPath = classPath;
    this.archive = archive;
  }

  /** The words that run a class of this class path in a small machine. */
  static List<String> java(Path temporary, String main) {
    return MADE.words(temporary, "-XX:SharedArchiveFile=" + MADE.archive, main);
  }

  private List<String> words(Path temporary, String archiving, String main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-Xshare:auto",
        archiving,
        "-Dfile.encoding=UTF-8",
        "-Dsun.jnu.encoding=UTF-8",
        "-Djava.io.tmpdir=" + temporary,
        "-cp",
        classPath,
        main);
  }

  /** Once for all tests of this process, which takes it away when it ends. */
  private static Program make() {
    try {
      Path folder = Files.createTempDirectory("peyvand-program");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      List<String> jars = new ArrayList<>();
      for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (Files.exists(Path.of(each))) {
          jars.add(plain(Path.of(each), folder.resolve(jars.size() + ".jar")).toString());
        }
      }
      Program made = new Program(String.join(File.pathSeparator, jars), folder.resolve("classes"));
      made.archive(folder);
      return made;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("making a program that starts fast", e);
    }
  }

  /** A jar for a folder or a signed jar, and any other jar itself. */
  private static Path plain(Path part, Path made) throws IOException {
    if (Files.isDirectory(part)) {
      pack(part, made);
      return made;
    }
    try (JarFile jar = new JarFile(part.toFile(), false)) {
      if (jar.stream().noneMatch(Program::signs)) {
        return part;
      }
      try (ZipOutputStream out = out(made)) {
        for (ZipEntry entry : Collections.list(jar.entries())) {
          if (!signs(entry)) {
            out.putNextEntry(new ZipEntry(entry.getName()));
            jar.getInputStream(entry).transferTo(out);
          }
        }
      }
      return made;
    }
  }

  private static boolean signs(ZipEntry entry) {
    return entry.getName().matches("META-INF/[^/]+\\.(SF|DSA|RSA)");
  }

  private static void pack(Path folder, Path made) throws IOException {
    try (ZipOutputStream out = out(made);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
  }

  private static ZipOutputStream out(Path made) throws IOException {
    ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(made));
    out.setLevel(0);
    return out;
  }

  /** Lets a node run once; as it ends, its machine writes down what it had loaded. */
  private void archive(Path folder) throws IOException, InterruptedException {
    Path passphrase = Files.writeString(folder.resolve("passphrase"), Peyvand.PASSPHRASE + "\n");
    Path home = folder.resolve("home");
    List<String> options =
        List.of("--home", home.toString(), "--passphrase-file", passphrase.toString(), "--json");
    Process init = start(folder, "-XX:+UseSerialGC", options, "init", "--name", "anybody");
    init.getInputStream().transferTo(OutputStream.nullOutputStream());
    assertEquals(0, init.waitFor(), () -> errors(folder));
    String archiving = "-XX:ArchiveClassesAtExit=" + archive;
    Process node = start(folder, archiving, options, "run", "--listen", "127.0.0.1:0");
    assertTrue(node.getInputStream().read() >= 0, () -> errors(folder));
    node.toHandle().destroy(); // which leaves what it still says to be read
    node.getInputStream().transferTo(OutputStream.nullOutputStream());
    node.waitFor();
    assertTrue(Files.exists(archive), () -> errors(folder));
  }

  private Process start(Path folder, String archiving, List<String> options, String... words)
      throws IOException {
    List<String> command = new ArrayList<>(words(folder, archiving, "org.peyvand.cli.Main"));
    command.addAll(options);
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
  }

  private static String errors(Path folder) {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
