package io.brewprint.cli;

import io.brewprint.cli.run.HomeSetup;
import io.brewprint.config.AtomicFiles;
import io.brewprint.route.Parts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the launchers run once per build with {@code -XX:AOTCacheOutput}: the small commands in one JVM, so that the
 * cache holds their classes loaded and linked. Those that train, generate, serve or measure run without it.
 */
public final class StartUp {
    private StartUp() {}

    /** Runs them on an example, in a folder of its own; prints nothing. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("brewprint-start");
        try {
            System.setOut(nowhere());
            System.setErr(nowhere());
            runAll(folder);
        } finally {
            AtomicFiles.deleteTree(folder);
        }
        // As the commands end: that loads classes too.
        System.exit(0);
    }

    private static void runAll(Path folder) {
        call(folder, "--help");
        call(folder, "--version");
        call(folder, "help", "validate");
        call(folder, "unheard-of");
        for (String line : List.of("status", "status --json", "stop", "backup list", "catalog --help", "model list")) {
            call(folder, line.split(" "));
        }
        HomeSetup.program("examples/exports").ifPresent(exports -> {
            String text = exports.resolve("hello_world.txt").toString();
            String dsl = folder.resolve("hello_world.dsl").toString();
            call(folder, "translate", text, "--out", folder.toString());
            call(folder, "translate", text, "-", "--verify");
            for (String command : List.of("validate", "format", "analyze", "ir", "clipboard")) {
                call(folder, command, dsl);
            }
            call(folder, "validate", dsl, "--json");
        });
    }

    private static void call(Path folder, String... words) {
        var line = new ArrayList<>(List.of(words));
        if (!words[0].startsWith("-") && !words[0].equals("help") && !line.contains("--help")) {
            line.addAll(List.of("--home", folder.resolve("home").toString()));
        }
        Brewprint.execute(Parts.real(), line.toArray(String[]::new));
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }
}
