package io.brewprint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on an installation of the classes under test, with a cache in every state. */
@Timeout(240)
class LauncherTest {
    private static final String VERSION = "brewprint 1.2.3\n";

    @TempDir
    Path folder;

    private Path app;
    private Path cache;
    private Path jar;
    private String jdk;

    @BeforeEach
    void install() throws Exception {
        assumeThat(System.getProperty("os.name")).doesNotContain("Windows");
        app = Files.createDirectories(folder.resolve("an app"));
        cache = app.resolve("target/run/brewprint.aot");
        jar = app.resolve("target/run/brewprint.jar");
        jdk = System.getProperty("java.home");
        for (String name : List.of("src/main", "routes", "target/run")) {
            Files.createDirectories(app.resolve(name));
        }
        Path launcher = Files.copy(Path.of("brewprint"), app.resolve("brewprint"), StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(Files.isExecutable(launcher)).isTrue();
        Files.writeString(app.resolve("pom.xml"), "");
        writeJar();
        Path built = Files.writeString(app.resolve("target/brewprint.built"), "");
        Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(5)));
    }

    @AfterEach
    void nothingIsAtWork() {
        awaitRest();
    }

    @Test
    void theCacheIsMadeOnceBesideTheCommand() throws Exception {
        assertThat(run("--version")).isEqualTo(VERSION);
        awaitCache();
        FileTime made = Files.getLastModifiedTime(cache);

        assertThat(run("--version")).isEqualTo(VERSION);
        awaitRest();
        assertThat(Files.getLastModifiedTime(cache)).isEqualTo(made);
        try (Stream<Path> all = Files.list(app.resolve("target/run"))) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "brewprint.aot", "brewprint.aot.log", "brewprint.aot.of", "brewprint.jar");
        }
        assertThat(usable()).isTrue();
    }

    @Test
    void aCacheOfOtherJarsOrAnotherJdkIsMadeAnew() throws Exception {
        assertThat(run("--version")).isEqualTo(VERSION);
        awaitCache();

        writeJar();
        // A clock that is ahead is no reason to make it at each call.
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(usable()).isFalse();
        assertThat(run("--version")).isEqualTo(VERSION);
        awaitRest();
        assertThat(usable()).isTrue();

        FileTime made = Files.getLastModifiedTime(cache);
        assertThat(run("--version")).isEqualTo(VERSION);
        awaitRest();
        assertThat(Files.getLastModifiedTime(cache)).isEqualTo(made);

        Files.writeString(of(), "JAVA_VERSION=\"of another JDK\"");
        Files.writeString(cache, "of another JDK");
        assertThat(run("--version")).isEqualTo(VERSION);
        awaitRest();
        assertThat(usable()).isTrue();
    }

    @Test
    void aDamagedCacheCostsTimeOnly() throws Exception {
        assertThat(run("--version")).isEqualTo(VERSION);
        awaitCache();
        byte[] whole = Files.readAllBytes(cache);

        byte[] other = whole.clone();
        Arrays.fill(other, 200, 5000, (byte) 7);
        for (byte[] damaged : List.of(
                new byte[0],
                "rubbish".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(whole, 100),
                other)) {
            Files.write(cache, damaged);
            assertThat(run("--version")).as("%s bytes", damaged.length).isEqualTo(VERSION);
        }
        Files.delete(cache);
        assertThat(run("--version")).isEqualTo(VERSION);
        Files.createDirectory(cache);
        assertThat(run("--version")).isEqualTo(VERSION);
    }

    @Test
    void twoAtOnceMakeOneCache() throws Exception {
        Process first = start("--version");
        Process second = start("--version");

        assertThat(output(first)).isEqualTo(VERSION);
        assertThat(output(second)).isEqualTo(VERSION);
        awaitCache();
        assertThat(run("--version")).isEqualTo(VERSION);
        assertThat(usable()).isTrue();
    }

    @Test
    void whatAKilledCallLeftIsTakenOver() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        assertThat(ended.waitFor()).isZero();
        Path making = Files.createDirectory(app.resolve("target/run/brewprint.aot.making"));
        Files.writeString(making.resolve("pid"), ended.pid() + "\n");
        Files.writeString(making.resolve("aot"), "half of it");

        assertThat(run("--version")).isEqualTo(VERSION);
        awaitCache();

        assertThat(making).doesNotExist();
        assertThat(usable()).isTrue();
    }

    @Test
    void whereItCannotBeMadeTheProgramRunsWithout() throws Exception {
        // A file in the way rather than rights, which root does not feel.
        Path inTheWay = Files.writeString(app.resolve("target/run/brewprint.aot.making"), "");

        assertThat(run("--version")).isEqualTo(VERSION);
        assertThat(run("--version")).isEqualTo(VERSION);

        assertThat(cache).doesNotExist();
        Files.delete(inTheWay);
    }

    @Test
    void whatFailedIsNotTriedAtEachCall() throws Exception {
        jdk = fakeJdk();
        assertThat(run("--version")).contains("io.brewprint.cli.Brewprint --version");
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(of()));
        awaitRest();
        assertThat(cache).doesNotExist();
        FileTime tried = Files.getLastModifiedTime(app.resolve("target/run/brewprint.aot.log"));

        assertThat(run("--version")).doesNotContain("AOTCache");
        awaitRest();
        assertThat(Files.getLastModifiedTime(app.resolve("target/run/brewprint.aot.log")))
                .isEqualTo(tried);
    }

    @Test
    void onlySmallCommandsAreRunInAHurry() throws Exception {
        jdk = fakeJdk();
        Files.writeString(cache, "a cache");
        Files.copy(Path.of(jdk, "release"), of());
        Set<String> small = Set.of(
                "status",
                "stop",
                "resume",
                "analyze",
                "translate",
                "clipboard",
                "render",
                "validate",
                "format",
                "compare",
                "ir",
                "catalog",
                "backup",
                "help");
        String access = "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ";
        Path first = app.toRealPath().resolve("target/lib/picocli-9.jar");
        Files.createDirectories(first.getParent());
        Files.writeString(first, "");
        Files.setLastModifiedTime(first.getParent(), FileTime.from(Instant.now().minusSeconds(60)));
        String program = "-Dbrewprint.app=" + app.toRealPath() + " -Dbrewprint.home=" + app.toRealPath() + " -cp "
                + app.toRealPath() + "/target/run/brewprint.jar:";
        String slow = access + program + app.toRealPath() + "/target/lib/* io.brewprint.cli.Brewprint ";
        String hurry = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -Xlog:disable "
                + "-XX:AOTCache=" + cache.toRealPath() + " ";
        String fast =
                access + hurry + program + first + ":" + app.toRealPath() + "/target/lib/* io.brewprint.cli.Brewprint ";

        for (String name :
                Brewprint.commandLine(new TestParts()).getSubcommands().keySet()) {
            assertThat(run(name, "x")).isEqualTo((small.contains(name) ? fast : slow) + name + " x\n");
            assertThat(run(name, "--help")).isEqualTo(fast + name + " --help\n");
        }
        assertThat(run("model", "list")).contains(hurry);
        for (String line : List.of("model plan", "model merge", "bench train", "model quantize")) {
            assertThat(run(line.split(" "))).isEqualTo(slow + line + "\n");
        }
        assertThat(run("--version")).contains(hurry);
        assertThat(run()).contains(hurry);
    }

    @Test
    void whoeverGivesOptionsChooses() throws Exception {
        jdk = fakeJdk();
        Files.writeString(cache, "a cache");
        Files.copy(Path.of(jdk, "release"), of());
        for (String name : List.of("BREWPRINT_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
            ProcessBuilder builder = builder("status");
            builder.environment().put(name, "-XX:+UseG1GC");
            assertThat(output(builder.start()))
                    .as(name)
                    .doesNotContain("AOTCache")
                    .doesNotContain("UseSerialGC")
                    .contains("io.brewprint.cli.Brewprint status");
        }
    }

    @Test
    void namesOfFilesAreTextWhateverTheLocale() throws Exception {
        // By a shell: this JVM may have no locale itself, and could not write such a name.
        String name = "\"$(printf '" + folder + "/t\\303\\274r.txt')\"";
        Path example = Path.of("examples/exports/hello_world.txt").toAbsolutePath();
        String line = "cp " + example + " " + name + " && '" + app.resolve("brewprint") + "' translate --home " + folder
                + " " + name + " -";
        for (String locale : List.of("POSIX", "C.UTF-8", "")) {
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).redirectErrorStream(true);
            builder.environment().keySet().removeAll(List.of("LANG", "LC_CTYPE", "JAVA_TOOL_OPTIONS"));
            builder.environment().put("LC_ALL", locale);
            builder.environment().put("JAVA_HOME", jdk);
            assertThat(output(builder.start())).as("LC_ALL=" + locale).startsWith("BLUEPRINT: ");
        }
    }

    @Test
    void componentsOfPeopleAreFoundInLib() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home/routes")).getParent();
        Files.writeString(home.resolve("routes/hello.yaml"), """
                - route:
                    id: hello
                    from:
                      uri: direct:hello
                      steps:
                        - to: hello:world
                """);
        Process lacks = start("routes", "check", "--home", home.toString());
        assertThat(new String(lacks.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("routes/hello.yaml:6:1: there is no component hello;");
        assertThat(lacks.waitFor()).isEqualTo(2);

        component(Files.createDirectories(app.resolve("lib")).resolve("hello.jar"));
        assertThat(run("routes", "check", "--home", home.toString())).contains("nothing wrong with them");
    }

    /** A jar with a small Camel component, as its maker would build it. */
    private void component(Path target) throws Exception {
        Path source = folder.resolve("HelloComponent.java");
        Files.writeString(source, """
                package hello;
                import java.util.Map;
                import org.apache.camel.*;
                import org.apache.camel.support.*;
                public final class HelloComponent extends DefaultComponent {
                    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> options) {
                        return new DefaultEndpoint(uri, this) {
                            public Producer createProducer() {
                                return new DefaultProducer(this) {
                                    public void process(Exchange exchange) {
                                        exchange.getMessage().setBody("hello " + name);
                                    }
                                };
                            }
                            public Consumer createConsumer(Processor processor) {
                                throw new UnsupportedOperationException();
                            }
                        };
                    }
                }
                """);
        Path classes = Files.createDirectories(folder.resolve("hello-classes"));
        String given = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-cp", given, "-d", classes.toString(), source.toString()))
                .isZero();
        Path service = classes.resolve("META-INF/services/org/apache/camel/component/hello");
        Files.createDirectories(service.getParent());
        Files.writeString(service, "class=hello.HelloComponent\n");
        try (var out = new JarOutputStream(Files.newOutputStream(target))) {
            addAll(out, classes);
        }
    }

    private Path of() {
        return app.resolve("target/run/brewprint.aot.of");
    }

    /** A JDK whose JVM prints what it is given, and makes no cache. */
    private String fakeJdk() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.9\"\n");
        for (String name : List.of("java", "javac")) {
            Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\necho \"$*\"\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        return folder.resolve("jdk").toString();
    }

    // The classes lie in the jar itself, as the cache takes jars only; the libraries stay where they are.
    private void writeJar() throws Exception {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
        String given = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(given.split(":"))
                                .filter(path -> path.endsWith(".jar"))
                                .map(path -> Path.of(path).toUri().toString())
                                .collect(Collectors.joining(" ")));
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            addAll(out, Path.of("target/classes"));
        }
    }

    private static void addAll(JarOutputStream out, Path classes) throws Exception {
        try (var files = Files.walk(classes)) {
            for (Path each : files.sorted().skip(1).toList()) {
                // Folders too, as a build writes them: migrations are found by their folder.
                boolean file = Files.isRegularFile(each);
                out.putNextEntry(new ZipEntry(classes.relativize(each) + (file ? "" : "/")));
                if (file) {
                    Files.copy(each, out);
                }
                out.closeEntry();
            }
        }
    }

    /** Whether a JVM that must use the cache can. */
    private boolean usable() throws Exception {
        Process process = new ProcessBuilder(
                        jdk + "/bin/java",
                        "-XX:AOTMode=on",
                        "-XX:AOTCache=" + cache,
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        jar + ":" + app.resolve("target/lib/*"),
                        "io.brewprint.cli.Brewprint",
                        "--version")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 && text.equals(VERSION);
    }

    private void awaitCache() {
        await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(of()));
        awaitRest();
        assertThat(cache).isNotEmptyFile();
    }

    private void awaitRest() {
        Path making = app.resolve("target/run/brewprint.aot.making");
        await().atMost(Duration.ofSeconds(90)).until(() -> !Files.isDirectory(making));
    }

    private String run(String... args) throws Exception {
        return output(start(args));
    }

    private Process start(String... args) throws Exception {
        return builder(args).start();
    }

    private ProcessBuilder builder(String... args) {
        List<String> line = new ArrayList<>(List.of(app.resolve("brewprint").toString()));
        line.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk);
        builder.environment()
                .keySet()
                .removeAll(
                        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "BREWPRINT_JAVA_OPTIONS", "BREWPRINT_HOME"));
        return builder;
    }

    private static String output(Process process) throws Exception {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
